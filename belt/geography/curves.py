"""Lines and outlines of the map as SVG path data, rounded to a tenth of a unit."""

from collections.abc import Iterator, Sequence
from itertools import pairwise
from math import hypot

from belt.geography.projection import Point

Bezier = tuple[Point, Point, Point, Point]


def smooth_line(points: Sequence[Point]) -> list[Bezier]:
    """Cubic curves through ``points`` in their order, without overshoot.

    Both coordinates are interpolated over the length of the chords, with slopes that keep each of them
    monotone between two points, so a curve never leaves the rectangle its two ends span.
    Source: F. N. Fritsch and J. Butland, SIAM J. Sci. Stat. Comput. 5 (1984), 300-304.
    """
    knots = [point for index, point in enumerate(points) if index == 0 or point != points[index - 1]]
    steps = [hypot(b.x - a.x, b.y - a.y) for a, b in pairwise(knots)]
    slopes_x = _monotone_slopes([point.x for point in knots], steps)
    slopes_y = _monotone_slopes([point.y for point in knots], steps)
    return [
        (
            knots[i],
            Point(knots[i].x + slopes_x[i] * step / 3, knots[i].y + slopes_y[i] * step / 3),
            Point(knots[i + 1].x - slopes_x[i + 1] * step / 3, knots[i + 1].y - slopes_y[i + 1] * step / 3),
            knots[i + 1],
        )
        for i, step in enumerate(steps)
    ]


def _monotone_slopes(values: Sequence[float], steps: Sequence[float]) -> list[float]:
    """The slope at each value: none at a turn, else a mean drawn towards the gentler side."""
    secants = [(b - a) / step for (a, b), step in zip(pairwise(values), steps, strict=True)]
    if not secants:
        return [0.0 for _value in values]
    slopes = [secants[0]]
    for (before, after), (short, long) in zip(pairwise(secants), pairwise(steps), strict=True):
        if before * after <= 0:
            slopes.append(0.0)
            continue
        weight = (1 + long / (short + long)) / 3
        slopes.append(before * after / (weight * after + (1 - weight) * before))
    return [*slopes, secants[-1]]


def line_path(curves: Sequence[Bezier]) -> str:
    """Path data of joined curves; empty where there are none."""
    if not curves:
        return ""
    pieces = [f"C{_pair(b)} {_pair(c)} {_pair(d)}" for _a, b, c, d in curves]
    return f"M{_pair(curves[0][0])}" + "".join(pieces)


def samples(curves: Sequence[Bezier], count: int = 24) -> Iterator[Point]:
    """Points along curves, close enough to notice what touches them."""
    for a, b, c, d in curves:
        for step in range(count + 1):
            t = step / count
            s = 1 - t
            weights = (s * s * s, 3 * s * s * t, 3 * s * t * t, t * t * t)
            yield Point(
                sum(weight * point.x for weight, point in zip(weights, (a, b, c, d), strict=True)),
                sum(weight * point.y for weight, point in zip(weights, (a, b, c, d), strict=True)),
            )


def simplify(points: Sequence[Point], tolerance: float) -> list[Point]:
    """An open line with fewer points, nowhere farther than ``tolerance`` from the one given.

    Source: D. H. Douglas and T. K. Peucker, Cartographica 10 (1973), 112-122.
    """
    kept = {0, len(points) - 1}
    spans = [(0, len(points) - 1)]
    while spans:
        first, last = spans.pop()
        inner = range(first + 1, last)
        if not inner:
            continue
        farthest = max(inner, key=lambda index: _distance(points[index], points[first], points[last]))
        if _distance(points[farthest], points[first], points[last]) > tolerance:
            kept.add(farthest)
            spans += [(first, farthest), (farthest, last)]
    return [points[index] for index in sorted(kept)]


def simplify_ring(ring: Sequence[Point], tolerance: float) -> list[Point]:
    """A closed outline with fewer points; fewer than three means it is too small to be seen."""
    half = max(
        range(len(ring)), key=lambda index: hypot(ring[index].x - ring[0].x, ring[index].y - ring[0].y)
    )
    there = simplify(ring[: half + 1], tolerance)
    back = simplify([*ring[half:], ring[0]], tolerance)
    return [*there[:-1], *back[:-1]]


def _distance(point: Point, start: Point, end: Point) -> float:
    """From a point to the stretch between two others."""
    dx, dy = end.x - start.x, end.y - start.y
    length = dx * dx + dy * dy
    along = ((point.x - start.x) * dx + (point.y - start.y) * dy) / length if length else 0.0
    along = min(1.0, max(0.0, along))
    return hypot(point.x - start.x - along * dx, point.y - start.y - along * dy)


def ring_path(ring: Sequence[Point], rounding: float) -> str:
    """Path data of a closed outline whose corners are rounded, each by at most ``rounding`` units."""
    pieces: list[str] = []
    at = (0, 0)
    for index, corner in enumerate(ring):
        arrive = _tenths(_towards(corner, ring[index - 1], rounding))
        leave = _tenths(_towards(corner, ring[(index + 1) % len(ring)], rounding))
        if not pieces:
            pieces.append("m" + _steps(at, arrive))
        elif arrive != at:
            pieces.append("l" + _steps(at, arrive))
        pieces.append("q" + _steps(arrive, _tenths(corner), leave))
        at = leave
    return "".join(pieces) + "z"


def _towards(corner: Point, other: Point, most: float) -> Point:
    """A point on the way to ``other``, at most half of it."""
    length = hypot(other.x - corner.x, other.y - corner.y)
    share = min(0.5, most / length) if length else 0.0
    return Point(corner.x + (other.x - corner.x) * share, corner.y + (other.y - corner.y) * share)


def ribbon(course: Sequence[Point], widths: Sequence[float]) -> list[Point]:
    """The outline of a band along ``course``, as wide at each of its points as ``widths`` says."""
    left, right = [], []
    for index, (point, width) in enumerate(zip(course, widths, strict=True)):
        before, after = course[max(index - 1, 0)], course[min(index + 1, len(course) - 1)]
        length = hypot(after.x - before.x, after.y - before.y) or 1.0
        across = Point((after.y - before.y) / length * width / 2, (before.x - after.x) / length * width / 2)
        left.append(Point(point.x + across.x, point.y + across.y))
        right.append(Point(point.x - across.x, point.y - across.y))
    return [*left, *reversed(right)]


def _pair(point: Point) -> str:
    return f"{point.x:.1f},{point.y:.1f}"


def _tenths(point: Point) -> tuple[int, int]:
    return round(point.x * 10), round(point.y * 10)


def _steps(origin: tuple[int, int], *targets: tuple[int, int]) -> str:
    """Targets as distances from ``origin``, which are shorter to write than positions."""
    numbers = [target[axis] - origin[axis] for target in targets for axis in (0, 1)]
    return " ".join(f"{number / 10:g}" for number in numbers).replace(" -", "-")
