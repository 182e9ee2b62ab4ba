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
        ("it", "9–11 marzo 2026", "30 marzo 2026 – 2 aprile 2026"),
        ("en", "9–11 March 2026", "30 March 2026 – 2 April 2026"),
        ("zh-hans", "2026年3月9日至11日", "2026年3月30日至2026年4月2日"),
    ],
)
def test_some_days_are_printed_as_each_language_writes_them(language, one_month, two_months):
    with override(language):
        assert days("2026-03-09", "2026-03-11") == one_month
        assert days("2026-03-30", "2026-04-02") == two_months
        assert days("2026-03", "") == days("2026-03", "2026-03") == partial_date("2026-03")
