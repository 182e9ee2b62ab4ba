"""What holds for every report, however it is saved: its dates and their order."""

import pytest
from django.core.exceptions import ValidationError
from django.db import IntegrityError, transaction

from entities.publishing import obstacles
from tests.factories import make_chain, make_profile, make_report
from visits.criteria import outside_the_tour
from visits.models import InspectionReportPage, VisitStop

pytestmark = pytest.mark.django_db


def dated(start, end=""):
    report = make_report(make_profile())
    report.start_date, report.end_date = start, end
    return report


def problems(report):
    with pytest.raises(ValidationError) as refused:
        report.full_clean()
    return set(refused.value.message_dict)


@pytest.mark.parametrize(
    ("start", "end"),
    [
        ("2025-06-12", "2025-06-11"),
        ("2025-06", "2025-05-31"),
        ("2025-06-12", "2025-05"),
        ("2025", "2024-12-31"),
        ("2025-01-01", "2024"),
    ],
)
def test_a_tour_cannot_end_before_it_starts(start, end):
    assert problems(dated(start, end)) == {"end_date"}


@pytest.mark.parametrize(
    ("start", "end"),
    [
        ("2025-06-12", "2025-06-12"),
        ("2025-06-12", "2025-06"),
        ("2025-06", "2025-06-01"),
        ("2025-06-12", "2025"),
        ("2024-02-28", "2024-02-29"),
        ("2025", ""),
        ("", ""),
    ],
)
def test_dates_that_can_be_true_are_accepted(start, end):
    dated(start, end).full_clean()


def test_a_last_day_needs_a_first_one():
    assert problems(dated("", "2025-06-12"))


@pytest.mark.parametrize("date", ["2025-13", "2025-02-30", "12 giugno", "2025-6-1", "0000"])
@pytest.mark.parametrize("end", ["", "2025-06-12"])
def test_a_first_day_that_is_no_date_is_refused_in_words(date, end):
    assert "start_date" in problems(dated(date, end))


def test_a_last_day_that_is_no_date_is_refused_in_words():
    assert "end_date" in problems(dated("2025-06-12", "domani"))


@pytest.mark.parametrize(
    ("values", "constraint"),
    [
        ({"start_date": "giugno"}, "report_start_is_partial_date"),
        ({"start_date": "2025", "end_date": "giugno"}, "report_end_is_partial_date"),
        ({"start_date": "", "end_date": "2025"}, "report_end_needs_start"),
    ],
)
def test_the_database_holds_dates_to_their_shape(values, constraint):
    report = make_report(make_profile())
    with pytest.raises(IntegrityError, match=constraint), transaction.atomic():
        InspectionReportPage.objects.filter(pk=report.pk).update(**values)


def test_partial_dates_sort_newest_first_and_unknown_last():
    dates = ["2024-12-31", "", "2025-06-12", "2025", "1999", "2025-06"]
    for date in dates:
        make_report(make_profile(), start_date=date)
    listed = [report.start_date for report in InspectionReportPage.objects.listed()]
    assert listed == ["2025-06-12", "2025-06", "2025", "2024-12-31", "1999", ""]


def test_tours_of_one_day_come_newest_published_first():
    first = make_report(make_profile(), start_date="2025-06-12")
    second = make_report(make_profile(), start_date="2025-06-12")
    assert list(InspectionReportPage.objects.listed()) == [second, first]


@pytest.mark.parametrize(
    ("start", "end", "date"),
    [
        ("2025-06-12", "2025-06-14", "2024"),
        ("2025-06-12", "2025-06-14", "2025-06-11"),
        ("2025-06-12", "2025-06-14", "2025-06-15"),
        ("2025-06-12", "2025-06-14", "2025-07"),
        ("2025-06-12", "", "2025-06-13"),
        ("2025-06", "", "2025-07-01"),
        ("2025", "", "2026-01-01"),
        ("2025", "2026-02", "2026-03"),
    ],
)
def test_a_stop_lies_within_the_days_of_its_tour(start, end, date):
    assert outside_the_tour(start, end, [{}, {"date": None}, {"date": date}, {"date": date}]) == [date]


@pytest.mark.parametrize(
    ("start", "end", "date"),
    [
        ("2025-06-12", "2025-06-14", "2025-06-13"),
        ("2025-06-12", "2025-06-14", "2025-06"),
        ("2025-06-12", "2025-06-14", "2025"),
        ("2025-06-30", "2025-07-02", "2025-07"),
        ("2025-06", "", "2025-06-30"),
        ("2025", "", "2025-12-31"),
        ("2025-06-12", "2025", "2025-11"),
        ("", "", "2001"),
        ("2025-06-12", "", ""),
        ("2025-06-12", "", "giugno"),
        ("giugno", "", "2001"),
        ("2025-06-12", "giugno", "2001"),
        ("2025-06-12", "2025-06-11", "2001"),
        (None, None, "2001"),
    ],
)
def test_what_is_not_known_or_broken_contradicts_no_stop(start, end, date):
    assert outside_the_tour(start, end, [{"date": date}]) == []


def test_a_draft_with_a_stop_outside_its_tour_is_not_published():
    stop = VisitStop(entity=make_profile(), evidence="stated", observation="<p>Visto.</p>", date="2024")
    report = make_report(rows={"stops": [stop]}, chains=[make_chain()], start_date="2025-06-12")
    [sentence] = obstacles([report])
    assert "nessuno dei giorni del viaggio: 2024." in sentence
