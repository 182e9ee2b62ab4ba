"""What is left to translate, language by language: read in a number of queries that pages add nothing to."""

import datetime as dt
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from typing import Any

from django.conf import settings
from django.contrib.contenttypes.models import ContentType
from django.db.models import Count, Exists, IntegerField, Max, Model, OuterRef, Subquery, TextChoices
from django.db.models.functions import Coalesce
from django.urls import reverse
from django.utils.text import capfirst
from django.utils.translation import pgettext_lazy
from wagtail.models import Locale, ModelLogEntry, Page
from wagtail_localize.models import StringSegment, StringTranslation, Translation

from belt.models import BehindTranslation
from belt.translating.chain_words import address_for
from entities.models import IndustryChain
from entities.models.chains import WORDS
from entities.proposals import ACCEPT_ACTION
from entities.worklists import edit_url

# The home page was public before anybody published it.
EVER = dt.datetime.min.replace(tzinfo=dt.UTC)


class State(TextChoices):
    """How far a translation is; one that is public and follows its source is nobody's task."""

    MISSING = "missing", pgettext_lazy("translation", "not begun")
    INCOMPLETE = "incomplete", pgettext_lazy("translation", "begun")
    BY_HAND = "by-hand", pgettext_lazy("translation", "written without a translation, to be published")
    BEHIND = "behind", pgettext_lazy("translation", "behind")
    READY = "ready", pgettext_lazy("translation", "complete, to be published")


@dataclass(frozen=True)
class Progress:
    """How many texts a translation asks for, and how many of these a person has translated."""

    texts: int
    done: int


@dataclass(frozen=True)
class Task:
    """A public page or chain of the first language that readers of another one lack, or have in an earlier
    version.

    ``since`` is when that began, if anybody knows. ``progress`` is ``None`` where no text is counted.
    """

    source: Page | IndustryChain
    locale: Locale
    state: State
    since: dt.datetime | None
    url: str
    progress: Progress | None = None

    @property
    def title(self) -> str:
        """What it is called in the first language."""
        return str(self.source)

    @property
    def _model(self) -> type[Model]:
        return self.source.specific_class if isinstance(self.source, Page) else type(self.source)

    @property
    def kind(self) -> str:
        """The name of its type, as filters have it."""
        return str(self._model._meta.model_name)

    @property
    def kind_label(self) -> str:
        """The name of its type, as people read it."""
        return str(capfirst(self._model._meta.verbose_name))

    @property
    def language(self) -> str:
        """The code of the language that lacks it."""
        return str(self.locale.language_code)

    @property
    def language_label(self) -> str:
        """The name of that language."""
        return str(self.locale.get_display_name())

    @property
    def state_label(self) -> str:
        """How far it is, in words."""
        return str(self.state.label)

    @property
    def done(self) -> str:
        """How many of its texts are translated: "12 / 20"; empty where nobody counts."""
        return f"{self.progress.done} / {self.progress.texts}" if self.progress else ""


Place = tuple[Any, int]


def tasks_in(locales: Iterable[Locale]) -> list[Task]:
    """All that is left to do in these languages, what readers lack longest first."""
    languages = [locale for locale in locales if locale.language_code != settings.LANGUAGE_CODE]
    sources = Page.objects.filter(
        locale__language_code=settings.LANGUAGE_CODE, live=True, alias_of=None, depth__gt=1
    )
    known = _translated_pages(languages)
    progress = _progress(languages)
    found = [
        task
        for source in sources
        for locale in languages
        for place in [(source.translation_key, locale.pk)]
        for task in _tasks_of(source, locale, known.get(place), progress.get(place))
    ]
    found += _tasks_of_chains(languages)
    return sorted(found, key=_in_turn)


def _in_turn(task: Task) -> tuple[Any, ...]:
    """Oldest first; a chain that nobody knows the age of comes last, unlike the home page."""
    is_unknown = task.since is None and isinstance(task.source, IndustryChain)
    return (is_unknown, task.since or EVER, task.kind, task.source.pk, task.locale.pk)


def _tasks_of_chains(languages: list[Locale]) -> Iterator[Task]:
    """Words that are behind are since then; without words a chain is since it was made or accepted."""
    made = _known_since()
    for chain in IndustryChain.objects.listed():
        for locale in languages:
            missing, since = chain.lacking_in(locale.language_code), chain.behind_in(locale.language_code)
            url = address_for(chain, locale.language_code)
            if missing:
                state = State.MISSING if len(missing) == len(WORDS) else State.INCOMPLETE
                progress = Progress(len(WORDS), len(WORDS) - len(missing))
                yield Task(chain, locale, state, since or made.get(str(chain.pk)), url, progress)
            elif since:
                yield Task(chain, locale, State.BEHIND, since, url)


def _known_since() -> dict[str, dt.datetime]:
    """When each chain (by its key, as the log has it) came to be one of the site's; what came with it was
    made by nobody."""
    entries = ModelLogEntry.objects.filter(
        content_type=ContentType.objects.get_for_model(IndustryChain),
        action__in=("wagtail.create", ACCEPT_ACTION),
    )
    return dict(entries.order_by().values_list("object_id").annotate(Max("timestamp")))


def _translated_pages(languages: list[Locale]) -> dict[Place, Page]:
    pages = Page.objects.filter(locale__in=languages, alias_of=None, depth__gt=1).select_related("behind")
    return {(page.translation_key, page.locale_id): page for page in pages}


def _progress(languages: list[Locale]) -> dict[Place, Progress]:
    """Of the translations that are not public or behind, how far they are; of stopped ones, nothing."""
    settled = Page.objects.filter(
        translation_key=OuterRef("source__object_id"),
        locale=OuterRef("target_locale"),
        live=True,
        behind=None,
    )
    texts = StringSegment.objects.filter(source=OuterRef("source")).order_by()
    translated = StringTranslation.objects.filter(
        translation_of=OuterRef("string"),
        context=OuterRef("context"),
        locale=OuterRef(OuterRef("target_locale")),
        translation_type=StringTranslation.TRANSLATION_TYPE_MANUAL,
        has_error=False,
    ).exclude(data__regex=r"^\s*$")
    rows = (
        Translation.objects.filter(~Exists(settled), enabled=True, target_locale__in=languages)
        .annotate(texts=_count(texts), done=_count(texts.filter(Exists(translated))))
        .values_list("source__object_id", "target_locale", "texts", "done")
    )
    return {(key, locale): Progress(texts, done) for key, locale, texts, done in rows}


def _count(segments: Any) -> Coalesce:
    counted = segments.values("source").annotate(count=Count("pk")).values("count")
    return Coalesce(Subquery(counted, output_field=IntegerField()), 0)


def _tasks_of(source: Page, locale: Locale, page: Page | None, progress: Progress | None) -> Iterator[Task]:
    """The one task that a page may be in a language."""
    public_since = source.first_published_at or source.latest_revision_created_at
    if page is None:
        begin = reverse("wagtail_localize:submit_page_translation", args=[source.pk])
        url = f"{begin}?select_locale={locale.language_code}"
        yield Task(source, locale, State.MISSING, public_since, url)
        return
    try:
        behind_since = page.behind.since
    except BehindTranslation.DoesNotExist:
        behind_since = None
    if page.live and behind_since is None:
        return
    state = State.BEHIND if page.live else State.INCOMPLETE
    if not page.live and progress is None:
        state = State.BY_HAND
    if progress is not None and progress.done == progress.texts:
        state = State.READY
    since = behind_since if page.live else public_since
    yield Task(source, locale, state, since, edit_url(page), progress)
