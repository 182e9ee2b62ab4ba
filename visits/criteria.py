"""What a report should have beside what every page should: days, and something seen at each stop."""

from collections.abc import Iterable, Mapping
from typing import Any

from django.utils.html import strip_tags
from django.utils.translation import gettext as _

from entities.dates import PartialDate
from entities.done.criteria import Criterion, Rows, Value, mark_of, says
from entities.enums import NoteKind
from entities.languages import enumeration


def dated(value: Value, rows: Rows) -> Criterion:
    """It says when the tour was, or that nobody knows."""
    return Criterion(
        code="dates",
        label=_("Days, or “date unknown”"),
        is_met=bool(value("start_date")) or says(rows, NoteKind.MISSING_DATE),
        field="start_date",
        sentence=_("Give the first day, or say in a note of the kind “missing date” that nobody knows."),
    )


def changed_before(start: str | None, changes: Iterable[Mapping[str, Any]]) -> bool:
    """Whether one of the change notes has a day before the tour began (ISO 8601, as far as it is known)."""
    first = _read(start)
    days = (row.get("date") for row in changes)
    return first is not None and any(day < first.first_day() for day in days if day)


def outside_the_tour(start: str | None, end: str | None, stops: Iterable[Mapping[str, Any]]) -> list[str]:
    """The dates of stops of which no day can be one of the tour's; all are ISO 8601, as far as known."""
    first, last = _read(start), _read(end or start)
    if first is None or last is None or last.last_day() < first.first_day():
        return []
    told = dict.fromkeys(row.get("date") or "" for row in stops)
    return [text for text in told if (day := _read(text)) and not _may_meet(day, first, last)]


def _read(text: str | None) -> PartialDate | None:
    """The date; ``None`` for an unknown or broken one, of which its own field says what is wrong."""
    try:
        return PartialDate.parse(text or "")
    except ValueError:
        return None


def _may_meet(day: PartialDate, first: PartialDate, last: PartialDate) -> bool:
    return day.first_day() <= last.last_day() and first.first_day() <= day.last_day()


def stops_observed(value: Value, rows: Rows) -> Criterion:
    """Each stop says where the delegation was and what it saw."""
    stops = [row for row in rows("stops") if row]
    bare = {str(number): row for number, row in enumerate(stops, start=1) if not _is_told(row)}
    sentence = _("Say what was seen at each stop, if only that the text tells no more. Bare: %(stops)s.")
    return Criterion(
        code="observations",
        label=_("Each stop with its site and an observation"),
        is_met=bool(stops) and not bare,
        field="stops",
        sentence=sentence % {"stops": enumeration(bare)} if stops else _("A report needs at least one stop."),
        mark=mark_of(map(_site, bare.values())) if bare else "",
        may_be_waived=bool(stops),
    )


def _is_told(row: Mapping[str, Any]) -> bool:
    return bool(_entity(row)) and bool(strip_tags(row.get("observation") or "").strip())


def _site(row: Mapping[str, Any]) -> str:
    """Where a stop is, wherever it stands in the itinerary."""
    return str(_entity(row) or row.get("name", ""))


def _entity(row: Mapping[str, Any]) -> int | None:
    """The key of the profile, from a form or from the table."""
    return getattr(row.get("entity"), "pk", None) or row.get("entity_id")
