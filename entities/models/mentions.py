"""What people decided about mentions that the machine found."""

from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _
from wagtail.models import Page

from entities.decision_querysets import MentionDecisionQuerySet
from entities.enums import DecisionKind
from entities.models.decisions import Decision

LONGEST_WORDS = 300


class MentionDecision(Decision):
    """A mention that is not to be suggested: here (in one sentence of a page), or never (these words).

    Rows instead of a part of the page, so that they outlast its revisions.
    """

    kind = models.CharField(_("kind"), max_length=5, choices=DecisionKind)
    entity = models.ForeignKey(
        "entities.EntityPage", on_delete=models.CASCADE, related_name="+", verbose_name=_("profile")
    )
    page = models.ForeignKey(
        Page, on_delete=models.CASCADE, null=True, blank=True, related_name="+", verbose_name=_("page")
    )
    sentence = models.CharField(
        _("sentence"),
        max_length=64,
        blank=True,
        help_text=_("What the sentence is recognised by; it changes with its words."),
    )
    words = models.CharField(
        _("words"),
        max_length=LONGEST_WORDS,
        blank=True,
        help_text=_("As they are compared: in small letters."),
    )
    objects = MentionDecisionQuerySet.as_manager()

    class Meta(Decision.Meta):
        verbose_name = _("decision on a mention")
        verbose_name_plural = _("decisions on mentions")
        constraints = [
            models.CheckConstraint(
                name="mention_decision_is_here_or_never",
                condition=(
                    Q(kind=DecisionKind.HERE, page__isnull=False, words="") & ~Q(sentence="")
                    | Q(kind=DecisionKind.NEVER, page__isnull=True, sentence="") & ~Q(words="")
                ),
                violation_error_message=_(
                    "A decision is about one sentence of a page, or about words wherever they stand."
                ),
            ),
            models.UniqueConstraint(
                name="mention_ignored_here_once",
                fields=["page", "entity", "sentence"],
                condition=Q(kind=DecisionKind.HERE),
                violation_error_message=_("This has been decided already."),
            ),
            models.UniqueConstraint(
                name="mention_never_suggested_once",
                fields=["words", "entity"],
                condition=Q(kind=DecisionKind.NEVER),
                violation_error_message=_("This has been decided already."),
            ),
        ]

    def __str__(self) -> str:
        return f"{self.get_kind_display()}: {self.words or self.sentence[:8]}"
