"""Dates known to the year, the month or the day: read, printed, ordered."""

import datetime as dt

import pytest
from hypothesis import given
from hypothesis import strategies as st

from entities.dates import PartialDate, is_to_come

BAD = [
    "", " ", "25", "202", "20255", "2025-", "2025-6", "2025-00", "2025-13", "2025-06-", "2025-06-00",
    "2025-06-31", "2025-02-29", "2025-6-1", "0000", "0000-01-01", "2025/06", "2025-06-12T00:00", "2025 ",
    " 2025", "2025\n", "2025\0", "-2025", "٢٠٢٥", "２０２５", "2025–06", "giugno 2025", "unknown",
]  # fmt: skip


def to_precision(day, precision):
    return PartialDate(*(day.year, day.month, day.day)[:precision])


dates = st.builds(to_precision, st.dates(), st.sampled_from([1, 2, 3]))


@given(dates)
def test_what_is_printed_is_read_again(date):
    assert PartialDate.parse(str(date)) == date


@given(dates)
def test_it_lasts_from_its_first_to_its_last_day(date):
    assert date.first_day() <= date.last_day()
    for day in (date.first_day(), date.last_day()):
        assert day.isoformat().startswith(str(date))


@given(dates)
def test_the_days_around_it_are_not_in_it(date):
    if date.first_day() > dt.date.min:
        assert not (date.first_day() - dt.timedelta(days=1)).isoformat().startswith(str(date))
    if date.last_day() < dt.date.max:
        assert not (date.last_day() + dt.timedelta(days=1)).isoformat().startswith(str(date))


@given(st.text(max_size=12))
def test_any_text_is_a_date_or_a_value_error(text):
    try:
        date = PartialDate.parse(text)
    except ValueError:
        return
    assert str(date) == text


@pytest.mark.parametrize("text", BAD)
def test_what_names_no_date_is_refused(text):
    with pytest.raises(ValueError):  # noqa: PT011
        PartialDate.parse(text)


@pytest.mark.parametrize(
    ("text", "date"),
    [
        ("2025", PartialDate(2025)),
        ("2025-06", PartialDate(2025, 6)),
        ("2024-02-29", PartialDate(2024, 2, 29)),
        ("0975-01", PartialDate(975, 1)),
    ],
)
def test_a_date_keeps_the_precision_it_is_known_with(text, date):
    assert PartialDate.parse(text) == date
    assert str(date) == text


@pytest.mark.parametrize(
    ("text", "first", "last"),
    [
        ("2025", "2025-01-01", "2025-12-31"),
        ("2025-02", "2025-02-01", "2025-02-28"),
        ("2024-02", "2024-02-01", "2024-02-29"),
        ("2025-12", "2025-12-01", "2025-12-31"),
        ("9999-12", "9999-12-01", "9999-12-31"),
        ("2025-06-12", "2025-06-12", "2025-06-12"),
    ],
)
def test_first_and_last_day(text, first, last):
    date = PartialDate.parse(text)
    assert (date.first_day().isoformat(), date.last_day().isoformat()) == (first, last)


@pytest.mark.parametrize("text", ["2026-11-25", "2026-12", "2027", "9999-12-31"])
def test_what_cannot_have_been_yet_is_to_come(text):
    assert is_to_come(text, dt.date(2026, 11, 24))


@pytest.mark.parametrize("text", ["2026-11-24", "2026-11", "2026", "0001", "", None, "domani", "2027-13"])
def test_what_may_have_been_or_is_no_date_is_not_to_come(text):
    assert not is_to_come(text, dt.date(2026, 11, 24))
