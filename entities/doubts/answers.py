"""What an editor answers to a doubt, and what follows from it.

The buttons belong to the page's own form, as those of mentions do: the draft is saved first.
"""

from datetime import datetime
from typing import Any

from django.db import transaction
from django.utils.text import Truncator
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from wagtail.log_actions import log
from wagtail.models import Page

from entities.doubts.listing import NOTES, code_of, dismissed, doubts_of
from entities.doubts.rules import Doubt, DoubtKind
from entities.models import DoubtDecision, EditorialNote
from entities.models.decisions import kept_reason

# The names of the buttons; their value is the doubt's mark, which also ends the name of its reason.
NOTE, DISMISS, REASON = "doubt-note", "doubt-dismiss", "doubt-reason-"
RAISE_AGAIN = "doubt-raise-again"
DISMISS_ACTION, RAISE_ACTION = "entities.dismiss_doubt", "entities.raise_doubt"

# Characters.
LONGEST_IN_LOG = 200

WORDS = {
    DoubtKind.FIGURE: gettext_lazy("A very large, round figure"),
    DoubtKind.SPEAKER: gettext_lazy("Something is said and nobody is named"),
    DoubtKind.QUOTATION_MARKS: gettext_lazy("Quotation marks that do not close"),
    DoubtKind.UNFINISHED: gettext_lazy("The last sentence has no end"),
    DoubtKind.PHONETIC_NAME: gettext_lazy("A company without its name in Chinese"),
}


class DoubtError(Exception):
    """Nothing was decided; the message is a sentence for the editor."""


@transaction.atomic
def make_a_note(page: Page, mark: str, *, by: Any, at: datetime) -> str:
    """Turn a doubt about the latest draft into an open editorial note of that draft, and say so."""
    draft = page.get_latest_revision_as_object()
    doubt = _doubt(draft, mark)
    draft.editorial_notes.add(
        EditorialNote(
            kind=NOTES[doubt.kind],
            code=code_of(doubt),
            title=str(WORDS[doubt.kind]),
            text=f"«{doubt.in_one_line}»",
            locale=draft.locale,
            sort_order=draft.editorial_notes.count(),
        )
    )
    draft.save_revision(user=by, clean=False, log_action=True)
    DoubtDecision.objects.update_or_create(
        page_id=page.pk, mark=mark, defaults={"is_noted": True, "decided_by": by, "decided_at": at}
    )
    return _("The doubt is an editorial note of the draft now: say there what is asked.")


@transaction.atomic
def dismiss(page: Page, mark: str, reason: str, *, by: Any, at: datetime) -> str:
    """Remember and log why a doubt is none, and say so."""
    doubt = _doubt(page.get_latest_revision_as_object(), mark)
    reason = kept_reason(reason)
    if not reason:
        raise DoubtError(_("A doubt is dismissed with a reason."))
    decided = {"is_noted": False, "reason": reason, "decided_by": by, "decided_at": at}
    DoubtDecision.objects.update_or_create(page_id=page.pk, mark=mark, defaults=decided)
    log(instance=page, action=DISMISS_ACTION, user=by, data=_told(doubt) | {"reason": reason})
    return _("The doubt is dismissed, with its reason.")


@transaction.atomic
def raise_again(page: Page, mark: str, *, by: Any) -> str:
    """Take back, and log, that a doubt was dismissed, and say so."""
    for doubt, decision in dismissed(page.get_latest_revision_as_object()):
        if doubt.mark == mark:
            decision.delete()
            log(instance=page, action=RAISE_ACTION, user=by, data=_told(doubt))
            return _("The doubt is raised again.")
    raise DoubtError(_("This doubt does not belong to the draft. Look again."))


def _told(doubt: Doubt) -> dict[str, str]:
    """What the log keeps of a doubt."""
    return {"kind": doubt.kind.value, "words": Truncator(doubt.in_one_line).chars(LONGEST_IN_LOG)}


def _doubt(draft: Any, mark: str) -> Doubt:
    for doubt in doubts_of(draft):
        if doubt.mark == mark:
            return doubt
    raise DoubtError(_("This doubt does not belong to the draft. Look again."))
