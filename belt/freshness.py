"""Knows when public content may have changed: a token in the database, renewed in the same transaction.

A random token, not a counter: a change that is rolled back takes its token with it, so that nothing
computed in between is ever found again.
"""

import uuid
from typing import Any

from django.db.models import Model
from django.db.models.signals import post_delete, post_save
from wagtail.models import Page, PageViewRestriction
from wagtail.signals import page_published, page_unpublished, post_page_move

from entities.models import IndustryChain

STATE = 1
# What saving a draft writes to the page's own row; readers see none of it.
DRAFT_COLUMNS = frozenset(
    {"latest_revision", "latest_revision_created_at", "draft_title", "has_unpublished_changes"}
)


def content_token() -> str:
    """The token of what the database holds now; one query."""
    from belt.models import ContentState

    token = ContentState.objects.filter(pk=STATE).values_list("token", flat=True).first()
    return str(token)


def renew_content_token(**_signal: Any) -> None:
    """Say that public content may have changed; also for code that writes rows without signals."""
    from belt.models import ContentState

    ContentState.objects.update_or_create(pk=STATE, defaults={"token": uuid.uuid4()})


def _page_row_changed(
    sender: type[Model], update_fields: frozenset[str] | None = None, **signal: Any
) -> None:
    drafted = update_fields is not None and DRAFT_COLUMNS.issuperset(update_fields)
    if issubclass(sender, Page) and not drafted and not signal.get("raw"):
        renew_content_token()


def watch() -> None:
    """Connect to everything that changes what the public can see."""
    for signal in (page_published, page_unpublished, post_page_move):
        signal.connect(renew_content_token, dispatch_uid="belt.freshness")
    for signal in (post_save, post_delete):
        signal.connect(_page_row_changed, dispatch_uid="belt.freshness.pages")
        for model in (IndustryChain, PageViewRestriction):
            signal.connect(renew_content_token, sender=model, dispatch_uid=f"belt.freshness.{model.__name__}")
