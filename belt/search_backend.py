"""Wagtail's database search, forgiving what people type.

A double quote or a NUL makes SQLite fail, a query without words or with very
many or very long ones makes either database fail. Every search of the site goes
through here: public pages, the admin's lists and choosers, the API.
"""

from typing import Any

from django.db.models import QuerySet
from wagtail.search.backends import database
from wagtail.search.query import MATCH_ALL, And, Boost, Fuzzy, Not, Or, Phrase, PlainText, SearchQuery

from entities.words import MOST_TERMS

MOST_WORDS = MOST_TERMS
LONGEST_WORD = 100

_BLANKED = str.maketrans({'"': " ", "\0": " "})


def searchable_words(text: str) -> str:
    """The words of ``text`` that a database can look for, parted by single spaces."""
    words = [word[:LONGEST_WORD] for word in text.translate(_BLANKED).split()]
    return " ".join([word for word in words if any(map(str.isalnum, word))][:MOST_WORDS])


def answerable(query: str | SearchQuery) -> str | SearchQuery | None:
    """The same query as the database can answer it; ``None`` where nothing is left of it."""
    if isinstance(query, str):
        return searchable_words(query) or None
    if isinstance(query, PlainText):
        words = searchable_words(query.query_string)
        return PlainText(words, operator=query.operator, boost=query.boost) if words else None
    if isinstance(query, Phrase):
        words = searchable_words(query.query_string)
        return Phrase(words) if words else None
    if isinstance(query, Fuzzy):
        words = searchable_words(query.query_string)
        return Fuzzy(words, operator=query.operator, unaccent=query.unaccent) if words else None
    if isinstance(query, And | Or):
        parts = [part for part in map(answerable, query.subqueries) if part is not None][:MOST_WORDS]
        return type(query)(parts) if parts else None
    if isinstance(query, Not):
        part = answerable(query.subquery)
        return Not(part) if part is not None else None
    if isinstance(query, Boost):
        part = answerable(query.subquery)
        return Boost(part, query.boost) if part is not None else None
    return query


class ForgivingSearch:
    """Mixed into the backend of the database in use: only answerable queries reach it."""

    def search(self, query: str | SearchQuery, pages: Any, *args: Any, **kwargs: Any) -> Any:
        """Whole words, in ``pages`` (a model or a queryset)."""
        asked = answerable(query)
        if asked is None:
            return self._nothing_of(pages)
        return super().search(asked, pages, *args, **kwargs)  # type: ignore[misc]

    def autocomplete(self, query: str | SearchQuery, pages: Any, *args: Any, **kwargs: Any) -> Any:
        """Words that may go on, in ``pages`` (a model or a queryset)."""
        asked = answerable(query)
        if asked is None:
            return self._nothing_of(pages)
        return super().autocomplete(asked, pages, *args, **kwargs)  # type: ignore[misc]

    def _nothing_of(self, pages: Any) -> Any:
        """Results of which there are none; they know their model, as the admin's lists need them to."""
        queryset = pages if isinstance(pages, QuerySet) else pages.objects.all()
        return super().search(MATCH_ALL, queryset.none())  # type: ignore[misc]


def SearchBackend(params: dict[str, Any]) -> Any:  # noqa: N802 -- the name Wagtail looks for
    """The backend of the database in use, with forgiving queries."""
    kind = type(database.SearchBackend(dict(params)))
    return type(f"Forgiving{kind.__name__}", (ForgivingSearch, kind), {})(params)
