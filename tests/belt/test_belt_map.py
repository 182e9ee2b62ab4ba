"""The belt map: places where they truly lie, captions with room, a list that says the same."""

import re
from decimal import Decimal

import pytest

from belt.belt_map import NARROW, SMALL, WIDE, Place, draw, locate
from belt.models import BeltStation
from belt.stations import locating_map, members_map, visited_map, with_stations
from entities.models import EntityPage
from tests.factories import chain_section, italian_home, make_chain, make_place, make_profile, make_report

SHANGHAI, KUNSHAN, CHANGSHU = (121.47, 31.23), (120.98, 31.39), (120.75, 31.65)
SUZHOU, NANJING = (120.58, 31.30), (118.80, 32.06)
NAMES = {"Shanghai": SHANGHAI, "Kunshan": KUNSHAN, "Changshu": CHANGSHU, "Suzhou": SUZHOU, "Nanjing": NANJING}


def place(name, **given):
    longitude, latitude = NAMES.get(name, (0, 0))
    values = {"sub": "2 tappe", "url": f"/it/{name}/", "state": "visited"}
    return Place(key=name, label=name, **values | {"longitude": longitude, "latitude": latitude} | given)


def belt():
    return [place(name) for name in NAMES]


def by_key(drawing):
    return {station.key: station for station in drawing.stations}


def boxes(drawing):
    return [station.caption.box for station in drawing.stations if station.caption]


@pytest.mark.parametrize("form", [WIDE, NARROW, SMALL])
def test_west_is_left_and_north_is_up(form):
    [drawing] = draw(belt(), list(NAMES), formats=(form,)).drawings
    found = by_key(drawing)
    assert set(found) == set(NAMES)
    for one, (longitude, latitude) in NAMES.items():
        for other, (east, north) in NAMES.items():
            assert (found[one].x < found[other].x) == (longitude < east)
            assert (found[one].y < found[other].y) == (latitude > north)


@pytest.mark.parametrize("form", [WIDE, NARROW, SMALL])
def test_distances_keep_their_proportions(form):
    [drawing] = draw(belt(), [], formats=(form,)).drawings
    found = by_key(drawing)
    across = (found["Shanghai"].x - found["Nanjing"].x) / (SHANGHAI[0] - NANJING[0])
    down = (found["Shanghai"].y - found["Nanjing"].y) / (NANJING[1] - SHANGHAI[1])
    assert across / down == pytest.approx(0.852, abs=0.005)


def test_stations_lie_within_the_drawing():
    for drawing in draw(belt(), list(NAMES)).drawings:
        assert all(0 <= station.x <= drawing.width for station in drawing.stations)
        assert all(0 <= station.y <= drawing.height for station in drawing.stations)


def test_the_same_places_are_drawn_the_same():
    assert draw(belt(), list(NAMES)) == draw(belt(), list(NAMES))


@pytest.mark.parametrize("form", [WIDE, NARROW, SMALL])
def test_captions_do_not_collide(form):
    [drawing] = draw(belt(), list(NAMES), formats=(form,)).drawings
    found = boxes(drawing)
    assert found
    for number, box in enumerate(found):
        assert not any(box.meets(other) for other in found[number + 1 :])


def test_names_of_waters_keep_clear_of_captions():
    for drawing in draw(belt(), list(NAMES)).drawings:
        for water in drawing.water:
            if water.name:
                assert not any(
                    box.left < water.label_x < box.right and box.top < water.label_y < box.bottom
                    for box in boxes(drawing)
                )


def test_the_list_names_every_place_in_the_order_of_the_line():
    places = [place("Suzhou"), place("Nanjing"), place("Shanghai")]
    found = draw(places, ["Shanghai", "Suzhou", "mai-esistita", "Shanghai"])
    assert [entry.place.label for entry in found.entries] == ["Shanghai", "Suzhou", "Nanjing"]
    assert [entry.on_line for entry in found.entries] == [True, True, False]


def test_a_place_beyond_the_edge_stands_in_the_list_alone():
    far = place("Milano", longitude=9.19, latitude=45.46)
    found = draw([*belt(), far], [*NAMES, "Milano"])
    assert found.outside == (far,)
    assert not found.complete
    assert all("Milano" not in by_key(drawing) for drawing in found.drawings)
    assert "Milano" in [entry.place.label for entry in found.entries]


def test_the_drawing_stands_for_the_list_only_where_it_says_everything():
    found = draw(belt(), list(NAMES))
    assert found.complete
    assert [drawing.operable for drawing in found.drawings] == [True, False]
    crowded = [place(f"Città numero {n}", longitude=120.98, latitude=31.39) for n in range(30)]
    found = draw(crowded, [])
    assert not found.complete
    assert not any(drawing.operable for drawing in found.drawings)
    assert len(found.entries) == 30


def test_the_line_passes_from_station_to_station():
    [drawing] = draw(belt(), ["Shanghai", "Kunshan", "Nanjing"], formats=(WIDE,)).drawings
    ends = [tuple(map(float, pair.split(","))) for pair in re.findall(r"[\d.]+,[\d.]+(?=C|$)", drawing.line)]
    found = by_key(drawing)
    assert ends == [(found[key].x, found[key].y) for key in ("Shanghai", "Kunshan", "Nanjing")]


@pytest.mark.parametrize("line", [[], ["Shanghai"], ["mai-esistita"]])
def test_no_line_without_two_stations(line):
    assert [drawing.line for drawing in draw(belt(), line).drawings] == ["", ""]


@pytest.mark.parametrize("current", list(NAMES))
def test_the_small_map_names_at_most_the_place_and_the_ends_and_carries_no_links(current):
    places = [place(name, current=name == current) for name in NAMES]
    [drawing] = locate(places, ["Shanghai", "Kunshan", "Suzhou", "Nanjing"]).drawings
    named = {station.key for station in drawing.stations if station.caption}
    assert {current} <= named <= {current, "Shanghai", "Nanjing"}
    assert not any(station.url for station in drawing.stations)
    radii = {station.key: station.radius for station in drawing.stations}
    assert all(radii[current] > radius for key, radius in radii.items() if key != current)


def test_the_small_map_names_both_ends_where_there_is_room():
    places = [place(name, current=name == "Changshu") for name in NAMES]
    [drawing] = locate(places, ["Shanghai", "Kunshan", "Nanjing"]).drawings
    assert {station.key for station in drawing.stations if station.caption} == {
        "Shanghai",
        "Changshu",
        "Nanjing",
    }


def test_an_empty_map_is_drawn_without_stations():
    found = draw([], [])
    assert found.entries == ()
    assert all(drawing.stations == () for drawing in found.drawings)


def located(name, **given):
    longitude, latitude = NAMES[name]
    return make_place(title=name, longitude=Decimal(str(longitude)), latitude=Decimal(str(latitude)), **given)


def put_on_line(*places, remark=""):
    for number, chosen in enumerate(places):
        BeltStation.objects.create(
            home=italian_home(), place=chosen, sort_order=number, remark=remark, locale=italian_home().locale
        )


def words(belt_map):
    return {entry.place.label: (entry.place.state, entry.place.sub) for entry in belt_map.entries}


@pytest.mark.django_db
def test_the_home_shows_the_line_and_every_visited_place_with_its_numbers():
    shanghai, kunshan, suzhou = located("Shanghai"), located("Kunshan"), located("Suzhou")
    put_on_line(shanghai, suzhou, remark="capolinea")
    first, second = make_profile(located_in=kunshan), make_profile(located_in=kunshan)
    make_report(first, second)
    found = words(visited_map(italian_home().locale_id))
    assert found == {
        "Shanghai": ("origin", "capolinea"),
        "Suzhou": ("other", "capolinea"),
        "Kunshan": ("visited", "2 tappe · 1 relazione"),
    }


@pytest.mark.django_db
def test_a_place_without_coordinates_is_not_on_the_map():
    unknown = make_place(title="Ignota")
    make_report(make_profile(located_in=unknown))
    put_on_line(unknown)
    assert visited_map(italian_home().locale_id) is None
    put_on_line(located("Shanghai"))
    assert set(words(visited_map(italian_home().locale_id))) == {"Shanghai"}


@pytest.mark.django_db
@pytest.mark.parametrize("how", ["draft", "private"])
def test_places_and_stops_the_public_may_not_see_are_not_on_the_map(how):
    secret, kunshan = located("Suzhou", live=how != "draft"), located("Kunshan")
    make_report(make_profile(located_in=secret))
    hidden = make_report(make_profile(located_in=kunshan), live=how != "draft")
    put_on_line(secret, kunshan)
    if how == "private":
        for page in (secret, hidden):
            page.view_restrictions.create(restriction_type="login")
    assert words(visited_map(italian_home().locale_id)) == {"Kunshan": ("origin", "")}


@pytest.mark.django_db
def test_a_chain_is_shown_where_its_profiles_stand(client):
    kunshan, chain = located("Kunshan"), make_chain()
    make_profile(located_in=kunshan, chains=(chain,))
    put_on_line(located("Shanghai"))
    found = words(
        members_map(
            with_stations(italian_home().locale_id, EntityPage.objects.filter(pk=kunshan.pk)), {kunshan.pk: 1}
        )
    )
    assert found == {"Shanghai": ("origin", ""), "Kunshan": ("visited", "1 profilo")}
    context = client.get(f"{chain_section().url}{chain.slug}/").context
    assert words(context["belt_map"]) == found


@pytest.mark.django_db
def test_a_profile_is_located_where_its_place_lies(client):
    kunshan = located("Kunshan")
    put_on_line(located("Shanghai"), located("Nanjing"))
    html = client.get(make_profile(located_in=kunshan).url).content.decode()
    assert 'data-format="small"' in html
    assert re.findall(r'aria-current="location">\s*<b>([^<]+)</b>', html) == ["Kunshan"]
    assert 'class="belt-map"' not in client.get(make_profile(located_in=make_place()).url).content.decode()
    assert locating_map(italian_home().locale_id, make_place()) is None


@pytest.mark.django_db
def test_the_list_on_the_page_names_and_links_every_place(client):
    places = [located(name) for name in NAMES]
    put_on_line(*places)
    html = client.get("/it/").content.decode()
    listed = html[html.index('<ol class="belt-map__places"') :].split("</ol>")[0]
    assert re.findall(r'<a href="([^"]+)">([^<]+)</a>', listed) == [(p.url, p.title) for p in places]
