"""The languages of the site: as choices of model fields, as the reader's, as documents name them."""

from collections.abc import Iterable
from typing import Any

from django.conf import settings
from django.utils.translation import get_language, gettext, pgettext, to_locale
from django.utils.translation import gettext_lazy as _

_IN_WORDS = {"it": _("(in Italian)"), "en": _("(in English)"), "zh-hans": _("(in Chinese)")}


def site_languages() -> list[tuple[str, str]]:
    """All languages, the first one first."""
    return [(code, str(name)) for code, name in settings.LANGUAGES]


def reader_language() -> str:
    """The language in which somebody reads at this moment: that of the address."""
    return get_language() or settings.LANGUAGE_CODE


def preferred(language: str) -> list[str]:
    """All languages, in the order in which readers of one are shown what it lacks: the site's first next."""
    known = [code for code, _name in site_languages()]
    return sorted(known, key=lambda code: (code != language, known.index(code)))


def reads_chinese() -> bool:
    """Whether somebody reads in Chinese at this moment."""
    return reader_language().startswith("zh")


def foreign_language(page: Any) -> str:
    """The language of a page that readers are shown in another than their own, else nothing.

    Pages that were not chosen by ``entities.versions`` are of the reader's language.
    """
    language = getattr(page, "language", "")
    return "" if language == reader_language() else language


def page_language(page: Any) -> str:
    """The language in which readers have a page."""
    return foreign_language(page) or reader_language()


def in_words(code: str) -> str:
    """What is said beside the title of a page in another language."""
    return str(_IN_WORDS[code])


def before_brackets() -> str:
    """What parts words from brackets after them; full-width ones bring their blank with them."""
    return "" if reads_chinese() else " "


def titled(page: Any, title: str = "") -> str:
    """The title of a page among titles of all languages, with its own in words unless it is the first one."""
    code = page.locale.language_code
    title = title or page.title
    return title if code == settings.LANGUAGE_CODE else f"{title}{before_brackets()}{in_words(code)}"


def name_of_site(site: Any, home: Any) -> str:
    """What readers know the site by: in the first language its record, in others the title of their home.

    ``home`` is the public home page of the reader's language; ``None`` where there is none.
    """
    recorded = getattr(site, "site_name", "") or settings.WAGTAIL_SITE_NAME
    is_first = reader_language() == settings.LANGUAGE_CODE
    return str(recorded if is_first or home is None else home.title)


def quoted(words: Iterable[str]) -> str:
    """Titles or names within a sentence, each in quotation marks, as the reader's language lists them."""
    return enumeration(gettext("“%(words)s”") % {"words": one} for one in words)


def enumeration(words: Iterable[str]) -> str:
    """Words within a sentence, one after the other, as the reader's language lists them."""
    return pgettext("between the parts of a list", ", ").join(words)


def language_tag(code: str) -> str:
    """A language (code) as documents name it to browsers and programs: ``zh-Hans`` for ``zh-hans``."""
    return to_locale(code).replace("_", "-")
