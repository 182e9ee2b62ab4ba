"""What staff can change about the site as a whole."""

from django.db import models
from django.utils.translation import gettext_lazy as _
from wagtail.admin.panels import FieldPanel
from wagtail.contrib.settings.models import BaseSiteSetting, register_setting


@register_setting(icon="site")
class SiteSettings(BaseSiteSetting):
    """Whom readers can write to. What the site is called: ``entities.languages.name_of_site()``."""

    contact_email = models.EmailField(
        _("contact"), blank=True, help_text=_("Shown where readers may know an answer.")
    )

    panels = [FieldPanel("contact_email")]

    class Meta:
        verbose_name = _("site")
        verbose_name_plural = _("site")

    def __str__(self) -> str:
        return str(self.site)
