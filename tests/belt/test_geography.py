"""The geometry of the map, held to its promises with whatever numbers come."""

from itertools import combinations, pairwise
from math import hypot

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from belt.belt_map import NARROW, SMALL, WIDE, Place, draw
from belt.geography.curves import line_path, ribbon, ring_path, samples, simplify, simplify_ring, smooth_line
from belt.geography.labels import Box, Lettering, Wish, place_captions, text_width
from belt.geography.projection import Extent, Point, Projection
from belt.geography.water import draw_water

SLACK = 1e-6
unhurried = settings(deadline=None, max_examples=60, suppress_health_check=[HealthCheck.too_slow])
units = st.floats(-2000, 2000, allow_nan=False)
points = st.builds(Point, units, units)
lines = st.lists(points, min_size=2, max_size=12)
tenths = st.integers(-20_000, 20_000).map(lambda number: number / 10)
corners = st.builds(Point, tenths, tenths)
words = st.text(st.characters(codec="utf-8", categories=["L", "N", "Zs"]), max_size=24)


def box_of(some):
    xs, ys = [point.x for point in some], [point.y for point in some]
    return Box(min(xs), min(ys), max(xs), max(ys)).grown(SLACK)


def from_stretch(point, start, end):
    length = hypot(end.x - start.x, end.y - start.y)
    if length == 0:
        return hypot(point.x - start.x, point.y - start.y)
    along = ((point.x - start.x) * (end.x - start.x) + (point.y - start.y) * (end.y - start.y)) / length**2
    along = min(1, max(0, along))
    foot = Point(start.x + along * (end.x - start.x), start.y + along * (end.y - start.y))
    return hypot(point.x - foot.x, point.y - foot.y)


@unhurried
@given(lines)
def test_a_curve_stays_in_the_box_of_its_two_ends(line):
    for curve in smooth_line(line):
        around = box_of([curve[0], curve[3]])
        assert all(around.holds(point) for point in samples([curve]))


@unhurried
@given(lines)
def test_a_line_passes_through_its_points_in_their_order(line):
    knots = [point for number, point in enumerate(line) if number == 0 or point != line[number - 1]]
    curves = smooth_line(line)
    assert [(curve[0], curve[3]) for curve in curves] == list(pairwise(knots))


@unhurried
@given(lines)
def test_a_line_leaves_a_station_the_way_it_arrived(line):
    for before, after in pairwise(smooth_line(line)):
        arriving = Point(before[3].x - before[2].x, before[3].y - before[2].y)
        leaving = Point(after[1].x - after[0].x, after[1].y - after[0].y)
        lengths = hypot(*arriving) * hypot(*leaving)
        cross = arriving.x * leaving.y - arriving.y * leaving.x
        along = arriving.x * leaving.x + arriving.y * leaving.y
        assert lengths <= SLACK or (abs(cross) <= lengths * 1e-3 and along >= 0)


@pytest.mark.parametrize("line", [[], [Point(1, 2)], [Point(1, 2), Point(1, 2)]])
def test_no_line_through_fewer_than_two_places(line):
    assert smooth_line(line) == []
    assert line_path(smooth_line(line)) == ""


def test_a_path_says_where_it_starts_and_bends():
    path = line_path(smooth_line([Point(0, 0), Point(30, 0), Point(60, 30)]))
    assert path.startswith("M0.0,0.0C")
    assert path.endswith(" 60.0,30.0")
    assert path.count("C") == 2


@unhurried
@given(st.lists(corners, min_size=2, max_size=30), st.floats(0.01, 100))
def test_a_simpler_line_is_nowhere_farther_than_allowed(line, tolerance):
    simple = simplify(line, tolerance)
    assert (simple[0], simple[-1]) == (line[0], line[-1])
    assert set(simple) <= set(line)
    stretches = list(pairwise(simple))
    for point in line:
        assert min(from_stretch(point, *stretch) for stretch in stretches) <= tolerance + SLACK


@unhurried
@given(st.lists(corners, min_size=3, max_size=30, unique=True), st.floats(0.01, 10))
def test_a_simpler_outline_keeps_its_corners_in_order(ring, tolerance):
    simple = simplify_ring(ring, tolerance)
    places = [ring.index(point) for point in simple]
    assert places == sorted(places)
    assert places[0] == 0


def test_an_outline_too_small_to_be_seen_has_hardly_any_corners():
    ring = [Point(10, 10), Point(10.1, 10), Point(10.1, 10.1), Point(10, 10.1)]
    assert len(simplify_ring(ring, 0.7)) < 3


def test_an_outline_closes():
    path = ring_path([Point(0, 0), Point(100, 0), Point(100, 100), Point(0, 100)], 9)
    assert path.startswith("m")
    assert path.endswith("z")
    assert path.count("q") == 4


@unhurried
@given(st.lists(corners, min_size=2, max_size=8, unique=True), st.floats(0.1, 50))
def test_a_river_is_as_wide_as_it_is_said_to_be(course, width):
    outline = ribbon(course, [width] * len(course))
    assert len(outline) == 2 * len(course)
    for number, point in enumerate(course):
        left, right = outline[number], outline[-1 - number]
        across = hypot(left.x - right.x, left.y - right.y)
        assert across == pytest.approx(width, rel=1e-6)
        assert (left.x + right.x) / 2 == pytest.approx(point.x, abs=1e-6)


@unhurried
@given(st.floats(118, 122), st.floats(30.5, 32.7), st.floats(0.001, 0.5))
def test_east_is_right_and_north_is_up(longitude, latitude, step):
    projection = Projection(Extent(118, 30.5, 122, 32.7), 1200)
    at = projection.point(longitude, latitude)
    assert projection.point(longitude + step, latitude).x > at.x
    assert projection.point(longitude, latitude + step).y < at.y
    assert projection.point(longitude + step, latitude).y == at.y


def test_the_corners_of_the_extent_are_those_of_the_drawing():
    extent = Extent(118, 30.5, 122, 32.7)
    projection = Projection(extent, 1200)
    assert projection.point(extent.west, extent.north) == (0, 0)
    assert projection.point(extent.east, extent.south) == pytest.approx((1200, projection.height))
    assert projection.kilometres(111.2) == pytest.approx(projection.per_latitude)


@pytest.mark.parametrize(
    ("position", "inside"),
    [((118, 30.5), True), ((122, 32.7), True), ((117.99, 31), False), ((float("nan"), 31), False)],
)
def test_an_extent_knows_what_lies_in_it(position, inside):
    assert Extent(118, 30.5, 122, 32.7).contains(*position) is inside


def test_a_han_character_is_as_wide_as_it_is_high():
    assert text_width("昆山", 0.5) == 2.0
    assert text_width("Kunshan", 0.5) == 3.5
    assert text_width("", 0.5) == 0


@unhurried
@given(st.lists(st.tuples(points, words, words), max_size=12), st.lists(points, max_size=20))
def test_placed_captions_touch_neither_each_other_nor_dots_line_and_edges(stations, line):
    frame = Box(-1500, -1500, 1500, 1500)
    wishes = [Wish(str(number), at, 9, name, sub) for number, (at, name, sub) in enumerate(stations)]
    dots = {wish.key: Box.around(wish.at, 18, 18) for wish in wishes}
    placed = place_captions(wishes, Lettering(26, 20, 20), frame, dots, line, lambda _box: 0.0)
    assert not any(one.box.meets(other.box) for one, other in combinations(placed.values(), 2))
    for key, caption in placed.items():
        assert caption.box.within(frame)
        assert not any(caption.box.meets(dot) for other, dot in dots.items() if other != key)
        assert not any(caption.box.holds(point) for point in line)


def test_who_comes_first_is_named_first():
    wishes = [Wish(key, Point(0, 0), 9, "Kunshan", "") for key in "ab"]
    placed = place_captions(wishes, Lettering(26, 20, 20), Box(-10, -40, 400, 40), {}, [], lambda _box: 0.0)
    assert set(placed) == {"a"}


def test_a_caption_prefers_dry_ground():
    wish = Wish("a", Point(0, 0), 9, "Kunshan", "")
    frame = Box(-500, -500, 500, 500)
    dry = place_captions([wish], Lettering(26, 20, 20), frame, {}, [], lambda _box: 0.0)["a"]
    wet = place_captions(
        [wish], Lettering(26, 20, 20), frame, {}, [], lambda box: float(box.right > 0 and box.left >= 0)
    )["a"]
    assert dry.anchor == "start"
    assert wet.anchor != "start"


def test_a_second_line_is_left_out_where_there_is_no_room_for_it():
    wish = Wish("a", Point(20, 20), 5, "Suzhou", "due tappe e molto altro da dire")
    placed = place_captions([wish], Lettering(14, 10, 10), Box(0, 0, 110, 40), {}, [], lambda _box: 0.0)
    assert placed["a"].sub_dy == ""


@unhurried
@given(
    st.lists(st.tuples(st.floats(118.5, 121.9), st.floats(30.9, 32.4), words), min_size=1, max_size=14),
    st.sampled_from([WIDE, NARROW, SMALL]),
)
def test_on_any_map_captions_keep_apart_and_the_list_is_whole(stations, form):
    places = [
        Place(str(number), f"L{name}", "2 tappe", "/", longitude, latitude, "visited", current=number == 0)
        for number, (longitude, latitude, name) in enumerate(stations)
    ]
    found = draw(places, [place.key for place in places], formats=(form,))
    assert [entry.place for entry in found.entries] == places
    [drawing] = found.drawings
    assert [station.key for station in drawing.stations] == [place.key for place in places]
    captions = [station.caption.box for station in drawing.stations if station.caption]
    assert not any(one.meets(other) for one, other in combinations(captions, 2))


@unhurried
@given(st.floats(-100, 1300), st.floats(-100, 700), st.floats(1, 400), st.floats(1, 200))
def test_the_share_of_water_is_a_share(left, top, width, height):
    water = draw_water(WIDE.extent, WIDE.width)
    assert -SLACK <= water.share(Box(left, top, left + width, top + height)) <= 1 + SLACK


def test_the_sea_is_wet_and_the_land_dry():
    water = draw_water(WIDE.extent, WIDE.width)
    projection = Projection(WIDE.extent, WIDE.width)
    sea, land = projection.point(121.98, 31.0), projection.point(119.6, 31.6)
    assert water.share(Box.around(sea, 4, 4)) > 0.9
    assert water.share(Box.around(land, 4, 4)) < 0.1
    assert {shape.kind for shape in water.shapes} == {"sea", "lake", "river"}
