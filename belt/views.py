"""Addresses that are no Wagtail page: the bare root, the explorer's exports, robots."""

from collections.abc import Iterator

from django.conf import settings
from django.http import Http404, HttpRequest, HttpResponse, HttpResponseBase, HttpResponseRedirect
from django.shortcuts import render
from django.utils.cache import patch_vary_headers
from django.utils.translation import get_language
from django.utils.translation.trans_real import get_supported_language_variant, parse_accept_lang_header
from django.views.decorators.http import require_safe
from wagtail.models import Site

from belt.explorer.exports import EXPORTS
from belt.models import ExplorerPage
from entities.languages import site_languages
from entities.listed_querysets import listed_pages


@require_safe
def choose_language(request: HttpRequest) -> HttpResponse:
    """Lead from ``/`` to the home page in the reader's language, Italian if none fits."""
    site = Site.find_for_request(request)
    if site is None:
        return render(request, "404.html", status=404)
    homes = listed_pages().filter(translation_key=site.root_page.translation_key).select_related("locale")
    by_language = {home.locale.language_code: home for home in homes}
    wanted = (language for language in _wanted_languages(request) if language in by_language)
    home = by_language.get(next(wanted, ""), site.root_page)
    response = HttpResponseRedirect(home.get_url(request))
    patch_vary_headers(response, ["Accept-Language", "Cookie"])
    return response


def _wanted_languages(request: HttpRequest) -> Iterator[str]:
    """The languages of ours that a reader asks for: by cookie, then as the browser ranks them.

    Chinese of any kind is ours; ``*`` stands for those that the browser does not name, and rank 0 for
    one that the reader refuses.
    """
    accepted = parse_accept_lang_header(request.headers.get("Accept-Language", ""))
    ranked = [(request.COOKIES.get(settings.LANGUAGE_COOKIE_NAME, ""), 1.0), *accepted]
    ours = [(_ours(code), code, rank) for code, rank in ranked]
    named = {language for language, _code, _rank in ours}
    for language, code, rank in ours:
        if rank and language:
            yield language
        elif rank and code == "*":
            yield from (other for other, _name in site_languages() if other not in named)


def _ours(code: str) -> str:
    """The language of ours that a code means; empty for any other."""
    try:
        return get_supported_language_variant(code)
    except LookupError:
        return ""


@require_safe
def export(request: HttpRequest, section: str, format_name: str) -> HttpResponseBase:
    """The explorer's list as a file: Wagtail's own addresses end in a slash and cannot lead to one."""
    explorer = (
        ExplorerPage.objects.listed().filter(slug=section, locale__language_code=get_language()).first()
    )
    if explorer is None or format_name not in EXPORTS or explorer.get_url(request) is None:
        raise Http404
    return explorer.serve_export(request, format_name)


@require_safe
def robots(request: HttpRequest) -> HttpResponse:
    """Tell crawlers what to leave alone, and where the sitemap is.

    Of the explorer they get its bare address and one chain at a time; every other selection is one of
    more combinations than anybody could read.
    """
    explorers = [page.get_url(request) for page in ExplorerPage.objects.listed()]
    lines = ["User-agent: *", "Disallow: /admin/", "Disallow: /api/"]
    for address in filter(None, explorers):
        lines += [
            f"Disallow: {address}?",
            f"Allow: {address}?chain=",
            f"Disallow: {address}?chain=*&",
            f"Disallow: {address}feed/?",
            f"Disallow: {address}suggest/",
            f"Disallow: {address}export.",
        ]
    lines.append(f"Sitemap: {request.build_absolute_uri('/sitemap.xml')}")
    return HttpResponse("\n".join(lines) + "\n", content_type="text/plain; charset=utf-8")
