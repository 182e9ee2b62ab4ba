"""What was changed in a report after it was published, as its readers are told."""

from django.db import models
from django.utils.translation import gettext_lazy as _
from modelcluster.fields import ParentalKey
from wagtail.models import Orderable, TranslatableMixin

from entities.translated import shared, translated


class ChangeNote(TranslatableMixin, Orderable):
    """A public line about a change: on which day, and what is otherwise now."""

    report = ParentalKey("visits.InspectionReportPage", on_delete=models.CASCADE, related_name="change_notes")
    date = models.DateField(_("day of the change"))
    text = models.TextField(
        _("what changed"),
        max_length=1000,
        help_text=_(
            "One or two sentences, for example: “Correction: the year of foundation is 1975, not 1957.”"
        ),
    )

    translatable_fields = [*translated("text"), *shared("date", "sort_order")]

    class Meta(TranslatableMixin.Meta, Orderable.Meta):
        # The newest first; those of one day as the editors put them.
        ordering = ["-date", "sort_order", "pk"]
        verbose_name = _("change note")
        verbose_name_plural = _("change notes")

    def __str__(self) -> str:
        return self.text
