"""What changed lately on the site."""

from dataclasses import dataclass
from datetime import datetime

from wagtail.models import Page

from entities.listed_querysets import listed_pages

CHANGES_SHOWN = 6


@dataclass(frozen=True)
class Change:
    """A page that was published, for the first time or again."""

    page: Page
    when: datetime
    is_new: bool


def latest_changes(home: Page) -> list[Change]:
    """The reports and profiles below ``home`` published last, newest first."""
    pages = (
        listed_pages()
        .descendant_of(home)
        .filter(content_type__model__in=["inspectionreportpage", "entitypage"])
        .select_related("content_type")
        .order_by("-last_published_at", "-pk")
    )
    return [
        Change(page, page.last_published_at, page.first_published_at == page.last_published_at)
        for page in pages[:CHANGES_SHOWN]
    ]
