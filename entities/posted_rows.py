"""Rows of a form that is sent again without their keys, or that was opened before somebody else saved.

A form knows the key of a row only once an answer has told it. Where the answer never came, the same
row would be stored a second time; ``told_apart_by`` of a row's model names the fields by which it is
known again. Data of a form may also lack rows that another window has added since.
"""

from collections import Counter, defaultdict
from collections.abc import Iterator, Mapping
from typing import Any

from wagtail.models import Page

from entities.digits import number_in

# As many as Django reads of any formset.
MOST_ROWS = 1000


def with_known_keys(data: Any, page: Page | None, formsets: Mapping[str, Any]) -> Any:
    """What was sent, its rows without key given that of the stored row they repeat.

    A stored row whose key was sent stands for itself and is no other's.
    """
    if not data or page is None or not page.pk:
        return data
    found: dict[str, str] = {}
    for relation, fields in _relations(formsets):
        keyless = [row for row in _sent(data, relation, fields) if not row["id"] and any(row["told"])]
        if keyless:
            found |= _keys_of(keyless, data, page, relation, fields)
    if not found:
        return data
    sent = data.copy()
    for name, value in found.items():
        sent[name] = value
    return sent


def beside_newer(data: Any, page: Page, newest: Any) -> Any:
    """What was sent, with the rows that ``newest``, an unbound form of the latest draft, has besides.

    Rows that are stored no more are sent as new ones: deleting them was another's decision.
    """
    sent = with_known_keys(data, page, newest.formsets).copy()
    for relation, fields in _relations(newest.formsets):
        rows, stored = list(_sent(sent, relation, fields)), newest.formsets[relation].forms
        known = {str(form.instance.pk) for form in stored}
        for row in rows:
            if row["id"] not in known:
                sent[f"{relation}-{row['number']}-id"] = ""
        missing = list(_not_sent(stored, rows, fields))
        for number, form in enumerate(missing, start=len(rows)):
            _append(sent, f"{relation}-{number}", number, form)
        for name in ("TOTAL_FORMS", "INITIAL_FORMS"):
            sent[f"{relation}-{name}"] = str(len(rows) + len(missing))
    return sent


def _relations(formsets: Mapping[str, Any]) -> Iterator[tuple[str, tuple[str, ...]]]:
    for relation, formset in formsets.items():
        if fields := getattr(formset.model, "told_apart_by", ()):
            yield relation, fields


def _sent(data: Any, relation: str, fields: tuple[str, ...]) -> Iterator[dict[str, Any]]:
    total = number_in(str(data.get(f"{relation}-TOTAL_FORMS", ""))) or 0
    for number in range(min(total, MOST_ROWS)):
        prefix = f"{relation}-{number}"
        told = tuple(str(data.get(f"{prefix}-{name}", "")).strip() for name in fields)
        yield {"number": number, "id": data.get(f"{prefix}-id", ""), "told": told}


def _told(row: Any, fields: tuple[str, ...]) -> tuple[str, ...]:
    values = (row._meta.get_field(name).value_from_object(row) for name in fields)
    return tuple("" if value is None else str(value).strip() for value in values)


def _keys_of(
    keyless: list[dict[str, Any]], data: Any, page: Page, relation: str, fields: tuple[str, ...]
) -> dict[str, str]:
    """The fields of the form that change where rows without key repeat stored ones."""
    taken = {row["id"] for row in _sent(data, relation, fields)}
    free = defaultdict(list)
    for row in getattr(page, relation).all():
        if row.pk is not None and str(row.pk) not in taken:
            free[_told(row, fields)].append(str(row.pk))
    repeating = [row for row in keyless if free[row["told"]]]
    found = {}
    for row in repeating:
        if keys := free[row["told"]]:
            found[f"{relation}-{row['number']}-id"] = keys.pop(0)
    # Only rows that a form has been opened with are changed or deleted by their keys.
    return found | ({f"{relation}-INITIAL_FORMS": data[f"{relation}-TOTAL_FORMS"]} if found else {})


def _not_sent(stored: list[Any], rows: list[dict[str, Any]], fields: tuple[str, ...]) -> Iterator[Any]:
    """The forms of stored rows sent neither by their keys nor, having none yet, by what they say."""
    keys = {row["id"] for row in rows}
    keyless = Counter(row["told"] for row in rows if not row["id"])
    for form in stored:
        told = _told(form.instance, fields)
        if form.instance.pk is not None:
            if str(form.instance.pk) not in keys:
                yield form
        elif keyless[told]:
            keyless[told] -= 1
        else:
            yield form


def _append(sent: Any, prefix: str, number: int, form: Any) -> None:
    """Write a row into what was sent as the screen would have sent it."""
    for name in form.fields:
        shown = form[name].field.widget.format_value(form[name].value())
        value = shown[0] if isinstance(shown, list) and shown else shown
        sent[f"{prefix}-{name}"] = "" if value in (None, []) else str(value)
    sent[f"{prefix}-ORDER"] = str(number + 1)
