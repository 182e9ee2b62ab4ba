"""Which public pages have which values: read from rows once per state of the content, kept in memory.

Pages are numbered in the order of their names; a set of pages is an ``int`` whose bit *n* stands for
page *n*. So a count is one ``&`` and one ``bit_count()``, whatever the number of options.
"""

import threading
from collections import defaultdict
from collections.abc import Collection, Iterable
from dataclasses import dataclass
from datetime import UTC, datetime
from functools import cached_property
from typing import Any

from django.conf import settings

from belt.chains import ChainDirectory
from belt.explorer.selection import FACETS
from belt.freshness import content_token
from entities.alphabet import sorting_key
from entities.enums import EntityKind, Verification
from entities.models import ChainLink, EntityPage, IndustryChain
from entities.trees import Tree
from visits.models import InspectionReportPage, VisitStop

REPORT, PROFILE = "report", "profile"
# For pages that came to be published in no ordinary way.
LONG_AGO = datetime(1, 1, 1, tzinfo=UTC)


def as_set(numbers: Iterable[int]) -> int:
    """The pages with these numbers as a set."""
    unique = set(numbers)
    octets = bytearray(max(unique, default=0) // 8 + 1)
    for number in unique:
        octets[number >> 3] |= 1 << (number & 7)
    return int.from_bytes(octets, "little")


def numbers_of(pages: int) -> list[int]:
    """The numbers of a set of pages, in the order of names."""
    return [number for number, bit in enumerate(reversed(f"{pages:b}")) if bit == "1"]


@dataclass(frozen=True, slots=True)
class Document:
    """A public report or profile, as far as browsing needs it."""

    key: int
    type: str
    title: str
    published: datetime


@dataclass(frozen=True, slots=True)
class Place:
    """A place as an option: its page's key, title and kind."""

    key: int
    title: str
    kind: str


class FacetIndex:
    """The public reports and profiles of one language with the values of every facet."""

    def __init__(self, locale_id: int, language: str) -> None:
        profiles, reports = _profile_rows(locale_id), _report_rows(locale_id)
        self.chains = ChainDirectory.load("")
        self.documents = sorted(
            [_document(row, PROFILE) for row in profiles] + [_document(row, REPORT) for row in reports],
            key=lambda document: (sorting_key(document.title), document.key),
        )
        self.number = {document.key: number for number, document in enumerate(self.documents)}
        self.everything = (1 << len(self.documents)) - 1
        self.places, self._places_above = _places(profiles, language)
        filler = _Filler(self, profiles, reports)
        self.sets = filler.sets()
        # The places in which visitable sites stand directly, nested ones apart.
        self.places_of_sites = filler.places_of_sites
        self._tags = filler.tags
        # Kept here by ``suggestions.names_of()``, for as long as the index itself.
        self.names: Any = None

    @cached_property
    def chain_slugs(self) -> dict[str, int]:
        """The key of each chain that readers can browse, by slug."""
        return {chain.slug: key for key, chain in self.chains.by_key.items()}

    @cached_property
    def _winners(self) -> dict[str, str]:
        return self.chains.winner_slugs()

    def canonical(self, facet: str, value: str) -> str | None:
        """The value as addresses write it; ``None`` for one that nothing can have."""
        if facet == "chain":
            value = self._winners.get(value, value)
        return value if value in self.values(facet) else None

    def values(self, facet: str) -> Collection[str]:
        """Everything that can be chosen in a facet, whether or not a page has it."""
        if facet in _CLOSED:
            return _CLOSED[facet]
        open_ended: dict[str, Collection[str]] = {"chain": self.chain_slugs, "place": self.places}
        return open_ended.get(facet, self.sets[facet])

    def having(self, facet: str, values: Iterable[str]) -> int:
        """The pages with one of the values."""
        found = 0
        for value in values:
            found |= self.sets[facet].get(value, 0)
        return found

    def above(self, profile: dict[str, Any]) -> list[str]:
        """The places a profile lies in, itself included if it is one."""
        return self._places_above(profile)

    @cached_property
    def profile_numbers(self) -> dict[int, int]:
        """The number of each profile by the key of its page."""
        return {
            document.key: number for number, document in enumerate(self.documents) if document.type == PROFILE
        }

    def chains_of(self, key: int) -> list[IndustryChain]:
        """The chains of a page, each once; a report has those of its stops too."""
        keys = [self.chains.winners.get(tag, tag) for tag in self._tags.get(key, ())]
        return [self.chains.by_key[tag] for tag in dict.fromkeys(keys) if tag in self.chains.by_key]

    def newness(self, number: int) -> tuple[datetime, int]:
        """Sorts pages by the day they were first published."""
        document = self.documents[number]
        return document.published, document.key


_CLOSED = {
    "type": (REPORT, PROFILE),
    "kind": tuple(EntityKind.values),
    "status": tuple(Verification.values),
}


class _Filler:
    """Gives every page of an index its values."""

    def __init__(
        self, index: FacetIndex, profiles: list[dict[str, Any]], reports: list[dict[str, Any]]
    ) -> None:
        self.index, self.profiles, self.reports = index, profiles, reports
        self.by_translation = {row["translation_key"]: row["pk"] for row in profiles}
        self.places: dict[int, list[str]] = {}
        # The chains of each page in the editors' order, a report's own before those of its stops.
        self.tags: dict[int, dict[int, None]] = defaultdict(dict)
        self.places_of_sites: set[str] = set()
        self.having: dict[str, dict[str, list[int]]] = {facet: defaultdict(list) for facet in FACETS}

    def sets(self) -> dict[str, dict[str, int]]:
        """By facet and value, the pages that have it."""
        self._read_links()
        for row in self.profiles:
            self.places[row["pk"]] = self.index.above(row)
            if row["kind"] in EntityKind.sites():
                self.places_of_sites.update(self.places[row["pk"]][:1])
            self._note(row["pk"], "type", [PROFILE])
            self._note(row["pk"], "kind", [row["kind"]])
            self._note(row["pk"], "status", [row["verification"]])
            self._note(row["pk"], "place", self.places[row["pk"]])
            self._note(row["pk"], "chain", self._chains(self.tags[row["pk"]]))
        self._read_reports()
        return {
            facet: {value: as_set(numbers) for value, numbers in values.items()}
            for facet, values in self.having.items()
        }

    def _read_links(self) -> None:
        pages = [row["pk"] for row in (*self.profiles, *self.reports)]
        known = self.index.number
        for page, tag in (
            ChainLink.objects.order_by("pk").values_list("content_object", "tag") if pages else []
        ):
            if page in known:
                self.tags[page][tag] = None

    def _read_reports(self) -> None:
        years = {row["pk"]: row["start_date"][:4] for row in self.reports}
        stops: dict[int, list[int]] = defaultdict(list)
        rows = VisitStop.objects.in_order().values_list("report", "entity__translation_key")
        for report, translation in rows if years else []:
            entity = self.by_translation.get(translation)
            if report in years and entity is not None:
                stops[report].append(entity)
        for report, year in years.items():
            visited = stops[report]
            for entity in visited:
                self.tags[report] |= self.tags[entity]
            self._note(report, "type", [REPORT])
            self._note(report, "chain", self._chains(self.tags[report]))
            self._note(report, "place", {place for entity in visited for place in self.places[entity]})
            for page in {report, *visited} if year else ():
                self._note(page, "year", [year])

    def _chains(self, tags: Iterable[int]) -> set[str]:
        """The slugs of chains and of all those they are part of, merged ones under their winners."""
        directory = self.index.chains
        return {directory.by_key[key].slug for tag in tags for key in directory.standing_for(tag)}

    def _note(self, page: int, facet: str, values: Iterable[str]) -> None:
        for value in values:
            self.having[facet][value].append(self.index.number[page])


def _document(row: dict[str, Any], kind: str) -> Document:
    return Document(row["pk"], kind, row["title"], row["first_published_at"] or LONG_AGO)


def _profile_rows(locale_id: int) -> list[dict[str, Any]]:
    columns = ("pk", "title", "slug", "kind", "verification", "translation_key", "first_published_at")
    rows = EntityPage.objects.listed().filter(locale=locale_id)
    return list(rows.values(*columns, "located_in__translation_key"))


def _report_rows(locale_id: int) -> list[dict[str, Any]]:
    rows = InspectionReportPage.objects.listed().filter(locale=locale_id)
    return list(rows.values("pk", "title", "start_date", "first_published_at"))


def _places(profiles: list[dict[str, Any]], language: str) -> tuple[dict[str, Place], Any]:
    """All places by the value that addresses use for them, and what lies above a profile."""
    places = {row["translation_key"]: row for row in profiles if row["kind"] in EntityKind.places()}
    slugs = _neutral_slugs(language) if places else {}
    value = {key: slugs.get(key, row["slug"]) for key, row in places.items()}
    tree = Tree((key, row["located_in__translation_key"]) for key, row in places.items())

    def above(profile: dict[str, Any]) -> list[str]:
        inside = profile["located_in__translation_key"]
        start = [profile["translation_key"]] if profile["translation_key"] in places else []
        keys = [*start, *([inside, *tree.above(inside)] if inside in places else [])]
        return [value[key] for key in dict.fromkeys(keys) if key in value]

    found = {value[key]: Place(row["pk"], row["title"], row["kind"]) for key, row in places.items()}
    return found, above


def _neutral_slugs(language: str) -> dict[Any, str]:
    """The slugs that places have in the site's first language: parameters are the same in every language."""
    if language == settings.LANGUAGE_CODE:
        return {}
    first = EntityPage.objects.places().filter(locale__language_code=settings.LANGUAGE_CODE)
    return dict(first.order_by().values_list("translation_key", "slug"))


_lock = threading.Lock()
_kept: dict[int, tuple[str, FacetIndex]] = {}


def facet_index(locale_id: int, language: str) -> FacetIndex:
    """The index of a language, as fresh as the database; read anew only after a change."""
    token = content_token()
    kept = _kept.get(locale_id)
    if kept is None or kept[0] != token:
        with _lock:
            kept = _kept.get(locale_id)
            if kept is None or kept[0] != token:
                kept = _kept[locale_id] = (token, FacetIndex(locale_id, language))
    return kept[1]


def forget() -> None:
    """Let go of every index, for tests that change rows behind Wagtail's back."""
    _kept.clear()
