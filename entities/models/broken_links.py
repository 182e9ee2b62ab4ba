"""Links of public pages that lead nowhere, as the last check found them."""

from django.db import models
from django.utils.translation import gettext_lazy as _
from wagtail.models import Page

from entities.enums import LinkProblem

# Characters; a longer address is known by its beginning.
LONGEST_TARGET = 500


class BrokenLinkQuerySet(models.QuerySet):
    """Broken links."""

    def inside(self):
        """Those within this site."""
        return self.filter(problem__in=LinkProblem.inside())


class BrokenLink(models.Model):
    """What a page links to in vain: the title of a page of ours, or an address."""

    page = models.ForeignKey(Page, on_delete=models.CASCADE, related_name="+", verbose_name=_("page"))
    target = models.CharField(_("leads to"), max_length=LONGEST_TARGET)
    problem = models.CharField(_("problem"), max_length=20, choices=LinkProblem)
    status = models.PositiveSmallIntegerField(_("answer"), null=True, blank=True)
    broken_since = models.DateTimeField(_("broken since"))
    checked_at = models.DateTimeField(_("checked at"))

    objects = BrokenLinkQuerySet.as_manager()

    # Nobody is to be told that a page is “used” by what is wrong with it.
    wagtail_reference_index_ignore = True

    class Meta:
        ordering = ["broken_since", "pk"]
        verbose_name = _("broken link")
        verbose_name_plural = _("broken links")
        constraints = [
            models.UniqueConstraint(name="broken_link_once", fields=["page", "target"]),
            models.CheckConstraint(
                name="link_problem_known", condition=models.Q(problem__in=LinkProblem.values)
            ),
        ]

    def __str__(self) -> str:
        return self.target
