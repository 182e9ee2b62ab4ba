"""Template tags every public page uses: menu, languages, trail, addresses of chains, small map."""

from typing import Any

from django import template
from django.conf import settings
from django.utils.translation import get_language, get_language_info
from wagtail.models import Site

from belt import stations
from belt.belt_map import BeltMap
from belt.explorer.selection import LONGEST_QUERY
from belt.frame import Frame, frame_of
from belt.models import HomePage, SiteSettings
from entities.models import EntityPage, IndustryChain

register = template.Library()

SWITCHER_LABELS = {"zh-hans": "中文"}


def _frame(context: template.Context) -> Frame:
    page = context.get("page")
    return frame_of(context["request"], page if getattr(page, "path", "") else None)


@register.simple_tag(takes_context=True)
def site_menu(context: template.Context) -> list[dict[str, Any]]:
    """The sections of the site: ``title``, ``url``, and whether the reader is in it (``current``)."""
    path = getattr(context.get("page"), "path", None) or ""
    return [
        {"title": section.title, "url": section.url, "current": path.startswith(section.path)}
        for section in _frame(context).sections
    ]


@register.simple_tag(takes_context=True)
def site_languages(context: template.Context) -> list[dict[str, Any]]:
    """All languages; ``url`` is ``None`` where nothing is published yet."""
    frame, chain = _frame(context), context.get("chain")
    # A chain answers under the same slug in every language.
    below = f"{chain.slug}/" if chain else ""
    languages = []
    for code, _name in settings.LANGUAGES:
        same = frame.translations.get(code)
        target = same or frame.homes.get(code)
        languages.append(
            {
                "code": code,
                "html_lang": "zh-Hans" if code == "zh-hans" else code,
                "label": SWITCHER_LABELS.get(code, code),
                "name": get_language_info(code)["name_local"],
                "url": target.url + (below if same else "") if target else None,
                "current": code == get_language(),
            }
        )
    return languages


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
    """What the site is called; the name it is set up with where no site answers here."""
    site = Site.find_for_request(context["request"])
    return site.site_name if site and site.site_name else settings.WAGTAIL_SITE_NAME


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
