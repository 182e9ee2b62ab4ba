"""The belt map of a language: its stations from the database, drawn by ``belt_map``."""

from collections.abc import Callable, Iterable

from django.db.models import Exists, OuterRef
from django.utils.translation import gettext, ngettext

from belt.belt_map import BeltMap, Place, draw, locate
from entities.models import EntityPage
from visits.models import VisitStop


def stations_of(locale_id: int) -> list:
    """The public stations of the line in one language, in its order, in one query."""
    from belt.models import BeltStation

    listed = EntityPage.objects.listed().filter(pk=OuterRef("place"))
    stations = BeltStation.objects.filter(Exists(listed), locale=locale_id).select_related("place")
    return list(stations.defer("place__body").order_by("home", "sort_order", "pk"))


def visited_map(locale_id: int) -> BeltMap | None:
    """The line and every visited place, each with the number of its stops and reports."""
    counts = VisitStop.objects.count_by_place()
    visited = EntityPage.objects.listed().filter(locale=locale_id, pk__in=counts).defer_streamfields()
    return _map(
        stations_of(locale_id),
        visited,
        lambda place: _stops_and_reports(counts[place.pk]) if place.pk in counts else "",
    )


def members_map(locale_id: int, counts: dict[EntityPage, int]) -> BeltMap | None:
    """The line and the places in ``counts``, each with its number of profiles."""

    def words(place: EntityPage) -> str:
        count = counts.get(place, 0)
        return ngettext("%(count)d profile", "%(count)d profiles", count) % {"count": count} if count else ""

    return _map(stations_of(locale_id), counts, words)


def locating_map(locale_id: int, place: EntityPage) -> BeltMap | None:
    """The line with one place marked; ``None`` where its position is not known."""
    if place.latitude is None:
        return None
    return _map(stations_of(locale_id), [place], lambda _place: "", current=place)


def _map(
    stations: Iterable,
    visited: Iterable[EntityPage],
    words: Callable[[EntityPage], str],
    current: EntityPage | None = None,
) -> BeltMap | None:
    """Draw stations and visited places; ``words`` says what is counted at a place."""
    remarks = {station.place: station.remark for station in stations}
    places = [place for place in dict.fromkeys([*remarks, *visited]) if place.latitude is not None]
    if not places:
        return None
    origin = next(iter(remarks), None)
    drawn = [
        Place(
            key=str(place.pk),
            label=place.title,
            sub=words(place) or remarks.get(place, ""),
            url=place.url or "",
            longitude=float(place.longitude),
            latitude=float(place.latitude),
            state="visited" if words(place) else "origin" if place == origin else "other",
            current=place == current,
        )
        for place in places
    ]
    line = [str(place.pk) for place in remarks if place in places]
    return locate(drawn, line) if current else draw(drawn, line)


def _stops_and_reports(counts: dict[str, int]) -> str:
    stops = ngettext("%(count)d stop", "%(count)d stops", counts["stops"]) % {"count": counts["stops"]}
    reports = ngettext("%(count)d report", "%(count)d reports", counts["reports"]) % {
        "count": counts["reports"]
    }
    return gettext("%(stops)s · %(reports)s") % {"stops": stops, "reports": reports}
