"""Finding names in a text: one pass over it, however many names there are. Pure.

A name counts where it stands as a word of its own (Latin script; Han characters may stand anywhere
in a run), outside every longer name, and in the capitals of its profile. The first of several words
may be small (“distretto di Putuo”), or those behind it, as in Italian (“Delta del fiume azzurro”).
"""

from collections import defaultdict
from collections.abc import Collection, Iterable, Iterator
from dataclasses import dataclass

import ahocorasick

from entities.mentions.common_words import PLACE_NAMES
from entities.mentions.folding import FoldedText, folded, latin_sign
from entities.mentions.names import (
    Bearer,
    Name,
    contraction,
    core_word_spans,
    legal_form_after,
    spellings,
    word_spans,
)

_ABBREVIATION = 3


@dataclass(frozen=True)
class Found:
    """Where a name stands: ``text[start:end]`` of the text as it was given.

    ``entities`` are the keys of all that bear the name, ascending; ``free`` is false inside of a
    longer name. ``name`` is what was looked for, as a profile writes it.
    """

    start: int
    end: int
    entities: tuple[int, ...]
    name: str
    free: bool = True


@dataclass(frozen=True)
class _Spelling:
    """A spelling of a name: where it has to be written in capitals, and who bears it.

    ``begins`` is where the name begins in it, behind a preposition that has taken its article;
    ``loose`` are the capitals that Italian may write small.
    """

    text: str
    begins: int
    written: str
    capitals: tuple[int, ...]
    loose: frozenset[int]
    entity: int
    takes_form: bool

    def fits(self, capitals: list[bool], start: int) -> bool:
        """Whether it may be written like this: its capitals as capitals.

        Either the first word may be small, where a later one is not (“distretto di Putuo”), or later
        ones, where the first is not. All in small letters it may be no name but ordinary words.
        """
        small = [place for place in self.capitals if not capitals[start + place]]
        if self.loose.issuperset(small):
            return True
        _first, after = next(word_spans(self.text), (0, 0))
        in_first_word = [place for place in self.capitals if place < after]
        # An abbreviation has more than one capital.
        return small == in_first_word[:1] == in_first_word != list(self.capitals)


@dataclass(frozen=True)
class _Candidate:
    start: int
    end: int
    length: int
    name: str
    entities: tuple[int, ...]


class Finder:
    """Made once from all names, then asked for any number of texts."""

    def __init__(self, names: Iterable[Name]) -> None:
        known = list(names)
        self._places = PLACE_NAMES | {folded(name.text) for name in known if name.bearer is Bearer.PLACE}
        self._names: dict[str, list[Name]] = defaultdict(list)
        self._automaton = ahocorasick.Automaton()
        for name in known:
            for spelling in spellings(name, self._places):
                self._names[spelling].append(name)
                self._automaton.add_word(spelling, spelling)
        self._automaton.make_automaton()
        self._spelled: dict[str, list[_Spelling]] = {}

    def find(self, text: str) -> list[Found]:
        """The names in a text that lie inside no longer one, in order; they never overlap."""
        return [found for found in self.occurrences(text) if found.free]

    def occurrences(self, text: str) -> list[Found]:
        """All names in a text, in order, a longer one before those inside of it."""
        levelled = FoldedText(text)
        candidates = sorted(
            self._candidates(levelled), key=lambda found: (found.start, -found.end, -found.length)
        )
        return list(_marked(levelled, candidates))

    def _candidates(self, text: FoldedText) -> Iterator[_Candidate]:
        if not self._names:
            return
        for last, spelling in self._automaton.iter(text.text):
            start, end = last + 1 - len(spelling), last + 1
            if not _stands_alone(text.text, start, end):
                continue
            fitting = [bearer for bearer in self._bearers(spelling) if bearer.fits(text.capitals, start)]
            if fitting:
                if all(bearer.takes_form for bearer in fitting):
                    end = _with_legal_form(text, end)
                entities = tuple(sorted({bearer.entity for bearer in fitting}))
                yield _Candidate(start + fitting[0].begins, end, len(spelling), fitting[0].written, entities)

    def _bearers(self, spelling: str) -> list[_Spelling]:
        """Worked out for the few names that a text holds."""
        if spelling not in self._spelled:
            self._spelled[spelling] = [
                _spelled(name, spelling, self._places) for name in self._names[spelling]
            ]
        return self._spelled[spelling]


def _spelled(name: Name, spelling: str, known_places: Collection[str]) -> _Spelling:
    full = FoldedText(name.text)
    begins = contraction(spelling, full.text)
    offset = full.text.find(spelling[begins:])
    start, end = full.cut(offset, offset + len(spelling) - begins) or (0, len(name.text))
    capitals = [False] * begins + full.capitals[offset : offset + len(spelling) - begins]
    places = tuple(
        place
        for first, after in word_spans(spelling)
        for place in range(first, after)
        # “SAIC MOTOR” may be “Saic Motor”, but “AU” is not “Au”.
        if capitals[place] and (place == first or after - first <= _ABBREVIATION)
    )
    loose = _loose(spelling, capitals, known_places)
    written, takes_form = name.text[start:end], name.bearer is Bearer.ORGANISATION
    return _Spelling(spelling, begins, written, places, loose, name.entity, takes_form)


def _loose(spelling: str, capitals: list[bool], places: Collection[str]) -> frozenset[int]:
    """The capitals that Italian may write small: of words behind the first, where that one has its own."""
    (first, _after), *later = [*core_word_spans(spelling)] or [(0, 0)]
    if not capitals[first]:
        return frozenset()
    return frozenset(
        start
        for start, after in later
        # Neither an abbreviation nor a place is ever small, and “Programma A” is not “Programma a”.
        if sum(capitals[start:after]) == 1 < after - start and spelling[start:after] not in places
    )


def _stands_alone(text: str, start: int, end: int) -> bool:
    """Whether no Latin word goes on across either end."""
    begins_inside = start > 0 and latin_sign(text[start]) and latin_sign(text[start - 1])
    ends_inside = end < len(text) and latin_sign(text[end - 1]) and latin_sign(text[end])
    return not (begins_inside or ends_inside)


def _with_legal_form(text: FoldedText, end: int) -> int:
    """The end of the legal form that follows, if it is written as one: “Group”, not “group”."""
    further = legal_form_after(text.text, end)
    letters = [place for place in range(end, further) if text.text[place].isalpha()]
    if not letters or (latin_sign(text.text[letters[0]]) and not text.capitals[letters[0]]):
        return end
    return further


def _marked(text: FoldedText, candidates: Iterable[_Candidate]) -> Iterator[Found]:
    """The leftmost and longest are free; each where it stood in the original."""
    free_from = 0
    for candidate in candidates:
        cut = text.cut(candidate.start, candidate.end)
        if cut is None:
            continue
        free = candidate.start >= free_from
        if free:
            free_from = candidate.end
        yield Found(*cut, candidate.entities, candidate.name, free)
