"""What is known of translations beside what wagtail-localize keeps of them."""

from django.db import models
from django.utils.translation import gettext_lazy as _
from wagtail.models import Page


class BehindTranslation(models.Model):
    """A public translation that follows an earlier version of the page it translates.

    ``since`` is when the first change was published that it does not follow. There is no row once it does.
    """

    page = models.OneToOneField(
        Page,
        on_delete=models.CASCADE,
        primary_key=True,
        related_name="behind",
        verbose_name=_("translated page"),
    )
    since = models.DateTimeField(_("behind since"))

    class Meta:
        ordering = ["since", "pk"]
        verbose_name = _("translation that is behind")
        verbose_name_plural = _("translations that are behind")

    def __str__(self) -> str:
        return str(self.page)
