"""The criteria that profiles and reports share. Each looks at a page in a form or in the table alike."""

import hashlib
from collections.abc import Callable, Collection, Iterable, Mapping
from dataclasses import dataclass
from typing import Any

from django.utils.translation import gettext as _
from wagtail.models import Page

from entities.enums import NoteKind, NoteStatus
from entities.languages import quoted

SOURCES, NOTES = "sources", "notes"
# A field of the page, and the rows of a relation, as ``AnnotatedPage.lacking()`` gets them.
Value = Callable[[str], Any]
Rows = Callable[[str], Collection[Mapping[str, Any]]]


@dataclass(frozen=True)
class Criterion:
    """One thing a page should have: whether it has it, and what to do if not.

    ``field`` is the field or the rows where that can be mended. ``mark`` tells what was seen: an
    answer given to one mark is none to another. What ``lacking()`` demands of every published page
    may not be waived: it is refused there, and stands here to be seen beforehand.
    """

    code: str
    label: str
    is_met: bool
    field: str
    sentence: str
    mark: str = ""
    may_be_waived: bool = True


def mark_of(parts: Iterable[str]) -> str:
    """A short sign for some words, the same for the same words."""
    return hashlib.sha256("\n".join(sorted(parts)).encode()).hexdigest()[:32]


def says(rows: Rows, kind: NoteKind) -> bool:
    """Whether an editorial note tells readers of such a lack."""
    return any(row.get("kind") == kind for row in rows("editorial_notes"))


def sourced(value: Value, rows: Rows) -> Criterion:
    """It names its sources, or says that there are none."""
    return Criterion(
        code=SOURCES,
        label=_("Source, or “source unknown”"),
        is_met=bool(rows("sources")) or says(rows, NoteKind.MISSING_SOURCE),
        field="sources",
        sentence=_(
            "Name at least one source, if only “text received, undated”, or say in a note of the kind "
            "“missing source” that nobody knows one."
        ),
    )


def in_a_chain(value: Value, rows: Rows) -> Criterion:
    """It stands in a chain."""
    return Criterion(
        code="chains",
        label=_("At least one industry chain"),
        is_met=any(row.get("tag") or row.get("tag_id") for row in rows("chain_links")),
        field="chain_links",
        sentence=_("Give it at least one industry chain: nobody finds it by chain otherwise."),
    )


def pictures_described(value: Value, rows: Rows) -> Criterion:
    """Whoever does not see its pictures is told what they show."""
    bare = [str(picture) for picture, words in _pictures(value("body") or []) if not words.strip()]
    return Criterion(
        code="alternatives",
        label=_("Alternative texts of all pictures"),
        is_met=not bare,
        field="body",
        sentence=_("Say of each picture what it shows, for those who do not see it."),
        mark=mark_of(bare) if bare else "",
    )


def _pictures(body: Any) -> Iterable[tuple[int | None, str]]:
    """Each picture (key) of a text with the words that stand for it there."""
    for block in body:
        shown = [block.value] if block.block_type == "picture" else []
        for picture in block.value if block.block_type == "gallery" else shown:
            yield getattr(picture.get("image"), "pk", None), picture.get("alt") or ""


def notes_looked_at(page: Page, rows: Rows) -> Criterion:
    """Somebody has looked at its open notes: those that readers see already were looked at then.

    One that readers see and that is taken away unresolved is looked at as well.
    """
    from entities.models import EditorialNote

    told = {_note(row) for row in rows("editorial_notes")}
    waiting = {_note(row) for row in rows("editorial_notes") if row.get("status") == NoteStatus.OPEN}
    gone: dict[str, str] = {}
    if page.pk and page.live:
        public = EditorialNote.objects.open().filter(page=page.pk)
        seen = {_note(row): row["title"] for row in public.values("kind", "title", "text")}
        waiting -= set(seen)
        gone = {note: title for note, title in seen.items() if note not in told}
    sentence = _("Look at the open notes that readers have not seen yet: do they ask what they should?")
    if gone:
        taken = _("Taken away without being resolved: %(notes)s.") % {"notes": quoted(gone.values())}
        sentence = f"{taken} {sentence}" if waiting else taken
    return Criterion(
        code=NOTES,
        label=_("Open notes looked at"),
        is_met=not (waiting or gone),
        field="editorial_notes",
        sentence=sentence,
        mark=mark_of({*waiting, *gone}) if waiting or gone else "",
    )


def _note(row: Mapping[str, Any]) -> str:
    return "|".join(str(row.get(name, "")) for name in ("kind", "title", "text"))
