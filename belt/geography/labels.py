"""Where captions stand: beside their stations, clear of each other, of the line and of the edges."""

from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass
from typing import Literal, NamedTuple
from unicodedata import east_asian_width

from belt.geography.projection import Point

Anchor = Literal["start", "middle", "end"]


class Box(NamedTuple):
    """A rectangle of a drawing, in its units."""

    left: float
    top: float
    right: float
    bottom: float

    @classmethod
    def around(cls, point: Point, width: float, height: float) -> "Box":
        """The rectangle of a given size with ``point`` in its middle."""
        return cls(point.x - width / 2, point.y - height / 2, point.x + width / 2, point.y + height / 2)

    def meets(self, other: "Box") -> bool:
        """Whether two rectangles share more than an edge."""
        return (
            self.left < other.right
            and other.left < self.right
            and self.top < other.bottom
            and other.top < self.bottom
        )

    def holds(self, point: Point) -> bool:
        """Whether a point lies inside or on the edge."""
        return self.left <= point.x <= self.right and self.top <= point.y <= self.bottom

    def within(self, other: "Box") -> bool:
        """Whether nothing of it sticks out of ``other``."""
        return (
            other.left <= self.left
            and self.right <= other.right
            and other.top <= self.top
            and self.bottom <= other.bottom
        )

    def grown(self, by: float) -> "Box":
        """The same rectangle with a margin."""
        return Box(self.left - by, self.top - by, self.right + by, self.bottom + by)


class Lettering(NamedTuple):
    """Sizes of names, second lines and waters in drawing units; 0 leaves the latter two out."""

    name: float
    sub: float
    water: float


@dataclass(frozen=True)
class Caption:
    """A placed caption: its reference point, and how far each line's baseline lies from it, in em.

    ``sub_dy`` counts from the first line and is empty where the second line is left out.
    """

    x: float
    y: float
    anchor: Anchor
    name_dy: str
    sub_dy: str
    box: Box


@dataclass(frozen=True)
class Wish:
    """A station that asks for a caption, in the order of importance."""

    key: str
    at: Point
    radius: float
    name: str
    sub: str


class Side(NamedTuple):
    """A place for a caption around its station: how far off, and how gladly it is taken (least first)."""

    across: int
    down: int
    reach: float
    cost: float


# West of a station the eye reads the caption away from its point, hence the higher costs.
# The last two keep their distance where the line leaves a station almost level.
SIDES = (
    Side(1, 0, 1.0, 0.0),
    Side(0, 1, 1.0, 0.3),
    Side(0, -1, 1.0, 0.4),
    Side(1, 1, 0.6, 0.5),
    Side(1, -1, 0.6, 0.6),
    Side(-1, 0, 1.0, 0.7),
    Side(-1, 1, 0.6, 0.8),
    Side(-1, -1, 0.6, 0.9),
    Side(0, 1, 2.0, 1.1),
    Side(0, -1, 2.0, 1.2),
)
ANCHORS: dict[int, Anchor] = {1: "start", 0: "middle", -1: "end"}
LEADING = 1.25
# Widths of a letter in em, measured on Latin place names and counts in the site's two faces and rounded up.
NAME_LETTER, SUB_LETTER = 0.62, 0.48
# A caption over water is legible but restless: a dry side is better.
UNREST_COST = 4.0


def text_width(text: str, letter: float) -> float:
    """How wide a text is likely to be, in em: 1 for a Han character, ``letter`` for any other."""
    return sum(1.0 if east_asian_width(sign) in "WF" else letter for sign in text)


def place_captions(
    wishes: Sequence[Wish],
    lettering: Lettering,
    frame: Box,
    dots: Mapping[str, Box],
    line: Sequence[Point],
    unrest: Callable[[Box], float],
) -> dict[str, Caption]:
    """A caption for each wish that finds a free side, first come first served.

    No caption leaves ``frame`` or touches another one, the ``line`` or the dot of another station;
    ``unrest`` says from 0 to 1 how much a rectangle is disturbed by what lies under it.
    A station that finds no side with its second line tries without; one that finds none at all goes
    without a caption and is missing from the answer.
    """
    placed: dict[str, Caption] = {}
    for wish in wishes:
        taken = [caption.box.grown(lettering.name * 0.15) for caption in placed.values()]
        taken += [dot for key, dot in dots.items() if key != wish.key]
        free = [
            (side.cost + UNREST_COST * unrest(caption.box), number, caption)
            for number, (side, caption) in enumerate(_candidates(wish, lettering))
            if caption.box.within(frame) and not _hits(caption.box, taken, line)
        ]
        with_sub = [choice for choice in free if choice[2].sub_dy]
        if free:
            placed[wish.key] = min(with_sub or free)[2]
    return placed


def _hits(box: Box, taken: Iterable[Box], line: Iterable[Point]) -> bool:
    return any(box.meets(other) for other in taken) or any(box.holds(point) for point in line)


def _candidates(wish: Wish, lettering: Lettering) -> list[tuple[Side, Caption]]:
    subs = [wish.sub, ""] if wish.sub and lettering.sub else [""]
    return [(side, _caption(wish, sub, side, lettering)) for sub in subs for side in SIDES]


def _caption(wish: Wish, sub: str, side: Side, lettering: Lettering) -> Caption:
    """The caption of a station on one side, with the rectangle it is likely to fill."""
    gap = wish.radius + lettering.name * 0.3
    x = wish.at.x + side.across * gap * side.reach
    y = wish.at.y + side.down * gap * side.reach
    width = max(
        text_width(wish.name, NAME_LETTER) * lettering.name, text_width(sub, SUB_LETTER) * lettering.sub
    )
    height = (lettering.name + (lettering.sub if sub else 0)) * LEADING
    left = {1: x, 0: x - width / 2, -1: x - width}[side.across]
    top = {1: y, 0: y - height / 2, -1: y - height}[side.down]
    return Caption(
        x=round(x, 1),
        y=round(y, 1),
        anchor=ANCHORS[side.across],
        name_dy=_first_baseline(side.down, bool(sub)),
        sub_dy=f"{LEADING}em" if sub else "",
        box=Box(left, top, left + width, top + height),
    )


def _first_baseline(down: int, two_lines: bool) -> str:
    """From the reference point to the first baseline, so that the lines together fill their rectangle."""
    if down > 0:
        return "0.95em"
    if down == 0:
        return "-0.2em" if two_lines else "0.34em"
    return "-1.3em" if two_lines else "-0.3em"
