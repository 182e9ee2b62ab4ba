"""Profiles that look like two of one entity and are not."""

from typing import Any

from django.conf import settings
from django.db import models
from django.db.models import F, Q
from django.utils.translation import gettext_lazy as _

from entities.decision_querysets import DistinctProfilesQuerySet


class DistinctProfiles(models.Model):
    """Somebody has said that two profiles are not the same; the smaller key comes first."""

    one = models.ForeignKey("entities.EntityPage", on_delete=models.CASCADE, related_name="+")
    other = models.ForeignKey("entities.EntityPage", on_delete=models.CASCADE, related_name="+")
    decided_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.SET_NULL, null=True, blank=True, related_name="+"
    )
    decided_at = models.DateTimeField(_("decided at"))

    objects = DistinctProfilesQuerySet.as_manager()

    # Nobody is to be told that a profile is “used” by a decision about it.
    wagtail_reference_index_ignore = True

    class Meta:
        ordering = ["-decided_at", "-pk"]
        verbose_name = _("profiles that are not the same")
        verbose_name_plural = _("profiles that are not the same")
        constraints = [
            models.CheckConstraint(
                name="distinct_profiles_in_order",
                condition=Q(one__lt=F("other")),
                violation_error_message=_("The pair begins with the smaller key."),
            ),
            models.UniqueConstraint(
                name="distinct_profiles_once",
                fields=["one", "other"],
                violation_error_message=_("This has been decided already."),
            ),
        ]

    def than(self, profile: Any) -> Any:
        """The one of the two that is not ``profile``."""
        return self.other if self.one_id == profile.pk else self.one

    def __str__(self) -> str:
        return f"{self.one_id} ≠ {self.other_id}"
