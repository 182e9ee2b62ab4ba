"""Every public filter and every prefetch of ``visits``."""

from django.db.models import (
    Case,
    Count,
    Exists,
    F,
    IntegerField,
    OuterRef,
    Prefetch,
    Q,
    QuerySet,
    Subquery,
    Value,
    When,
    Window,
)
from django.db.models.functions import Coalesce, Lag, Lead, Substr

from entities.models import ChainLink, EntityPage
from entities.places import PlaceTree
from entities.querysets import EntityPageQuerySet, ListedPageQuerySet


class VisitStopQuerySet(QuerySet):
    """Stops, across reports."""

    def count_by_place(self) -> dict[int, dict[str, int]]:
        """By the key of the place: ``{"stops": …, "reports": …}``, from public reports and profiles.

        What lies in a place nobody sees counts for the nearest public one around it.
        """
        from visits.models import InspectionReportPage

        hidden = PlaceTree.read().instead_of_hidden()
        standing_in = F("entity__located_in")
        instead = [When(entity__located_in=key, then=Value(nearest)) for key, nearest in hidden.items()]
        rows = (
            self.filter(
                report__in=InspectionReportPage.objects.listed().keys(),
                entity__in=EntityPage.objects.listed().exclude(located_in=None).keys(),
            )
            .order_by()
            .values(
                place=Case(*instead, default=standing_in, output_field=IntegerField())
                if instead
                else standing_in
            )
            .annotate(stops=Count("pk"), reports=Count("report", distinct=True))
        )
        return {row["place"]: {"stops": row["stops"], "reports": row["reports"]} for row in rows}

    def of_tours_to(self, entities: EntityPageQuerySet):
        """All stops of the public reports that stop at one of ``entities``, tour by tour.

        Each knows whether it is one of those (``is_here``) and whether its profile is public
        (``profile_is_listed``).
        """
        from visits.models import InspectionReportPage

        here, profile = entities.filter(pk=OuterRef("entity")), EntityPage.objects.listed()
        tours = InspectionReportPage.objects.listed().visiting(entities).keys()
        return (
            self.filter(report__in=tours)
            .select_related("report", "entity")
            .defer("report__body", "entity__body")
            .annotate(is_here=Exists(here), profile_is_listed=Exists(profile.filter(pk=OuterRef("entity"))))
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
        cards = EntityPage.objects.listed().for_cards()
        return self.defer_streamfields().prefetch_related(
            Prefetch("chain_links", queryset=ChainLink.objects.for_labels(), to_attr="card_links"),
            Prefetch("stops", to_attr="card_stops"),
            Prefetch("card_stops__entity", queryset=cards, to_attr="profile"),
        )
