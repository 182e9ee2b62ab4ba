"""Why a page was found: the sentence that holds the words, with the words marked."""

import re
from collections.abc import Iterable

from django.utils.html import escape
from django.utils.safestring import SafeString, mark_safe

from entities.words import fold, held, is_han, key_of, words_of

# Chinese sentences follow each other without a space; elsewhere a point may stand in a number.
_SENTENCE = re.compile(r"(?<=[.!?])\s+|(?<=[。！？])\s*")
_WORD = re.compile(r"[^\W_]+")
LONGEST = 220
MOST_EXCERPTS = 2


def excerpt(texts: Iterable[str], words: str, language: str) -> SafeString | None:
    """The sentence with the most of the words and, where it lacks some, one that adds most of these.

    ``None`` where no text holds any of them.
    """
    wanted = {key_of(word, language) for word in words_of(words)}
    sentences = [
        (sentence, found)
        for text in texts
        for sentence in _SENTENCE.split(text)
        if (found := held(sentence, wanted, language))
    ]
    chosen, lacking = [], wanted
    while sentences and len(chosen) < MOST_EXCERPTS:
        # Of equals the first.
        best, found = max(sentences, key=lambda pair: len(pair[1] & lacking))
        if not found & lacking:
            break
        chosen.append(_shortened(best, found & lacking, language))
        lacking = lacking - found
    return mark_safe(" … ".join(marked(one, words, language) for one in chosen)) if chosen else None


def marked(text: str, words: str, language: str) -> SafeString:
    """The text as HTML with every word that was asked for in ``<mark>``."""
    wanted = {key_of(word, language) for word in words_of(words)}
    pieces, position = [], 0
    for start, end in _places(text, wanted, language):
        pieces += [escape(text[position:start]), "<mark>", escape(text[start:end]), "</mark>"]
        position = end
    return mark_safe("".join([*pieces, escape(text[position:])]))


def _places(text: str, wanted: set[str], language: str) -> list[tuple[int, int]]:
    """Where the wanted words stand in the text as it is written."""
    places = []
    for match in _WORD.finditer(text):
        for start, end, part in _parts(match.group(), match.start()):
            if is_han(part):
                places += _within_run(text[start:end], start, wanted)
            elif key_of(part, language) in wanted:
                places.append((start, end))
    return places


def _parts(word: str, offset: int) -> list[tuple[int, int, str]]:
    """Han and other signs of a written word apart, folded."""
    parts, begin = [], 0
    kinds = [is_han(fold(sign)) for sign in word]
    for position in range(1, len(word) + 1):
        if position == len(word) or kinds[position] != kinds[begin]:
            parts.append((offset + begin, offset + position, fold(word[begin:position])))
            begin = position
    return parts


def _within_run(run: str, offset: int, wanted: set[str]) -> list[tuple[int, int]]:
    """Wanted characters inside a run of Han; simplifying keeps their number."""
    folded = fold(run)
    found = []
    for word in sorted(filter(is_han, wanted), key=len, reverse=True):
        at = folded.find(word)
        while at >= 0:
            place = (offset + at, offset + at + len(word))
            if not any(place[0] < end and start < place[1] for start, end in found):
                found.append(place)
            at = folded.find(word, at + 1)
    return sorted(found)


def _shortened(sentence: str, wanted: set[str], language: str) -> str:
    """A long sentence from a little before the first word that was asked for."""
    if len(sentence) <= LONGEST:
        return sentence.strip()
    first = next((start for start, _end in _places(sentence, wanted, language)), 0)
    start = max(0, min(first - LONGEST // 3, len(sentence) - LONGEST))
    cut = sentence[start : start + LONGEST]
    head, tail = "… " if start else "", " …" if start + LONGEST < len(sentence) else ""
    return head + cut.partition(" ")[2] + tail if start and " " in cut else head + cut + tail
