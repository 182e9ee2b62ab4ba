"""Taking the starter content away again, and nothing else."""

from collections.abc import Callable

from django.apps import apps
from django.conf import settings
from django.db import transaction
from django.db.models import Q
from wagtail.images import get_image_model
from wagtail.models import Page, ReferenceIndex
from wagtail_localize.models import String, Template, cleanup_translation_on_delete

from belt.models import BeltStation, HomePage, StarterItem
from belt.starter.problems import ContentError
from entities.models import EntityRelation, IndustryChain
from entities.querysets import referrers_of
from visits.models import VisitStop


@transaction.atomic
def remove(say: Callable[[str], None]) -> int:
    """Delete what the loader has made and still exists; ``ContentError`` where editors' pages need it."""
    items = list(StarterItem.objects.order_by("-pk"))
    homes = [item for item in items if item.model == HomePage._meta.label]
    pages = [item for item in items if issubclass(apps.get_model(item.model), Page) and item not in homes]
    others = [item for item in items if item not in homes and item not in pages]
    for item in homes:
        _empty_home(item)
    _remove_pages([item.object_id for item in pages])
    _remove_others(others)
    _remove_words()
    StarterItem.objects.all().delete()
    say(f"{len(items)} objects removed")
    return len(items)


def _empty_home(item: StarterItem) -> None:
    BeltStation.objects.filter(home=item.object_id).delete()
    home = HomePage.objects.filter(pk=item.object_id).first()
    if home is None:
        return
    cleanup_translation_on_delete(home)
    home.headline, home.standfirst, home.footer_note = home.title, "", ""
    # A language that has no words of its own is not open to readers.
    home.live = home.live and home.locale.language_code == settings.LANGUAGE_CODE
    home.save(clean=False)
    home.revisions.all().delete()


def _remove_words() -> None:
    """The texts of translators that no page has any more."""
    String.objects.filter(segments=None, translations=None).delete()
    Template.objects.filter(segments=None).delete()


def _remove_pages(keys: list[int]) -> None:
    pages = Page.objects.filter(pk__in=keys)
    below = [page.get_descendants().exclude(pk__in=keys).values_list("title", flat=True) for page in pages]
    names = [*referrers_of(list(pages)), *(title for titles in below for title in titles)]
    if names:
        named = ", ".join(f"“{name}”" for name in dict.fromkeys(names))
        raise ContentError(f"Nothing removed: these pages are not ours and need what would go: {named}.")
    # Rows that must not lose their target go before the pages they point at.
    VisitStop.objects.filter(report__in=keys).delete()
    EntityRelation.objects.filter(entity__in=keys).delete()
    for page in pages.order_by("-depth", "-pk").specific():
        page.delete()


def _refuse_used_pictures(keys: list[int]) -> None:
    """The pages of the starter content are gone already: whatever still refers to a picture is not ours."""
    names = [
        str(reference.content_type.get_object_for_this_type(pk=reference.object_id))
        for picture in get_image_model().objects.filter(pk__in=keys)
        for reference in ReferenceIndex.get_references_to(picture)
    ]
    if names:
        named = ", ".join(f"“{name}”" for name in dict.fromkeys(names))
        raise ContentError(f"Nothing removed: these pages are not ours and show what would go: {named}.")


def _remove_others(items: list[StarterItem]) -> None:
    chains = [item.object_id for item in items if item.model == IndustryChain._meta.label]
    used = IndustryChain.objects.filter(pk__in=chains, links__isnull=False).values_list("name", flat=True)
    if used:
        raise ContentError(
            f"Nothing removed: pages that are not ours are tagged with {', '.join(set(used))}."
        )
    leaning = IndustryChain.objects.filter(Q(parent__in=chains) | Q(merged_into__in=chains)).exclude(
        pk__in=chains
    )
    if leaning:
        named = ", ".join(f"“{chain.name}”" for chain in leaning)
        raise ContentError(f"Nothing removed: these chains are not ours and need what would go: {named}.")
    _refuse_used_pictures([item.object_id for item in items if item.model == get_image_model()._meta.label])
    IndustryChain.objects.filter(pk__in=chains).update(parent=None)
    for item in items:
        apps.get_model(item.model).objects.filter(pk=item.object_id).delete()
