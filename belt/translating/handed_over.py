"""A translation that another profile gets when two are merged: it is to be translated anew.

It tells what the merged profile said, so it is behind from the first moment; readers keep it meanwhile.
"""

import datetime as dt
import json

from wagtail.models import Page
from wagtail_localize.models import SegmentOverride, Translation, TranslationSource

from belt.models import BehindTranslation
from entities.profile_merging.journal import Journal


def translate_anew(page: Page, original: Page, journal: Journal, *, at: dt.datetime) -> None:
    """Give a page to the translators as a translation of ``original``; undoing the merge takes it back."""
    source, _is_new = TranslationSource.update_or_create_from_instance(original)
    if not source.translations.filter(target_locale=page.locale_id).exists():
        journal.make(Translation(source=source, target_locale_id=page.locale_id))
    _keep_address(page, source, journal)
    if page.live and not BehindTranslation.objects.filter(page=page.pk).exists():
        journal.make(BehindTranslation(page_id=page.pk, since=at))


def _keep_address(page: Page, source: TranslationSource, journal: Journal) -> None:
    """Without a value of its own it would get the address of its original."""
    place = source.overridablesegment_set.filter(context__path="slug").first()
    if place is None:
        return
    known = SegmentOverride.objects.filter(locale=page.locale_id, context=place.context_id)
    if not known.exists():
        journal.make(
            SegmentOverride(
                locale_id=page.locale_id, context_id=place.context_id, data_json=json.dumps(page.slug)
            )
        )
