"""A text that is saved once more as it stands is still the text of who wrote it."""

from collections.abc import Iterator
from contextlib import contextmanager
from http import HTTPStatus
from typing import Any

from django.db.models import QuerySet
from django.http import HttpRequest
from wagtail_localize.models import (
    OverridableSegment,
    SegmentOverride,
    StringSegment,
    StringTranslation,
    Translation,
)
from wagtail_localize.views import edit_translation

# What makes two the same; a machine's text becomes that of the person who saves it.
_SAID = {StringTranslation: ("data", "translation_type"), SegmentOverride: ("data_json",)}


def edit_string(request: HttpRequest, translation_id: int, string_segment_id: int) -> Any:
    """As the library's, which calls whoever presses its writer."""
    asked = StringSegment.objects.filter(pk=string_segment_id)
    rows = StringTranslation.objects.filter(
        translation_of__in=asked.values("string"),
        context__in=asked.values("context"),
        locale__in=_language_of(translation_id),
    )
    with _with_their_writers(rows):
        response = edit_translation.edit_string_translation(
            request, translation_id=translation_id, string_segment_id=string_segment_id
        )
    if request.method == "PUT" and response.status_code < HTTPStatus.BAD_REQUEST:
        around = {"translation_source": Translation.objects.get(pk=translation_id).source}
        response.data = edit_translation.StringTranslationSerializer(rows.get(), context=around).data
    return response


def edit_override(request: HttpRequest, translation_id: int, overridable_segment_id: int) -> Any:
    """The same for the value of a fact."""
    asked = OverridableSegment.objects.filter(pk=overridable_segment_id)
    rows = SegmentOverride.objects.filter(
        context__in=asked.values("context"), locale__in=_language_of(translation_id)
    )
    with _with_their_writers(rows):
        return edit_translation.edit_override(
            request, translation_id=translation_id, overridable_segment_id=overridable_segment_id
        )


def _language_of(translation: int) -> QuerySet:
    return Translation.objects.filter(pk=translation).values("target_locale")


@contextmanager
def _with_their_writers(rows: QuerySet) -> Iterator[None]:
    """Give rows that say the same afterwards back to their writers, as written when they were."""
    said = _SAID[rows.model]
    before = list(rows.values("pk", "last_translated_by", "updated_at", *said))
    yield
    for row in before:
        same = rows.model.objects.filter(pk=row["pk"], **{name: row[name] for name in said})
        same.update(last_translated_by=row["last_translated_by"], updated_at=row["updated_at"])
