"""The library's translation editor, which publishes whatever there is: what stands against it here."""

import datetime as dt
from collections.abc import Iterator
from typing import Any

from django.contrib.auth.models import AnonymousUser, User
from django.core import signing
from django.db.models import QuerySet
from django.utils.translation import gettext as _
from wagtail_localize.models import SegmentOverride, StringSegment, StringTranslation, Translation

from belt.translating.drafts import draft_of
from belt.translating.overrides import faulty_values
from entities.publishing import obstacles_in

# What the screen sends with a press on "publish": when it was opened.
OPENED_AT = "opened_at"


def as_sent(opened_at: dt.datetime) -> str:
    """A moment as a screen sends it back."""
    return signing.dumps(opened_at.isoformat(), salt=OPENED_AT)


def moment_in(sent: str) -> dt.datetime | None:
    """The moment that a screen has sent back; ``None`` where it has not."""
    try:
        return dt.datetime.fromisoformat(signing.loads(sent, salt=OPENED_AT))
    except signing.BadSignature:
        return None


def against_publishing(translation: Translation, user: User | AnonymousUser) -> Iterator[str]:
    """What stands against publishing a translation: texts that lack, or that nobody else has read."""
    yield from faulty_values(translation)
    yield from obstacles_in([draft_of(translation)]).values()
    if not user.is_superuser and last_translator(translation) == user.pk:
        yield _("The last text is yours: another person publishes the translation.")


def against_publishing_unread(
    translation: Translation, user: User | AnonymousUser, *, opened_at: dt.datetime | None
) -> Iterator[str]:
    """What stands against publishing from a screen opened at a moment: others may have written since.

    Whoever sends no moment has no screen, and answers for what they publish.
    """
    if opened_at is None:
        return
    since = (
        rows.filter(updated_at__gt=opened_at).exclude(last_translated_by=user.pk)
        for rows in (written_texts(translation), _chosen_values(translation))
    )
    if any(rows.exists() for rows in since):
        yield _("Somebody has written here since you opened the translation: read it, then publish.")


def written_texts(translation: Translation) -> QuerySet[StringTranslation]:
    """What was written, by people or machines, of the texts that a translation asks for."""
    asked = StringSegment.objects.filter(source=translation.source_id)
    return StringTranslation.objects.filter(
        locale=translation.target_locale_id,
        context__object=translation.source.object_id,
        translation_of__in=asked.values("string"),
    )


def last_translator(translation: Translation) -> Any:
    """The key of who wrote the newest of its texts or chose another value; ``None`` where nobody is known."""
    newest = (
        rows.order_by("-updated_at", "-pk").values_list("updated_at", "last_translated_by").first()
        for rows in (written_texts(translation), _chosen_values(translation))
    )
    return max(filter(None, newest), default=(None, None))[1]


def _chosen_values(translation: Translation) -> QuerySet[SegmentOverride]:
    return SegmentOverride.objects.filter(
        locale=translation.target_locale_id, context__object=translation.source.object_id
    )
