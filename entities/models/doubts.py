"""What people decided about doubts that the machine raised."""

from django.db import models
from django.utils.translation import gettext_lazy as _
from wagtail.models import Page

from entities.models.decisions import LONGEST_REASON, Decision


class DoubtDecision(Decision):
    """A doubt that is settled: made into an editorial note, or dismissed with a reason.

    A row instead of a part of the page, so that it outlasts the page's revisions.
    """

    page = models.ForeignKey(Page, on_delete=models.CASCADE, related_name="+", verbose_name=_("page"))
    mark = models.CharField(_("doubt"), max_length=64)
    is_noted = models.BooleanField(_("made into an editorial note"), default=False)
    reason = models.CharField(_("reason"), max_length=LONGEST_REASON, blank=True)

    class Meta(Decision.Meta):
        verbose_name = _("decision on a doubt")
        verbose_name_plural = _("decisions on doubts")
        constraints = [
            models.UniqueConstraint(
                name="doubt_settled_once",
                fields=["page", "mark"],
                violation_error_message=_("This has been decided already."),
            ),
            models.CheckConstraint(
                name="doubt_noted_or_dismissed_with_a_reason",
                condition=models.Q(is_noted=True) | ~models.Q(reason=""),
                violation_error_message=_("A doubt is dismissed with a reason."),
            ),
        ]

    def __str__(self) -> str:
        return self.reason or str(_("made into an editorial note"))
