"""Putting links around mentions that a person has chosen: in a draft, never in what is published."""

from collections import defaultdict
from collections.abc import Iterable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from typing import Any

from django.db import transaction
from django.utils.translation import gettext as _
from wagtail.log_actions import log
from wagtail.models import Page, Revision

from entities.mentions.listing import MentionList, State
from entities.mentions.markup import Hindrance, Markup, UnlinkableError, Wrap
from entities.mentions.passages import block_key, prose_fingerprint
from entities.models import AnnotatedPage

LINK_ACTION = "entities.link_mentions"


class LinkError(Exception):
    """Nothing was linked; the message is a sentence for the editor."""


class TextChangedError(LinkError):
    """The text is no longer the one in which the mentions were found."""


class NotOfferedError(LinkError):
    """What was chosen is none of the mentions offered."""


class NotLinkableError(LinkError):
    """No link can stand around the chosen words."""


class NotEditableError(LinkError):
    """The user may not edit the page, or nobody can at present."""


@dataclass(frozen=True)
class Choice:
    """A mention that a person accepted: where it stands (as in ``Mention``) and whom it means."""

    place: str
    start: int
    end: int
    entity: int


def suggestions(listed: MentionList) -> list[Choice]:
    """All that is suggested, as if each had been accepted."""
    return [
        Choice(mention.place, mention.start, mention.end, mention.candidates[0])
        for mention in listed.of(State.SUGGESTED)
    ]


def link(page: AnnotatedPage, choices: Iterable[Choice], *, fingerprint: str) -> list[dict[str, Any]]:
    """The blocks of a page's prose as they are stored, with links around the chosen mentions.

    The page stays as it is. ``TextChangedError`` where ``fingerprint`` is not that of the prose,
    ``NotLinkableError`` where a link would break the text.
    """
    if prose_fingerprint(page) != fingerprint:
        raise TextChangedError(_("The text has changed since its mentions were looked for. Look again."))
    wraps: dict[str, list[Wrap]] = defaultdict(list)
    for choice in choices:
        wraps[choice.place].append(Wrap(choice.start, choice.end, choice.entity))
    blocks = []
    for position, raw in enumerate(page.body.raw_data):
        chosen = wraps.pop(block_key(raw, position), [])
        blocks.append({**raw, "value": _linked(raw, chosen)} if chosen else raw)
    if wraps:
        raise NotLinkableError(_("Only words in the paragraphs of the text can be linked."))
    return blocks


def _linked(raw: dict[str, Any], wraps: list[Wrap]) -> str:
    if raw["type"] != "paragraph":
        raise NotLinkableError(_("Only words in the paragraphs of the text can be linked."))
    markup = Markup(str(raw["value"]))
    try:
        return markup.linked(wraps)
    except UnlinkableError as refusal:
        words = markup.text[refusal.start : refusal.end]
        raise NotLinkableError(_refusals()[refusal.hindrance] % {"words": words}) from refusal


def _refusals() -> dict[Hindrance, str]:
    return {
        Hindrance.LINK: _("“%(words)s” is linked already, or lies in another link."),
        Hindrance.CUTS_MARKUP: _(
            "“%(words)s” begins or ends in the middle of bold or italic words. Link it by hand."
        ),
        Hindrance.OUTSIDE: _("The words to be linked are not in the text."),
    }


@contextmanager
def locked_draft(page: Page, user: Any) -> Iterator[AnnotatedPage]:
    """The latest draft of a page, to find mentions in and to link: until then nobody saves another one.

    ``NotEditableError`` where the user may not edit the page, or nobody can at present.
    """
    with transaction.atomic():
        locked = Page.objects.select_for_update().get(pk=page.pk)
        rights = locked.permissions_for_user(user)
        if not rights.can_edit() or rights.page_locked() or locked.alias_of_id:
            raise NotEditableError(_("You cannot edit this page at present."))
        yield locked.get_latest_revision_as_object()


def link_in_draft(
    draft: AnnotatedPage, listed: MentionList, choices: Iterable[Choice], *, user: Any
) -> Revision | None:
    """Link chosen mentions in a ``locked_draft()``: a new revision, with an entry in its history.

    ``listed`` are the mentions found in it. Nothing is published. ``None`` where nothing was chosen or
    all is linked already. Raises a ``LinkError`` whose message says why, and then changes nothing.
    """
    chosen = list(choices)
    blocks = link(draft, chosen, fingerprint=listed.fingerprint)
    if blocks == list(draft.body.raw_data):
        return None
    _insist_on_offers(listed, chosen)
    draft.body = draft.body.stream_block.to_python(blocks)
    # Incomplete as a draft may be, links are all that is added to it.
    revision = draft.save_revision(user=user, clean=False)
    log(
        instance=draft,
        action=LINK_ACTION,
        user=user,
        revision=revision,
        content_changed=True,
        data={"links": _named(listed, chosen)},
    )
    return revision


def _insist_on_offers(listed: MentionList, choices: list[Choice]) -> None:
    offers = {
        Choice(mention.place, mention.start, mention.end, key)
        for mention in listed.mentions
        if mention.state is not State.IGNORED
        for key in mention.candidates
    }
    if not offers.issuperset(choices):
        raise NotOfferedError(_("What was chosen is none of the mentions found in the text. Look again."))


def _named(listed: MentionList, choices: list[Choice]) -> list[dict[str, Any]]:
    """What the history says about each new link."""
    words = {(mention.place, mention.start): mention.words for mention in listed.mentions}
    return [
        {
            "words": words[choice.place, choice.start],
            "entity": choice.entity,
            "title": listed.titles[choice.entity],
        }
        for choice in choices
    ]
