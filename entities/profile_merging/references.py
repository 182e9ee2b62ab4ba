"""The rows and texts all over the site that name a profile, led to another one."""

import json
from collections.abc import Iterator
from typing import Any

from django.db.models import Field, Model, Q
from modelcluster.models import get_all_child_relations
from wagtail.fields import RichTextField, StreamField
from wagtail.models import Page, ReferenceIndex

from entities.models import DistinctProfiles, EntityPage, EntityRelation, MentionDecision
from entities.models.profile_tombstones import turned_blocks, turned_links
from entities.profile_merging.journal import Journal
from entities.profile_merging.relations import Fate, relations_that


def rows_naming(profile: EntityPage) -> Iterator[tuple[Any, str]]:
    """The rows that lead to a profile and follow it, each with the field that does."""
    for model, field in relations_that(Fate.FOLLOWS):
        for row in model._base_manager.filter(**{field: profile.pk}).order_by("pk"):
            yield row, field


def lead_rows(loser: EntityPage, winner: EntityPage, journal: Journal) -> None:
    """Let all rows that name the loser name the winner; one that would then say nothing new is deleted."""
    for row, field in list(rows_naming(loser)):
        if _is_surplus(row, winner):
            journal.delete(row)
        else:
            journal.change(row, **{field: _instance(row, field, winner)})
    _lead_pairs(loser, winner, journal)


def _instance(row: Model, field: str, winner: EntityPage) -> Page:
    wanted = row._meta.get_field(field).related_model
    return winner if wanted is EntityPage else winner.page_ptr


def _is_surplus(row: Model, winner: EntityPage) -> bool:
    match row:
        case EntityRelation():
            same = winner.incoming_relations.filter(entity=row.entity_id, kind=row.kind)
            return row.entity_id == winner.pk or same.exists()
        case MentionDecision():
            told = {name: getattr(row, name) for name in ("kind", "page", "sentence", "words")}
            return MentionDecision.objects.filter(entity=winner.pk, **told).exists()
    return False


def _lead_pairs(loser: EntityPage, winner: EntityPage, journal: Journal) -> None:
    """Who is not the same as the loser is not the same as the winner."""
    for pair in DistinctProfiles.objects.filter(Q(one=loser.pk) | Q(other=loser.pk)).order_by("pk"):
        third = pair.other_id if pair.one_id == loser.pk else pair.one_id
        one, other = sorted([winner.pk, third])
        if one == other or DistinctProfiles.objects.filter(one=one, other=other).exists():
            journal.delete(pair)
        else:
            pages = EntityPage.objects.in_bulk([one, other])
            journal.change(pair, one=pages[one], other=pages[other])


def pages_naming_in_texts(profile: EntityPage) -> list[Page]:
    """The pages whose texts, as they stand in the tables, name a profile."""
    references = ReferenceIndex.get_references_to(profile)
    keys = {int(key) for key in references.values_list("object_id", flat=True) if key.isdecimal()}
    pages = Page.objects.filter(pk__in=keys).order_by("pk").specific()
    return [page for page in pages if any(_names(row, profile.pk) for row in texts_of(page))]


def lead_texts(loser: EntityPage, winner: EntityPage, journal: Journal) -> None:
    """Let links and cards in texts that lead to the loser lead to the winner; all else stays as it was."""
    for page in pages_naming_in_texts(loser):
        for row in texts_of(page):
            changed = _turned_texts(row, {loser.pk: winner.pk})
            if changed:
                journal.change(row, **changed)


def texts_of(page: Page) -> Iterator[Model]:
    """The page and its rows, as far as they hold rich text or blocks."""
    yield page
    for relation in get_all_child_relations(page):
        if any(map(_is_text, relation.related_model._meta.concrete_fields)):
            yield from relation.related_model._base_manager.filter(**{relation.field.name: page.pk}).order_by(
                "pk"
            )


def _is_text(field: Field) -> bool:
    return isinstance(field, RichTextField | StreamField)


def _names(row: Model, key: int) -> bool:
    # Any other key shows that the text names this one.
    return bool(_turned_texts(row, {key: 0}))


def _turned_texts(row: Model, keys: dict[int, int]) -> dict[str, Any]:
    """The texts of a row that change when pages have other keys, by field."""
    changed: dict[str, Any] = {}

    def turn(key: int) -> int:
        return keys.get(key, key)

    for field in filter(_is_text, row._meta.concrete_fields):
        text = getattr(row, field.attname)
        if isinstance(field, RichTextField):
            found = turned_links(text, turn)
            if found != text:
                changed[field.name] = found
        else:
            blocks = list(text.raw_data)
            found = turned_blocks(blocks, turn)
            if found != blocks:
                changed[field.name] = field.to_python(json.dumps(found))
    return changed
