from django.apps import AppConfig


class BeltConfig(AppConfig):
    name = "belt"
    verbose_name = "La Cintura"
    default_auto_field = "django.db.models.BigAutoField"

    def ready(self) -> None:
        from belt import checks, freshness  # noqa: F401 -- importing checks registers them
        from belt.translating import draft_titles, following

        freshness.watch()
        following.listen()
        draft_titles.listen()
