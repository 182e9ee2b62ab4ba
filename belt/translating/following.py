"""What follows when a page is published: its translations follow at once, or are behind from then on.

A changed source is handed to the translators by itself. Where none of their words is missing, facts
reach the public translation in the same moment; otherwise it stays as it is, and says so, until it is
published with all of its words.
"""

import datetime as dt
from typing import Any

from django.core.exceptions import ValidationError
from django.db import transaction
from django.utils import timezone
from wagtail.models import Page, Revision
from wagtail.signals import page_published
from wagtail_localize.fields import get_translatable_fields
from wagtail_localize.models import Translation, TranslationLog, TranslationSource

from belt.models import BehindTranslation
from belt.translating.drafts import draft_of
from belt.translating.overrides import faulty_values
from belt.translating.unread import has_unread_words
from entities.models import EntityPage
from entities.models.revisions import without
from entities.publishing import obstacles_in
from entities.republishing import republish


def listen() -> None:
    """Called once all models are loaded."""
    page_published.connect(_published, dispatch_uid="belt.translating.following")


def _published(instance: Page, revision: Revision | None = None, **_signal: Any) -> None:
    # A page that waits for its hour is announced as well.
    if instance.live and instance.alias_of_id is None:
        at = timezone.now()
        remember_whether_it_follows(instance, revision, at=at)
        hand_over(instance, at=at)


def hand_over(page: Page, *, at: dt.datetime) -> None:
    """Give the translators what was published, if they have something else; one query where nobody does."""
    source = TranslationSource.objects.filter(object_id=page.translation_key, locale=page.locale_id).first()
    if source is None or _substance(source.as_instance()) == _substance(source.get_source_instance()):
        return
    source.update_from_db()
    for translation in source.translations.select_related("source", "target_locale"):
        translated = public_page_of(translation)
        if translated is not None and not _follows_at_once(translation, translated):
            BehindTranslation.objects.get_or_create(page=translated, defaults={"since": at})
            _lose_verification(page.specific, translated.specific)


def _substance(page: Page) -> dict[str, Any]:
    """What a page says: its words and facts, without what the database or Wagtail notes about them."""
    content = page.serializable_data()
    names = [field.field_name for field in get_translatable_fields(type(page))]
    # Rows of a draft have no keys yet.
    return {name: without(content[name], "pk") for name in names if name in content}


def public_page_of(translation: Translation) -> Page | None:
    """The page of a translation that readers see; ``None`` while there is none."""
    pages = Page.objects.filter(
        translation_key=translation.source.object_id,
        locale=translation.target_locale_id,
        live=True,
        alias_of=None,
    )
    return pages.first()


def _follows_at_once(translation: Translation, page: Page) -> bool:
    """Publish the new facts, if they need no word that nobody has read."""
    if not translation.enabled or page.has_unpublished_changes or has_unread_words(translation, page):
        return False
    if any(faulty_values(translation)) or obstacles_in([draft_of(translation)]):
        return False
    try:
        with transaction.atomic():
            # What the library calls a draft stands in the page's row already; publishing tells everybody.
            translation.save_target(publish=False)
            translation.get_target_instance().get_latest_revision().publish()
    except ValidationError:
        return False
    return True


def _lose_verification(source: Page, translated: Page) -> None:
    """What nobody vouches for any more in the source, nobody does in a translation, behind as it may be."""
    if isinstance(source, EntityPage) and source.verified_on is None and translated.verified_on is not None:
        translated.lose_verification()
        translated.save()
        if not translated.has_unpublished_changes:
            # Whoever publishes it again would bring the verification back.
            republish(translated)


def remember_whether_it_follows(page: Page, revision: Revision | None, *, at: dt.datetime) -> None:
    """Note of a page that was published whether it follows the page it translates."""
    translations = Translation.objects.filter(
        source__object_id=page.translation_key, target_locale=page.locale_id
    )
    translation = translations.exclude(source__locale=page.locale_id).select_related("source").first()
    if translation is None:
        return
    if _follows(translation, revision):
        BehindTranslation.objects.filter(page=page.pk).delete()
    else:
        BehindTranslation.objects.get_or_create(page_id=page.pk, defaults={"since": at})


def _follows(translation: Translation, revision: Revision | None) -> bool:
    """Whether a revision was made from the source as it is now.

    What somebody writes by hand, once the translation has been stopped, follows by their word.
    """
    if not translation.enabled or revision is None:
        return not translation.enabled
    made = TranslationLog.objects.filter(
        source=translation.source_id,
        locale=translation.target_locale_id,
        created_at__gte=translation.source.last_updated_at,
        revision__created_at__lte=revision.created_at,
    )
    return made.exists()
