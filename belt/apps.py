from django.apps import AppConfig


class BeltConfig(AppConfig):
    name = "belt"
    verbose_name = "La Cintura"
    default_auto_field = "django.db.models.BigAutoField"

    def ready(self) -> None:
        from belt import freshness

        freshness.watch()
