"""What a reader asks the explorer for: words, values of facets, order and page, read from an address.

Pure. Every link to a selection, the page, the feed and the exports go through ``Selection``, so that
an address always means the same: ``Selection.parse(selection.pairs())`` is the selection again.
"""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field, replace
from typing import Protocol
from unicodedata import category
from urllib.parse import urlencode

from entities.words import MOST_TERMS, query_terms

FACETS = ("type", "chain", "place", "kind", "year", "status")
SORTS = ("relevance", "newest", "name")
MOST_VALUES = 12
LONGEST_QUERY = 200
LONGEST_VALUE = 100
LAST_PAGE = 9_999
# What stands once in an address beside the chosen values.
SINGLE = ("q", "sort", "page")
# What decoding leaves where bytes are no text, and what no database takes.
BROKEN_SIGNS = frozenset("\0\ufffd")
# They would turn round the title, the heading and whatever stands beside the words.
_TURNING_SIGNS = dict.fromkeys([*range(0x202A, 0x202F), *range(0x2066, 0x206A)])


class UnreadableSelectionError(ValueError):
    """The address asks for more than anybody reads.

    ``reason`` is ``values`` (too many), ``length`` (of one), ``words``, ``terms`` or ``signs``.
    """

    def __init__(self, reason: str) -> None:
        super().__init__(reason)
        self.reason = reason


class Vocabulary(Protocol):
    """Knows the values of each facet."""

    def canonical(self, facet: str, value: str) -> str | None:
        """The value as addresses write it (a merged chain's is its winner's); ``None`` for an unknown one."""


@dataclass(frozen=True)
class Ignored:
    """A parameter of the address that means nothing here."""

    name: str
    value: str


@dataclass(frozen=True)
class Selection:
    """Words, chosen values by facet (in the order they were chosen), order and page.

    An empty ``sort`` is the order that suits: relevance with words, name without.
    """

    words: str = ""
    values: Mapping[str, tuple[str, ...]] = field(default_factory=dict)
    sort: str = ""
    page: int = 1

    @classmethod
    def parse(
        cls, pairs: Iterable[tuple[str, str]], vocabulary: Vocabulary
    ) -> tuple["Selection", list[Ignored]]:
        """Read the parameters of an address; what is unknown is left out and named.

        ``UnreadableSelectionError`` for more than ``MOST_VALUES`` values, known or not, for more words
        than search takes, or for broken signs.
        """
        given = [(name, value.strip()) for name, value in pairs]
        _refuse_unreadable(given)
        reading = _Reading()
        for name, value in given:
            if value and not reading.take(name, value, vocabulary):
                reading.ignored.append(Ignored(name, value))
        reading.drop_relevance_without_words()
        return reading.selection(), reading.ignored

    def pairs(self) -> list[tuple[str, str]]:
        """Its parameters, in one order whatever the order they came in."""
        pairs = [("q", self.words)] if self.words else []
        pairs += [(facet, value) for facet in FACETS for value in self.values.get(facet, ())]
        pairs += [("sort", self.sort)] if self.sort else []
        return pairs + ([("page", str(self.page))] if self.page > 1 else [])

    def query(self) -> str:
        """Its parameters as an address writes them, with the question mark; empty for an empty selection."""
        pairs = self.pairs()
        return f"?{urlencode(pairs)}" if pairs else ""

    @property
    def order(self) -> str:
        """The order to show: one of ``SORTS``."""
        return self.sort or ("relevance" if self.words else "name")

    @property
    def facet_pairs(self) -> list[tuple[str, str]]:
        """The chosen values alone, each with its facet."""
        return [(facet, value) for facet in FACETS for value in self.values.get(facet, ())]

    @property
    def only_chain(self) -> str | None:
        """The one chosen chain of a selection that asks for nothing else."""
        pairs = self.pairs()
        return pairs[0][1] if len(pairs) == 1 and pairs[0][0] == "chain" else None

    @property
    def is_empty(self) -> bool:
        """Whether it asks for everything."""
        return not self.words and not self.values

    @property
    def is_indexable(self) -> bool:
        """Whether search engines may keep it: nothing or one chain, first page, usual order."""
        return not self.pairs() or self.only_chain is not None

    def removing(self, facet: str, value: str) -> "Selection":
        """Without a value, from the first page on."""
        return self._with(facet, tuple(kept for kept in self.values.get(facet, ()) if kept != value))

    def only(self, facet: str, *values: str) -> "Selection":
        """With exactly these values of a facet, from the first page on."""
        return self._with(facet, values)

    def saying(self, words: str) -> "Selection":
        """With other words, from the first page on."""
        plain = _plain(words)
        return replace(self, words=plain, sort=self.sort if plain or self.sort != "relevance" else "", page=1)

    def at(self, page: int) -> "Selection":
        """Another page of it."""
        return replace(self, page=page)

    def _with(self, facet: str, values: tuple[str, ...]) -> "Selection":
        changed = {**self.values, facet: values}
        kept = {name: changed[name] for name in FACETS if changed.get(name)}
        return replace(self, values=kept, page=1)


class _Reading:
    """What has been read of an address so far; of words, orders and pages the first counts."""

    def __init__(self) -> None:
        self.words, self.sort, self.page = "", "", 0
        self.values: dict[str, list[str]] = {}
        self.ignored: list[Ignored] = []

    def take(self, name: str, value: str, vocabulary: Vocabulary) -> bool:
        """Whether a parameter means something; if it does, it is remembered."""
        if name in FACETS:
            return self._take_value(name, vocabulary.canonical(name, value))
        if name == "q" and not self.words:
            self.words = _plain(value)
            return bool(self.words)
        if name == "sort" and value in SORTS and not self.sort:
            self.sort = value
        elif name == "page" and _page_number(value) and not self.page:
            self.page = _page_number(value)
        else:
            return False
        return True

    def drop_relevance_without_words(self) -> None:
        """Words may stand behind the order, so this is asked at the end."""
        if self.sort == "relevance" and not self.words:
            self.sort = ""
            self.ignored.append(Ignored("sort", "relevance"))

    def selection(self) -> Selection:
        """All that was understood."""
        values = {facet: tuple(self.values[facet]) for facet in FACETS if facet in self.values}
        return Selection(self.words, values, self.sort, self.page or 1)

    def _take_value(self, facet: str, known: str | None) -> bool:
        if known is None:
            return False
        chosen = self.values.setdefault(facet, [])
        if known not in chosen:
            chosen.append(known)
        return True


def _refuse_unreadable(given: list[tuple[str, str]]) -> None:
    """Limits of length are for what is read; a tracker's long parameter is none of our business."""
    known = [(name, value) for name, value in given if name in FACETS or name in SINGLE]
    read = [*(name for name, _value in given), *(value for _name, value in known)]
    if not BROKEN_SIGNS.isdisjoint("".join(read)):
        raise UnreadableSelectionError("signs")
    if _number_of_values(given) > MOST_VALUES:
        raise UnreadableSelectionError("values")
    if any(len(value) > LONGEST_VALUE for name, value in known if name != "q"):
        raise UnreadableSelectionError("length")
    words = [value for name, value in known if name == "q"]
    if any(len(value) > LONGEST_QUERY for value in words):
        raise UnreadableSelectionError("words")
    if any(len(query_terms(value, "")) > MOST_TERMS for value in words):
        raise UnreadableSelectionError("terms")


def _number_of_values(given: list[tuple[str, str]]) -> int:
    """All that an address asks for, understood or not; words, order and page count when repeated."""
    names = [name for name, value in given if value]
    return len(names) - sum(name in names for name in SINGLE)


def _plain(words: str) -> str:
    """Words parted by single spaces, without signs that control how others are shown."""
    shown = "".join(
        sign for sign in words.translate(_TURNING_SIGNS) if sign.isspace() or category(sign) != "Cc"
    )
    return " ".join(shown.split())


def _page_number(text: str) -> int:
    """A page number, 0 for a text that is none."""
    number = int(text) if text.isascii() and text.isdigit() and len(text) <= 4 else 0
    return number if number <= LAST_PAGE else 0
