"""What the tab "Mentions" of an editing screen shows, and the way back to it."""

from typing import Any

from django.http import HttpResponse
from django.utils.translation import gettext_lazy as _
from wagtail.models import Page

from entities.mentions.answers import ANSWER, Answer, Verb
from entities.mentions.listing import Mention, MentionList, Reason, State
from entities.tabs import MENTIONS, back_to_tab

REASONS = {
    Reason.FIELD: _("in the title or the standfirst"),
    Reason.HEADING: _("in a heading"),
    Reason.QUOTATION: _("in a quotation"),
    Reason.FIGURES: _("in a table or a key figure"),
    Reason.OTHER_LINK: _("in a link that leads elsewhere"),
    Reason.MARKUP: _("partly bold or italic: link it by hand"),
    Reason.DECIDED: _("decided by an editor"),
    Reason.REPEATED: _("named before in this section"),
}


def lists(listed: MentionList) -> dict[str, Any]:
    """What the template shows, list by list."""
    return {
        "listed": True,
        "answer": ANSWER,
        "link_all": Answer(Verb.LINK_ALL),
        "suggested": [_row(mention, listed) for mention in listed.of(State.SUGGESTED)],
        "ambiguous": [_row(mention, listed) for mention in listed.of(State.AMBIGUOUS)],
        "linked": [_row(mention, listed) for mention in listed.of(State.LINKED)],
        "ignored": [_row(mention, listed) for mention in listed.of(State.IGNORED)],
    }


def back_to_mentions(page: Page) -> HttpResponse:
    """To the tab from which a button was pressed."""
    return back_to_tab(page, MENTIONS)


def _row(mention: Mention, listed: MentionList) -> dict[str, Any]:
    """A mention with its candidates, each with the values of its buttons."""
    return {
        "mention": mention,
        "parts": mention.sentence.partition(mention.words),
        "reason": REASONS.get(mention.reason) if mention.reason else "",
        "is_decided": mention.reason is Reason.DECIDED,
        "candidates": [_candidate(key, mention, listed) for key in mention.candidates],
        "ruled_out": [_candidate(key, mention, listed) for key in mention.ruled_out],
    }


def _candidate(key: int, mention: Mention, listed: MentionList) -> dict[str, Any]:
    """What a mention may mean, with the values of the buttons beside it."""
    answers = {verb.name.lower(): Answer(verb, mention.sentence_mark, key, mention.words) for verb in Verb}
    return {"title": listed.titles.get(key, "")} | answers
