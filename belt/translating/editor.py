"""The library's translation editor, which publishes whatever there is: what stands against it here."""

from collections.abc import Iterator
from typing import Any

from django.contrib.auth.models import AnonymousUser, User
from django.db.models import QuerySet
from django.utils.translation import gettext as _
from wagtail_localize.models import SegmentOverride, StringSegment, StringTranslation, Translation

from belt.translating.drafts import draft_of
from belt.translating.overrides import faulty_values
from entities.publishing import obstacles_in


def against_publishing(translation: Translation, user: User | AnonymousUser) -> Iterator[str]:
    """What stands against publishing a translation: texts that lack, or that nobody else has read."""
    yield from faulty_values(translation)
    yield from obstacles_in([draft_of(translation)]).values()
    if not user.is_superuser and last_translator(translation) == user.pk:
        yield _("The last text is yours: another person publishes the translation.")


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
    chosen = SegmentOverride.objects.filter(
        locale=translation.target_locale_id, context__object=translation.source.object_id
    )
    newest = (
        rows.order_by("-updated_at", "-pk").values_list("updated_at", "last_translated_by").first()
        for rows in (written_texts(translation), chosen)
    )
    return max(filter(None, newest), default=(None, None))[1]
