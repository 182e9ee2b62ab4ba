"""Which reports and stops the public gets to see, in which order, and at what price."""

import pytest
from django.db import connection
from django.db.models import Prefetch, prefetch_related_objects
from django.test.utils import CaptureQueriesContext
from zeal import zeal_context

from entities.models import EntityPage
from tests.factories import make_chain, make_place, make_profile, make_report, reports
from visits.models import InspectionReportPage, VisitStop

pytestmark = [pytest.mark.django_db, pytest.mark.dialect]


def hide(page):
    page.view_restrictions.create(restriction_type="login")


def listed():
    return InspectionReportPage.objects.listed()


def queries_of(read):
    with CaptureQueriesContext(connection) as queries:
        read()
    return len(queries)


def only(*profiles):
    return EntityPage.objects.filter(pk__in=[profile.pk for profile in profiles])


def three_reports():
    dates = ["2025-03", "2025-02", "2025-01"]
    return [make_report(make_profile(), start_date=date) for date in dates]


def test_listed_leaves_out_drafts_and_private_reports():
    shown, hidden = make_report(make_profile()), make_report(make_profile())
    make_report(make_profile(), live=False)
    hide(hidden)
    assert list(listed()) == [shown]


def test_listed_leaves_out_what_lies_in_a_private_section():
    make_report(make_profile())
    hide(reports())
    assert not listed().exists()


def test_listed_agrees_with_wagtail_about_what_is_public():
    for number in range(3):
        report = make_report(make_profile())
        if number == 1:
            hide(report)
    expected = InspectionReportPage.objects.live().public()
    assert set(listed()) == set(expected)
    assert expected.count() == 2


def test_undated_reports_are_those_whose_source_gives_no_date():
    make_report(make_profile(), start_date="2025")
    unknown = make_report(make_profile())
    assert list(listed().undated()) == [unknown]


def test_visiting_finds_each_tour_once():
    site = make_profile()
    twice = make_report(site, make_profile(), site)
    make_report(make_profile())
    assert list(listed().visiting(only(site))) == [twice]
    assert list(listed().visiting(only(*twice.itinerary.profiles))) == [twice]
    assert not listed().visiting(only()).exists()


def test_more_stops_can_be_shown_than_sqlite_reads_conditions():
    site = make_profile()
    stops = [VisitStop(entity_id=key) for key in range(site.pk, site.pk + 1100)]
    prefetch_related_objects(stops, Prefetch("entity", EntityPage.objects.listed().for_cards(), "profile"))
    assert stops[0].profile == site


def test_beside_gives_the_neighbours_in_the_order_of_the_list():
    newest, middle, oldest = three_reports()
    assert list(listed().beside(middle.pk)) == [newest, oldest]
    assert list(listed().beside(newest.pk)) == [middle]
    assert list(listed().beside(oldest.pk)) == [middle]


def test_neighbours_follow_the_list_through_equal_and_unknown_dates():
    for date in ["2025-06", "", "2025-06", "2025", "", "2025-06"]:
        make_report(make_profile(), start_date=date)
    ordered = list(listed())
    for number, report in enumerate(ordered):
        older = ordered[number + 1] if number + 1 < len(ordered) else None
        newer = ordered[number - 1] if number else None
        assert report.neighbours() == (older, newer)


def test_neighbours_leave_out_what_the_public_may_not_see():
    newest, middle, oldest = three_reports()
    hide(middle)
    make_report(make_profile(), start_date="2025-02", live=False)
    assert newest.neighbours() == (oldest, None)
    assert oldest.neighbours() == (None, newest)


def test_a_report_that_is_not_saved_has_no_neighbours():
    make_report(make_profile())
    assert InspectionReportPage(title="Bozza").neighbours() == (None, None)


def test_lines_count_stops_in_one_query(django_assert_num_queries):
    first = make_report(
        make_profile(), make_profile(), start_date="2025", chains=(make_chain(), make_chain())
    )
    second = make_report(make_profile(), start_date="2024")
    with django_assert_num_queries(1):
        lines = [(report.pk, report.stop_total, report.title) for report in listed().for_lines()]
    assert lines == [(first.pk, 2, first.title), (second.pk, 1, second.title)]


def test_lines_count_the_stops_of_a_tour_found_through_a_repeated_site():
    site = make_profile()
    make_report(site, make_profile(), site)
    [report] = listed().visiting(only(site)).for_lines()
    assert report.stop_total == 3


def read_cards():
    """Everything that the template of a card asks for."""
    seen = []
    for report in listed().for_cards():
        seen += [report.title, *report.place_titles, *report.card_chains]
        for stop in report.itinerary.stops:
            profile = stop.profile
            seen += [profile.title, profile.place.title, profile.chinese_name, *profile.card_chains]
    return seen


def make_rich_report(stops):
    sites = [make_profile(located_in=make_place(), chains=(make_chain(),)) for _ in range(stops)]
    return make_report(*sites, chains=tuple(make_chain() for _ in range(stops)))


def test_cards_cost_the_same_however_many_rows_there_are():
    make_rich_report(1)
    few = queries_of(read_cards)
    for _ in range(2):
        make_rich_report(3)
    assert listed().count() == 3
    assert queries_of(read_cards) == few


def test_reading_cards_loads_nothing_one_by_one():
    for _ in range(2):
        make_rich_report(2)
    with zeal_context():
        read_cards()


def test_stops_are_counted_by_the_place_of_their_site():
    kunshan, changshu = make_place(), make_place()
    first, second = make_profile(located_in=kunshan), make_profile(located_in=kunshan)
    make_report(first, second, make_profile(located_in=changshu), make_profile())
    make_report(first, first)
    assert VisitStop.objects.count_by_place() == {
        kunshan.translation_key: {"stops": 4, "reports": 2},
        changshu.translation_key: {"stops": 1, "reports": 1},
    }


def test_stops_in_a_place_nobody_sees_count_for_the_one_around_it():
    jiangsu = make_place()
    kunshan = make_place(located_in=jiangsu)
    alone = make_place()
    for place in (jiangsu, kunshan, alone):
        make_report(make_profile(located_in=place))
    hide(kunshan)
    hide(alone)
    counts = VisitStop.objects.count_by_place()
    assert counts[jiangsu.translation_key] == {"stops": 2, "reports": 2}
    assert kunshan.translation_key not in counts


def test_stops_the_public_may_not_see_are_not_counted():
    kunshan = make_place()
    secret, site = make_profile(located_in=kunshan), make_profile(located_in=kunshan)
    hide(secret)
    make_report(secret)
    make_report(site, live=False)
    hide(make_report(site))
    assert VisitStop.objects.count_by_place() == {}
