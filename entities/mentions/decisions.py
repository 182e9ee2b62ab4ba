"""What people decided not to be mentions: read for a page, and written down."""

from collections.abc import Collection
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from django.db.models import Q
from wagtail.models import Page

from entities.enums import DecisionKind
from entities.mentions.folding import folded
from entities.models import AnnotatedPage, MentionDecision
from entities.models.mentions import LONGEST_WORDS


@dataclass(frozen=True)
class Decided:
    """The decisions that count on a page: (sentence, entity) and (words, entity)."""

    here: frozenset[tuple[str, int]]
    never: frozenset[tuple[str, int]]

    @classmethod
    def for_page(cls, page: AnnotatedPage) -> "Decided":
        """Read in one query."""
        rows = list(
            MentionDecision.objects.for_page(page)
            .order_by()
            .values_list("kind", "sentence", "words", "entity")
        )
        return cls(
            frozenset((sentence, key) for kind, sentence, _, key in rows if kind == DecisionKind.HERE),
            frozenset((words, key) for kind, _, words, key in rows if kind == DecisionKind.NEVER),
        )

    def left_of(self, words: str, sentence_mark: str, candidates: Collection[int]) -> tuple[int, ...]:
        """The candidates for some words that nobody has ruled out."""
        pair = compared(words)
        return tuple(
            key
            for key in candidates
            if (sentence_mark, key) not in self.here and (pair, key) not in self.never
        )


def compared(words: str) -> str:
    """Words as a decision remembers them."""
    return folded(words)[:LONGEST_WORDS]


def ignore_here(page: Page, sentence_mark: str, entity: int, *, by: Any, at: datetime) -> MentionDecision:
    """Suggest an entity no more in one sentence of a page; decided twice is decided once."""
    row, _made = MentionDecision.objects.get_or_create(
        kind=DecisionKind.HERE,
        page_id=page.pk,
        entity_id=entity,
        sentence=sentence_mark,
        defaults={"decided_by": by, "decided_at": at},
    )
    return row


def never_suggest(words: str, entity: int, *, by: Any, at: datetime) -> MentionDecision:
    """Suggest an entity no more for some words, on any page; decided twice is decided once."""
    row, _made = MentionDecision.objects.get_or_create(
        kind=DecisionKind.NEVER,
        entity_id=entity,
        words=compared(words),
        defaults={"decided_by": by, "decided_at": at},
    )
    return row


def reopen(page: Page, sentence_mark: str, words: str, entity: int) -> None:
    """Take back what was decided about an entity in one sentence of a page and for some words."""
    here = Q(kind=DecisionKind.HERE, page=page.pk, sentence=sentence_mark)
    never = Q(kind=DecisionKind.NEVER, words=compared(words))
    MentionDecision.objects.filter(here | never, entity=entity).delete()
