"""Every public filter and every prefetch of ``entities``; those of chains are in ``chain_querysets``."""

import datetime as dt
from collections.abc import Collection, Iterable

from django.contrib.contenttypes.models import ContentType
from django.db.models import (
    Case,
    CharField,
    Count,
    Exists,
    ExpressionWrapper,
    F,
    Model,
    OuterRef,
    Prefetch,
    Q,
    QuerySet,
    SmallIntegerField,
    Subquery,
    Value,
    When,
)
from django.db.models.expressions import ColPairs
from django.db.models.fields.tuple_lookups import TupleIn
from django.db.models.functions import Cast, Coalesce, JSONObject
from wagtail.models import Page, PageViewRestriction, ReferenceIndex
from wagtail.query import PageQuerySet

from entities.enums import EntityKind, NameType, NoteStatus, Script, Verification


class ListedPageQuerySet(PageQuerySet):
    """Pages of which the public sees those that are published and not private."""

    listing_order: tuple[str, ...] = ("title", "pk")

    def listed(self):
        """Live pages outside private sections, ordered to the last tie.

        The same pages as Wagtail's ``live().public()``; privacy is tested inside the
        query instead of by reading all restrictions first, once per list of a page.
        """
        path = ExpressionWrapper(OuterRef("path"), output_field=CharField())
        # Not as a join: SQLite would read all pages to find that there is no restriction.
        above = Subquery(Page.objects.filter(pk=OuterRef("page")).order_by().values("path")[:1])
        restricted = PageViewRestriction.objects.alias(path=path, above=above).filter(
            path__startswith=F("above")
        )
        return self.live().exclude(Exists(restricted)).order_by(*self.listing_order)

    def filter(self, *args, **kwargs):
        """As Django's; keys that a prefetch asks for one OR at a time are asked for together.

        SQLite reads no more than 1,000 of those, and ten stops of a hundred reports are as many.
        """
        if len(args) == 1 and isinstance(args[0], TupleIn) and _is_key(args[0].lhs):
            return super().filter(pk__in=[key for (key,) in args[0].rhs])
        return super().filter(*args, **kwargs)

    def for_page(self):
        """With what the page of one of them shows of other tables, as far as a join can read it."""
        return self

    def keys(self):
        """The primary keys alone, for use inside another query."""
        return self.order_by().values("pk")


def _is_key(columns: ColPairs) -> bool:
    return [target.primary_key for target in columns.targets] == [True]


def listed_pages() -> ListedPageQuerySet:
    """Pages of any type that the public may see in a list."""
    return ListedPageQuerySet(Page).listed()


class EntityPageQuerySet(ListedPageQuerySet):
    """Profiles."""

    def sites(self):
        """Those one can visit."""
        return self.filter(kind__in=EntityKind.sites())

    def places(self):
        """Those in which others can be located."""
        return self.filter(kind__in=EntityKind.places())

    def by_group(self):
        """Sites first, then places, then the rest; by name within each."""
        group = Case(
            When(kind__in=EntityKind.sites(), then=Value(0)),
            When(kind__in=EntityKind.places(), then=Value(1)),
            default=Value(2),
            output_field=SmallIntegerField(),
        )
        return self.annotate(group=group).order_by("group", "title", "pk")

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
        """Those not received yet, the most named first: ``referrers`` counts the pages that refer to it."""
        own = Cast(OuterRef("pk"), CharField())
        naming = ReferenceIndex.objects.filter(
            to_content_type=_page_type(), to_object_id=own, base_content_type=_page_type()
        ).exclude(object_id=own)
        count = naming.order_by().values("to_object_id").annotate(pages=Count("object_id", distinct=True))
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

    def for_worklists(self, editable: QuerySet):
        """Those somebody may edit (``editable``, keys), without their texts, which no list of them shows."""
        return self.unmerged().filter(pk__in=editable).defer_streamfields()

    def for_names(self):
        """With its short and its Chinese name and the public place: enough to print a line, in one query."""
        from entities.models import EntityName

        ranked = NameType.beside_titles()
        rank = Case(*(When(name_type=kind, then=Value(rank)) for rank, kind in enumerate(ranked)))
        han = EntityName.objects.filter(
            entity=OuterRef("pk"), script__in=Script.han(), name_type__in=ranked
        ).order_by(rank, "sort_order", "pk")
        found = JSONObject(text="text", language="language", script="script", doubtful="doubtful")
        short = EntityName.objects.filter(
            entity=OuterRef("pk"), name_type=NameType.SHORT, script=Script.LATIN, doubtful=False
        ).order_by("sort_order", "pk")
        return (
            self.defer_streamfields()
            .select_related("located_in")
            .defer("located_in__body")
            .annotate(
                han_name=Subquery(han.values(found=found)[:1]),
                short_name=Subquery(short.values("text")[:1]),
                place_is_listed=Exists(self.model.objects.listed().filter(pk=OuterRef("located_in"))),
            )
        )

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
        return self.for_cards().defer(None).defer("located_in__body")


def _linked_to(chains: Collection[int]) -> QuerySet:
    from entities.models import ChainLink

    return ChainLink.objects.filter(tag__in=chains).order_by().values("content_object")


class EntityRelationQuerySet(QuerySet):
    """Relations between profiles, seen from either end."""

    def around(self, entity):
        """Relations to or from ``entity`` whose both ends the public may see."""
        listed = entity._meta.model.objects.listed().keys()
        return (
            self.filter(Q(entity=entity.pk) | Q(target=entity.pk), entity__in=listed, target__in=listed)
            .select_related("entity", "target")
            .defer("entity__body", "target__body")
            .order_by("sort_order", "pk")
        )


class EditorialNoteQuerySet(QuerySet):
    """Editorial notes of pages of any type."""

    def open(self):
        """Those that still ask something."""
        return self.filter(status=NoteStatus.OPEN)

    def listed(self):
        """Those that stand on a page the public may see, with that page."""
        return self.filter(page__in=listed_pages().keys()).select_related("page").by_kind()

    def by_kind(self):
        """By kind, then by page, in the editors' order on each."""
        return self.order_by("kind", "page__title", "sort_order", "pk")


def referrers_of(pages: Iterable[Page]) -> list[str]:
    """Titles of the pages outside the given subtrees that refer into them, by row or in their text."""
    inside = Page.objects.none()
    for page in pages:
        inside = inside | Page.objects.descendant_of(page, inclusive=True)
    keys = [str(key) for key in inside.values_list("pk", flat=True)]
    references = ReferenceIndex.objects.filter(
        to_content_type=_page_type(), to_object_id__in=keys, base_content_type=_page_type()
    ).exclude(object_id__in=keys)
    referring = {int(key) for key in references.values_list("object_id", flat=True)}
    return list(Page.objects.filter(pk__in=referring).order_by("title", "pk").values_list("title", flat=True))


def users_of(files: Iterable[Model]) -> list[str]:
    """Titles of the pages that refer to one of these objects, by row or in their text."""
    referring: set[int] = set()
    for file in files:
        references = ReferenceIndex.get_references_to(file).filter(base_content_type=_page_type())
        referring |= {int(key) for key in references.values_list("object_id", flat=True)}
    return list(Page.objects.filter(pk__in=referring).order_by("title", "pk").values_list("title", flat=True))


def _page_type() -> ContentType:
    return ContentType.objects.get_for_model(Page)
