"""The belt map of a language: its stations from the database, drawn by ``belt_map``."""

from collections.abc import Callable, Iterable, Mapping

from django.db.models import OuterRef, Subquery
from django.db.models.functions import JSONObject
from django.utils.translation import gettext, ngettext

from belt.belt_map import BeltMap, Place, draw, locate
from entities.languages import foreign_language, reader_language
from entities.models import EntityPage
from entities.querysets import EntityPageQuerySet
from entities.versions import in_language
from visits.models import VisitStop


def with_stations(locale_id: int, named: EntityPageQuerySet) -> EntityPageQuerySet:
    """The public profiles ``named`` and, in the same query, the stations of the line of a language.

    A station knows its place in the line and what is remarked there: ``station``.
    """
    from belt.models import BeltStation

    stations = BeltStation.objects.filter(locale=locale_id)
    here = stations.filter(place__translation_key=OuterRef("translation_key"))
    first = here.order_by("home", "sort_order", "pk")
    found = JSONObject(home="home", order="sort_order", key="pk", remark="remark")
    # Not with OR: PostgreSQL would read every profile to find these few.
    wanted = (
        named.order_by()
        .values("translation_key")
        .union(stations.exclude(place=None).order_by().values("place__translation_key"))
    )
    shown = in_language(EntityPage.objects.filter(translation_key__in=wanted), reader_language())
    return shown.annotate(station=Subquery(first.values(found=found)[:1]))


def visited_map(locale_id: int) -> BeltMap | None:
    """The line and every visited place, each with the number of its stops and reports."""
    counts = VisitStop.objects.count_by_place()
    visited = EntityPage.objects.filter(translation_key__in=counts)

    def words(place: EntityPage) -> str:
        counted = counts.get(place.translation_key)
        return _stops_and_reports(counted) if counted else ""

    return _map(with_stations(locale_id, visited).defer_streamfields(), words)


def members_map(places: Iterable[EntityPage], counts: Mapping[int, int]) -> BeltMap | None:
    """The line and the places in ``counts`` (by key), each with its number of profiles.

    ``places`` were read ``with_stations()``, whatever other pages with them; nothing where none is counted.
    """

    def words(place: EntityPage) -> str:
        count = counts.get(place.pk, 0)
        return ngettext("%(count)d profile", "%(count)d profiles", count) % {"count": count} if count else ""

    return _map(places, words) if counts else None


def locating_map(locale_id: int, place: EntityPage) -> BeltMap | None:
    """The line with one place marked; ``None`` where its position is not known."""
    if place.latitude is None:
        return None
    places = with_stations(locale_id, EntityPage.objects.filter(pk=place.pk)).defer_streamfields()
    return _map(places, lambda _place: "", current=place)


def _map(
    read: Iterable[EntityPage],
    words: Callable[[EntityPage], str],
    current: EntityPage | None = None,
) -> BeltMap | None:
    """Draw stations, the places at which ``words`` says what is counted, and the ``current`` one."""
    known = list(read)
    line_of = sorted((place for place in known if place.station), key=_order_in_line)
    remarks = {place: place.station["remark"] for place in line_of}
    visited = [place for place in known if words(place) or place == current]
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
            longitude=float(place.longitude or 0),
            latitude=float(place.latitude or 0),
            state="visited" if words(place) else "origin" if place == origin else "other",
            current=place == current,
            language=foreign_language(place),
        )
        for place in places
    ]
    line = [str(place.pk) for place in remarks if place in places]
    return locate(drawn, line) if current else draw(drawn, line)


def _order_in_line(place: EntityPage) -> tuple[int, int, int]:
    return place.station["home"], place.station["order"] or 0, place.station["key"]


def _stops_and_reports(counts: dict[str, int]) -> str:
    stops = ngettext("%(count)d stop", "%(count)d stops", counts["stops"]) % {"count": counts["stops"]}
    reports = ngettext("%(count)d report", "%(count)d reports", counts["reports"]) % {
        "count": counts["reports"]
    }
    return gettext("%(stops)s · %(reports)s") % {"stops": stops, "reports": reports}
