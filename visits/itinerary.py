"""The itinerary: stops numbered in order and grouped by place into legs."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from itertools import groupby

from entities.models import EntityPage, IndustryChain
from visits.models.stops import VisitStop


@dataclass(frozen=True)
class Leg:
    """Consecutive stops in one place; ``place`` is ``None`` where it is not public or not known."""

    place: EntityPage | None
    stops: list[VisitStop]


@dataclass(frozen=True)
class Itinerary:
    """A tour's stops, each knowing its number (from 1), its anchor and its neighbours."""

    stops: list[VisitStop]
    legs: list[Leg]

    @classmethod
    def of(cls, stops: Iterable[VisitStop]) -> "Itinerary":
        """Number and group stops, each with its ``profile`` attached.

        A stop whose profile the public may not see keeps its place in the
        order; its ``profile`` reads ``None``.
        """
        ordered = list(stops)
        number_stops(ordered)
        legs = [Leg(place, list(group)) for place, group in groupby(ordered, key=_place_of)]
        return cls(ordered, legs)

    @property
    def stop_count(self) -> int:
        """How many stops the tour has."""
        return len(self.stops)

    @property
    def places(self) -> list[EntityPage]:
        """The places visited, each once, in order."""
        return list(dict.fromkeys(leg.place for leg in self.legs if leg.place is not None))

    @property
    def profiles(self) -> list[EntityPage]:
        """The public profiles of the stops, each once, in order."""
        return list(dict.fromkeys(stop.profile for stop in self.stops if stop.profile is not None))

    @property
    def chains(self) -> list[IndustryChain]:
        """The chains of the visited profiles, each once, in order."""
        return list(dict.fromkeys(chain for profile in self.profiles for chain in profile.card_chains))


def number_stops(stops: Sequence[VisitStop]) -> None:
    """Give each stop of one tour its ``number``, ``anchor``, ``stop_count`` and neighbours."""
    for number, stop in enumerate(stops, start=1):
        stop.number = number
        stop.anchor = f"stop-{number}"
        stop.stop_count = len(stops)
        stop.previous_stop = stops[number - 2] if number > 1 else None
        stop.next_stop = stops[number] if number < len(stops) else None


def attach_profiles(stops: Iterable[VisitStop], cards: Mapping[int, EntityPage]) -> list[VisitStop]:
    """Give each stop its public profile from ``cards`` (by key) as ``profile``, else ``None``."""
    attached = list(stops)
    for stop in attached:
        stop.profile = cards.get(stop.entity_id)
    return attached


def _place_of(stop: VisitStop) -> EntityPage | None:
    return stop.profile.place if stop.profile else None
