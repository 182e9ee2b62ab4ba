"""What a merge of two profiles, and its undoing, means for translations.

One that another profile gets is to be translated anew: it tells what the merged profile said, so it is
behind from the first moment; readers keep it meanwhile.
"""

import datetime as dt
import json
from typing import Any

from django.db.models import QuerySet
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


class BehindBefore:
    """Which translations of the profile that is left were behind before another one was merged into it.

    Undoing publishes it again, and marks those that cannot follow a second time.
    """

    name = "behind"

    def take(self, winner: Page) -> list[list[Any]]:
        """Their keys, and since when."""
        return [[row.page_id, row.since.isoformat()] for row in self._rows(winner)]

    def give_back(self, winner: Page, taken: list[list[Any]], *, without: set[int]) -> None:
        """Let those be behind again, and no others."""
        self._rows(winner).exclude(page__in=without).delete()
        for page, since in taken:
            if page not in without:
                BehindTranslation.objects.create(page_id=page, since=dt.datetime.fromisoformat(since))

    def _rows(self, winner: Page) -> QuerySet[BehindTranslation]:
        return BehindTranslation.objects.filter(page__translation_key=winner.translation_key).order_by("pk")
