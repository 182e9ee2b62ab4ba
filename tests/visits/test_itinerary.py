"""The itinerary: stops numbered in order and grouped by place into legs."""

import re

import pytest

from tests.factories import make_chain, make_place, make_profile, make_report
from visits.itinerary import Itinerary
from visits.models import InspectionReportPage

pytestmark = pytest.mark.django_db


def site_in(place, **given):
    return make_profile(located_in=place, **given)


def legs(report):
    return [(leg.place, [stop.number for stop in leg.stops]) for leg in report.itinerary.legs]


def hide(page):
    page.view_restrictions.create(restriction_type="login")


def test_stops_are_numbered_from_one_and_know_their_neighbours():
    report = make_report(make_profile(), make_profile(), make_profile())
    first, second, third = report.itinerary.stops
    assert [stop.number for stop in report.itinerary.stops] == [1, 2, 3]
    assert [stop.anchor for stop in report.itinerary.stops] == ["stop-1", "stop-2", "stop-3"]
    assert {stop.stop_count for stop in report.itinerary.stops} == {3}
    assert (first.previous_stop, first.next_stop) == (None, second)
    assert (second.previous_stop, second.next_stop) == (first, third)
    assert (third.previous_stop, third.next_stop) == (second, None)


def test_a_single_stop_has_no_neighbours():
    [stop] = make_report(make_profile()).itinerary.stops
    assert (stop.number, stop.previous_stop, stop.next_stop) == (1, None, None)


def test_a_tour_without_stops_is_empty():
    empty = Itinerary.of([])
    assert empty.stop_count == 0
    assert empty.legs == empty.places == empty.profiles == empty.chains == []


def test_stops_in_one_city_make_one_leg():
    kunshan, changshu = make_place(), make_place()
    report = make_report(site_in(kunshan), site_in(kunshan), site_in(changshu))
    assert legs(report) == [(kunshan, [1, 2]), (changshu, [3])]


def test_returning_to_a_city_makes_a_second_leg():
    kunshan, changshu = make_place(), make_place()
    report = make_report(site_in(kunshan), site_in(changshu), site_in(kunshan))
    assert legs(report) == [(kunshan, [1]), (changshu, [2]), (kunshan, [3])]
    assert report.itinerary.places == [kunshan, changshu]


def test_a_stop_at_a_site_without_a_place_makes_a_leg_of_its_own():
    kunshan = make_place()
    report = make_report(site_in(kunshan), make_profile(), site_in(kunshan))
    assert legs(report) == [(kunshan, [1]), (None, [2]), (kunshan, [3])]


@pytest.mark.parametrize("how", ["private", "draft", "unpublished"])
def test_a_site_the_public_may_not_see_keeps_its_number_and_loses_its_name(client, how):
    kunshan = make_place(title="Kunshan")
    secret = site_in(kunshan, title="Riservata", summary="Nessuno legge.", live=how != "draft")
    report = make_report(site_in(kunshan), secret, site_in(kunshan))
    if how == "private":
        hide(secret)
    elif how == "unpublished":
        secret.unpublish()
    report = InspectionReportPage.objects.get(pk=report.pk)
    assert [stop.profile is None for stop in report.itinerary.stops] == [False, True, False]
    assert legs(report) == [(kunshan, [1]), (None, [2]), (kunshan, [3])]
    page = client.get(report.url).content.decode()
    assert re.findall(r'data-stop="(\d+)"', page) == ["1", "2", "3"]
    assert "Riservata" not in page
    assert "Nessuno legge." not in page
    assert secret.slug not in page


def test_a_place_the_public_may_not_see_is_not_named(client):
    secret = make_place(title="Luogo riservato", slug="luogo-riservato")
    site = site_in(secret)
    hide(secret)
    report = make_report(site)
    assert legs(report) == [(None, [1])]
    assert report.place_titles == []
    page = client.get(report.url).content.decode()
    assert "Luogo riservato" not in page
    assert "luogo-riservato" not in page


def test_profiles_and_chains_of_a_tour_come_once_in_order():
    batteries, screens = make_chain(name="Zeta"), make_chain(name="Alfa")
    first, second = make_profile(chains=(batteries,)), make_profile(chains=(screens, batteries))
    itinerary = make_report(first, second, first).itinerary
    assert itinerary.profiles == [first, second]
    assert itinerary.chains == [batteries, screens]


def test_a_tours_own_chains_come_before_those_of_its_stops():
    own, seen = make_chain(name="Zeta"), make_chain(name="Alfa")
    report = make_report(make_profile(chains=(seen, own)), chains=(own,))
    assert report.card_chains == [own, seen]


def test_chains_of_a_private_site_are_not_counted():
    secret = make_profile(chains=(make_chain(),))
    hide(secret)
    assert make_report(secret).card_chains == []


def test_a_card_and_a_page_read_the_same_itinerary():
    kunshan, changshu, secret = make_place(), make_place(), make_profile()
    hide(secret)
    report = make_report(
        site_in(kunshan, chains=(make_chain(),)),
        secret,
        site_in(changshu),
        site_in(kunshan),
        chains=(make_chain(),),
    )
    card = InspectionReportPage.objects.listed().for_cards().get(pk=report.pk)
    assert legs(card) == legs(report)
    assert [stop.profile for stop in card.itinerary.stops] == [
        stop.profile for stop in report.itinerary.stops
    ]
    assert card.card_chains == report.card_chains
    assert card.place_titles == report.place_titles
    assert card.listed_delegation == report.listed_delegation


def test_each_stop_on_the_page_links_to_its_profile(client):
    sites = [site_in(make_place(), title=f"Sito {number}") for number in range(3)]
    page = client.get(make_report(*sites).url).content.decode()
    stops = re.findall(r'<li[^>]*data-stop="(\d+)"[^>]*><a href="([^"]+)">([^<]+)</a>', page)
    assert stops == [(str(number), site.url, site.title) for number, site in enumerate(sites, start=1)]
