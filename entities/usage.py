"""Which pages use which chain: as the public sees them, in drafts, and at a set hour."""

from collections.abc import Collection, Iterable, Iterator

from django.db.models import Exists, OuterRef, Q, QuerySet
from wagtail.models import Page, Revision

from entities.models import ChainLink
from entities.models.tombstones import LINKS


def pages_in_drafts(chains: Collection[int]) -> set[int]:
    """The pages (keys) whose newest text is not public and names one of ``chains`` (keys)."""
    return {page for page, tag in draft_links() if tag in chains}


def pages_scheduled(chains: Collection[int]) -> set[int]:
    """The pages (keys) of which a revision with a set hour names one of ``chains`` (keys)."""
    awaited = Revision.page_revisions.filter(approved_go_live_at__isnull=False)
    return {page for page, tag in _named_in(awaited) if tag in chains}


def draft_links() -> Iterator[tuple[int, int]]:
    """Of every page whose newest text is not public, its key with that of each chain in the text.

    Two queries. A draft lives in a revision, as JSON, of which the links alone are read.
    """
    drafts = Page.objects.filter(Q(live=False) | Q(has_unpublished_changes=True))
    newest = Revision.page_revisions.filter(Exists(drafts.filter(latest_revision=OuterRef("pk"))))
    yield from _named_in(newest)
    never_saved = Page.objects.filter(live=False, latest_revision=None).order_by().values("pk")
    rows = ChainLink.objects.filter(content_object__in=never_saved).order_by("pk")
    yield from rows.values_list("content_object", "tag")


def _named_in(revisions: QuerySet[Revision]) -> Iterator[tuple[int, int]]:
    contents: Iterable[tuple[str, list[dict] | None]] = revisions.order_by("pk").values_list(
        "object_id", f"content__{LINKS}"
    )
    for page, rows in contents:
        yield from ((int(page), row["tag"]) for row in rows or [] if row.get("tag"))
