"""A chain laid out from upstream to downstream, its members grouped by place."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass

from belt.explorer.facets import PROFILE, FacetIndex
from belt.explorer.rows import Link
from entities.alphabet import sorting_key
from entities.enums import Evidence, Stage, weakness_of
from entities.models import EntityPage, IndustryChain

MEMBERS_SHOWN = 24


@dataclass(frozen=True)
class Reason:
    """What a place in a chain rests on; ``part`` is the sub-chain, where the statement names one."""

    evidence: Evidence | None
    part: IndustryChain | None


@dataclass(frozen=True)
class Member:
    """A profile in a chain, with what its place there rests on."""

    entity: EntityPage
    reason: Reason


@dataclass(frozen=True)
class PlaceGroup:
    """Members that stand in one place; ``None`` where the place is unknown."""

    place: EntityPage | None
    members: list[Member]


@dataclass(frozen=True)
class StageGroup:
    """One stage of the chain with its first members; an empty one is kept, for that is a finding too."""

    stage: Stage
    count: int
    groups: list[PlaceGroup]

    @property
    def hidden(self) -> int:
        """How many members are not shown."""
        return self.count - sum(len(group.members) for group in self.groups)


class Layout:
    """Who stands at which stage of a chain and why; costs no query until it is shown."""

    def __init__(self, index: FacetIndex, chain: IndustryChain) -> None:
        self.index, self.chain = index, chain
        self.reasons: dict[Stage, dict[int, Reason]] = {stage: {} for stage in Stage}
        members = index.in_chains(PROFILE, [chain.slug])
        within = index.chains.within(chain)
        for key in index.keys_of(members):
            links = [link for link in index.links[key] if link.tag in within]
            for stage, reason in self._strongest(links).items():
                self.reasons[stage][key] = reason

    def keys(self) -> set[int]:
        """The pages that showing it needs: its first members and the places they lie in."""
        shown = {key for stage in Stage for key in self._first(stage)}
        return shown | {place for place in map(self.index.place_around, shown) if place is not None}

    def stages(self, cards: Mapping[int, EntityPage]) -> list[StageGroup]:
        """All stages, laid out with the cards of ``keys()``."""
        return [
            StageGroup(stage, len(reasons), self._by_place(stage, cards))
            for stage, reasons in self.reasons.items()
        ]

    def _first(self, stage: Stage) -> list[int]:
        return list(self.reasons[stage])[:MEMBERS_SHOWN]

    def _strongest(self, links: list[Link]) -> dict[Stage, Reason]:
        """Of each stage the strongest reason, of equals the chain's own; unspecified if none is known."""
        known = [link for link in links if link.stage != Stage.UNSPECIFIED] or links
        found: dict[Stage, Reason] = {}
        for link in sorted(known, key=self._rank):
            part = self.index.chains.by_key[self.index.chains.standing_for(link.tag)[0]]
            evidence = Evidence(link.evidence) if link.evidence else None
            reason = Reason(evidence, part if part != self.chain else None)
            found.setdefault(Stage(link.stage), reason)
        return found

    def _rank(self, link: Link) -> tuple[int, bool]:
        own = self.index.chains.winners.get(link.tag, link.tag) == self.chain.pk
        return weakness_of(link.evidence), not own

    def _by_place(self, stage: Stage, cards: Mapping[int, EntityPage]) -> list[PlaceGroup]:
        groups: dict[EntityPage | None, list[Member]] = {}
        for key in self._first(stage):
            if key in cards:
                place = cards.get(self.index.place_around(key) or 0)
                groups.setdefault(place, []).append(Member(cards[key], self.reasons[stage][key]))
        return [PlaceGroup(place, groups[place]) for place in _in_order(groups)]


def _in_order(places: Iterable[EntityPage | None]) -> list[EntityPage | None]:
    """By name, the unknown place last."""
    return sorted(
        places,
        key=lambda place: (
            place is None,
            sorting_key(place.title) if place else ("", ""),
            place.pk if place else 0,
        ),
    )
