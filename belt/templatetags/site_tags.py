"""Template tags every public page uses: menu, languages, trail, addresses of chains, small map."""

from typing import Any
from urllib.parse import urlencode

from django import template
from wagtail.models import Page, Site

from belt import stations
from belt.alternates import Alternate, Language, alternates_of, switcher
from belt.belt_map import BeltMap
from belt.explorer.selection import LONGEST_QUERY
from belt.frame import Frame, frame_of
from belt.models import HomePage, SiteSettings
from entities import languages
from entities.models import EntityPage, IndustryChain

register = template.Library()


def _page(context: template.Context) -> Page | None:
    """The page that is read; ``None`` on an error page, and for one that was never saved."""
    page = context.get("page")
    return page if getattr(page, "path", "") else None


def _frame(context: template.Context) -> Frame:
    return frame_of(context["request"], _page(context))


@register.filter
def language_tag(code: str) -> str:
    """A language (code) as the ``lang`` attribute names it."""
    return languages.language_tag(code)


@register.simple_tag(takes_context=True)
def site_menu(context: template.Context) -> list[dict[str, Any]]:
    """The sections of the site: ``title``, ``url``, and whether the reader is in it (``current``)."""
    path = getattr(context.get("page"), "path", None) or ""
    return [
        {"title": section.title, "url": section.url, "current": path.startswith(section.path)}
        for section in _frame(context).sections
    ]


@register.simple_tag(takes_context=True)
def site_languages(context: template.Context) -> list[Language]:
    """All languages, each with the address of this page in it, or of the nearest one above it."""
    return switcher(context["request"], _frame(context), _page(context), _kept_query(context))


@register.simple_tag(takes_context=True)
def site_alternates(context: template.Context) -> list[Alternate]:
    """The addresses of this page in all languages, for search engines."""
    page = _page(context)
    return alternates_of(context["request"], _frame(context), page) if page else []


@register.simple_tag(takes_context=True)
def versions_of_missing(context: template.Context) -> dict[str, Page]:
    """On an error page: the page that was withdrawn from this address, by the language (code) it is in."""
    return _frame(context).withdrawn


def _kept_query(context: template.Context) -> str:
    """What a page understood of its parameters, which mean the same in every language."""
    if (selection := context.get("selection")) is not None:
        return selection.query()
    if letter := context.get("letter"):
        return f"?{urlencode({'letter': letter})}"
    number = getattr(context.get("page_obj"), "number", 1)
    return f"?page={number}" if number > 1 else ""


@register.simple_tag(takes_context=True)
def breadcrumbs(context: template.Context) -> list[dict[str, str]]:
    """The public pages above this one, from the home page on: ``title`` and ``url``."""
    trail = [{"title": step.title, "url": step.url} for step in _frame(context).trail]
    page = context.get("page")
    if context.get("chain") is not None and page:
        trail.append({"title": page.title, "url": page.url})
    return trail


@register.simple_tag(takes_context=True)
def home_url(context: template.Context) -> str:
    """The home page in the reader's language; the site's root while there is none."""
    home = _frame(context).home
    return home.url if home else "/"


@register.simple_tag(takes_context=True)
def site_home(context: template.Context) -> HomePage | None:
    """The home page of the reader's language with its own fields; routing has read it already."""
    request = context["request"]
    home = _frame(context).home
    if home is not None and not hasattr(request, "home"):
        request.home = HomePage.objects.listed().filter(pk=home.pk).first()
    return getattr(request, "home", None)


@register.simple_tag(takes_context=True)
def reports_feed_url(context: template.Context) -> str:
    """The address of the feed of all reports in the reader's language."""
    index = _frame(context).report_index_url
    return f"{index}feed/" if index else ""


@register.simple_tag(takes_context=True)
def explorer_url(context: template.Context) -> str:
    """The address of the explorer in the reader's language; empty where it is not published."""
    return _frame(context).explorer_url


@register.simple_tag
def longest_query() -> int:
    """How many signs a search may have."""
    return LONGEST_QUERY


@register.simple_tag(takes_context=True)
def site_name(context: template.Context) -> str:
    """What the site is called in the reader's language; as it is set up where no site answers here."""
    return languages.name_of_site(Site.find_for_request(context["request"]), _frame(context).home)


@register.simple_tag(takes_context=True)
def site_settings(context: template.Context) -> SiteSettings:
    """Whom to write to; one query, so asked for only where it is shown."""
    return SiteSettings.for_request(context["request"])


@register.simple_tag(takes_context=True)
def chain_url(context: template.Context, chain: IndustryChain) -> str:
    """The address of a chain's page in the reader's language."""
    index = _frame(context).chain_index_url
    return f"{index}{chain.slug}/" if index else ""


@register.simple_tag(takes_context=True)
def chain_full_url(context: template.Context, chain: IndustryChain) -> str:
    """The same with the site's name, as it is written on paper."""
    site, url = Site.find_for_request(context["request"]), chain_url(context, chain)
    return f"{site.root_url}{url}" if site and url else url


@register.simple_tag
def locating_map(*places: EntityPage | str) -> BeltMap | None:
    """The belt with the first of ``places`` whose position is known marked; nothing where none is."""
    for place in places:
        if isinstance(place, EntityPage) and place.latitude is not None:
            return stations.locating_map(place.locale_id, place)
    return None
