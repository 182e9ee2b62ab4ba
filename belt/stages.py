"""A chain laid out from upstream to downstream, its members grouped by place."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass

from entities.enums import Evidence, Stage
from entities.models import ChainLink, EntityPage

MEMBERS_SHOWN = 24


@dataclass(frozen=True)
class Member:
    """A profile in a chain, with what its place there rests on."""

    entity: EntityPage
    evidence: Evidence


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


def stages_of(chains: Iterable[int], order: Mapping[int, int]) -> list[StageGroup]:
    """Lay out the members of ``chains`` (keys) by stage, in two queries whatever their number.

    ``order`` holds the rank of each public profile by its key. Of each stage the first
    ``MEMBERS_SHOWN`` are read.
    """
    found: dict[Stage, dict[int, Evidence]] = {stage: {} for stage in Stage}
    links = ChainLink.objects.filter(tag__in=chains).order_by("pk")
    for key, stage, evidence in links.values_list("content_object", "stage", "evidence"):
        if key in order:
            found[Stage(stage)].setdefault(key, Evidence(evidence))
    first = {
        stage: sorted(members, key=order.__getitem__)[:MEMBERS_SHOWN] for stage, members in found.items()
    }
    shown = [key for keys in first.values() for key in keys]
    cards = EntityPage.objects.listed().for_names().in_bulk(shown)
    return [
        StageGroup(
            stage=stage,
            count=len(members),
            groups=_by_place(Member(cards[key], members[key]) for key in first[stage] if key in cards),
        )
        for stage, members in found.items()
    ]


def _by_place(members: Iterable[Member]) -> list[PlaceGroup]:
    groups: dict[EntityPage | None, list[Member]] = {}
    for member in members:
        groups.setdefault(member.entity.place, []).append(member)
    ordered = sorted(
        groups, key=lambda place: (place is None, place.title if place else "", place.pk if place else 0)
    )
    return [PlaceGroup(place, groups[place]) for place in ordered]
