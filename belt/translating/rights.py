"""Who may translate into which language: whoever may edit the pages of that language."""

from typing import Any

from django.conf import settings
from django.db.models import QuerySet
from wagtail.models import Locale, Page

from belt.models import HomePage
from entities.worklists import editable_by

SUBMIT = "wagtail_localize.submit_translation"


def languages_of(user: Any) -> QuerySet[Locale]:
    """The languages into which somebody may translate."""
    homes = HomePage.objects.filter(pk__in=editable_by(user)) if user.has_perm(SUBMIT) else None
    return (
        Locale.objects.filter(pk__in=homes.values("locale")) if homes is not None else Locale.objects.none()
    )


def may_be_translated_by(user: Any, page: Page) -> bool:
    """Whether somebody may hand a page to the translators: a public one, or one of their own."""
    return user.has_perm(SUBMIT) and (page.live or page.permissions_for_user(user).can_edit())


def original_of(page: Page) -> Page | None:
    """What a page is translated from: its version in the main language.

    A translation of a translation would follow words that wait for nobody, and its original's changes never.
    """
    versions = Page.objects.filter(translation_key=page.translation_key)
    return versions.filter(locale__language_code=settings.LANGUAGE_CODE).first()
