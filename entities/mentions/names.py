"""In which spellings a name counts as that name: legal forms, leading articles, false friends. Pure."""

import re
from collections.abc import Collection, Iterator
from dataclasses import dataclass
from enum import Enum

from entities.mentions.common_words import COMMON_WORDS, PLACE_NAMES
from entities.mentions.folding import folded

# The one table of legal forms, as `folded()` writes them: no gap beside a full stop, comma or bracket.
_LATIN_FORMS = (
    r"co\.?,? ?(?:ltd\.?|limited|inc\.?|l\.?p\.?)",
    r"company,?(?: ?limited| ?ltd\.?)?",
    r"corporation|corp\.?|incorporated|inc\.?|limited|ltd\.?|co\.?|l\.?l\.?c\.?|p\.?l\.?c\.?",
    r"group|gruppo|holdings?",
    r"s\.?p\.?a\.?|s\.?r\.?l\.?s?\.?|s\.?a\.?s\.?|s\.?n\.?c\.?|s\.?a\.?",
    r"gmbh|ag|n\.?v\.?|b\.?v\.?",
)
_HAN_FORMS = ("股份", "控股", "有限", "责任", "集团", "公司")

_WORD_ENDS = r"(?:(?<=\.)|(?![^\W_]))"
_LATIN_FORM = rf"(?:[, ]|(?<=[).]))(?:{'|'.join(_LATIN_FORMS)}){_WORD_ENDS}"
_FORMS_AFTER = re.compile(rf"(?:{_LATIN_FORM}|{'|'.join(_HAN_FORMS)})+")
_FORMS_AT_END = re.compile(rf"{_FORMS_AFTER.pattern}\Z")
_FORM_AT_START = re.compile(r"\Agruppo ")
_ARTICLE = re.compile(r"\A(?:l'|(?:il|lo|la|i|gli|le|the) )")
# What an article becomes behind a preposition: “dell’Oréal”, “alla Perla”.
_CONTRACTED = {
    article: tuple(f"{stem}{ending}" for stem in ("a", "da", "de", "ne", "su"))
    for article, ending in (
        ("il ", "l "),
        ("lo ", "llo "),
        ("la ", "lla "),
        ("l'", "ll'"),
        ("i ", "i "),
        ("gli ", "gli "),
        ("le ", "lle "),
    )
}
_WORD = re.compile(r"[^\W_]+")
_SHORTEST = 2


class Bearer(Enum):
    """What kind of thing bears a name, as far as spelling goes."""

    ORGANISATION = "organisation"
    PLACE = "place"
    OTHER = "other"


@dataclass(frozen=True)
class Name:
    """A name as its profile writes it, with the key of the entity that bears it."""

    text: str
    entity: int
    bearer: Bearer = Bearer.OTHER


def spellings(name: Name, places: Collection[str] = ()) -> list[str]:
    """The texts that are looked for, none where it is no name to go by.

    The name itself comes first, then what is left of it without legal form or leading article,
    levelled. It is never shortened to the name of a place: ``places`` (levelled) or a well-known one.
    """
    full = folded(name.text)
    short = [
        spelling
        for spelling in _shortened(full, name.bearer)
        if spelling not in places and spelling not in PLACE_NAMES
    ]
    return [spelling for spelling in dict.fromkeys([full, *short]) if _counts(spelling)]


def _shortened(full: str, bearer: Bearer) -> Iterator[str]:
    bare = full
    if bearer is Bearer.ORGANISATION:
        bare = _FORM_AT_START.sub("", _FORMS_AT_END.sub("", full))
        yield bare
    for text in (full, bare):
        rest = _ARTICLE.sub("", text)
        # “La Perla” is not any pearl.
        if len(_WORD.findall(rest)) > 1:
            yield rest
        else:
            article = text.removesuffix(rest)
            yield from (contracted + rest for contracted in _CONTRACTED.get(article, ()))


def _counts(spelling: str) -> bool:
    """Whether a spelling can be told from ordinary words, legal forms, figures and single characters."""
    if _FORMS_AFTER.fullmatch(f" {spelling}"):
        return False
    words = _WORD.findall(spelling)
    if len(words) == 1 and (words[0] in COMMON_WORDS or len(words[0]) < _SHORTEST):
        return False
    return any(sign.isalpha() for sign in spelling)


def contraction(spelling: str, full: str) -> int:
    """How long the preposition is that a spelling has in place of the article of the name (levelled)."""
    if spelling in full:
        return 0
    return max(len(form) for forms in _CONTRACTED.values() for form in forms if spelling.startswith(form))


def legal_form_after(text: str, end: int) -> int:
    """Where the legal form ends that directly follows ``end`` in a levelled text; ``end`` without one."""
    found = _FORMS_AFTER.match(text, end)
    return found.end() if found else end


def core_word_spans(spelling: str) -> Iterator[tuple[int, int]]:
    """Start and end of each word of a spelling but its leading article and its legal form."""
    article = _ARTICLE.match(spelling)
    form = _FORMS_AT_END.search(spelling)
    start = article.end() if article else 0
    end = form.start() if form else len(spelling)
    return (found.span() for found in _WORD.finditer(spelling, start, end))


def word_spans(text: str) -> Iterator[tuple[int, int]]:
    """Start and end of each word of a levelled text."""
    return (found.span() for found in _WORD.finditer(text))
