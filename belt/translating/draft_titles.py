"""The title by which the admin lists a translation that is being written.

The library puts there what was typed, as HTML and of any length; lists show it as text, and a column
of PostgreSQL refuses what is longer than it.
"""

from html import unescape
from typing import Any

from django.db.models import F
from django.db.models.signals import post_save
from django.utils.html import strip_tags
from wagtail.models import Page
from wagtail_localize import models as library
from wagtail_localize.models import StringTranslation

from entities.untranslated import says_nothing

LONGEST = Page._meta.get_field("draft_title").max_length


def listen() -> None:
    """Called once all models are loaded, in place of the library's own receiver."""
    post_save.disconnect(library.post_save_string_translation, sender=StringTranslation)
    post_save.connect(_written, sender=StringTranslation, dispatch_uid="belt.translating.draft_titles")


def _written(instance: StringTranslation, **_signal: Any) -> None:
    if instance.context.path == "title":
        pages = Page.objects.filter(translation_key=instance.context.object_id, locale_id=instance.locale_id)
        pages.update(draft_title=_listed(instance))


def _listed(written: StringTranslation) -> Any:
    """The title of before where nothing is to be seen in the new one, or it can stand nowhere."""
    if written.has_error or says_nothing(written.data):
        return F("title")
    return unescape(strip_tags(written.data))[:LONGEST]
