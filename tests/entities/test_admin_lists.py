"""Lists and choosers of the admin: kind, place and verification, filters, steady numbers of queries."""

import re

import pytest
from django.urls import reverse
from django.utils.html import strip_tags

from entities.models import IndustryChain
from tests.entities.editing import queries_of
from tests.factories import make_chain, make_place, make_profile, make_report, profiles

pytestmark = [pytest.mark.django_db, pytest.mark.dialect]

NASTY = [
    '"',
    '""',
    "\0",
    "a\0b",
    "'",
    "%",
    "\\",
    "(",
    "AND",
    "-",
    "*",
    "🙂",
    "昆山",
    "\u202e",
    "x" * 5_000,
    "{x}",
]


def explorer():
    return reverse("wagtailadmin_explore", args=(profiles().pk,))


def listing():
    return "/admin/profiles/"


def profile_chooser():
    return "/admin/profile_chooser/"


def place_chooser():
    return "/admin/place_chooser/"


def chain_chooser():
    return reverse(IndustryChain.snippet_viewset.chooser_viewset.get_url_name("choose"))


def chain_list():
    return reverse(IndustryChain.snippet_viewset.get_url_name("list"))


LISTS = [explorer, listing]
CHOOSERS = [profile_chooser, place_chooser, chain_chooser]


def ask(client, address, **asked):
    response = client.get(address, asked)
    assert response.status_code == 200
    return response


def listed(client, address, **asked):
    """The titles of what a list or chooser shows, in its order."""
    return [str(item) for item in ask(client, address, **asked).context["table"].data]


def cells(client, address):
    """The words in each row of a list or chooser: its head, then one row per object."""
    response = ask(client, address)
    modal = response["Content-Type"].startswith("application/json")
    html = response.json()["html"] if modal else response.content.decode()
    table = re.search(r'<table[^>]*class="listing.*?</table>', html, re.DOTALL).group()
    found = [re.findall(r"<t[dh]\b.*?</t[dh]>", row, re.DOTALL) for row in re.split(r"<tr\b", table)[1:]]
    return [[" ".join(strip_tags(cell).split()) for cell in row] for row in found]


def row_of(client, address, title):
    return next(row for row in cells(client, address) if any(cell.startswith(title) for cell in row[:2]))


@pytest.fixture
def qingtao():
    place = make_place(title="Kunshan")
    return make_profile(title="Qingtao", kind="company", located_in=place, verification="received")


@pytest.mark.parametrize("address", LISTS)
def test_a_list_shows_kind_place_and_verification(admin_client, qingtao, address):
    assert {"Tipo di profilo", "Luogo", "Verifica"} <= set(cells(admin_client, address())[0])
    shown = row_of(admin_client, address(), "Qingtao")
    assert {qingtao.get_kind_display(), "Kunshan", qingtao.get_verification_display()} <= set(shown)


@pytest.mark.parametrize("address", [profile_chooser, place_chooser])
def test_a_chooser_tells_namesakes_apart_by_kind_and_place(admin_client, qingtao, address):
    make_place(title="Suzhou", located_in=make_place(title="Jiangsu", kind="province"))
    assert {"Tipo", "Luogo"} <= set(cells(admin_client, address())[0])
    assert {"città", "Jiangsu"} <= set(row_of(admin_client, address(), "Suzhou"))


def test_a_place_chooser_offers_only_places(admin_client, qingtao):
    assert listed(admin_client, profile_chooser()) == ["Kunshan", "Qingtao"]
    assert listed(admin_client, place_chooser()) == ["Kunshan"]


@pytest.mark.parametrize("address", LISTS)
def test_a_list_is_filtered_by_kind_and_verification(admin_client, qingtao, address):
    make_profile(title="Altra")
    for asked, expected in [
        ({"kind": "company"}, ["Altra", "Qingtao"]),
        ({"kind": "city"}, ["Kunshan"]),
        ({"verification": "received"}, ["Qingtao"]),
        ({"kind": "company", "verification": "stub"}, ["Altra"]),
        ({"kind": "city", "verification": "received"}, []),
    ]:
        assert sorted(listed(admin_client, address(), **asked)) == expected, asked


@pytest.mark.parametrize("address", LISTS)
def test_a_list_is_ordered_by_kind_place_and_verification(admin_client, address):
    place = make_place(title="A", verification="stub")
    make_profile(title="B", kind="company", located_in=place, verification="received")
    make_profile(title="C", kind="park", located_in=make_place(title="D"), verification="received")
    for column, first, last in [
        ("kind", "B", "C"),
        ("located_in__title", "B", "C"),
        ("verification", "B", "A"),
    ]:
        upwards = listed(admin_client, address(), ordering=column)
        downwards = listed(admin_client, address(), ordering=f"-{column}")
        assert sorted(upwards) == sorted(downwards) == ["A", "B", "C", "D"]
        assert upwards.index(first) < upwards.index(last), column
        assert downwards.index(last) < downwards.index(first), column


def test_an_order_nobody_offers_is_ignored(admin_client, qingtao):
    assert sorted(listed(admin_client, listing(), ordering="nonsense")) == ["Kunshan", "Qingtao"]


def test_the_list_of_profiles_has_profiles_only(admin_client, qingtao):
    make_report(qingtao, title="Una relazione")
    assert sorted(listed(admin_client, listing())) == ["Delegazione", "Kunshan", "Qingtao"]


def test_editors_find_profiles_and_chains_in_the_menu(admin_client):
    html = ask(admin_client, "/admin/").content.decode()
    assert listing() in html
    assert chain_list() in html


def test_the_chain_chooser_offers_usable_chains_only(admin_client):
    head = make_chain(name="Energia")
    make_chain(name="Batterie", parent=head)
    make_chain(name="Ritirata", retired=True)
    make_chain(name="Senza definizione", definition="")
    assert listed(admin_client, chain_chooser()) == ["Batterie", "Energia"]
    assert "Energia" in row_of(admin_client, chain_chooser(), "Batterie")


@pytest.mark.parametrize("address", ["choose", "choose_results"])
def test_searching_finds_usable_chains_only(admin_client, address):
    make_chain(name="Batterie")
    make_chain(name="Batterie vecchie", retired=True)
    found = reverse(IndustryChain.snippet_viewset.chooser_viewset.get_url_name(address))
    assert listed(admin_client, found, q="Batterie") == ["Batterie"]


def test_the_list_of_chains_shows_all_of_them(admin_client):
    head = make_chain(name="Energia")
    make_chain(name="Ritirata", slug="vecchia", retired=True, parent=head)
    assert {"Energia", "vecchia"} <= set(row_of(admin_client, chain_list(), "Ritirata"))
    assert listed(admin_client, chain_list()) == ["Energia", "Ritirata"]
    assert listed(admin_client, chain_list(), retired="true") == ["Ritirata"]
    assert listed(admin_client, chain_list(), retired="false") == ["Energia"]


@pytest.mark.parametrize("address", [*LISTS, *CHOOSERS, chain_list])
def test_every_search_box_answers(admin_client, qingtao, address):
    make_chain()
    for query in NASTY:
        assert admin_client.get(address(), {"q": query}).status_code == 200, query


@pytest.mark.parametrize("address", [*CHOOSERS, *LISTS])
def test_every_page_number_is_answered(admin_client, qingtao, address):
    for page in ("0", "-1", "abc", "99999", "9" * 30, "\0", ""):
        answer = admin_client.get(address(), {"p": page}, follow=True)
        assert answer.status_code in (200, 404), page


@pytest.mark.parametrize("name", ["profile_chooser", "place_chooser"])
def test_choosing_what_does_not_exist_is_not_found(admin_client, name):
    for key in ("0", "-1", "999999999"):
        assert admin_client.get(f"/admin/{name}/chosen/{key}/", follow=True).status_code == 404


@pytest.mark.parametrize("name", ["profile_chooser", "place_chooser"])
def test_a_profile_is_chosen(admin_client, qingtao, name):
    place = qingtao.located_in
    chosen = admin_client.get(f"/admin/{name}/chosen/{place.pk}/").json()["result"]
    assert (chosen["id"], chosen["title"]) == (str(place.pk), "Kunshan")


@pytest.mark.parametrize("address", [*LISTS, *CHOOSERS])
def test_choosers_and_lists_are_for_editors_only(client, address):
    assert client.get(address()).status_code == 302


@pytest.mark.parametrize("address", [*LISTS, *CHOOSERS, chain_list])
def test_three_times_the_rows_take_no_more_queries(admin_client, address):
    def fill(count):
        for _ in range(count):
            place = make_place(located_in=make_place())
            make_profile(located_in=place, verification="received")
            make_chain(parent=make_chain())

    def queries():
        return queries_of(lambda: ask(admin_client, address()))

    fill(2)
    queries()
    before = queries()
    fill(4)
    assert queries() <= before
