"""What the starter content has put into the database."""

from django.db import models
from django.utils.translation import gettext_lazy as _


class StarterItem(models.Model):
    """One object made from one text file: known, so that it is made once and can be taken away."""

    key = models.CharField(
        _("key"), max_length=200, unique=True, help_text="For example it/profiles/qingtao-energy."
    )
    model = models.CharField(_("model"), max_length=100)
    object_id = models.PositiveBigIntegerField(_("object"))

    class Meta:
        ordering = ["pk"]
        verbose_name = _("item of the starter content")
        verbose_name_plural = _("items of the starter content")

    def __str__(self) -> str:
        return self.key
