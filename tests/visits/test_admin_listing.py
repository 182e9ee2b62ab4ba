"""The lists of reports that editors see."""

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.urls import reverse
from wagtail.test.utils import WagtailTestUtils

from tests.factories import make_profile, make_report, reports
from visits.viewsets import report_listing

pytestmark = [pytest.mark.django_db, pytest.mark.dialect]


def menu_list():
    return reverse(report_listing.get_url_name("index"))


def explorer_list():
    return reverse("wagtailadmin_explore", args=[reports().pk])


ADDRESSES = pytest.mark.parametrize("address", [menu_list, explorer_list])


def rows(response):
    """The lines of the list: under each heading, the words of the cell."""
    soup = WagtailTestUtils.get_soup(response.content.decode())
    table = soup.select_one("td.title").find_parent("table")
    head, *lines = [
        [cell.get_text(" ", strip=True) for cell in line.find_all(["th", "td"], recursive=False)]
        for line in [table.select("thead > tr")[-1], *table.select("tbody > tr")]
    ]
    headings = [words.split(" ")[0] for words in head]
    return [dict(zip(headings, line, strict=True)) for line in lines]


def order_of(response, titles):
    return [title for row in rows(response) for title in titles if row["Titolo"].startswith(title)]


@ADDRESSES
def test_each_report_shows_date_stops_delegation_and_state(admin_client, address):
    make_report(make_profile(), make_profile(), title="Viaggio alfa", start_date="2025-06")
    make_report(make_profile(), title="Viaggio beta", live=False)
    dated, undated = rows(admin_client.get(address()))
    assert dated["Titolo"].startswith("Viaggio alfa")
    assert undated["Titolo"].startswith("Viaggio beta")
    assert (dated["Data"], undated["Data"]) == ("giugno 2025", "data non indicata")
    assert (dated["Tappe"], undated["Tappe"]) == ("2", "1")
    assert (dated["Delegazione"], undated["Delegazione"]) == ("Delegazione", "Delegazione")
    assert dated["Stato"] != undated["Stato"]


@ADDRESSES
def test_the_newest_tour_comes_first_and_one_without_a_date_last(admin_client, address):
    for title, date in [("Vecchio", "2024"), ("Ignoto", ""), ("Nuovo", "2025-06-12"), ("Mese", "2025-06")]:
        make_report(make_profile(), title=title, start_date=date)
    titles = ["Nuovo", "Mese", "Vecchio", "Ignoto"]
    assert order_of(admin_client.get(address()), titles) == titles


@ADDRESSES
def test_editors_can_turn_the_order_round(admin_client, address):
    for title, date in [("Vecchio", "2024"), ("Nuovo", "2025-06-12")]:
        make_report(make_profile(), title=title, start_date=date)
    response = admin_client.get(f"{address()}?ordering=start_date")
    assert order_of(response, ["Nuovo", "Vecchio"]) == ["Vecchio", "Nuovo"]


@ADDRESSES
def test_reports_can_be_filtered_by_delegation(admin_client, address):
    putuo = make_profile(title="Putuo", kind="district")
    make_report(make_profile(), title="Di Putuo", delegation=putuo)
    make_report(make_profile(), title="Di altri")
    response = admin_client.get(f"{address()}?delegation={putuo.pk}")
    assert order_of(response, ["Di Putuo", "Di altri"]) == ["Di Putuo"]


@ADDRESSES
def test_a_report_without_delegation_does_not_break_the_list(admin_client, address):
    putuo = make_profile(title="Putuo", kind="district")
    make_report(make_profile(), title="Orfana", delegation=putuo)
    putuo.delete()
    assert order_of(admin_client.get(address()), ["Orfana"]) == ["Orfana"]


@ADDRESSES
def test_the_list_costs_the_same_with_three_times_the_reports(admin_client, address):
    def add_reports(count):
        for _ in range(count):
            make_report(make_profile(), make_profile(), delegation=make_profile(kind="district"))

    def cost():
        with CaptureQueriesContext(connection) as queries:
            assert admin_client.get(address()).status_code == 200
        return len(queries)

    add_reports(3)
    cost()
    few = cost()
    add_reports(6)
    assert cost() <= few


def test_the_menu_leads_to_the_list(admin_client):
    assert menu_list() in admin_client.get(reverse("wagtailadmin_home")).content.decode()
