"""Which place lies in which: private and unpublished ones are shown nowhere, but part nothing."""

from collections.abc import Mapping
from dataclasses import dataclass

from django.db.models import Exists, OuterRef
from django.utils.translation import gettext_lazy as _

from entities.trees import Tree

IN_ITSELF = _("A place cannot lie in itself, not even through another place.")


@dataclass(frozen=True)
class PlaceTree:
    """All places (keys) as a tree, and which of them the public may see."""

    tree: Tree[int]
    listed: frozenset[int]

    @classmethod
    def read(cls) -> "PlaceTree":
        """In one query."""
        from entities.models import EntityPage

        listed = EntityPage.objects.listed().filter(pk=OuterRef("pk"))
        places = EntityPage.objects.places().order_by().annotate(is_listed=Exists(listed))
        rows = list(places.values_list("pk", "located_in", "is_listed"))
        return cls(
            Tree((key, above) for key, above, _listed in rows), frozenset(row[0] for row in rows if row[2])
        )

    def trail(self, place: int | None) -> list[int]:
        """The public places from ``place`` outwards, itself first if it is one."""
        keys = [] if place is None else [place, *self.tree.above(place)]
        return [key for key in keys if key in self.listed]

    def standing_in(self, place: int) -> set[int]:
        """The place and those within it that nobody sees and that have no public one in between."""
        hidden = {key for key in self.tree.within(place) if key not in self.listed}
        return {place, *(key for key in hidden if self.trail(key)[:1] == [place])}

    def instead_of_hidden(self) -> dict[int, int]:
        """Of each place nobody sees the nearest public one around it."""
        trails = {key: self.trail(key) for key, _depth in self.tree.walk() if key not in self.listed}
        return {key: trail[0] for key, trail in trails.items() if trail}


def lying_in_themselves(moved: Mapping[int, int | None]) -> set[int]:
    """The profiles (keys) that would lie in themselves, each with the place it is moved to; one query."""
    from entities.models import EntityPage

    places = dict(list(EntityPage.objects.places().order_by().values_list("pk", "located_in")))
    tree = Tree({**places, **moved}.items())
    return {key for key, place in moved.items() if place is not None and key in [place, *tree.above(place)]}
