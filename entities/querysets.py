"""Every public filter and every prefetch of ``entities``; those of chains are in ``chain_querysets``."""

import datetime as dt
from collections import defaultdict
from collections.abc import Collection, Iterable
from uuid import UUID

from django.conf import settings
from django.contrib.contenttypes.models import ContentType
from django.db.models import (
    Case,
    CharField,
    Count,
    Exists,
    F,
    IntegerField,
    Model,
    OuterRef,
    Prefetch,
    Q,
    QuerySet,
    Subquery,
    Value,
    When,
)
from django.db.models.functions import Cast, Coalesce, JSONObject
from wagtail.models import Page, ReferenceIndex

from entities.enums import EntityKind, NameType, NoteStatus, Script, Verification
from entities.languages import reader_language, reads_chinese
from entities.listed_querysets import ListedPageQuerySet, listed_pages


class EntityPageQuerySet(ListedPageQuerySet):
    """Profiles."""

    def sites(self):
        """Those one can visit."""
        return self.filter(kind__in=EntityKind.sites())

    def places(self):
        """Those in which others can be located."""
        return self.filter(kind__in=EntityKind.places())

    def in_chains(self, chains: Collection[int]):
        """Those linked to one of the chains (keys), each once."""
        return self.filter(pk__in=_linked_to(chains))

    def with_gaps(self):
        """Those not received yet, or without a place they should have, or without a source.

        Each says which: ``lacks_place`` and ``is_unsourced``; the state of a stub is a column.
        """
        from entities.models import Source

        unsourced = ~Exists(Source.objects.filter(page=OuterRef("pk")))
        unplaced = Q(kind__in=EntityKind.sites(), located_in=None)
        return self.annotate(lacks_place=unplaced, is_unsourced=unsourced).filter(
            Q(verification=Verification.STUB) | Q(lacks_place=True) | Q(is_unsourced=True)
        )

    def wanted(self):
        """Those not received yet, the most named first.

        ``referrers`` counts the pages that refer to it, each once in all its languages.
        """
        own = Cast(OuterRef("pk"), CharField())
        naming = ReferenceIndex.objects.filter(
            to_content_type=_page_type(), to_object_id=own, base_content_type=_page_type()
        ).exclude(object_id=own)
        # The index keeps keys as words.
        page = Page.objects.filter(pk=Cast(OuterRef("object_id"), IntegerField())).order_by()
        once = Count(Subquery(page.values("translation_key")), distinct=True)
        count = naming.order_by().values("to_object_id").annotate(pages=once)
        return (
            self.filter(verification=Verification.STUB)
            .annotate(referrers=Coalesce(Subquery(count.values("pages")), 0))
            .order_by("-referrers", "title", "pk")
        )

    def unverified(self):
        """Those nobody has verified."""
        return self.exclude(verification=Verification.VERIFIED).order_by("title", "pk")

    def due(self, today: dt.date):
        """Those whose day to be checked again has come, the longest overdue first."""
        return self.filter(review_on__lte=today).order_by("review_on", "title", "pk")

    def unmerged(self):
        """Those that were not merged into another one."""
        return self.filter(merged_into=None)

    def originals(self):
        """Each entity once: the version in the site's first language, or all others where it has none."""
        first = self.model.objects.filter(
            translation_key=OuterRef("translation_key"), locale__language_code=settings.LANGUAGE_CODE
        )
        once = self.model.objects.filter(Q(locale__language_code=settings.LANGUAGE_CODE) | ~Exists(first))
        # As a list of keys: a search in it knows no other table.
        return self.filter(id__in=once.keys())

    def for_worklists(self, editable: QuerySet):
        """Those somebody may edit (``editable``, keys), without their texts, which no list of them shows."""
        return self.unmerged().originals().filter(pk__in=editable).defer_streamfields()

    def for_page(self):
        return self._with_latin_title()

    def for_names(self):
        """With its names and its place as readers see it: enough to print a line, in one query."""
        from entities.models import EntityName

        # A translated title says what an Italian short name would not to its readers.
        short = EntityName.objects.filter(
            Q(language=OuterRef("locale__language_code")) | ~Q(language=settings.LANGUAGE_CODE),
            entity=OuterRef("pk"),
            name_type=NameType.SHORT,
            script=Script.LATIN,
            doubtful=False,
        ).order_by("sort_order", "pk")
        place = self.model.objects.version_for(
            OuterRef("located_in__translation_key"), reader_language()
        ).read_along()
        return (
            self._with_latin_title()
            .defer_streamfields()
            .annotate(
                han_name=Subquery(_name_beside_titles(Script.han())),
                latin_name=Subquery(_name_beside_titles([Script.LATIN])),
                short_name=Subquery(short.values("text")[:1]),
                place_read=Subquery(place),
            )
        )

    def _with_latin_title(self):
        """For readers of Chinese its title in English, else in another language, for ``name_beside``."""
        if not reads_chinese():
            return self
        version = self.model.objects.version_for(OuterRef("translation_key"), "en")
        return self.annotate(latin_title=Subquery(version.read_along()))

    def read_along(self):
        """Within another query: the columns that ``profile_read_along()`` makes a profile of."""
        columns = ("id", "title", "url_path", "kind")
        found = JSONObject(**{name: name for name in columns}, language="locale__language_code")
        return self.values(found=found)

    def for_cards(self):
        """All that a card shows, in two queries."""
        from entities.models import ChainLink

        links = Prefetch("chain_links", queryset=ChainLink.objects.for_labels(), to_attr="card_links")
        return self.for_names().prefetch_related(links)

    def for_texts(self):
        """With all that ``search_texts()`` and ``search_names()`` read; undoes a deferring of prose."""
        return self.defer(None).prefetch_related("names", "editorial_notes")

    def cards(self, keys: Iterable[int | None]):
        """The cards of the public profiles among ``keys``, by key."""
        return self.listed().for_cards().in_bulk({key for key in keys if key is not None})

    def for_dossier(self):
        """All that a card shows and the text, to be printed within another page."""
        return self.for_cards().defer(None)


def _name_beside_titles(scripts: Iterable[str]) -> QuerySet:
    """Of the profile of the query around it, the name in some scripts to print beside its title."""
    from entities.models import EntityName

    ranked = NameType.beside_titles()
    rank = Case(*(When(name_type=kind, then=Value(rank)) for rank, kind in enumerate(ranked)))
    names = EntityName.objects.filter(entity=OuterRef("pk"), script__in=scripts, name_type__in=ranked)
    columns = ("text", "language", "script", "doubtful", "name_type")
    found = JSONObject(**{name: name for name in columns})
    return names.order_by(rank, "sort_order", "pk").values(found=found)[:1]


def _linked_to(chains: Collection[int]) -> QuerySet:
    from entities.models import ChainLink

    return ChainLink.objects.filter(tag__in=chains).order_by().values("content_object")


class EntityRelationQuerySet(QuerySet):
    """Relations between profiles, seen from either end."""

    def around(self, entity):
        """Relations that the page of ``entity`` holds, and those of other profiles to any version of it.

        Each knows the translation keys of its ends: ``entity_key`` and ``target_key``.
        """
        ends = {"entity_key": F("entity__translation_key"), "target_key": F("target__translation_key")}
        own = Q(entity=entity.pk) | Q(target__translation_key=entity.translation_key)
        return self.filter(own).annotate(**ends).order_by("sort_order", "pk")


class EditorialNoteQuerySet(QuerySet):
    """Editorial notes of pages of any type."""

    def open(self):
        """Those that still ask something, but for what stayed with a profile that was merged."""
        return self.filter(status=NoteStatus.OPEN, page__entitypage__merged_into=None)

    def originals(self):
        """Each once, in the words of the site's first language where there are such."""
        first = self.model._default_manager.filter(
            translation_key=OuterRef("translation_key"), locale__language_code=settings.LANGUAGE_CODE
        )
        return self.filter(Q(locale__language_code=settings.LANGUAGE_CODE) | ~Exists(first))

    def listed(self):
        """Those that stand on a page the public may see, with that page."""
        return self.filter(page__in=listed_pages().keys()).select_related("page").by_kind()

    def by_kind(self):
        """By kind, then by page, in the editors' order on each."""
        return self.order_by("kind", "page__title", "sort_order", "pk")


def referrers_of(pages: Iterable[Page]) -> list[str]:
    """Titles of the pages outside the given subtrees that refer into them, by row or in a text or draft."""
    # It reads revisions, whose models know these querysets.
    from entities.draft_references import named_in_drafts

    inside = Page.objects.none()
    for page in pages:
        inside = inside | Page.objects.descendant_of(page, inclusive=True)
    own = set(inside.values_list("pk", flat=True))
    referring = (_naming(own) | {page.pk for page in leading_to_versions(own)}) - own
    drafts = named_in_drafts(Page) if own else {}
    referring |= set().union(*(drafts.get(key, ()) for key in own)) - own
    return list(Page.objects.filter(pk__in=referring).order_by("title", "pk").values_list("title", flat=True))


def leading_to_versions(keys: Collection[int]) -> list[Page]:
    """Public pages whose readers are led to one of these (keys), which is public, though their rows name it
    in another language: a reference means the page in every language.
    """
    public = Page.objects.filter(pk__in=keys, live=True).order_by()
    versions_by_locale: dict[int, set[UUID]] = defaultdict(set)
    for version, locale in public.values_list("translation_key", "locale"):
        versions_by_locale[locale].add(version)
    leading: list[Page] = []
    for locale, versions in versions_by_locale.items():
        others = Page.objects.filter(translation_key__in=versions).exclude(locale=locale)
        naming = _naming(others.values_list("pk", flat=True))
        found = Page.objects.filter(pk__in=naming, locale=locale, live=True).exclude(pk__in=keys)
        leading += found.order_by("title", "pk")
    return leading


def _naming(keys: Iterable[int]) -> set[int]:
    """The pages (keys) that refer to one of these (keys) in what is public."""
    to, by = {"to_content_type": _page_type()}, {"base_content_type": _page_type()}
    references = ReferenceIndex.objects.filter(to_object_id__in=[str(key) for key in keys], **to, **by)
    return {int(key) for key in references.values_list("object_id", flat=True)}


def users_of(files: Iterable[Model]) -> list[str]:
    """Titles of the pages that refer to one of these pictures or documents, by row or in a text or draft."""
    # It reads revisions, whose models know these querysets.
    from entities.draft_references import named_in_drafts

    files = list(files)
    drafts = {model: named_in_drafts(model) for model in {type(file) for file in files}}
    referring: set[int] = set()
    for file in files:
        referring |= drafts[type(file)].get(file.pk, set())
        references = ReferenceIndex.get_references_to(file).filter(base_content_type=_page_type())
        referring |= {int(key) for key in references.values_list("object_id", flat=True)}
    return list(Page.objects.filter(pk__in=referring).order_by("title", "pk").values_list("title", flat=True))


def _page_type() -> ContentType:
    return ContentType.objects.get_for_model(Page)
