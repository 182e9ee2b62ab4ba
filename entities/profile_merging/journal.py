"""What a merge of profiles changes in the database, row by row, so that it can be taken back."""

from collections.abc import Iterable
from typing import Any

from django.apps import apps
from django.core import serializers
from django.db.models import Model
from modelcluster.fields import ParentalKey
from wagtail.models import Page

from entities.models import DoneDecision

# Kinds of entries.
CHANGED, MADE, DELETED = "changed", "made", "deleted"
Entry = dict[str, Any]


class Journal:
    """Changes rows and writes each change down; ``entries`` can be kept as JSON."""

    def __init__(self) -> None:
        self.entries: list[Entry] = []

    def change(self, row: Model, **values: Any) -> None:
        """Give some fields of a row other values."""
        before = _told(row, values)
        for name, value in values.items():
            setattr(row, name, value)
        save(row, list(values))
        self._write(CHANGED, row, before=before, after=_told(row, values))

    def note_changed(self, old: Model, row: Model, names: Iterable[str]) -> None:
        """Write down which fields of a row, ``old`` as it was, somebody else has changed."""
        before, after = _told(old, names), _told(row, names)
        if before != after:
            self._write(CHANGED, row, before=before, after=after)

    def make(self, row: Model) -> None:
        """Save a new row."""
        row.save()
        self.note_made(row)

    def note_made(self, row: Model) -> None:
        """Write down a row that somebody else has saved."""
        self._write(MADE, row)

    def delete(self, row: Model) -> None:
        """Delete a row, keeping all it says."""
        self.note_deleted(row)
        row.delete()

    def note_deleted(self, row: Model) -> None:
        """Write down a row, and all it says, that somebody else has deleted or is about to delete."""
        self._write(DELETED, row, said=serializers.serialize("json", [row]))

    def _write(self, what: str, row: Model, **details: Any) -> None:
        self.entries.append(
            {"what": what, "model": row._meta.label, "key": row.pk, "page": page_of(row)} | details
        )


def save(row: Model, names: Iterable[str]) -> None:
    """Save some fields; a page as it is, since its own rules are asked when it is published."""
    if isinstance(row, Page):
        row.save(clean=False, update_fields=list(names))
    else:
        row.save(update_fields=list(names))


def _told(row: Model, names: Iterable[str]) -> dict[str, Any]:
    return {name: stored(row, row._meta.get_field(name)) for name in names}


def stored(row: Model, field: Any) -> Any:
    """The value of a field as the journal keeps and compares it."""
    value = field.get_prep_value(getattr(row, field.attname))
    return value if value is None or isinstance(value, int | str | list) else str(value)


def page_of(row: Model) -> int | None:
    """The key of the page that a row is, belongs to or decides something about publishing."""
    if isinstance(row, Page):
        return row.pk
    if isinstance(row, DoneDecision):
        return row.page_id
    own = owner_of(row)
    return getattr(row, own.attname) if own else None


def owner_of(row: Model) -> Any:
    """The column in which a row names the page it belongs to; ``None`` where it belongs to none."""
    columns = (field for field in row._meta.concrete_fields if isinstance(field, ParentalKey))
    return next(columns, None)


def take_back(entries: Iterable[Entry], *, without: Iterable[int] = ()) -> set[int]:
    """Undo changes, the last one first; those to pages ``without`` (keys) stay.

    Rows that say something else by now stay too: the keys of their pages.
    """
    left: set[int] = set()
    kept = set(without)
    for entry in reversed(list(entries)):
        if entry["page"] in kept:
            continue
        if not _UNDOING[entry["what"]](entry) and entry["page"] is not None:
            left.add(entry["page"])
    return left


def _change_back(entry: Entry) -> bool:
    model = apps.get_model(entry["model"])
    row = model._base_manager.filter(pk=entry["key"]).first()
    if row is None:
        return False
    fields = {name: model._meta.get_field(name) for name in entry["before"]}
    if any(stored(row, field) != entry["after"][name] for name, field in fields.items()):
        return False
    for name, field in fields.items():
        setattr(row, field.attname, field.to_python(entry["before"][name]))
    save(row, fields)
    return True


def _unmake(entry: Entry) -> bool:
    apps.get_model(entry["model"])._base_manager.filter(pk=entry["key"]).delete()
    return True


def _bring_back(entry: Entry) -> bool:
    for found in serializers.deserialize("json", entry["said"]):
        found.save()
    return True


_UNDOING = {CHANGED: _change_back, MADE: _unmake, DELETED: _bring_back}


def pages_in(entries: Iterable[Entry]) -> set[int]:
    """The keys of all pages whose rows or own fields were changed."""
    return {entry["page"] for entry in entries if entry["page"] is not None}
