"""The belt map: stations at their true positions on one red line, with river, lakes and sea around them.

Pure drawing: degrees in, drawing units out. Where the stations come from is said in ``belt.stations``,
where the water comes from in ``geography/README.md``.
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from functools import lru_cache
from math import hypot
from typing import Literal

from belt.geography.curves import Bezier, line_path, samples, smooth_line
from belt.geography.labels import Box, Caption, Lettering, Wish, place_captions
from belt.geography.projection import Extent, Point, Projection
from belt.geography.water import Water, WaterDrawing, draw_water

__all__ = ["NARROW", "SMALL", "WIDE", "BeltMap", "Drawing", "Place", "Station", "Water", "draw", "locate"]

State = Literal["visited", "origin", "other"]

# Width and height of the longest translation of a water's name, in em.
WATER_NAME = (6.8, 1.3)
# How much larger the dot of the current place is.
CURRENT = 1.5


@dataclass(frozen=True)
class Place:
    """A place to show: name, what is counted there (``sub``), address of its page, position in degrees.

    ``language`` (a code) is that of the name, where it is another than the reader's.
    """

    key: str
    label: str
    sub: str
    url: str
    longitude: float
    latitude: float
    state: State
    current: bool = False
    language: str = ""


@dataclass(frozen=True)
class Format:
    """How large a drawing is and what it shows.

    The lettering is as large as the smallest screen needs; the style sheet may set it smaller, never larger.
    An ``operable`` drawing carries the links a keyboard reaches; the others are pictures beside the list.
    """

    name: Literal["wide", "narrow", "small"]
    extent: Extent
    width: float
    lettering: Lettering
    radius: float
    operable: bool = False
    ends_only: bool = False


WIDE = Format("wide", Extent(118.04, 30.86, 122.0, 32.43), 1200, Lettering(26, 20.5, 20.5), 9, operable=True)
NARROW = Format("narrow", Extent(118.42, 30.66, 121.98, 32.5), 320, Lettering(14, 0, 13.4), 4)
SMALL = Format("small", Extent(118.42, 30.8, 121.98, 32.42), 248, Lettering(13, 0, 0), 3, ends_only=True)


@dataclass(frozen=True)
class Station:
    """A place as it stands in a drawing; ``caption`` is ``None`` where there was no room for one."""

    key: str
    x: float
    y: float
    radius: float
    label: str
    sub: str
    url: str
    state: State
    current: bool
    language: str
    caption: Caption | None


@dataclass(frozen=True)
class Drawing:
    """One drawing of the map, for one width of screen."""

    name: str
    width: float
    height: float
    water: tuple[Water, ...]
    line: str
    stations: tuple[Station, ...]
    operable: bool


@dataclass(frozen=True)
class Entry:
    """A place in the list that says the same as the map."""

    place: Place
    on_line: bool
    drawn: bool


@dataclass(frozen=True)
class BeltMap:
    """Drawings of the same places, and the list of them in the order of the line."""

    drawings: tuple[Drawing, ...]
    entries: tuple[Entry, ...]
    complete: bool

    @property
    def outside(self) -> tuple[Place, ...]:
        """Places that lie beyond every drawing and stand only in the list."""
        return tuple(entry.place for entry in self.entries if not entry.drawn)


def draw(
    places: Sequence[Place], line: Sequence[str], *, formats: Sequence[Format] = (WIDE, NARROW)
) -> BeltMap:
    """Draw ``places`` and the red line through those whose keys ``line`` names, in that order.

    The map is ``complete`` when its first drawing names every place with all its words: then the drawing
    can stand for the list where there is room for it. Otherwise the list is always shown.
    What has been drawn lately is not drawn again.
    """
    return _draw(tuple(places), tuple(line), tuple(formats))


@lru_cache(maxsize=256)
def _draw(places: tuple[Place, ...], line: tuple[str, ...], formats: tuple[Format, ...]) -> BeltMap:
    by_key = {place.key: place for place in places}
    on_line = [key for key in dict.fromkeys(line) if key in by_key]
    ordered = [by_key[key] for key in dict.fromkeys([*on_line, *by_key])]
    drawings = [_Draughtsman(chosen, ordered, on_line).drawing() for chosen in formats]
    drawn = {station.key for drawing in drawings for station in drawing.stations}
    entries = tuple(Entry(place, place.key in on_line, place.key in drawn) for place in ordered)
    named = {station.key for station in drawings[0].stations if _says_all(station)} if drawings else set()
    complete = all(place.key in named for place in ordered)
    if not complete:
        drawings = [replace(drawing, operable=False) for drawing in drawings]
    return BeltMap(tuple(drawings), entries, complete)


def locate(places: Sequence[Place], line: Sequence[str]) -> BeltMap:
    """The small map beside a profile: only the current place and the two ends of the line are named.

    It carries no links, because the page it stands on already has the one to the place.
    """
    return draw([replace(place, url="") for place in places], line, formats=(SMALL,))


def _says_all(station: Station) -> bool:
    return station.caption is not None and bool(station.caption.sub_dy) == bool(station.sub)


class _Draughtsman:
    """Draws one format of a map."""

    def __init__(self, chosen: Format, places: Sequence[Place], on_line: Sequence[str]) -> None:
        self.format = chosen
        self.projection = Projection(chosen.extent, chosen.width)
        self.places = [place for place in places if chosen.extent.contains(place.longitude, place.latitude)]
        self.at = {place.key: self.projection.point(place.longitude, place.latitude) for place in self.places}
        self.radius = {place.key: self._radius(place) for place in self.places}
        self.dots = {place.key: self._dot(place) for place in self.places}
        self.line = [key for key in on_line if key in self.at]
        self.water: WaterDrawing = draw_water(chosen.extent, chosen.width)

    def drawing(self) -> Drawing:
        curves = smooth_line([self.at[key] for key in self.line])
        captions = self._captions(curves)
        stations = tuple(self._station(place, captions.get(place.key)) for place in self.places)
        return Drawing(
            name=self.format.name,
            width=self.format.width,
            height=round(self.projection.height, 1),
            water=tuple(self._named(water, captions) for water in self.water.shapes),
            line=line_path(curves),
            stations=stations,
            operable=self.format.operable,
        )

    def _station(self, place: Place, caption: Caption | None) -> Station:
        at = self.at[place.key]
        return Station(
            key=place.key,
            x=round(at.x, 1),
            y=round(at.y, 1),
            radius=self.radius[place.key],
            label=place.label,
            sub=place.sub,
            url=place.url,
            state=place.state,
            current=place.current,
            language=place.language,
            caption=caption,
        )

    def _radius(self, place: Place) -> float:
        """Smaller where another station is so near that the two would cover each other."""
        at = self.at[place.key]
        gaps = [hypot(at.x - other.x, at.y - other.y) for key, other in self.at.items() if key != place.key]
        full = self.format.radius * (CURRENT if place.current else 1)
        return round(max(full * 0.6, min([full, *(gap * 0.45 for gap in gaps)])), 1)

    def _captions(self, curves: Sequence[Bezier]) -> dict[str, Caption]:
        frame = Box(0.0, 0.0, self.format.width, self.projection.height).grown(-self.format.radius / 2)
        wishes = [
            Wish(place.key, self.at[place.key], self.radius[place.key], place.label, place.sub)
            for place in sorted(self.places, key=self._importance)
            if not self.format.ends_only or place.current or place.key in self._ends()
        ]
        line = list(samples(curves))
        return place_captions(wishes, self.format.lettering, frame, self.dots, line, self._unrest)

    def _importance(self, place: Place) -> tuple[bool, ...]:
        """Sorts what must be named before what may go without; equals keep the order of the line."""
        return (
            not place.current,
            place.key not in self._ends(),
            place.state == "other",
            place.key not in self.line,
        )

    def _ends(self) -> tuple[str, ...]:
        return (self.line[0], self.line[-1]) if self.line else ()

    def _dot(self, place: Place) -> Box:
        size = 2 * self.radius[place.key]
        return Box.around(self.at[place.key], size, size)

    def _unrest(self, box: Box) -> float:
        """How much what lies under a caption would disturb it."""
        over_name = any(box.meets(self._water_box(water)) for water in self.water.shapes if water.name)
        return max(self.water.share(box), 0.5 if over_name else 0.0)

    def _water_box(self, water: Water) -> Box:
        size = self.format.lettering.water
        return Box.around(Point(water.label_x, water.label_y), size * WATER_NAME[0], size * WATER_NAME[1])

    def _named(self, water: Water, captions: Mapping[str, Caption]) -> Water:
        """The water without its name where that would touch a caption, a station or the edge."""
        box = self._water_box(water)
        taken = [caption.box for caption in captions.values()] + list(self.dots.values())
        frame = Box(0.0, 0.0, self.format.width, self.projection.height)
        free = box.within(frame) and not any(box.meets(other) for other in taken)
        return water if free and self.format.lettering.water else replace(water, name="")
