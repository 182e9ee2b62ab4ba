"""The tag that tells a profile's page which tours stopped there."""

import pytest

from entities.models import EntityPage
from tests.factories import make_place, make_profile, make_report
from visits.models import VisitStop
from visits.templatetags.visits_tags import visits_of

pytestmark = [pytest.mark.django_db, pytest.mark.dialect]


def hide(page):
    page.view_restrictions.create(restriction_type="login")


def stops_of(visits):
    return [stop for visit in visits for stop in visit.stops]


def test_a_visit_knows_the_tour_and_the_numbers_of_its_stops():
    site = make_profile()
    report = make_report(make_profile(), site, make_profile(), site)
    [visit] = visits_of(site)
    assert visit.report == report
    assert [(stop.number, stop.stop_count, stop.anchor) for stop in visit.stops] == [
        (2, 4, "stop-2"),
        (4, 4, "stop-4"),
    ]


def test_all_visits_are_read_in_one_query(django_assert_num_queries):
    site = make_profile()
    for _ in range(3):
        make_report(make_profile(), site, make_profile())
    with django_assert_num_queries(1):
        visits = visits_of(site)
        for stop in stops_of(visits):
            assert stop.previous_stop.profile.title
            assert stop.next_stop.profile.title
        assert all(visit.report.title for visit in visits)
    assert len(visits) == 3


def test_a_place_is_visited_wherever_a_tour_stops_within_it():
    region = make_place(kind="region")
    city = make_place(located_in=region)
    site, nested = make_profile(located_in=region), make_profile(located_in=city)
    report = make_report(site, make_profile(), nested, city)
    make_report(make_profile())
    for place, numbers in ((region, [1, 3, 4]), (city, [3, 4])):
        [visit] = visits_of(place)
        assert visit.report == report
        assert [(stop.number, stop.stop_count) for stop in visit.stops] == [(number, 4) for number in numbers]


def test_stops_at_private_sites_do_not_count_as_visits_to_their_place():
    city = make_place()
    secret = make_profile(located_in=city)
    make_report(secret)
    hide(secret)
    assert visits_of(city) == []


def test_the_newest_tour_comes_first_and_one_without_a_date_last():
    site = make_profile()
    dates = ["2024", "", "2025-06-12", "2025-06"]
    for date in dates:
        make_report(site, start_date=date)
    found = [visit.report.start_date for visit in visits_of(site)]
    assert found == ["2025-06-12", "2025-06", "2024", ""]


def test_tours_of_one_day_are_not_mixed_up():
    site = make_profile()
    for _ in range(3):
        make_report(make_profile(), site, make_profile(), site, start_date="2025-06-12")
    assert [[stop.number for stop in visit.stops] for visit in visits_of(site)] == [[2, 4]] * 3
    assert {stop.stop_count for stop in stops_of(visits_of(site))} == {4}


def test_private_and_draft_reports_are_absent():
    site = make_profile()
    make_report(site, live=False)
    hide(make_report(site))
    assert visits_of(site) == []


def test_stops_elsewhere_are_absent():
    site = make_profile()
    make_report(make_profile())
    assert visits_of(site) == []


def test_a_private_site_counts_among_the_stops_but_is_not_shown(client):
    site, secret = make_profile(), make_profile(title="Riservata", slug="riservata")
    make_report(secret, site)
    hide(secret)
    [stop] = stops_of(visits_of(site))
    assert (stop.number, stop.stop_count) == (2, 2)
    assert stop.previous_stop.profile is None
    page = client.get(site.url).content.decode()
    assert "Riservata" not in page
    assert "riservata" not in page


def test_a_stop_keeps_its_number_among_rows_out_of_order():
    site, other = make_profile(), make_profile()
    rows = [VisitStop(entity=site, sort_order=2), VisitStop(entity=other, sort_order=1)]
    make_report(rows={"stops": rows})
    [stop] = stops_of(visits_of(site))
    assert (stop.number, stop.previous_stop.profile) == (2, other)


def test_a_profile_that_is_not_saved_has_no_visits(django_assert_num_queries):
    with django_assert_num_queries(0):
        assert visits_of(EntityPage(title="Bozza")) == []


def test_the_profile_links_to_the_stop_in_the_report_and_to_its_neighbours(client):
    before, site, after = make_profile(), make_profile(), make_profile()
    report = make_report(before, site, after)
    page = client.get(site.url).content.decode()
    assert f'href="{report.url}#stop-2"' in page
    assert f'href="{before.url}" rel="prev"' in page
    assert f'href="{after.url}" rel="next"' in page
    assert "Tappa 2 di 3" in page
    assert 'id="stop-2"' in client.get(report.url).content.decode()
