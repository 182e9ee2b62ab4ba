"""Every relation to a profile, and what becomes of it when the profile is merged.

A package that adds one says so with the hook "relations_of_profiles". One that nobody
has decided about stops every merge: nothing is orphaned silently.
"""

from collections.abc import Iterator
from enum import Enum
from typing import Any

from django.apps import apps
from django.contrib.contenttypes.fields import GenericForeignKey
from django.db.models import ForeignKey, ManyToManyField, Model
from wagtail import hooks
from wagtail.models import Page

from entities.models import EntityPage

HOOK = "relations_of_profiles"


class Fate(Enum):
    """What becomes of a row that leads to a profile which is merged into another one."""

    FOLLOWS = "it leads to the profile that is left"
    BROUGHT = "the profile that is left gets the like, where it lacks it"
    PAIRED = "the pair is one with the profile that is left"
    STAYS = "it is about the page itself, which stays as a tombstone"
    BLOCKS = "as long as there is such a row, nothing is merged"


OWN = {
    "entities.EntityName.entity": Fate.BROUGHT,
    "entities.EntityRelation.entity": Fate.BROUGHT,
    "entities.Source.page": Fate.BROUGHT,
    "entities.EditorialNote.page": Fate.BROUGHT,
    "entities.ChainLink.content_object": Fate.BROUGHT,
    "entities.EntityRelation.target": Fate.FOLLOWS,
    "entities.EntityPage.located_in": Fate.FOLLOWS,
    "entities.EntityPage.merged_into": Fate.FOLLOWS,
    "entities.MentionDecision.entity": Fate.FOLLOWS,
    "entities.DistinctProfiles.one": Fate.PAIRED,
    "entities.DistinctProfiles.other": Fate.PAIRED,
    "entities.MentionDecision.page": Fate.STAYS,
    "entities.DoubtDecision.page": Fate.STAYS,
    "entities.DoneDecision.page": Fate.STAYS,
    "entities.BrokenLink.page": Fate.STAYS,
}
WAGTAILS = {
    "wagtailredirects.Redirect.redirect_page": Fate.FOLLOWS,
    "wagtailcore.Page.alias_of": Fate.BLOCKS,
    "wagtailcore.Site.root_page": Fate.BLOCKS,
} | dict.fromkeys(
    (
        "wagtailcore.Comment.page",
        "wagtailcore.GroupPagePermission.page",
        "wagtailcore.PageLogEntry.page",
        "wagtailcore.PageSubscription.page",
        "wagtailcore.PageViewRestriction.page",
        "wagtailcore.Revision.content_object",
        "wagtailcore.WorkflowPage.page",
        "wagtailcore.WorkflowState.content_object",
        "wagtailadmin.EditingSession.content_object",
        "wagtailadmin.FormState.content_object",
        "wagtailsearch.IndexEntry.content_object",
        "taggit.TaggedItem.content_object",
    ),
    Fate.STAYS,
)


def fates() -> dict[str, Fate]:
    """What becomes of each relation that somebody has decided about, by its name."""
    known = WAGTAILS | OWN
    for told in hooks.get_hooks(HOOK):
        known |= told()
    return known


def unknown_relations() -> list[str]:
    """The names of the relations to profiles that nobody has decided about."""
    known = fates()
    return sorted(name for name, _model, _field in _relations() if name not in known)


def relations_that(fate: Fate) -> list[tuple[type[Model], str]]:
    """The models and fields of all relations with this fate."""
    known = fates()
    return [(model, field.name) for name, model, field in _relations() if known.get(name) is fate]


def _relations() -> Iterator[tuple[str, type[Model], Any]]:
    """By name all columns that hold the key of a profile, or of anything whatsoever."""
    for model in apps.get_models(include_auto_created=True):
        own: list[Any] = [
            field for field in model._meta.get_fields() if getattr(field, "model", None) is model
        ]
        for field in own:
            if isinstance(field, GenericForeignKey) or _leads_to_a_profile(field):
                yield f"{model._meta.label}.{field.name}", model, field


def _leads_to_a_profile(field: object) -> bool:
    if not isinstance(field, ForeignKey | ManyToManyField) or getattr(
        field.remote_field, "parent_link", False
    ):
        return False
    return field.related_model in (Page, EntityPage)
