"""Template tags that show visits on pages which do not know of them."""

from dataclasses import dataclass
from itertools import groupby

from django import template

from entities.models import EntityPage, profile_read_along
from entities.prose import pages_linked_in
from visits.itinerary import number_stops
from visits.models import InspectionReportPage, VisitStop

register = template.Library()


@dataclass(frozen=True)
class Visit:
    """A tour that came by, and its stops here."""

    report: InspectionReportPage
    stops: list[VisitStop]


@register.simple_tag
def visits_of(entity: EntityPage) -> list[Visit]:
    """The public tours with stops at a profile or, where it is a place, within it; newest first, one query.

    Each stop knows its ``number`` among the ``stop_count`` stops of the tour, and the stops before
    and after it.
    """
    kept: list[Visit] | None = entity.__dict__.get("visits_read")
    if kept is not None or not entity.pk:
        return kept or []
    visits: list[Visit] = []
    # Its links are resolved with the page's own, before the template asks.
    entity.__dict__["visits_read"] = visits
    rows = VisitStop.objects.of_tours_to(entity.with_contents())
    for _report, group in groupby(rows, key=lambda stop: stop.report_id):
        stops = list(group)
        for stop in stops:
            stop.profile = profile_read_along(stop.profile_read)
        number_stops(stops)
        stops[0].report.language = stops[0].told_in
        visits.append(Visit(stops[0].report, [stop for stop in stops if stop.is_here]))
    return visits


def observed_beside(entity: EntityPage) -> set[int]:
    """The keys of the pages that the observations of its visits link to; a place shows none of them."""
    stops = [] if entity.is_place else [stop for visit in visits_of(entity) for stop in visit.stops]
    return set().union(*(pages_linked_in(stop.observation) for stop in stops))
