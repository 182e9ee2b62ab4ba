"""What translations of the winner got by following it while it was merged, before their own turn came.

Undoing takes it back row by row: a translation whose words wait does not follow a second time.
"""

from typing import Any

from django.core import serializers
from django.db.models import Model

from entities.models import EntityPage
from entities.profile_merging.journal import Journal, take_back
from entities.republishing import republish

# Facts are shared; rows with words of their own come along by ``carried_key()``.
ROWS = ("names", "chain_links")
FIELDS = ("verification", "verified_by", "verified_on")
Followed = dict[str, Any]


def translations_of_winner(profile: EntityPage) -> list[tuple[EntityPage, list[Model]]]:
    """Each translation of ``profile`` as it is, with its rows."""
    versions = EntityPage.objects.filter(translation_key=profile.translation_key).exclude(pk=profile.pk)
    return [(page, _rows(page)) for page in versions.order_by("pk")]


def followed(before: list[tuple[EntityPage, list[Model]]]) -> list[Followed]:
    """What has changed in them since, for ``take_back_followed()``."""
    found = []
    for old, rows in before:
        page = EntityPage.objects.get(pk=old.pk)
        journal = Journal()
        journal.note_changed(old, page, FIELDS)
        _note_differences(journal, rows, _rows(page))
        if journal.entries:
            found.append({"page": page.pk, "journal": journal.entries})
    return found


def with_versions(found: list[Followed]) -> list[Followed]:
    """The same with the newest version that each page has by now."""
    pages = EntityPage.objects.in_bulk([one["page"] for one in found])
    return [one | {"revision": pages[one["page"]].latest_revision_id} for one in found]


def take_back_followed(found: list[Followed], *, unchanged: set[int]) -> set[int]:
    """Give the translations back what they had. But for those known to be ``unchanged``, one that somebody
    has saved since stays as it is: the keys of these pages."""
    pages = EntityPage.objects.in_bulk([one["page"] for one in found])
    left = set()
    for one in found:
        page = pages.get(one["page"])
        if page is None:
            continue
        if page.pk not in unchanged and page.latest_revision_id != one["revision"]:
            left.add(page.pk)
            continue
        take_back(one["journal"])
        if not page.has_unpublished_changes:
            republish(page)
    return left


def _rows(page: EntityPage) -> list[Model]:
    return [row for relation in ROWS for row in getattr(page, relation).all()]


def _note_differences(journal: Journal, before: list[Model], now: list[Model]) -> None:
    """Rows may have been written anew with other keys and say the same."""
    known, said = {_said(row) for row in before}, {_said(row) for row in now}
    for row in before:
        if _said(row) not in said:
            journal.note_deleted(row)
    for row in now:
        if _said(row) not in known:
            journal.note_made(row)


def _said(row: Model) -> str:
    fields = [field.name for field in row._meta.concrete_fields if field.name not in ("id", "sort_order")]
    told: str = serializers.serialize("json", [row], fields=fields)
    return told.replace(f'"pk": {row.pk},', "")
