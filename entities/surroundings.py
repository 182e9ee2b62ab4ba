"""What stands around a profile on its own page: places, relations and all cards in a query each.

Rows name pages of whatever language; an entity is known by the key that its page shares with all
translations, and shown in the reader's language (``entities.versions``).
"""

from __future__ import annotations

from collections.abc import Sequence
from functools import cached_property
from typing import TYPE_CHECKING
from uuid import UUID

from django.db.models import Q

from entities.alphabet import by_name
from entities.enums import EntityKind
from entities.languages import reader_language
from entities.places import PlaceTree
from entities.versions import in_language, keys_shared_by

if TYPE_CHECKING:
    from entities.models import EntityPage, EntityRelation, IndustryChain


class Surroundings:
    """The public profiles that the page of one shows, as cards in the reader's language."""

    def __init__(self, profile: EntityPage, chains: Sequence[IndustryChain]) -> None:
        """``chains`` are those of the profile that readers can browse."""
        self.profile, self.chains = profile, chains

    @cached_property
    def cards(self) -> list[EntityPage]:
        """By name: all places, what lies here, who shares a chain, who is related, whom the text embeds."""
        from entities.models import IndustryChain

        profiles = type(self.profile).objects
        related = {key for row in self._relations for key in (row.entity_key, row.target_key)}
        wanted = Q(kind__in=EntityKind.places()) | Q(translation_key__in=related)
        wanted |= Q(pk__in=profiles.in_chains(IndustryChain.objects.family_of(self.chains)).keys())
        wanted |= Q(located_in__translation_key__in=self._standing)
        embedded = self.profile.embedded_profiles()
        if embedded:
            wanted |= Q(translation_key__in=keys_shared_by(embedded))
        return by_name(in_language(profiles.filter(wanted), reader_language()).for_cards())

    @property
    def others(self) -> list[EntityPage]:
        """The same without any version of the profile itself."""
        return [card for card in self.cards if card.translation_key != self.profile.translation_key]

    def contained(self) -> list[EntityPage]:
        """Those that lie directly in it, or in a place within it that nobody sees."""
        place_of = self.places.by_page
        return [card for card in self.others if place_of.get(card.located_in_id) in self._standing]

    def place_trail(self) -> list[EntityPage]:
        """The public places it lies in, nearest first: Kunshan, Suzhou, Jiangsu…"""
        trail = self.places.trail(self.profile.located_in_id)
        return [self._by_entity[key] for key in trail if key in self._by_entity]

    def relations(self) -> list[EntityRelation]:
        """Those its own page holds, each with the public profile at its ``other`` end."""
        rows = [row for row in self._relations if row.entity_id == self.profile.pk]
        for row in rows:
            row.other = self._by_entity.get(row.target_key)
        return [row for row in rows if row.other]

    def incoming_relations(self) -> list[EntityRelation]:
        """Those that other profiles hold, in the words of the version that readers see of each."""
        by_page = {card.pk: card for card in self.others}
        rows = [row for row in self._relations if row.entity_id in by_page]
        for row in rows:
            row.other = by_page[row.entity_id]
        return rows

    @cached_property
    def places(self) -> PlaceTree:
        """All places."""
        return PlaceTree.read()

    @cached_property
    def _by_entity(self) -> dict[UUID, EntityPage]:
        return {card.translation_key: card for card in self.cards}

    @cached_property
    def _relations(self) -> list[EntityRelation]:
        from entities.models import EntityRelation

        return list(EntityRelation.objects.around(self.profile)) if self.profile.pk else []

    @cached_property
    def _standing(self) -> set[UUID]:
        """Itself, where it is a place, and the places in it that nobody sees: what lies there lies here."""
        profile = self.profile
        return self.places.standing_in(profile.translation_key) if profile.pk and profile.is_place else set()
