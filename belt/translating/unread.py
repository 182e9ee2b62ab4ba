"""Words of a public translation that nobody but who wrote them has read: they wait for a second person.

Read is what the public page says. When it was written tells nothing: a page is published again without
it, and a text of long ago is asked for again.
"""

import uuid
from collections.abc import Iterator

from django.core.exceptions import FieldDoesNotExist
from django.db.models import Exists, OuterRef
from wagtail.models import Page
from wagtail_localize.models import (
    OverridableSegment,
    SegmentOverride,
    StringSegment,
    StringTranslation,
    Translation,
)

from entities.models import EntityPage
from entities.profile_merging.carried_words import ROWS, carried_key
from entities.untranslated import Text, texts_of, without_keys


def has_unread_words(translation: Translation, page: Page) -> bool:
    """Whether the public page lacks any of the words, or values, that it would be given now."""
    read = {(path, without_keys(words)) for path, words in _public_texts(page)}
    asked = StringSegment.objects.filter(
        source=translation.source_id, string=OuterRef("translation_of"), context=OuterRef("context")
    )
    written = StringTranslation.objects.filter(Exists(asked), locale=translation.target_locale_id)
    texts = written.values_list("context__path", "data")
    if any((path, without_keys(words)) not in read for path, words in texts):
        return True
    asked = OverridableSegment.objects.filter(source=translation.source_id, context=OuterRef("context"))
    chosen = SegmentOverride.objects.filter(Exists(asked), locale=translation.target_locale_id)
    return any(not _is_public(value, page) for value in chosen.select_related("context"))


def _public_texts(page: Page) -> Iterator[Text]:
    """What readers of a language know: the page's texts and, of profiles merged into it, those of the rows
    that it gets."""
    yield from texts_of(page.specific)
    if not issubclass(page.specific_class, EntityPage):
        return
    merged = EntityPage.objects.filter(merged_into__translation_key=page.translation_key)
    losers = EntityPage.objects.filter(
        translation_key__in=merged.values("translation_key"), locale=page.locale_id
    )
    for loser in losers.exclude(first_published_at=None):
        for path, words in texts_of(loser):
            relation, *rest = path.split(".", 2)
            if relation in ROWS:
                yield f"{relation}.{carried_key(uuid.UUID(rest[0]), page)}.{rest[1]}", words


def _is_public(value: SegmentOverride, page: Page) -> bool:
    """Whether the page has a value of its own already; of an address within a text its time tells."""
    try:
        field = page.specific_class._meta.get_field(value.context.path)
    except FieldDoesNotExist:
        public = page.live_revision
        return public is not None and value.updated_at <= public.created_at
    return bool(getattr(page.specific, field.name) == value.data)
