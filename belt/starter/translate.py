"""Loading a further language: real translations of the pages that were loaded, never copies of them."""

import json
from collections.abc import Iterator
from typing import Any

from django.core.exceptions import ValidationError
from wagtail.models import Locale, Page
from wagtail.signal_handlers import disable_reference_index_auto_update
from wagtail_localize.models import (
    OverridableSegment,
    SegmentOverride,
    StringSegment,
    StringTranslation,
    Translation,
    TranslationSource,
)

from belt.models import StarterItem
from belt.starter.files import Language, PageFile
from belt.starter.pages import SECTION_MODELS, LanguageLoader, Say, record, recorded, refuse
from belt.starter.problems import ContentError
from belt.starter.segments import ChangedPageError, Words, paired
from entities.publishing import obstacles


class TranslationLoader:
    """Loads one language as translations of the pages of the first one."""

    def __init__(self, language: Language, first: LanguageLoader) -> None:
        self.language, self.first = language, first
        self.locale = Locale.objects.get(language_code=language.code)
        self.chain_index_url = ""

    def load(self, say: Say) -> int:
        """Translate what was not translated yet, what stands above other pages first."""
        made = 0
        for name, words, source in self._texts():
            made += self._translate(name, words, source, say)
        say(f"{self.language.code}: {made} pages new")
        return made

    def _texts(self) -> Iterator[tuple[str, Words, Words]]:
        """The name of each text, what it says in this language and what it says in the first one."""
        here, there = self.language, self.first.language
        home = here.sections["home"] | here.sections.get("site", {})
        yield "home", Words(home), Words(there.sections["home"] | there.sections.get("site", {}))
        for name in SECTION_MODELS:
            yield name, Words(here.sections[name]), Words(there.sections[name])
        for kind, pages, sources in (
            ("profiles", here.profiles, there.profiles),
            ("reports", here.reports, there.reports),
        ):
            for name, page in pages.items():
                yield f"{kind}/{name}", _words(page), _words(sources[name])

    def _translate(self, name: str, words: Words, source: Words, say: Say) -> int:
        key = where = f"{self.language.code}/{name}"
        page = self._page(name)
        if recorded(key) is not None or page is None or self._is_editors(page):
            self._notice(name, page)
            return 0
        try:
            # Saved several times over; publishing says once what it refers to.
            with disable_reference_index_auto_update():
                made = self._make(page, words, source)
        except ChangedPageError:
            say(f"{where}: not loaded, since the page it translates says something else by now.")
            return 0
        except ValidationError as error:
            raise refuse(where, error) from error
        if sentences := obstacles([made], is_done=False):
            raise ContentError(f"{where}: {' '.join(sentences)}")
        made.latest_revision.publish()
        record(key, made)
        self._notice(name, page)
        say(f"{self.language.code}: {made.title}")
        return 1

    def _page(self, name: str) -> Any:
        """What was loaded in the first language under this name, if editors have left it."""
        if name == "home":
            return self.first.home
        item: StarterItem | None = recorded(f"{self.first.language.code}/{name}")
        page = Page.objects.filter(pk=item.object_id).first() if item else None
        return page.specific if page else None

    def _is_editors(self, page: Page) -> bool:
        """Whether somebody has begun this translation already, or the page above it has none."""
        own = page.get_translations().filter(locale=self.locale).first()
        if page == self.first.home:
            return own is None or own.live or own.revisions.exists()
        above = page.get_parent().get_translations().filter(locale=self.locale)
        return own is not None or not above.exists()

    def _notice(self, name: str, page: Page | None) -> None:
        """Remember where the chains are, to which texts link."""
        if name == "chains" and page is not None:
            section = page.get_translations().filter(locale=self.locale).first()
            self.chain_index_url = section.url if section else ""

    def _make(self, page: Page, words: Words, source: Words) -> Page:
        """The draft of a translation with all its words."""
        known, _created = TranslationSource.update_or_create_from_instance(page)
        pairs = paired(known.as_instance(), source, words, self.first)
        self._say(known, pairs)
        self._lead_to_own_chains(known)
        if "slug" in words.data:
            self._override(known.overridablesegment_set.get(context__path="slug"), words.data["slug"])
        translation, _created = Translation.objects.update_or_create(
            source=known, target_locale=self.locale, defaults={"enabled": True}
        )
        translation.save_target(publish=False)
        return translation.get_target_instance()

    def _say(self, source: TranslationSource, pairs: dict[tuple[str, str], str]) -> None:
        segments = StringSegment.objects.filter(source=source).select_related("string", "context")
        StringTranslation.objects.bulk_create(
            {
                (segment.context_id, segment.string_id): StringTranslation(
                    translation_of=segment.string,
                    locale=self.locale,
                    context=segment.context,
                    data=pairs[segment.context.path, segment.string.data],
                    translation_type=StringTranslation.TRANSLATION_TYPE_MANUAL,
                )
                for segment in segments
            }.values(),
            ignore_conflicts=True,
        )

    def _lead_to_own_chains(self, source: TranslationSource) -> None:
        """Links to chains are addresses, and those are of one language."""
        index = self.first.chain("")[:-1]
        for segment in source.overridablesegment_set.select_related("context"):
            if isinstance(segment.data, str) and segment.data.startswith(index):
                self._override(segment, self.chain_index_url + segment.data.removeprefix(index))

    def _override(self, segment: OverridableSegment, value: str) -> None:
        SegmentOverride.objects.update_or_create(
            locale=self.locale, context=segment.context, defaults={"data_json": json.dumps(value)}
        )


def _words(page: PageFile) -> Words:
    return Words(page.data, page.prose)
