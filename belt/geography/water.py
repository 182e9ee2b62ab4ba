"""The sea, the lakes and the river, drawn for a given extent and width."""

import json
from collections.abc import Sequence
from dataclasses import dataclass
from functools import lru_cache
from itertools import pairwise
from pathlib import Path
from typing import Any, Literal

from belt.geography.curves import ribbon, ring_path, simplify_ring
from belt.geography.labels import Box
from belt.geography.projection import Extent, Point, Projection

WaterKind = Literal["sea", "lake", "river"]

# In drawing units: detail that the eye would not miss, corners softened to the look of a shore,
# the least width at which a river is still seen, and the pitch at which water is looked for under captions.
TOLERANCE = 0.7
ROUNDING = 9.0
RIVER_AT_LEAST = 2.4
MESH = 6.0


@dataclass(frozen=True)
class Water:
    """One body of water: path data, and for the named ones a key and the middle of their caption."""

    kind: WaterKind
    name: str
    d: str
    label_x: float = 0.0
    label_y: float = 0.0


@dataclass(frozen=True)
class WaterDrawing:
    """All water of an extent, and where it is wet."""

    shapes: tuple[Water, ...]
    rows: tuple[tuple[tuple[float, float], ...], ...]

    def share(self, box: Box) -> float:
        """How much of a box lies over water, from 0 to 1."""
        first, last = int(box.top / MESH), int(box.bottom / MESH)
        rows = self.rows[max(first, 0) : max(last + 1, 0)]
        wet = sum(
            max(0.0, min(box.right, end) - max(box.left, start)) for spans in rows for start, end in spans
        )
        return wet / (max(len(rows), 1) * (box.right - box.left))


@lru_cache(maxsize=8)
def draw_water(extent: Extent, width: float) -> WaterDrawing:
    """The water at a scale; kept, since it is the same for every page."""
    projection = Projection(extent, width)
    source = _source()
    outlines = [(shape, [_ring(projection, ring) for ring in shape["rings"]]) for shape in source["shapes"]]
    river = source["river"]
    outlines.append((river | {"kind": "river"}, [_river(projection, river["course"])]))
    shapes = [water for shape, rings in outlines for water in _water(projection, shape, rings)]
    every_ring = [ring for _shape, rings in outlines for ring in rings]
    return WaterDrawing(tuple(shapes), _wet_rows(every_ring, projection.height))


@lru_cache(maxsize=1)
def _source() -> Any:
    return json.loads(Path(__file__).with_name("water.json").read_text(encoding="utf-8"))


def _ring(projection: Projection, positions: Sequence[Sequence[float]]) -> list[Point]:
    return simplify_ring([projection.point(*position) for position in positions], TOLERANCE)


def _river(projection: Projection, course: Sequence[Sequence[float]]) -> list[Point]:
    points = [projection.point(longitude, latitude) for longitude, latitude, _width in course]
    widths = [max(projection.kilometres(width), RIVER_AT_LEAST) for _longitude, _latitude, width in course]
    return ribbon(points, widths)


def _water(projection: Projection, shape: dict[str, Any], rings: Sequence[Sequence[Point]]) -> list[Water]:
    """A shape as one body of water; none where it is too small or outside the drawing."""
    seen = [ring for ring in rings if len(ring) > 2]
    xs, ys = [point.x for ring in seen for point in ring], [point.y for ring in seen for point in ring]
    if not seen or max(xs) < 0 or min(xs) > projection.width or max(ys) < 0 or min(ys) > projection.height:
        return []
    label = projection.point(*shape["label"]) if shape["name"] else Point(0.0, 0.0)
    path = "".join(ring_path(ring, ROUNDING) for ring in seen)
    return [Water(shape["kind"], shape["name"], path, round(label.x, 1), round(label.y, 1))]


def _wet_rows(rings: Sequence[Sequence[Point]], height: float) -> tuple[tuple[tuple[float, float], ...], ...]:
    """Where each row of the mesh crosses water: an island's shore ends a span that the coast began."""
    rows: list[list[float]] = [[] for _row in range(int(height / MESH) + 1)]
    for ring in rings:
        for a, b in pairwise([*ring, ring[0]] if ring else []):
            low, high = min(a.y, b.y), max(a.y, b.y)
            first, last = max(int(low / MESH), 0), min(int(high / MESH) + 1, len(rows))
            for row in range(first, last):
                middle = (row + 0.5) * MESH
                if low <= middle < high:
                    rows[row].append(a.x + (middle - a.y) / (b.y - a.y) * (b.x - a.x))
    return tuple(tuple(zip(*[iter(sorted(row))] * 2, strict=True)) for row in rows)
