"""Template tags that show visits on pages which do not know of them."""

from itertools import groupby

from django import template

from entities.models import EntityPage
from visits.itinerary import number_stops
from visits.models import VisitStop

register = template.Library()


@register.simple_tag
def visits_of(entity: EntityPage) -> list[VisitStop]:
    """The public stops at a profile, newest tour first, in one query.

    Each knows its ``report``, its ``number`` among the ``stop_count`` stops of
    the tour, and the stops before and after it.
    """
    if not entity.pk:
        return []
    visits = []
    for _report, group in groupby(VisitStop.objects.of_tours_to(entity), key=lambda stop: stop.report_id):
        stops = list(group)
        for stop in stops:
            stop.profile = stop.entity if stop.profile_is_listed else None
        number_stops(stops)
        visits += [stop for stop in stops if stop.entity_id == entity.pk]
    return visits
