"""A chain laid out from upstream to downstream, its members grouped by place."""

from collections.abc import Iterable
from dataclasses import dataclass

from entities.enums import Stage
from entities.models import ChainLink, EntityPage


@dataclass(frozen=True)
class Member:
    """A profile in a chain, with the link that says why."""

    entity: EntityPage
    link: ChainLink


@dataclass(frozen=True)
class PlaceGroup:
    """Members that stand in one place; ``None`` where the place is unknown."""

    place: EntityPage | None
    members: list[Member]


@dataclass(frozen=True)
class StageGroup:
    """One stage of the chain; an empty one is kept, for that is a finding too."""

    stage: Stage
    groups: list[PlaceGroup]

    @property
    def count(self) -> int:
        """How many profiles stand at this stage."""
        return sum(len(group.members) for group in self.groups)


def stages_of(entities: Iterable[EntityPage], chains: set[int]) -> list[StageGroup]:
    """Lay out profiles read with ``for_cards()`` by the stage of their links to ``chains`` (keys)."""
    members: dict[Stage, dict[EntityPage, Member]] = {stage: {} for stage in Stage}
    for entity in entities:
        for link in entity.card_links:
            if link.tag_id in chains:
                members[Stage(link.stage)].setdefault(entity, Member(entity, link))
    return [StageGroup(stage, _by_place(found.values())) for stage, found in members.items()]


def _by_place(members: Iterable[Member]) -> list[PlaceGroup]:
    groups: dict[EntityPage | None, list[Member]] = {}
    for member in members:
        groups.setdefault(member.entity.place, []).append(member)
    ordered = sorted(
        groups, key=lambda place: (place is None, place.title if place else "", place.pk if place else 0)
    )
    return [PlaceGroup(place, groups[place]) for place in ordered]
