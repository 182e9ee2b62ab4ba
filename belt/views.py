"""Addresses that are no Wagtail page: the bare root, robots, errors."""

from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.shortcuts import render
from django.utils.cache import patch_vary_headers
from django.utils.translation import get_language_from_request
from django.views.decorators.http import require_safe
from wagtail.models import Site

from entities.querysets import listed_pages


@require_safe
def choose_language(request: HttpRequest) -> HttpResponse:
    """Lead from ``/`` to the home page in the reader's language, Italian if none fits."""
    site = Site.find_for_request(request)
    if site is None:
        return render(request, "404.html", status=404)
    wanted = get_language_from_request(request)
    homes = listed_pages().filter(translation_key=site.root_page.translation_key)
    home = homes.filter(locale__language_code=wanted).first() or site.root_page
    response = HttpResponseRedirect(home.get_url(request))
    patch_vary_headers(response, ["Accept-Language", "Cookie"])
    return response


@require_safe
def robots(request: HttpRequest) -> HttpResponse:
    """Tell crawlers what to leave alone, and where the sitemap is."""
    lines = [
        "User-agent: *",
        "Disallow: /admin/",
        "Disallow: /api/",
        f"Sitemap: {request.build_absolute_uri('/sitemap.xml')}",
    ]
    return HttpResponse("\n".join(lines) + "\n", content_type="text/plain; charset=utf-8")
