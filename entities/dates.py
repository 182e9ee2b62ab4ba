"""Dates that may be known only in part, or not at all.

Stored as ISO 8601 text of reduced precision ("2025", "2025-06", "2025-06-12"),
which sorts and filters as text does; the empty text is a date nobody knows.
Pure: no database, no clock.
"""

import datetime as dt
import re
from dataclasses import dataclass

_SHAPE = re.compile(r"(\d{4})(?:-(\d{2})(?:-(\d{2}))?)?")


@dataclass(frozen=True)
class PartialDate:
    """A year, a month of a year, or a day."""

    year: int
    month: int | None = None
    day: int | None = None

    @classmethod
    def parse(cls, text: str) -> "PartialDate":
        """Read ISO 8601 text; ``ValueError`` where it names no date of the calendar."""
        match = _SHAPE.fullmatch(text)
        if match is None or not text.isascii():
            raise ValueError(f"not a year, month or day: {text!r}")
        year, month, day = match.groups()
        date = cls(int(year), int(month) if month else None, int(day) if day else None)
        dt.date(date.year, 1 if date.month is None else date.month, 1 if date.day is None else date.day)
        return date

    def __str__(self) -> str:
        parts = [f"{self.year:04d}"]
        parts += [f"{part:02d}" for part in (self.month, self.day) if part is not None]
        return "-".join(parts)

    def first_day(self) -> dt.date:
        """The earliest day it can mean."""
        return dt.date(self.year, self.month or 1, self.day or 1)

    def last_day(self) -> dt.date:
        """The latest day it can mean."""
        if self.day is not None and self.month is not None:
            return dt.date(self.year, self.month, self.day)
        if self.month is None or self.month == 12:
            return dt.date(self.year, 12, 31)
        return dt.date(self.year, self.month + 1, 1) - dt.timedelta(days=1)


def is_to_come(text: str | None, today: dt.date) -> bool:
    """Whether even the earliest day that stored text can mean comes after ``today``; not where it is none."""
    try:
        return PartialDate.parse(text or "").first_day() > today
    except ValueError:
        return False
