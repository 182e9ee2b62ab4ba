"""Translations for tests: each made as translators make them, segment by segment."""

from typing import Any

from wagtail.models import Locale, Page
from wagtail_localize.models import Translation
from wagtail_localize.operations import translate_object

from belt.models import HomePage
from tests.factories import italian_home


def locale(code: str) -> Locale:
    return Locale.objects.get(language_code=code)


def submit(page: Page, code: str) -> Translation:
    """Hand a page, and the sections it stands in, to the translators."""
    home = italian_home()
    for above in page.get_ancestors(inclusive=True).descendant_of(home, inclusive=page.pk == home.pk):
        translate_object(above.specific, [locale(code)])
    return Translation.objects.get(source__object_id=page.translation_key, target_locale__language_code=code)


def fill(translation: Translation, prefix: str = "EN ") -> None:
    """Translate every segment by putting a word before it, through a PO file."""
    po = translation.export_po()
    for entry in po:
        entry.msgstr = f"{prefix}{entry.msgid}"
    assert translation.import_po(po) == []


def publish(translation: Translation) -> Any:
    """Publish a translation as it stands."""
    translation.save_target(publish=False)
    page = translation.get_target_instance()
    page.latest_revision.publish()
    return type(page).objects.get(pk=page.pk)


def open_home(code: str) -> None:
    """Publish the home page of a language as the migrations made it."""
    HomePage.objects.filter(locale=locale(code)).update(live=True)


def translate(page: Page, code: str = "en", prefix: str = "EN ") -> Any:
    """The published translation of a page, below published sections and a home."""
    open_home(code)
    for above in page.get_ancestors(inclusive=True).descendant_of(italian_home()):
        if not above.get_translations().filter(locale=locale(code), live=True).exists():
            translation = submit(above, code)
            fill(translation, prefix)
            publish(translation)
    return type(page).objects.get(translation_key=page.translation_key, locale=locale(code))


def told(page: Page, code: str, slug: str, title: str = "") -> Any:
    """A public version of a page with an address of its own, made in no time.

    For tests of addresses: its words are those of the source, and no translator knows of it.
    """
    version = page.copy_for_translation(locale(code))
    version.slug, version.live = slug, True
    version.title = version.draft_title = title or page.title
    version.save()
    return type(page).objects.get(pk=version.pk)
