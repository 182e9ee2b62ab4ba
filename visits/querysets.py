"""Every public filter and every prefetch of ``visits``."""

from uuid import UUID

from django.db.models import (
    Case,
    Count,
    Exists,
    F,
    OuterRef,
    Prefetch,
    Q,
    QuerySet,
    Subquery,
    UUIDField,
    Value,
    When,
    Window,
)
from django.db.models.functions import Coalesce, Lag, Lead, Substr

from entities.languages import reader_language
from entities.listed_querysets import ListedPageQuerySet
from entities.models import ChainLink, EntityPage
from entities.places import PlaceTree
from entities.querysets import EntityPageQuerySet
from entities.versions import in_language


class VisitStopQuerySet(QuerySet):
    """Stops, across reports."""

    def count_by_place(self) -> dict[UUID, dict[str, int]]:
        """By the translation key of the place: ``{"stops": …, "reports": …}``, from what is public.

        Each tour counts once, in whatever languages it is told. What lies in a place nobody sees
        counts for the nearest public one around it.
        """
        from visits.models import InspectionReportPage

        hidden = PlaceTree.read().instead_of_hidden()
        standing_in = F("entity__located_in__translation_key")
        instead = [
            When(entity__located_in__translation_key=key, then=Value(nearest, output_field=UUIDField()))
            for key, nearest in hidden.items()
        ]
        told = in_language(InspectionReportPage.objects.all(), reader_language())
        listed = EntityPage.objects.listed().exclude(located_in=None)
        rows = (
            self.filter(
                report__in=told.keys(),
                entity__translation_key__in=listed.order_by().values("translation_key"),
            )
            .order_by()
            .values(
                place=Case(*instead, default=standing_in, output_field=UUIDField())
                if instead
                else standing_in
            )
            .annotate(stops=Count("pk"), reports=Count("report", distinct=True))
        )
        return {row["place"]: {"stops": row["stops"], "reports": row["reports"]} for row in rows}

    def of_tours_to(self, entities: EntityPageQuerySet):
        """All stops of the tours that stop at one of ``entities``, tour by tour, as readers see them.

        Each knows whether it is one of those (``is_here``), the language of its report (``told_in``)
        and the public profile it leads to (``profile_read``).
        """
        from visits.models import InspectionReportPage

        language = reader_language()
        tours = in_language(InspectionReportPage.objects.visiting(entities), language).keys()
        profile = EntityPage.objects.version_for(OuterRef("entity__translation_key"), language)
        return (
            self.filter(report__in=tours)
            .select_related("report")
            .defer("report__body")
            .annotate(
                is_here=Exists(entities.filter(pk=OuterRef("entity"))),
                told_in=F("report__locale__language_code"),
                profile_read=Subquery(profile.read_along()),
            )
            .order_by("-report__start_date", "-report__first_published_at", "-report", "sort_order", "pk")
        )


class InspectionReportQuerySet(ListedPageQuerySet):
    """Inspection reports; lists show the newest first, a tour without a date last."""

    listing_order = ("-start_date", "-first_published_at", "-pk")

    def undated(self):
        """Those whose source gives no date."""
        return self.filter(start_date="")

    def count_by_year(self):
        """Pairs of a year and the number of its reports, as lists show them: newest first, unknown last."""
        years = self.order_by().values(year=Substr("start_date", 1, 4))
        return years.annotate(count=Count("pk")).order_by("-year").values_list("year", "count")

    def visiting(self, entities: EntityPageQuerySet):
        """Those with a stop at one of ``entities``."""
        from visits.models import VisitStop

        return self.filter(pk__in=VisitStop.objects.filter(entity__in=entities.keys()).values("report"))

    def beside(self, key: int):
        """The neighbours, in the order of the list, of the report with this key: two at the most."""
        order = [F(name.removeprefix("-")).desc() for name in self.listing_order]
        return (
            self.defer_streamfields()
            .annotate(
                newer_key=Window(Lag("pk"), order_by=order),
                older_key=Window(Lead("pk"), order_by=order),
            )
            .filter(Q(newer_key=key) | Q(older_key=key))
        )

    def for_page(self):
        return self.select_related("received_document")

    def for_lines(self):
        """With the number of stops: enough to print a line, in one query."""
        from visits.models import VisitStop

        # Counted for the lines that are shown; a join would count the stops of all reports first.
        stops = VisitStop.objects.filter(report=OuterRef("pk")).order_by().values("report")
        total = Subquery(stops.annotate(total=Count("pk")).values("total"))
        return self.defer_streamfields().annotate(stop_total=Coalesce(total, 0))

    def for_texts(self):
        """With all that ``search_texts()`` reads; undoes a deferring of prose."""
        return self.defer(None).prefetch_related("editorial_notes", "stops", "delegates")

    def for_feed(self):
        """All that an entry of a feed tells: a card, and what changed since it was published."""
        return self.for_cards().prefetch_related("change_notes")

    def for_cards(self):
        """All that a card shows, in a fixed number of queries."""
        return self.defer_streamfields().prefetch_related(
            Prefetch("chain_links", queryset=ChainLink.objects.for_labels(), to_attr="card_links"),
            Prefetch("stops", to_attr="card_stops"),
            Prefetch("card_stops__profile", queryset=EntityPage.objects.for_cards()),
        )
