"""Texts as search sees them: folded words and their stems, Han characters single and in pairs.

Both databases index what ``index_text()`` prepares and are asked with what ``query_terms()`` makes
of a reader's words, so that they find the same. Pure, but for the tables that stemmers and the
conversion to simplified Chinese load at their first use.
"""

import re
import threading
import unicodedata
from collections.abc import Iterable, Iterator
from functools import cache, lru_cache
from itertools import pairwise
from typing import Any

# Letters that folding spells out, so that no word of a text can begin with one of them.
STEM_MARK, NAME_MARK = "þ", "ð"
LONGEST_WORD = 60
# More than the databases can be asked for at once.
MOST_TERMS = 32
STEMMERS = {"it": "italian", "en": "english"}

_HAN = "\u3005\u3007\u3400-\u4dbf\u4e00-\u9fff\uf900-\ufaff\U00020000-\U0003ffff"
# With what stands between two characters of one phrase.
HAN_RUN = re.compile(rf"[{_HAN}](?:[{_HAN}\u3000-\u303f\uff00-\uffef·]*[{_HAN}])?")
_TOKEN = re.compile(rf"(?P<han>[{_HAN}]+)|(?P<word>[^\W_{_HAN}]+)")
_ELIDED = re.compile(
    r"\b(?:l|d|c|m|n|s|t|v|un|gl|qu|dell|all|dall|nell|sull|coll|quell|quest|bell|sant|tutt"
    r"|agl|degl|dagl|negl|sugl|quegl|begl)'(?=\w)"
    # The English possessive: “Shanghai's”.
    r"|'s\b",
    re.IGNORECASE,
)
# 友达光电（昆山）: people leave the brackets out.
_BRACKETS_IN_HAN = re.compile(rf"(?<=[{_HAN}])[()（）](?=[{_HAN}])")
_APOSTROPHES = str.maketrans(dict.fromkeys("’‘ʼ`´＇", "'"))
_SPELLED_OUT = str.maketrans({STEM_MARK: "th", NAME_MARK: "d", "\0": " "})
_local = threading.local()


def fold(text: str) -> str:
    """Without accents and case, typographic variants made plain, Chinese simplified."""
    plain = unicodedata.normalize("NFKD", text.translate(_APOSTROPHES))
    bare = "".join(sign for sign in plain if not unicodedata.combining(sign))
    folded = unicodedata.normalize("NFKC", bare).casefold().translate(_SPELLED_OUT)
    return _simplified(folded) if _has_han(folded) else folded


def words_of(text: str) -> list[str]:
    """The folded words and Han runs of a text, in order, without elided articles."""
    # A run is cut into pairs anyway, so it may be as long as it likes.
    return [
        match.group() if match.lastgroup == "han" else match.group()[:LONGEST_WORD]
        for match in _TOKEN.finditer(_without_joints(fold(text)))
    ]


def _without_joints(text: str) -> str:
    """Without elided articles and possessives, and with the words of a Chinese name joined."""
    return _BRACKETS_IN_HAN.sub("", _ELIDED.sub(" ", text))


def words_as_written(text: str) -> list[tuple[str, str]]:
    """The words of ``words_of()``, each with its spelling in the text."""
    composed = unicodedata.normalize("NFC", text.translate(_APOSTROPHES))
    pieces = [match.group() for match in _TOKEN.finditer(_without_joints(composed))]
    return [(folded, piece) for piece in pieces for folded in words_of(piece)]


def index_text(names: Iterable[str], texts: Iterable[str], language: str) -> str:
    """What the database indexes: every term of names and texts; terms of names marked once more."""
    name_terms = [term for name in names for word in words_of(name) for term in _terms(word, language)]
    text_terms = [term for text in texts for word in words_of(text) for term in _terms(word, language)]
    return " ".join([*name_terms, *text_terms, *(NAME_MARK + term for term in name_terms)])


def query_terms(text: str, language: str, *, in_names: bool = False) -> list[list[str]]:
    """What a reader's words ask for: each inner list holds terms of which one must be there.

    With ``in_names`` only names are asked.
    """
    mark = NAME_MARK if in_names else ""
    asked = []
    for word in dict.fromkeys(words_of(text)):
        if is_han(word):
            asked += [[mark + term] for term in _pairs(word)]
        else:
            asked.append([mark + term for term in _word_and_stem(word, language)])
    return [list(terms) for terms in dict.fromkeys(map(tuple, asked))]


def is_han(word: str) -> bool:
    """Whether a word of ``words_of()`` is a run of Han characters."""
    match = _TOKEN.match(word)
    return match is not None and match.lastgroup == "han"


def stem(word: str, language: str) -> str:
    """The stem of a folded word; the word itself in languages without a stemmer and for mixed signs."""
    return _stem(word, STEMMERS[language]) if language in STEMMERS and word.isalpha() else word


def key_of(word: str, language: str) -> str:
    """What a folded word is compared by: a run of Han as it is, another word by its stem."""
    return word if is_han(word) else stem(word, language)


def held(text: str, wanted: set[str], language: str) -> set[str]:
    """Those of the wanted keys (``key_of()``) that stand in a text, Han anywhere inside a run."""
    keys = {key_of(word, language) for word in words_of(text)}
    runs = [key for key in keys if is_han(key)]
    return {word for word in wanted if word in keys or (is_han(word) and any(word in run for run in runs))}


def _terms(word: str, language: str) -> Iterator[str]:
    if is_han(word):
        yield from word
        yield from map("".join, pairwise(word))
    else:
        yield from _word_and_stem(word, language)


def _pairs(run: str) -> list[str]:
    """A run is asked for pair by pair; a single character by itself."""
    return list(map("".join, pairwise(run))) or [run]


def _word_and_stem(word: str, language: str) -> list[str]:
    found = stem(word, language)
    return [word, STEM_MARK + found] if language in STEMMERS and word.isalpha() else [word]


@lru_cache(maxsize=100_000)
def _stem(word: str, algorithm: str) -> str:
    # A stemmer keeps the word it works on: one for each thread.
    stemmers = _local.__dict__.setdefault("stemmers", {})
    if algorithm not in stemmers:
        import snowballstemmer

        stemmers[algorithm] = snowballstemmer.stemmer(algorithm)
    return fold(str(stemmers[algorithm].stemWord(word)))


def _has_han(text: str) -> bool:
    return any(match.lastgroup == "han" for match in _TOKEN.finditer(text))


def _simplified(text: str) -> str:
    # Sign by sign: OpenCC converts by phrases, so that a sign would depend on its neighbours.
    return "".join(map(_simplified_sign, text))


@cache
def _simplified_sign(sign: str) -> str:
    return str(_converter().convert(sign)) if _TOKEN.fullmatch(sign) and is_han(sign) else sign


@cache
def _converter() -> Any:
    import opencc

    return opencc.OpenCC("t2s")
