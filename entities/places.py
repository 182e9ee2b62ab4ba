"""Which place lies in which: private and unpublished ones are shown nowhere, but part nothing."""

from collections.abc import Mapping
from dataclasses import dataclass
from uuid import UUID

from django.conf import settings
from django.db.models import Exists, OuterRef
from django.utils.translation import gettext_lazy as _

from entities.trees import Tree

IN_ITSELF = _("A place cannot lie in itself, not even through another place.")


@dataclass(frozen=True)
class PlaceTree:
    """All places as a tree, and which of them the public may see in some language.

    A place is told by the key that its page shares with all translations.
    """

    tree: Tree[UUID]
    listed: frozenset[UUID]
    by_page: Mapping[int, UUID]

    @classmethod
    def read(cls) -> "PlaceTree":
        """In one query."""
        from entities.models import EntityPage

        listed = EntityPage.objects.listed().filter(pk=OuterRef("pk"))
        places = EntityPage.objects.places().order_by().annotate(is_listed=Exists(listed))
        columns = (
            "translation_key",
            "located_in__translation_key",
            "is_listed",
            "pk",
            "locale__language_code",
        )
        # Where versions disagree, that of the site's first language counts.
        rows = sorted(places.values_list(*columns), key=lambda row: row[4] == settings.LANGUAGE_CODE)
        return cls(
            tree=Tree(row[:2] for row in rows),
            listed=frozenset(row[0] for row in rows if row[2]),
            by_page={row[3]: row[0] for row in rows},
        )

    def trail(self, page: int | None) -> list[UUID]:
        """The public places from that of a page (key) outwards, itself first if it is one."""
        place = None if page is None else self.by_page.get(page)
        return self._from(place) if place else []

    def _from(self, place: UUID) -> list[UUID]:
        keys = [place, *self.tree.above(place)]
        return [key for key in keys if key in self.listed]

    def standing_in(self, place: UUID) -> set[UUID]:
        """The place and those within it that nobody sees and that have no public one in between."""
        hidden = {key for key in self.tree.within(place) if key not in self.listed}
        return {place, *(key for key in hidden if self._from(key)[:1] == [place])}

    def instead_of_hidden(self) -> dict[UUID, UUID]:
        """Of each place nobody sees the nearest public one around it."""
        trails = {key: self._from(key) for key, _depth in self.tree.walk() if key not in self.listed}
        return {key: trail[0] for key, trail in trails.items() if trail}


def lying_in_themselves(moved: Mapping[int, int | None]) -> set[int]:
    """The profiles (keys) that would lie in themselves, each with the place it is moved to; one query."""
    from entities.models import EntityPage

    places = dict(list(EntityPage.objects.places().order_by().values_list("pk", "located_in")))
    tree = Tree({**places, **moved}.items())
    return {key for key, place in moved.items() if place is not None and key in [place, *tree.above(place)]}
