"""One row that changes whenever the public content may have changed."""

import uuid

from django.db import models
from django.utils.translation import gettext_lazy as _


class ContentState(models.Model):
    """Whoever keeps something computed from public content keeps the token beside it, and compares."""

    token = models.UUIDField(_("token"), default=uuid.uuid4)

    class Meta:
        verbose_name = _("state of the content")
        verbose_name_plural = _("states of the content")

    def __str__(self) -> str:
        return str(self.token)
