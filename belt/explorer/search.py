"""Which public pages hold a reader's words: asked of the database's own full-text index."""

from collections.abc import Sequence
from dataclasses import dataclass

from django.db.models import QuerySet, Value
from wagtail.models import Page
from wagtail.search.backends import get_search_backend
from wagtail.search.query import And, Or, PlainText, SearchQuery

from belt.explorer.facets import FacetIndex, as_set
from belt.explorer.names import names_of, plain
from entities.words import query_terms


@dataclass(frozen=True)
class Hits:
    """The pages that hold all words: anywhere, in a name, as the whole name (sets of a ``FacetIndex``)."""

    anywhere: int
    in_names: int
    exact: int

    def rank(self, number: int) -> int:
        """0 for the best: the name itself, a part of the name, the text."""
        bit = 1 << number
        if self.exact & bit:
            return 0
        return 1 if self.in_names & bit else 2


def holding(index: FacetIndex, words: str, language: str) -> int:
    """The pages that hold all the words anywhere; nothing is found for words without a letter or digit."""
    called = names_of(index, language).called_elsewhere(words)
    return _pages(index, query_terms(words, language)) | as_set(called)


def search(index: FacetIndex, words: str, language: str) -> Hits:
    """Look for all the words, in texts and in names."""
    anywhere = holding(index, words, language)
    if not anywhere:
        return Hits(0, 0, 0)
    in_names = _pages(index, query_terms(words, language, in_names=True))
    names = names_of(index, language)
    in_names |= as_set(names.called_elsewhere(words))
    return Hits(anywhere, in_names, as_set(names.called(plain(words))))


def each_holding(index: FacetIndex, words: Sequence[str], language: str) -> list[int]:
    """For each of several words the pages that hold it, in one query for all of them."""
    found: list[list[int]] = [[] for _word in words]
    asked = [(number, query_terms(word, language)) for number, word in enumerate(words)]
    apart = [pages_with(terms).annotate(word=Value(number)) for number, terms in asked if terms]
    first, *others = [pages.values_list("word", "pk") for pages in apart] or [Page.objects.none()]
    for number, key in first.union(*others, all=True) if others else first:
        if key in index.number:
            found[number].append(index.number[key])
    return [as_set(numbers) for numbers in found]


def pages_with(terms: list[list[str]]) -> QuerySet[Page]:
    """The pages, public or not, that hold all the terms (each a list of alternatives), in no order."""
    results = get_search_backend().search(_query(terms), Page.objects.all(), order_by_relevance=False)
    return results.get_queryset().order_by()


def _pages(index: FacetIndex, terms: list[list[str]]) -> int:
    if not terms:
        return 0
    # The keys alone: building thousands of pages to count them would take seconds.
    keys = pages_with(terms).values_list("pk", flat=True)
    return as_set(index.number[key] for key in keys if key in index.number)


def _query(terms: list[list[str]]) -> SearchQuery:
    asked = [PlainText(one[0]) if len(one) == 1 else Or([PlainText(term) for term in one]) for one in terms]
    return asked[0] if len(asked) == 1 else And(asked)
