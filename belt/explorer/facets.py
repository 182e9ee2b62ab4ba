"""Which public pages have which values: read from rows once per state of the content, kept in memory.

Pages are numbered in the order of their names; a set of pages is an ``int`` whose bit *n* stands for
page *n*. So a count is one ``&`` and one ``bit_count()``, whatever the number of options.
"""

import threading
from collections import defaultdict
from collections.abc import Collection, Iterable
from datetime import datetime
from typing import Any

from wagtail.models import Locale

from belt.chains import ChainDirectory
from belt.explorer.rows import (
    PROFILE,
    REPORT,
    Row,
    document,
    is_public,
    links_by_page,
    merged_places,
    only_elsewhere,
    page_rows,
    places_of,
    shown_to,
    visited_by_report,
)
from belt.explorer.selection import FACETS
from belt.freshness import content_token
from entities.alphabet import sorting_key
from entities.enums import EntityKind, Verification
from entities.models import IndustryChain


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


class FacetIndex:
    """The public reports and profiles of one language with the values of every facet."""

    def __init__(self, locale_id: int) -> None:
        rows = page_rows()
        public = [row for row in rows if is_public(row, locale_id)]
        # How many pages of each type readers of the language do not have, and others do.
        self.lacking = only_elsewhere(rows, public)
        language = next((row["language"] for row in rows if row["of_language"] == locale_id), "")
        shown = shown_to(rows, language)
        profiles = [row for row in public if row["kind"] is not None]
        reports = [row for row in public if row["kind"] is None]
        self.chains = ChainDirectory.load("", language or Locale.objects.get(pk=locale_id).language_code)
        self.documents = sorted(
            [document(row, PROFILE) for row in profiles] + [document(row, REPORT) for row in reports],
            key=lambda document: (sorting_key(document.title), document.key),
        )
        self.number = {document.key: number for number, document in enumerate(self.documents)}
        self.everything = (1 << len(self.documents)) - 1
        self.places, self.above = places_of(rows, shown)
        self._merged_places = merged_places(rows)
        # What reports stop at, also where readers have it in another language only.
        sites = [row for row in shown if row["kind"] is not None]
        # The links of each page to chains, without those of a report's stops.
        self.links = links_by_page([*self.number, *(row["pk"] for row in sites)])
        filler = _Filler(self, sites, reports)
        self.sets = filler.sets()
        # The places in which visitable sites stand directly, nested ones apart.
        self.places_of_sites = filler.places_of_sites
        self._places_of, self._tags = filler.places, filler.tags
        # Kept here by ``belt.explorer.names.names_of()``, for as long as the index itself.
        self.names: Any = None

    def canonical(self, facet: str, value: str) -> str | None:
        """The value as addresses write it; ``None`` for one that nothing can have."""
        if facet == "chain":
            chain = self.chains.find(value)
            return chain.slug if chain else None
        if facet == "place":
            value = self._merged_places.get(value, value)
        return value if value in self.values(facet) else None

    def values(self, facet: str) -> Collection[str]:
        """Everything that can be chosen in a facet, whether or not a page has it."""
        if facet in _CLOSED:
            return _CLOSED[facet]
        open_ended: dict[str, Collection[str]] = {"chain": self.chains.by_slug, "place": self.places}
        return open_ended.get(facet, self.sets[facet])

    def offered(self, facet: str) -> Collection[str]:
        """Those of ``values()`` to choose from; of places those in which something of the language stands."""
        return self.sets["place"] if facet == "place" else self.values(facet)

    def having(self, facet: str, values: Iterable[str]) -> int:
        """The pages with one of the values."""
        found = 0
        for value in values:
            found |= self.sets[facet].get(value, 0)
        return found

    def in_chains(self, kind: str, chains: Iterable[str]) -> int:
        """The reports or the profiles (``REPORT``, ``PROFILE``) that stand in one of the chains (slugs)."""
        return self.having("type", [kind]) & self.having("chain", chains)

    def count_by_place(self, pages: int, places: Iterable[str]) -> dict[str, int]:
        """Of ``places`` (values of the facet) those in which some of the pages stand, with how many."""
        counts = {place: (pages & self.having("place", [place])).bit_count() for place in places}
        return {place: count for place, count in counts.items() if count}

    def keys_of(self, pages: int) -> list[int]:
        """The keys of a set of pages, in the order of names."""
        return [self.documents[number].key for number in numbers_of(pages)]

    def place_around(self, key: int) -> int | None:
        """The key of the nearest public place in which a profile lies."""
        places = (self.places[value].key for value in self._places_of.get(key, ()))
        return next((place for place in places if place != key), None)

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
    """Gives every page of an index its values; ``profiles`` are all that reports can stop at."""

    def __init__(self, index: FacetIndex, profiles: list[Row], reports: list[Row]) -> None:
        self.index, self.profiles, self.reports = index, profiles, reports
        self.places: dict[int, list[str]] = {}
        # The chains of each page in the editors' order, a report's own before those of its stops.
        self.tags = {page: dict.fromkeys(link.tag for link in links) for page, links in index.links.items()}
        self.places_of_sites: set[str] = set()
        self.having: dict[str, dict[str, list[int]]] = {facet: defaultdict(list) for facet in FACETS}

    def sets(self) -> dict[str, dict[str, int]]:
        """By facet and value, the pages that have it."""
        for row in self.profiles:
            self.places[row["pk"]] = self.index.above(row)
            if row["kind"] in EntityKind.sites():
                self.places_of_sites.update(self.places[row["pk"]][:1])
            self._note(row["pk"], "type", [PROFILE])
            self._note(row["pk"], "kind", [row["kind"]])
            self._note(row["pk"], "status", [row["verification"]])
            self._note(row["pk"], "place", self.places[row["pk"]])
            self._note(row["pk"], "chain", self._chains(self.tags[row["pk"]]))
        self._note_reports()
        return {
            facet: {value: as_set(numbers) for value, numbers in values.items()}
            for facet, values in self.having.items()
        }

    def _note_reports(self) -> None:
        years = {row["pk"]: row["start_date"][:4] for row in self.reports}
        stops = visited_by_report(years, self.profiles)
        for report, year in years.items():
            visited = stops.get(report, [])
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
        # What readers have in another language only is in no list of theirs.
        if page in self.index.number:
            for value in values:
                self.having[facet][value].append(self.index.number[page])


_lock = threading.Lock()
_kept: dict[int, tuple[str, FacetIndex]] = {}


def facet_index(locale_id: int) -> FacetIndex:
    """The index of a language, as fresh as the database; read anew only after a change."""
    token = content_token()
    kept = _kept.get(locale_id)
    if kept is None or kept[0] != token:
        with _lock:
            kept = _kept.get(locale_id)
            if kept is None or kept[0] != token:
                kept = _kept[locale_id] = (token, FacetIndex(locale_id))
    return kept[1]


def forget() -> None:
    """Let go of every index, for tests that change rows behind Wagtail's back."""
    _kept.clear()
