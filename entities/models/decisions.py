"""What a decision of an editor keeps beside itself: who, when and why."""

from django.conf import settings
from django.db import models
from django.utils.translation import gettext_lazy as _

# Characters.
LONGEST_REASON = 255


def kept_reason(given: str) -> str:
    """A reason as it is kept: as far as it fits, without gaps around it nor NUL, which PostgreSQL refuses."""
    return given.replace("\0", "").strip()[:LONGEST_REASON]


class Decision(models.Model):
    """Something an editor has decided about what the machine found."""

    decided_by = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        on_delete=models.SET_NULL,
        null=True,
        blank=True,
        related_name="+",
        verbose_name=_("decided by"),
    )
    decided_at = models.DateTimeField(_("decided at"))

    # Nobody is to be told that a page is “used” by a decision about it.
    wagtail_reference_index_ignore = True

    class Meta:
        abstract = True
        ordering = ["-decided_at", "-pk"]
