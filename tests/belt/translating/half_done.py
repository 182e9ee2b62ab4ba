"""A report whose translation lacks a text."""

from typing import Any

from wagtail.models import Page
from wagtail_localize.models import StringTranslation, Translation

from tests.translations import fill, locale, submit


def fresh(page: Any) -> Any:
    """The page as the database has it."""
    return type(page).objects.get(pk=page.pk)


def english_of(page: Page) -> Any:
    """Its English version, public or not."""
    return Page.objects.get(translation_key=page.translation_key, locale=locale("en")).specific


def half_done(page: Page) -> tuple[Translation, Any]:
    """A translation of which a single text lacks, and its page as a draft."""
    translation = submit(page, "en")
    fill(translation)
    StringTranslation.objects.get(context__path="standfirst", locale=locale("en")).delete()
    translation.save_target(publish=False)
    return translation, english_of(page)
