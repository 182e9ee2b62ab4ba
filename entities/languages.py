"""The languages of the site, as choices of model fields."""

from django.conf import settings


def site_languages() -> list[tuple[str, str]]:
    """All languages, the first one first."""
    return [(code, str(name)) for code, name in settings.LANGUAGES]
