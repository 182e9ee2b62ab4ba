"""Why a page is published although it does not have all that it should."""

from django.db import models
from django.utils.translation import gettext_lazy as _
from wagtail.models import Page

from entities.models.decisions import LONGEST_REASON, Decision


class DoneDecision(Decision):
    """Somebody who may publish a page does so without one criterion of its definition of done.

    A row instead of a part of the page, so that it outlasts its revisions; ``mark`` is what was seen.
    """

    page = models.ForeignKey(Page, on_delete=models.CASCADE, related_name="+", verbose_name=_("page"))
    criterion = models.CharField(_("criterion"), max_length=30)
    mark = models.CharField(max_length=64, blank=True)
    reason = models.CharField(_("reason"), max_length=LONGEST_REASON)

    class Meta(Decision.Meta):
        verbose_name = _("decision on a criterion")
        verbose_name_plural = _("decisions on criteria")
        constraints = [
            models.UniqueConstraint(
                name="criterion_waived_once",
                fields=["page", "criterion", "mark"],
                violation_error_message=_("This has been decided already."),
            ),
            models.CheckConstraint(
                name="criterion_waived_with_a_reason",
                condition=~models.Q(reason=""),
                violation_error_message=_("Say why it is published without."),
            ),
        ]

    def __str__(self) -> str:
        return self.reason
