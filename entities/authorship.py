"""Four eyes: what one person wrote last, another one publishes.

The last editor is who last changed something, not who last pressed "save":
somebody who publishes a colleague's draft as it stands saves it once more.
Administrators may publish alone, since a site may have nobody else.
"""

import json
import re
from collections.abc import Iterable
from typing import Any

from django.contrib.auth.models import AnonymousUser, User
from wagtail.models import Page, Revision

from entities.models.profile_tombstones import with_surviving_profiles
from entities.models.revisions import without
from entities.models.tombstones import with_survivors

# As a text within JSON within JSON may have it.
_KEY_OF_PARAGRAPH = re.compile(r' data-block-key=\\*"[a-z0-9]{5}\\*"')
_DECIMAL = re.compile(r"-?[0-9]+\.[0-9]+")
# What Wagtail keeps with a page about its saving and publishing; no editor wrote any of it.
BOOKKEEPING = frozenset(
    {
        "latest_revision",
        "latest_revision_created_at",
        "live",
        "live_revision",
        "draft_title",
        "has_unpublished_changes",
        "first_published_at",
        "last_published_at",
        "locked",
        "locked_at",
        "locked_by",
        "expired",
        # Others move it, make pages below it or put its neighbours in order.
        "path",
        "depth",
        "numchild",
        "url_path",
        # The hour is the business of who publishes.
        "go_live_at",
        "expire_at",
        "merged_into",
        "wagtail_admin_comments",
    }
)


def last_editor(page: Page, *, until: Revision | None = None) -> int | None:
    """The key of the user whose change is the newest (of those up to a revision); ``None`` if unknown."""
    editor, written = None, None
    for user, content in _newest_first(page, until):
        text = as_written(page, content)
        if written is not None and text != written:
            break
        editor, written = user, text
    return editor


def writer_of_draft(page: Page, *, until: Revision | None = None) -> User | None:
    """The same person: what a program writes anew is no edit of whoever has asked for it."""
    key = last_editor(page, until=until)
    return User.objects.filter(pk=key).first() if key else None


def may_publish(user: User | AnonymousUser, page: Page) -> bool:
    """Whether somebody else wrote the newest change, or there is none: an hour of expiry changes no word.

    Whether they have the right is Wagtail's question.
    """
    return user.is_superuser or last_editor(page) != user.pk or _is_public_as_written(page)


def _is_public_as_written(page: Page) -> bool:
    """Whether readers see just what the draft says; the tables may have more than any revision."""
    if not page.live or not page.live_revision_id:
        return False
    # As the database has them: one that was just made still holds dates.
    known = Revision.objects.filter(pk__in=[page.latest_revision_id, page.live_revision_id])
    in_tables = json.loads(type(page.specific).objects.get(pk=page.pk).to_json())
    contents = [in_tables, *known.values_list("content", flat=True)]
    return len({as_written(page, content) for content in contents}) == 1


def _newest_first(page: Page, until: Revision | None) -> Iterable[tuple[int | None, dict[str, Any]]]:
    revisions = page.revisions.order_by("-created_at", "-pk").values_list("user", "content")
    if until is not None:
        revisions = revisions.filter(created_at__lte=until.created_at, pk__lte=until.pk)
    return revisions.iterator(chunk_size=5)


def as_written(page: Page, content: dict[str, Any]) -> str:
    """What a revision of a page says (its ``content``), in a form in which two can be compared.

    A row that is not public yet has no key and is given another name by every saving; a form tells rows
    their language and numbers them. The editor of rich texts names their paragraphs when it opens them, and
    makes one where there is none: whoever approves sooner than it has taken that back sends it.
    """
    # Merging two chains, or two profiles, is no edit of the pages that name them.
    read = with_surviving_profiles(page.specific_class or Page, page.pk, with_survivors(content))
    kept = {
        name: without(_in_order(_in_short(value)), "pk", "translation_key", "locale", "sort_order")
        for name, value in read.items()
        if name not in BOOKKEEPING
    }
    return _KEY_OF_PARAGRAPH.sub("", json.dumps(kept, sort_keys=True)).replace("<p></p>", "")


def _in_short(value: Any) -> Any:
    """A decimal without the noughts at its end, which a column adds; anything else as it is."""
    is_decimal = isinstance(value, str) and _DECIMAL.fullmatch(value)
    return value.rstrip("0").rstrip(".") if is_decimal else value


def _in_order(value: Any) -> Any:
    """Rows as they stand one after the other; a form numbers those that had no number before."""
    if not isinstance(value, list) or not all(isinstance(row, dict) for row in value):
        return value
    numbers = (row.get("sort_order") for row in value)
    numbered = [(number is not None, number or 0, place) for place, number in enumerate(numbers)]
    return [value[place] for _has, _number, place in sorted(numbered)]
