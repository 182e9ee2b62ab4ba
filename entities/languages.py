"""The languages of the site: as choices of model fields, as the reader's, as documents name them."""

from django.conf import settings
from django.utils.translation import get_language, to_locale


def site_languages() -> list[tuple[str, str]]:
    """All languages, the first one first."""
    return [(code, str(name)) for code, name in settings.LANGUAGES]


def reader_language() -> str:
    """The language in which somebody reads at this moment: that of the address."""
    return get_language() or settings.LANGUAGE_CODE


def language_tag(code: str) -> str:
    """A language (code) as documents name it to browsers and programs: ``zh-Hans`` for ``zh-hans``."""
    return to_locale(code).replace("_", "-")
