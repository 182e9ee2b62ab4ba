"""The translation that keeps a page up to date with the one it is translated from."""

from django.conf import settings
from wagtail.models import Page
from wagtail_localize.models import Translation


def is_translation(page: Page) -> bool:
    """Whether a page is in another language than that in which pages begin."""
    return page.locale.language_code != settings.LANGUAGE_CODE


def open_translation_of(page: Page) -> Translation | None:
    """The translation that the editing screen of a page opens instead of a form; one query."""
    return _translation_of(page, is_open=True)


def stopped_translation_of(page: Page) -> Translation | None:
    """The translation that was stopped so that the page could be written by hand; one query."""
    return _translation_of(page, is_open=False)


def is_before_its_original(draft: Page) -> bool:
    """Whether a page follows one that is not public, whose facts nobody has vouched for."""
    translation = open_translation_of(draft) if is_translation(draft) else None
    return translation is not None and not translation.source.get_source_instance().live


def _translation_of(page: Page, *, is_open: bool) -> Translation | None:
    translations = Translation.objects.filter(
        source__object_id=page.translation_key, target_locale=page.locale_id, enabled=is_open
    )
    return translations.select_related("source__locale", "target_locale").first()
