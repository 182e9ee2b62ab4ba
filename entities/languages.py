"""The languages of the site, as choices of model fields."""

from django.conf import settings
from django.utils.translation import get_language


def site_languages() -> list[tuple[str, str]]:
    """All languages, the first one first."""
    return [(code, str(name)) for code, name in settings.LANGUAGES]


def reader_language() -> str:
    """The language in which somebody reads at this moment: that of the address."""
    return get_language() or settings.LANGUAGE_CODE
