"""A translation that was stopped goes on: what was written by hand meanwhile becomes its words.

The library goes on with the words of before; the next fact would bring them back to readers, unseen.
"""

import datetime as dt
import json
from collections import defaultdict
from itertools import zip_longest
from typing import Any

from django.db import transaction
from wagtail.models import Page
from wagtail_localize.models import StringSegment, StringTranslation, Translation
from wagtail_localize.segments import StringSegmentValue
from wagtail_localize.segments.extract import extract_segments

from belt.models import BehindTranslation
from entities.authorship import writer_of_draft


@transaction.atomic
def restart(translation: Translation, page: Page, *, at: dt.datetime) -> list[str]:
    """Go on with a translation from the newest draft of its page; the source's words for what is left to do.

    What nobody has written, or wrote of what the source said before, is translated anew, and so is what
    has other paragraphs or links than the source. Until then readers keep the page as it is, which says
    that it is behind.
    """
    left = _take_over(translation, page, is_fresh=_is_fresh(translation, page))
    if left and page.live:
        BehindTranslation.objects.get_or_create(page_id=page.pk, defaults={"since": at})
    translation.enabled = True
    translation.save(update_fields=["enabled"])
    return left


def _is_fresh(translation: Translation, page: Page) -> bool:
    """Whether its newest words were written of what the source says now; who published them vouches."""
    if page.live:
        return not BehindTranslation.objects.filter(page=page.pk).exists()
    written = page.latest_revision_created_at
    return written is not None and written >= translation.source.last_updated_at


def _take_over(translation: Translation, page: Page, *, is_fresh: bool) -> list[str]:
    """Make the words of its newest draft the translation's, place by place; the source's for what is left.

    They are those of who wrote the draft; what translators wrote later stays.
    """
    revision = page.get_latest_revision()
    if revision is None:
        return [segment.string.data for there in _asked_by(translation).values() for segment in there]
    by, written_at = writer_of_draft(page), revision.created_at
    left, written = [], _written_in(revision.as_object())
    for path, there in _asked_by(translation).items():
        fits = [_links(value.attrs) for value in written[path]] == [_links(one.attrs) for one in there]
        if not fits:
            _words_of(there, translation).filter(updated_at__lte=written_at).delete()
        for segment, value in zip_longest(there, written[path] if fits else ()):
            known = _words_of([segment], translation).first()
            words = value.string.data if value else segment.string.data
            # The source's own words are no translation, unless a translator has said so before.
            if words == segment.string.data or not (is_fresh or known):
                left += [] if known else [segment.string.data]
            elif known is None or (known.data != words and known.updated_at <= written_at):
                _translate(segment, translation, words, by, at=written_at)
    return left


def _written_in(draft: Page) -> dict[str, list[StringSegmentValue]]:
    """The texts of a draft by place, as the library would ask for them."""
    found: dict[str, list[StringSegmentValue]] = defaultdict(list)
    for value in extract_segments(draft):
        if isinstance(value, StringSegmentValue):
            found[value.path].append(value)
    return found


def _asked_by(translation: Translation) -> dict[str, list[StringSegment]]:
    """The texts that a translation asks for, by place."""
    found: dict[str, list[StringSegment]] = defaultdict(list)
    segments = StringSegment.objects.filter(source=translation.source_id).select_related("context", "string")
    for segment in segments.order_by("order", "pk"):
        found[segment.context.path].append(segment)
    return found


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


def _translate(
    segment: StringSegment, translation: Translation, words: str, by: Any, *, at: dt.datetime
) -> None:
    """Make words those of a text, as written ``at`` their moment: readers may know them since then."""
    written, _is_new = StringTranslation.objects.update_or_create(
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
    # The field takes the moment of every saving.
    StringTranslation.objects.filter(pk=written.pk).update(updated_at=at)
