"""Every name by which readers can ask for something: titles, further names, chains."""

from collections import defaultdict
from collections.abc import Iterable
from dataclasses import dataclass
from functools import cached_property
from itertools import islice

from belt.explorer.facets import FacetIndex
from entities.languages import language_tag
from entities.listed_querysets import listed_pages
from entities.models import EntityName, EntityPage
from entities.words import held, is_han, key_of, words_as_written, words_of
from visits.models import InspectionReportPage

SUGGESTIONS_SHOWN = 8


@dataclass(frozen=True, slots=True)
class Name:
    """A name to offer: of a page (``key``) or of a chain (``chain``, its slug)."""

    folded: str
    text: str
    lang: str
    key: int | None
    chain: str | None


class Names:
    """All names of an index."""

    def __init__(self, index: FacetIndex, language: str) -> None:
        self.index, self.language = index, language
        self.all = [*self._chains(), *self._titles(), *self._further_names()]
        self._other_chain_names = list(self._chains_elsewhere())
        self._other_titles = list(self._titles_elsewhere())
        self._pages_called: dict[str, set[int]] = defaultdict(set)
        for name in [*self.all, *self._other_titles]:
            if name.key is not None:
                self._pages_called[name.folded].add(index.number[name.key])

    @cached_property
    def vocabulary(self) -> dict[str, str]:
        """The folded words of all names and summaries, each as it is first written."""
        known: dict[str, str] = {}
        for text in [*(name.text for name in self.all), *self._summaries()]:
            for folded, written in words_as_written(text):
                known.setdefault(folded, written)
        return known

    def called(self, folded: str) -> set[int]:
        """The numbers of the pages that have exactly this folded name."""
        return self._pages_called.get(folded, set())

    def called_elsewhere(self, words: str) -> set[int]:
        """The numbers of the pages whose title in another language holds all the words."""
        parts = words_of(words)
        return {
            self.index.number[name.key]
            for name in self._other_titles
            if name.key is not None and parts and all(_stands_in(name.folded, part) for part in parts)
        }

    def beginning(self, text: str, *, with_chains: bool = True) -> list[Name]:
        """The names that fit what is typed so far; one for each page.

        Those that begin with it come first, and of these the reader's own before other languages'.
        Whichever name brings a page, it is offered by one of the reader's own, if one fits.
        """
        typed = plain(text)
        if not typed:
            return []
        parts = typed.split()
        fitting = [
            (rank, name)
            for name in self._offered
            if (with_chains or name.chain is None)
            and all(part in name.folded for part in parts)
            and (rank := _fit(name.folded, typed, parts)) is not None
        ]
        own = language_tag(self.language)
        fitting.sort(
            key=lambda pair: (
                pair[0],
                pair[1].lang != own,
                len(pair[1].folded),
                pair[1].folded,
                pair[1].key or 0,
            )
        )
        first: dict[tuple[int | None, str | None], Name] = {}
        first_own: dict[tuple[int | None, str | None], Name] = {}
        for _rank, name in fitting:
            first.setdefault((name.key, name.chain), name)
            if name.lang == own:
                first_own.setdefault((name.key, name.chain), name)
        return [first_own.get(what, name) for what, name in islice(first.items(), SUGGESTIONS_SHOWN)]

    def as_written(self, words: str) -> str:
        """The words, or the name they are, as it is written with its signs."""
        folded = plain(words)
        return next((name.text for name in self.all if name.folded == folded), words)

    def chains_called(self, words: str) -> list[str]:
        """The slugs of the chains of which a name, in any language, holds all the words; by name."""
        wanted = {key_of(word, self.language) for word in words_of(words)}
        if not wanted:
            return []
        named = [*self._chains(), *self._other_chain_names]
        found = [name.chain for name in named if held(name.text, wanted, self.language) == wanted]
        return [slug for slug in dict.fromkeys(found) if slug is not None]

    @cached_property
    def name_words(self) -> set[str]:
        """The folded words that stand in names."""
        return {word for name in self.all for word in name.folded.split()}

    @property
    def _offered(self) -> Iterable[Name]:
        return [*self.all, *self._other_chain_names, *self._other_titles]

    def _chains(self) -> Iterable[Name]:
        for chain in self.index.chains.by_key.values():
            yield Name(plain(chain.label), chain.label, language_tag(chain.label_language), None, chain.slug)

    def _chains_elsewhere(self) -> Iterable[Name]:
        """What chains are called in other languages, and what merged ones were called."""
        directory = self.index.chains
        for key, chain in (directory.by_key | directory.merged).items():
            winner = directory.by_key.get(directory.winners.get(key, key))
            for language, text in chain.names.items():
                if winner is not None and text != winner.label:
                    yield Name(plain(text), text, language_tag(language), None, winner.slug)

    def _titles(self) -> Iterable[Name]:
        for document in self.index.documents:
            yield Name(plain(document.title), document.title, language_tag(self.language), document.key, None)

    def _titles_elsewhere(self) -> Iterable[Name]:
        """What pages are called in other languages."""
        versions = listed_pages().exclude(entitypage=None, inspectionreportpage=None)
        rows = versions.order_by("locale__language_code", "pk").values_list(
            "pk", "translation_key", "title", "locale__language_code"
        )
        rows = list(rows) if self.index.documents else []
        own = {
            translation: (key, title) for key, translation, title, _code in rows if key in self.index.number
        }
        for key, translation, title, code in rows:
            if translation in own and key != own[translation][0] and title != own[translation][1]:
                yield Name(plain(title), title, language_tag(code), own[translation][0], None)

    def _further_names(self) -> Iterable[Name]:
        for name in EntityName.objects.order_by("entity", "sort_order", "pk"):
            if name.entity_id in self.index.number:
                yield Name(plain(name.text), name.text, name.html_lang, name.entity_id, None)

    def _summaries(self) -> Iterable[str]:
        columns = ((EntityPage, "summary"), (InspectionReportPage, "standfirst"))
        for model, column in columns:
            for key, text in model.objects.order_by("pk").values_list("pk", column):
                if key in self.index.number:
                    yield text


def names_of(index: FacetIndex, language: str) -> Names:
    """The names of an index, read at their first use and kept with it."""
    if index.names is None:
        index.names = Names(index, language)
    return index.names


def plain(text: str) -> str:
    """A name as it is compared: folded words without elided articles and what stands between them."""
    return " ".join(words_of(text))


def _stands_in(name: str, part: str) -> bool:
    """Whether a folded word stands in a folded name; Han anywhere."""
    return part in name if is_han(part) else f" {part} " in f" {name} "


def _fit(name: str, typed: str, parts: list[str]) -> int | None:
    """0 where the name begins with it, 1 where one of its words does, 2 elsewhere, 3 where words begin with
    its parts; ``None`` where it does not fit."""
    if name.startswith(typed):
        return 0
    if f" {typed}" in name:
        return 1
    if typed in name:
        return 2
    words = name.split()
    return 3 if all(is_han(part) or any(word.startswith(part) for word in words) for part in parts) else None
