"""Why a page is published without something it should have: said by who may publish it, and logged.

The buttons belong to the page's own form, as those of doubts do: the draft is saved first.
"""

from collections.abc import Iterable
from datetime import datetime
from typing import Any

from django.utils.translation import gettext as _
from wagtail.log_actions import log
from wagtail.models import Page

from entities.done.criteria import NOTES, Criterion
from entities.models import AnnotatedPage, DoneDecision
from entities.models.decisions import kept_reason

WAIVE_ACTION = "entities.publish_without"
# The name of the buttons; their value is the criterion's code, which also ends the name of its reason.
WAIVE, REASON = "done-waive", "done-reason-"


class WaiverError(Exception):
    """Nothing was decided; the message is a sentence for the editor."""


def decisions_on(page: Page) -> dict[tuple[str, str], DoneDecision]:
    """What was decided about a page, by criterion and mark; one query."""
    found = DoneDecision.objects.filter(page=page.pk).select_related("decided_by") if page.pk else []
    return {(decision.criterion, decision.mark): decision for decision in found}


def unfinished(page: Page, criteria: Iterable[Criterion]) -> list[Criterion]:
    """Those of its criteria that a page neither meets nor is published without; one query at the most."""
    unmet = [criterion for criterion in criteria if not criterion.is_met]
    decided = decisions_on(page) if unmet else {}
    return [criterion for criterion in unmet if (criterion.code, criterion.mark) not in decided]


def unfinished_draft(draft: Page) -> list[Criterion]:
    """The same for a draft as it was saved; of pages that have no criteria, none."""
    return unfinished(draft, draft.criteria_as_it_is()) if isinstance(draft, AnnotatedPage) else []


def waive(page: AnnotatedPage, code: str, reason: str, *, by: Any, at: datetime) -> str:
    """Remember and log why a page is published without a criterion, and say so.

    Raises a ``WaiverError`` for who may not publish it, without a reason, and where nothing is lacking.
    """
    if not page.permissions_for_user(by).can_publish():
        raise WaiverError(_("Who may publish the page decides that."))
    draft = page.get_latest_revision_as_object()
    criterion = next((one for one in unfinished_draft(draft) if one.code == code), None)
    if criterion is None:
        raise WaiverError(_("There is nothing to decide about that any more. Look again."))
    if not criterion.may_be_waived:
        raise WaiverError(criterion.sentence)
    reason = kept_reason(reason)
    if code == NOTES:
        # Having looked at them needs no other reason.
        reason = reason or criterion.label
    if not reason:
        raise WaiverError(_("Say why it is published without."))
    DoneDecision.objects.create(
        page_id=page.pk, criterion=code, mark=criterion.mark, reason=reason, decided_by=by, decided_at=at
    )
    told = {"criterion": code, "label": criterion.label, "reason": reason}
    log(instance=page, action=WAIVE_ACTION, user=by, data=told)
    return _("Noted in the history. %(decision)s") % {"decision": waiver_told(told)}


def waiver_told(data: dict[str, str]) -> str:
    """What the log keeps of a waiver, in words; of notes that were looked at there is no more to say."""
    if data["reason"] == data["label"]:
        return data["label"]
    return _("To be published without: %(label)s. %(reason)s") % data
