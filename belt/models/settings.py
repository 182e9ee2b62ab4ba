"""What staff can change about the site as a whole."""

from django.db import models
from django.utils.translation import gettext_lazy as _
from wagtail.admin.panels import FieldPanel
from wagtail.contrib.settings.models import BaseSiteSetting, register_setting


@register_setting(icon="site")
class SiteSettings(BaseSiteSetting):
    """Name and contact, as every page shows them."""

    site_name = models.CharField(_("name of the site"), max_length=60, default="La Cintura")
    contact_email = models.EmailField(_("contact"), blank=True)

    panels = [FieldPanel("site_name"), FieldPanel("contact_email")]

    class Meta:
        verbose_name = _("site")
        verbose_name_plural = _("site")

    def __str__(self) -> str:
        return self.site_name
