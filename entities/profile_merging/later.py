"""Merges of profiles that came after another merge and still stand: they are to be undone first."""

import datetime as dt
from collections.abc import Iterable, Iterator

from wagtail.models import PageLogEntry

from entities.models import ChainLink, EntityPage
from entities.profile_merging.journal import MADE, pages_in
from entities.profile_merging.merge import MERGE_ACTION


def touched_by(entries: Iterable[PageLogEntry]) -> set[int]:
    """The keys of all pages that a merge, by its entries of the log, has changed."""
    touched = set()
    for entry in entries:
        followed = entry.data.get("followed", [])
        touched |= {entry.page_id, *pages_in(entry.data.get("journal", []))}
        touched |= {one["page"] for one in followed}
    return touched


def merges_since(moment: dt.datetime, pages: set[int]) -> Iterator[PageLogEntry]:
    """The entries of standing merges since a moment that touched any of these pages, the latest first."""
    entries = PageLogEntry.objects.filter(action=MERGE_ACTION, timestamp__gt=moment).order_by("-pk")
    for entry in entries:
        stands = EntityPage.objects.filter(pk=entry.data["loser"]["key"], merged_into__isnull=False)
        if "journal" in entry.data and touched_by([entry]) & pages and stands.exists():
            yield entry


def links_given_by(entries: list[PageLogEntry]) -> set[int]:
    """The keys of the links to chains that merges have made."""
    journals = [entry.data["journal"] for entry in entries]
    journals += [one["journal"] for entry in entries for one in entry.data.get("followed", [])]
    made = [change for journal in journals for change in journal if change["what"] == MADE]
    return {change["key"] for change in made if change["model"] == ChainLink._meta.label}
