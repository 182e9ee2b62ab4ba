"""What somebody waived stays waived where a merge of profiles, or its undoing, leads what was seen elsewhere.

The decision that was made stays, for windows that are still open and for the way back; a version of
the page that shows another mark gets the like of it.
"""

from collections.abc import Iterable

from django.db.models import Q
from wagtail.models import Page, Revision

from entities.models import AnnotatedPage, DoneDecision
from entities.usage import scheduled_revisions

# By page, its version (the key of a revision; none for the tables) and criterion, what is seen there.
Seen = dict[tuple[int, int | None, str], str]


def seen_in(pages: Iterable[int | None]) -> Seen:
    """The marks of those of ``pages`` (keys) about which anything was decided: public, newest, scheduled."""
    decided = DoneDecision.objects.filter(page__in={key for key in pages if key is not None})
    seen: Seen = {}
    for page in Page.objects.filter(pk__in=decided.order_by().values("page")).order_by("pk").specific():
        for version, read in _versions(page):
            for criterion in read.criteria_as_it_is():
                seen[page.pk, version, criterion.code] = criterion.mark
    return seen


def _versions(page: AnnotatedPage) -> list[tuple[int | None, AnnotatedPage]]:
    awaited = Q(pk=page.latest_revision_id) | Q(pk__in=scheduled_revisions().order_by().values("pk"))
    revisions = Revision.page_revisions.filter(awaited, object_id=str(page.pk)).order_by("pk")
    return [(None, page), *((revision.pk, revision.as_object()) for revision in revisions)]


def lacking_decisions(before: Seen) -> list[DoneDecision]:
    """Unsaved decisions like those on what was seen ``before``, on what the same versions show by now."""
    pages = {page for page, _version, _criterion in before}
    now, decisions = seen_in(pages), DoneDecision.objects.filter(page__in=pages)
    known = {(one.page_id, one.criterion, one.mark): one for one in decisions}
    found: dict[tuple[int, str, str], DoneDecision] = {}
    for (page, version, criterion), mark in before.items():
        seen = now.get((page, version, criterion), "")
        made = known.get((page, criterion, mark))
        if made and seen and (page, criterion, seen) not in known:
            found[page, criterion, seen] = DoneDecision(
                page_id=page,
                criterion=criterion,
                mark=seen,
                reason=made.reason,
                decided_by_id=made.decided_by_id,
                decided_at=made.decided_at,
            )
    return list(found.values())
