from django.apps import AppConfig
from django.utils.translation import gettext_lazy as _


class EntitiesConfig(AppConfig):
    name = "entities"
    verbose_name = _("Profiles and industry chains")
    default_auto_field = "django.db.models.BigAutoField"

    def ready(self) -> None:
        from entities import signals

        signals.connect()
