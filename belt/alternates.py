"""The same place of the site in its languages: where the switcher leads, and what search engines are told."""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any, NamedTuple

from django.utils.translation import get_language, get_language_info
from wagtail.models import Page

from belt.frame import Frame
from entities.languages import language_tag, site_languages

LABELS = {"zh-hans": "中文"}
# Where a page says that it is not the one whose translation was asked for: static/css, site_header.html.
NOT_TRANSLATED = "#not-translated"
# The language of all readers whom none of ours fits, in the words of hreflang.
ANY_OTHER = "x-default"


class Alternate(NamedTuple):
    """An address in one language, its parts called as Django's sitemap reads them."""

    lang_code: str
    location: str


def alternates(locations: Mapping[str, str]) -> list[Alternate]:
    """The addresses (by language code) of versions of one another, and which of them is for all others.

    That is the site's first language, or the next there is. What stands alone has no alternates.
    """
    known = [(code, locations[code]) for code, _name in site_languages() if code in locations]
    if len(known) < 2:
        return []
    named = [Alternate(language_tag(code), location) for code, location in known]
    return [*named, Alternate(ANY_OTHER, known[0][1])]


@dataclass(frozen=True)
class Language:
    """An entry of the switcher.

    ``url`` is empty where nothing is public in the language yet; where it leads to a page above the one
    that is read, because this is not translated, ``instead`` is the title of that.
    """

    tag: str
    label: str
    name: str
    url: str
    instead: str
    is_current: bool


def switcher(request: Any, frame: Frame, page: Page | None, query: str) -> list[Language]:
    """All languages of the site; ``page`` is where the reader is, ``query`` what of its address is kept."""
    return [_entry(request, frame, page, code, query) for code, _name in site_languages()]


def _entry(request: Any, frame: Frame, page: Page | None, code: str, query: str) -> Language:
    target = frame.nearest.get(code)
    is_version = bool(page and target and page.translation_key == target.translation_key)
    url = (target.get_url(request) or "") if target else ""
    if url and page is not None:
        url += within(request, page) + query if is_version else NOT_TRANSLATED
    return Language(
        tag=language_tag(code),
        label=LABELS.get(code, code),
        name=get_language_info(code)["name_local"],
        url=url,
        instead=target.title if target and page and not is_version else "",
        is_current=code == get_language(),
    )


def alternates_of(request: Any, frame: Frame, page: Page) -> list[Alternate]:
    """The addresses at which the public finds what it reads here; none where it may not read it."""
    if get_language() not in frame.versions:
        return []
    rest = within(request, page)
    return alternates(
        {code: version.get_full_url(request) + rest for code, version in frame.versions.items()}
    )


def within(request: Any, page: Page) -> str:
    """What the address of a request says after that of its page: the same words in every language."""
    own = page.get_url(request) or ""
    return request.path[len(own) :] if own and request.path.startswith(own) else ""
