"""References mean an entity, not a page: of a page and its translations, the one to show to a reader.

A translation shares the references of its source, so that an English report names Italian profiles.
Here all of them are looked up at once, by the key that translations share.
"""

from collections.abc import Collection, Iterable
from typing import Any, TypeVar

from django.contrib.contenttypes.models import ContentType
from django.db.models import (
    Aggregate,
    BigIntegerField,
    Case,
    CharField,
    Exists,
    F,
    OuterRef,
    Q,
    QuerySet,
    Subquery,
    Value,
    When,
)
from django.db.models.functions import Cast
from wagtail.models import Page, ReferenceIndex

from entities.languages import preferred
from entities.listed_querysets import ListedPageQuerySet, listed_pages

PageType = TypeVar("PageType", bound=Page)


class _Joined(Aggregate):
    """Keys as one text: "7,12,31"."""

    function = "GROUP_CONCAT"

    def as_postgresql(self, compiler: Any, connection: Any, **context: Any) -> Any:
        template = "STRING_AGG(%(expressions)s::text, ',')"
        return self.as_sql(compiler, connection, template=template, **context)


def in_language(pages: Any, language: str) -> Any:
    """The public ones, each of them once: in the first of the languages their reader prefers.

    Each knows its ``language`` and the keys of all its versions, which ``by_every_key()`` reads.
    """
    siblings = listed_pages().filter(translation_key=OuterRef("translation_key")).order_by()
    *languages, last = preferred(language)
    chosen: Any = Q(locale__language_code=last)
    for code in reversed(languages):
        lacking = ~Exists(siblings.filter(locale__language_code=code))
        chosen = Q(locale__language_code=code) | (lacking & chosen)
    versions = Page.objects.filter(translation_key=OuterRef("translation_key")).order_by()
    keys = versions.values("translation_key").annotate(keys=_Joined("pk", output_field=CharField()))
    return (
        pages.listed()
        .filter(chosen)
        .annotate(language=F("locale__language_code"), version_keys=Subquery(keys.values("keys")))
    )


def elsewhere_only(pages: Any, language: str) -> Any:
    """The public ones that a language lacks, each once, as ``in_language()`` chooses them."""
    return in_language(pages, language).exclude(locale__language_code=language)


def versions_of(pages: Any, keys: Collection[int | None], language: str) -> Any:
    """The pages that stand for those with these keys, as ``in_language()`` chooses them."""
    return in_language(pages.filter(translation_key__in=keys_shared_by(keys)), language)


def by_every_key(pages: Iterable[PageType]) -> dict[int, PageType]:
    """Pages of ``in_language()`` by their own keys and by those of all other versions of them."""
    return {int(key): page for page in pages for key in page.version_keys.split(",")}


def connected_pages(page: Page, referred: Collection[int], language: str) -> ListedPageQuerySet:
    """Public pages a text refers to (``referred``, keys) or whose text refers to ``page`` or a version of it.

    Of the latter ``mentions_it`` is true; they come from Wagtail's reference index.
    """
    same = Page.objects.filter(translation_key=page.translation_key).order_by()
    mentioning = ReferenceIndex.objects.filter(
        Q(model_path="body") | Q(model_path__startswith="body."),
        base_content_type=_page_type(),
        to_content_type=_page_type(),
        to_object_id__in=same.annotate(own=Cast("pk", CharField())).values("own"),
    )
    keys = mentioning.order_by().annotate(key=Cast("object_id", BigIntegerField())).values("key")
    wanted = Q(pk__in=keys) | Q(translation_key__in=keys_shared_by(referred))
    return (
        in_language(ListedPageQuerySet(Page).filter(wanted), language)
        .annotate(mentions_it=Case(When(pk__in=keys, then=Value(True)), default=Value(False)))
        .exclude(translation_key=page.translation_key)
    )


def keys_shared_by(keys: Collection[int | None]) -> QuerySet:
    """The translation keys of the pages with these keys, for use inside another query."""
    return Page.objects.filter(pk__in=[key for key in keys if key]).order_by().values("translation_key")


def _page_type() -> ContentType:
    return ContentType.objects.get_for_model(Page)
