"""A selection applied: its pages in order, and what every other choice would give."""

from dataclasses import dataclass
from functools import cached_property

from belt.explorer.facets import FacetIndex, numbers_of
from belt.explorer.search import Hits, each_holding, search
from belt.explorer.selection import FACETS, Selection
from entities.words import words_as_written

PER_PAGE = 24


@dataclass(frozen=True)
class Results:
    """What a selection gives in one language; pages of results are numbered from 1."""

    index: FacetIndex
    selection: Selection
    language: str

    @cached_property
    def hits(self) -> Hits | None:
        """The pages with the words, if any words are asked for."""
        words = self.selection.words
        return search(self.index, words, self.language) if words else None

    @cached_property
    def by_word(self) -> dict[str, int]:
        """Each of the words, as it was written, with the pages that hold it alone."""
        words = list(dict.fromkeys(written for _folded, written in words_as_written(self.selection.words)))
        return dict(zip(words, each_holding(self.index, words, self.language), strict=True))

    def of(self, selection: Selection) -> "Results":
        """What another selection gives; the same words are not looked up again."""
        other = Results(self.index, selection, self.language)
        if selection.words == self.selection.words:
            other.__dict__["hits"] = self.hits
        return other

    @cached_property
    def pages(self) -> int:
        """The set of pages that fit the whole selection."""
        return self._fitting(FACETS)

    @cached_property
    def total(self) -> int:
        """How many pages fit."""
        return self.pages.bit_count()

    def count(self, facet: str, value: str) -> int:
        """How many pages fit if this value alone is chosen in its facet and all others stay as they are."""
        return (self._beside[facet] & self.index.having(facet, [value])).bit_count()

    def count_of_type(self, kind: str) -> int:
        """How many of the pages that fit are reports, or profiles."""
        return (self.pages & self.index.having("type", [kind])).bit_count()

    @property
    def page_count(self) -> int:
        """How many pages of results there are; one, if only an empty one."""
        return max(1, -(-self.total // PER_PAGE))

    @property
    def page(self) -> int:
        """The page of results to show: the asked one, or the first where there are fewer."""
        return self.selection.page if self.selection.page <= self.page_count else 1

    def keys(self) -> list[int]:
        """The keys of all pages that fit, in the order asked for."""
        return [self.index.documents[number].key for number in self._ordered()]

    def newest_keys(self) -> list[int]:
        """The keys of all pages that fit, the last published first, whatever order was asked for."""
        numbers = sorted(numbers_of(self.pages), key=self.index.newness, reverse=True)
        return [self.index.documents[number].key for number in numbers]

    def keys_of_page(self) -> list[int]:
        """The keys of the pages to show."""
        first = (self.page - 1) * PER_PAGE
        return self.keys()[first : first + PER_PAGE]

    def _ordered(self) -> list[int]:
        numbers = numbers_of(self.pages)
        if self.selection.order == "newest":
            numbers.sort(key=self.index.newness, reverse=True)
        if self.selection.order == "relevance" and self.hits is not None:
            # Equals keep the order of names.
            numbers.sort(key=self.hits.rank)
        return numbers

    @cached_property
    def _beside(self) -> dict[str, int]:
        """For each facet the pages that fit all other ones."""
        return {facet: self._fitting([other for other in FACETS if other != facet]) for facet in FACETS}

    def _fitting(self, facets: "list[str] | tuple[str, ...]") -> int:
        fitting = self.index.everything if self.hits is None else self.hits.anywhere
        for facet in facets:
            values = self.selection.values.get(facet)
            if values:
                fitting &= self.index.having(facet, values)
        return fitting
