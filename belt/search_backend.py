"""Wagtail's database search, forgiving what people type.

A double quote or a NUL makes SQLite fail, a query without words or with very
many or very long ones makes either database fail. Every search of the site goes
through here: public pages, the admin's lists and choosers, the API.
"""

from collections import defaultdict
from collections.abc import Iterator
from contextlib import contextmanager
from contextvars import ContextVar
from typing import Any

from django.db.models import Model, QuerySet
from wagtail.search.backends import database, get_search_backend
from wagtail.search.query import MATCH_ALL, And, Boost, Fuzzy, Not, Or, Phrase, PlainText, SearchQuery

from entities.words import MOST_TERMS

MOST_WORDS = MOST_TERMS
LONGEST_WORD = 100

_BLANKED = str.maketrans({'"': " ", "\0": " "})
_waiting: ContextVar[defaultdict[type[Model], set[Any]] | None] = ContextVar("objects to index", default=None)


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


@contextmanager
def indexed_at_the_end() -> Iterator[None]:
    """What is saved meanwhile can be found once all is saved, and is prepared for that once.

    For programs that save one object many times, in a transaction; an error indexes nothing.
    """
    waiting: defaultdict[type[Model], set[Any]] = defaultdict(set)
    token = _waiting.set(waiting)
    try:
        yield
    finally:
        _waiting.reset(token)
    for model, keys in waiting.items():
        get_search_backend().add_bulk(model, model._default_manager.filter(pk__in=keys))


class ForgivingSearch:
    """Mixed into the backend of the database in use: only answerable queries reach it."""

    def add(self, obj: Model) -> None:
        """Make one object findable, now or as ``indexed_at_the_end`` says."""
        if (waiting := _waiting.get()) is None:
            super().add(obj)  # type: ignore[misc]
        else:
            waiting[type(obj)].add(obj.pk)

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
