"""Template tags: days and partial dates in the reader's language."""

import datetime as dt

import pytest
from django.utils.formats import date_format
from django.utils.translation import override

from entities.templatetags.entities_tags import day, days, partial_date


@pytest.mark.parametrize(
    ("language", "year", "month", "whole"),
    [
        ("it", "2025", "giugno 2025", "12 giugno 2025"),
        ("en", "2025", "June 2025", "12 June 2025"),
        ("zh-hans", "2025年", "2025年6月", "2025年6月12日"),
    ],
)
def test_a_date_is_printed_as_far_as_it_is_known(language, year, month, whole):
    with override(language):
        assert [partial_date(text) for text in ("2025", "2025-06", "2025-06-12")] == [year, month, whole]
        assert day(dt.date(2025, 6, 12)) == whole


def test_italian_days_are_written_without_a_nought():
    with override("it"):
        assert [partial_date("2025-06-03"), day(dt.date(2026, 1, 1))] == ["3 giugno 2025", "1 gennaio 2026"]
        assert date_format(dt.datetime(2025, 6, 3, 9, 5), "DATETIME_FORMAT").endswith(" 3 Giugno 2025 09:05")  # noqa: DTZ001 -- as it is printed


@pytest.mark.parametrize("text", ["", None, "giugno", "2025-13", "0000", "2025-02-30", "2025-00"])
def test_a_date_nobody_knows_is_said_to_be_unknown(text):
    with override("it"):
        assert partial_date(text) == "data non indicata"


def test_no_day_is_nothing():
    assert day(None) == ""


@pytest.mark.parametrize(
    ("language", "one_month", "two_months"),
    [
        ("it", "9–11 marzo 2026", "30 marzo – 2 aprile 2026"),
        ("en", "9–11 March 2026", "30 March – 2 April 2026"),
        ("zh-hans", "2026年3月9日至11日", "2026年3月30日至4月2日"),
    ],
)
def test_some_days_are_printed_as_each_language_writes_them(language, one_month, two_months):
    with override(language):
        assert days("2026-03-09", "2026-03-11") == one_month
        assert days("2026-03-30", "2026-04-02") == two_months
        assert days("2026-03", "") == days("2026-03", "2026-03") == partial_date("2026-03")


@pytest.mark.parametrize(
    ("language", "months", "days_of_two_years", "months_of_two_years", "mixed", "years"),
    [
        (
            "it",
            "giugno – agosto 2025",
            "30 dicembre 2025 – 2 gennaio 2026",
            "dicembre 2025 – gennaio 2026",
            "30 giugno 2025 – agosto 2025",
            "2024 – 2025",
        ),
        (
            "en",
            "June – August 2025",
            "30 December 2025 – 2 January 2026",
            "December 2025 – January 2026",
            "30 June 2025 – August 2025",
            "2024 – 2025",
        ),
        (
            "zh-hans",
            "2025年6月至8月",
            "2025年12月30日至2026年1月2日",
            "2025年12月至2026年1月",
            "2025年6月30日至2025年8月",
            "2024年至2025年",
        ),
    ],
)
def test_the_year_is_said_once_where_both_dates_are_as_exact(
    language, months, days_of_two_years, months_of_two_years, mixed, years
):
    with override(language):
        assert days("2025-06", "2025-08") == months
        assert days("2025-12-30", "2026-01-02") == days_of_two_years
        assert days("2025-12", "2026-01") == months_of_two_years
        assert days("2025-06-30", "2025-08") == mixed
        assert days("2024", "2025") == years
