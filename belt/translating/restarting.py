"""A translation that was stopped goes on: what was written by hand meanwhile becomes its words.

The library goes on with the words of before; the next fact would bring them back to readers, unseen.
"""

import datetime as dt
import json
from collections import defaultdict
from typing import Any

from django.db import transaction
from wagtail.models import Page
from wagtail_localize.models import StringSegment, StringTranslation, Translation
from wagtail_localize.segments import StringSegmentValue
from wagtail_localize.segments.extract import extract_segments

from belt.models import BehindTranslation


def stopped_translation_of(page: Page) -> Translation | None:
    """The translation that was stopped so that the page could be written by hand; one query."""
    stopped = Translation.objects.filter(
        source__object_id=page.translation_key, target_locale=page.locale_id, enabled=False
    )
    return stopped.select_related("source", "target_locale").first()


@transaction.atomic
def restart(translation: Translation, page: Page, *, by: Any, at: dt.datetime) -> list[str]:
    """Go on with a translation from the newest draft of its page; the source's words for what is left to do.

    What has other paragraphs or links than the source is translated anew: until then readers keep the
    page as it is, which says that it is behind.
    """
    left = _take_over(translation, page.get_latest_revision_as_object(), by)
    if left and page.live:
        BehindTranslation.objects.get_or_create(page_id=page.pk, defaults={"since": at})
    translation.enabled = True
    translation.save(update_fields=["enabled"])
    return left


def _take_over(translation: Translation, draft: Page, by: Any) -> list[str]:
    """Make the words of a draft the translation's, place by place; the source's where that cannot be."""
    written, asked = defaultdict(list), defaultdict(list)
    for value in extract_segments(draft):
        if isinstance(value, StringSegmentValue):
            written[value.path].append(value)
    segments = StringSegment.objects.filter(source=translation.source_id).select_related("context", "string")
    for segment in segments.order_by("order", "pk"):
        asked[segment.context.path].append(segment)
    left = []
    for path, there in asked.items():
        if [_links(value.attrs) for value in written[path]] == [_links(segment.attrs) for segment in there]:
            for segment, value in zip(there, written[path], strict=True):
                _translate(segment, translation, value.string.data, by)
        else:
            _words_of(there, translation).delete()
            left += [segment.string.data for segment in there]
    return left


def _links(attributes: str | dict[str, dict] | None) -> dict[str, str]:
    """What each link of a text leads to: a page or document by its key; addresses are the language's own."""
    links = json.loads(attributes) if isinstance(attributes, str) else attributes
    return {name: str(given.get("id", "")) for name, given in (links or {}).items()}


def _words_of(segments: list[StringSegment], translation: Translation) -> Any:
    return StringTranslation.objects.filter(
        locale=translation.target_locale_id,
        context__in=[segment.context_id for segment in segments],
        translation_of__in=[segment.string_id for segment in segments],
    )


def _translate(segment: StringSegment, translation: Translation, words: str, by: Any) -> None:
    StringTranslation.objects.update_or_create(
        translation_of_id=segment.string_id,
        locale_id=translation.target_locale_id,
        context_id=segment.context_id,
        defaults={
            "data": words,
            "translation_type": StringTranslation.TRANSLATION_TYPE_MANUAL,
            "tool_name": "",
            "last_translated_by": by,
            "has_error": False,
            "field_error": "",
        },
    )
