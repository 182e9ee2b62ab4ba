"""What an editor answers to the mentions a page's screen shows, and what follows from it.

The buttons belong to the page's own form: the draft is saved first, so that no edit is lost,
and the answer is carried out on what was saved.
"""

from dataclasses import dataclass
from datetime import datetime
from enum import Enum
from typing import Any

from django.utils.translation import gettext as _
from django.utils.translation import ngettext
from wagtail.models import Page

from entities.mentions.decisions import ignore_here, never_suggest, reopen
from entities.mentions.linking import Choice, NotOfferedError, link_in_draft, locked_draft, suggestions
from entities.mentions.listing import Mention, MentionList, Reason, State, mentions_of

# The name of the buttons.
ANSWER = "mention-answer"


class Verb(Enum):
    """What can be done about a mention."""

    LINK = "link"
    LINK_ALL = "link-all"
    IGNORE = "ignore"
    NEVER = "never"
    REOPEN = "reopen"


@dataclass(frozen=True)
class Answer:
    """A verb and the mention it is about: its sentence's mark, the entity meant, its words."""

    verb: Verb
    sentence_mark: str = ""
    entity: int = 0
    words: str = ""

    @classmethod
    def parse(cls, text: str) -> "Answer":
        """Read what a button sends; ``NotOfferedError`` where it is none of ours."""
        verb, _bar, rest = text.partition("|")
        mark, _bar, rest = rest.partition("|")
        entity, _bar, words = rest.partition("|")
        try:
            return cls(Verb(verb), mark, int(entity or 0), words)
        except ValueError as error:
            raise _not_found() from error

    def __str__(self) -> str:
        return f"{self.verb.value}|{self.sentence_mark}|{self.entity}|{self.words}"


def carry_out(answer: Answer, page: Page, *, by: Any, at: datetime) -> str:
    """Do to the latest draft of a page what was answered, and say so; ``LinkError`` where it cannot be."""
    if answer.verb in (Verb.LINK, Verb.LINK_ALL):
        return _link(answer, page, by)
    mention = _mention(answer, mentions_of(page.get_latest_revision_as_object()))
    told = {"words": mention.words}
    if answer.verb is Verb.IGNORE:
        ignore_here(page, mention.sentence_mark, answer.entity, by=by, at=at)
        return _("“%(words)s” is no longer suggested in this sentence.") % told
    if answer.verb is Verb.NEVER:
        never_suggest(mention.words, answer.entity, by=by, at=at)
        return _("“%(words)s” is never suggested for this profile again.") % told
    reopen(page, mention.sentence_mark, mention.words, answer.entity)
    return _("“%(words)s” is suggested again.") % told


def _link(answer: Answer, page: Page, by: Any) -> str:
    with locked_draft(page, by) as draft:
        listed = mentions_of(draft)
        choices = suggestions(listed) if answer.verb is Verb.LINK_ALL else [_choice(answer, listed)]
        link_in_draft(draft, listed, choices, user=by)
    sentence = ngettext(
        "%(count)d mention linked in the draft.", "%(count)d mentions linked in the draft.", len(choices)
    )
    return sentence % {"count": len(choices)}


def _choice(answer: Answer, listed: MentionList) -> Choice:
    mention = _mention(answer, listed)
    return Choice(mention.place, mention.start, mention.end, answer.entity)


def _mention(answer: Answer, listed: MentionList) -> Mention:
    """The mention that was answered, as the draft has it now."""
    for mention in listed.mentions:
        same = (mention.sentence_mark, mention.words) == (answer.sentence_mark, answer.words)
        if same and _is_open_to(answer, mention):
            return mention
    raise _not_found()


def _is_open_to(answer: Answer, mention: Mention) -> bool:
    if answer.verb is Verb.REOPEN and answer.entity in mention.ruled_out:
        return True
    if answer.verb is Verb.REOPEN:
        return mention.reason is Reason.DECIDED and answer.entity in mention.candidates
    return mention.state in (State.SUGGESTED, State.AMBIGUOUS) and answer.entity in mention.candidates


def _not_found() -> NotOfferedError:
    return NotOfferedError(_("What was chosen is none of the mentions found in the text. Look again."))
