"""Which pages use which chain: as the public sees them, in drafts, and at a set hour."""

from collections import Counter
from collections.abc import Collection, Iterable, Iterator
from dataclasses import dataclass, field
from datetime import datetime

from django.db.models import Count, Exists, Max, OuterRef, Q, QuerySet
from wagtail.models import Page, Revision

from entities.enums import Stage
from entities.models import ChainLink
from entities.models.tombstones import LINKS, survivors_of


@dataclass(frozen=True)
class Usage:
    """How many published pages stand in a chain, at which stages, how many drafts; the last publishing."""

    live: int = 0
    drafts: int = 0
    stages: dict[Stage, int] = field(default_factory=dict)
    last_published: datetime | None = None

    @property
    def known_stages(self) -> str:
        """The stages in which pages stand, with how many, as one line."""
        counted = [(stage.label, self.stages.get(stage, 0)) for stage in Stage]
        return " · ".join(f"{label} {count}" for label, count in counted if count)


def usage_of(chains: Collection[int]) -> dict[int, Usage]:
    """The usage of each chain (keys), in a fixed number of queries.

    Drafts written before a merge count for the chain that is left.
    """
    written = set(draft_links())
    survivors = survivors_of(tag for _page, tag in written)
    drafts = Counter(tag for _page, tag in {(page, survivors.get(tag, tag)) for page, tag in written})
    published = Q(content_object__live=True)
    by_stage = {
        stage.name: Count("content_object", filter=published & Q(stage=stage), distinct=True)
        for stage in Stage
    }
    rows = (
        ChainLink.objects.filter(tag__in=chains)
        .order_by()
        .values("tag")
        .annotate(
            live=Count("content_object", filter=published, distinct=True),
            last=Max("content_object__last_published_at", filter=published),
            **by_stage,
        )
    )
    found = {
        row["tag"]: Usage(
            row["live"], drafts[row["tag"]], {stage: row[stage.name] for stage in Stage}, row["last"]
        )
        for row in rows
    }
    return {key: found.get(key) or Usage(drafts=drafts[key]) for key in chains}


def pages_in_drafts(chains: Collection[int]) -> set[int]:
    """The pages (keys) whose newest text is not public and names one of ``chains`` (keys)."""
    return {page for page, tag in draft_links() if tag in chains}


def pages_scheduled(chains: Collection[int]) -> set[int]:
    """The pages (keys) of which a revision with a set hour names one of ``chains`` (keys)."""
    return {page for page, tag in _named_in(scheduled_revisions()) if tag in chains}


def newest_drafts() -> QuerySet[Revision]:
    """Of every page whose newest text is not public, that text."""
    drafts = Page.objects.filter(Q(live=False) | Q(has_unpublished_changes=True))
    return Revision.page_revisions.filter(Exists(drafts.filter(latest_revision=OuterRef("pk"))))


def scheduled_revisions() -> QuerySet[Revision]:
    """Texts that become public at a set hour."""
    return Revision.page_revisions.filter(approved_go_live_at__isnull=False)


def draft_links() -> Iterator[tuple[int, int]]:
    """Of every page whose newest text is not public, its key with that of each chain in the text.

    Two queries. A draft lives in a revision, as JSON, of which the links alone are read.
    """
    yield from _named_in(newest_drafts())
    never_saved = Page.objects.filter(live=False, latest_revision=None).order_by().values("pk")
    rows = ChainLink.objects.filter(content_object__in=never_saved).order_by("pk")
    yield from rows.values_list("content_object", "tag")


def _named_in(revisions: QuerySet[Revision]) -> Iterator[tuple[int, int]]:
    contents: Iterable[tuple[str, list[dict] | None]] = revisions.order_by("pk").values_list(
        "object_id", f"content__{LINKS}"
    )
    for page, rows in contents:
        yield from ((int(page), row["tag"]) for row in rows or [] if row.get("tag"))
