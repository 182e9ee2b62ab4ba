"""The addresses of all public pages, for search engines, each with those of its translations."""

from collections import defaultdict
from typing import Any
from uuid import UUID

from django.core.paginator import Paginator
from django.db.models import Q
from wagtail.contrib.sitemaps.sitemap_generator import Sitemap
from wagtail.models import Page

from belt.alternates import alternates
from entities.listed_querysets import listed_pages


class EveryLanguage(Sitemap):
    """Wagtail's sitemap of the tree of one language, over the trees of all of them."""

    def items(self) -> list[Page]:
        """The public pages below every public home page, in a number of queries that no page adds to.

        Only homes and sections are of their own types: these may answer at more than one address.
        """
        root = self.get_wagtail_site().root_page
        below = Q(pk__in=[])
        for path in (
            listed_pages().filter(translation_key=root.translation_key).values_list("path", flat=True)
        ):
            below |= Q(path__startswith=path)
        pages = listed_pages().filter(below).select_related("locale").order_by("path")
        sections = pages.filter(depth__lte=root.depth + 1).specific()
        own = {page.pk: page for page in sections.select_related("locale", for_specific_subqueries=True)}
        return [own.get(page.pk, page) for page in pages]

    def _urls(self, page: int, protocol: str, domain: str) -> list[dict[str, Any]]:
        items = self.items()
        versions: dict[UUID, dict[str, str]] = defaultdict(dict)
        for item in items:
            versions[item.translation_key][item.locale.language_code] = item.get_full_url(self.request)
        return [
            url
            for item in Paginator(items, self.limit).page(page).object_list
            for url in self._with_alternates(item, versions[item.translation_key])
        ]

    def _with_alternates(self, item: Page, versions: dict[str, str]) -> list[dict[str, Any]]:
        """The addresses of a page; what comes after its own is the same in every language."""
        own, urls = versions[item.locale.language_code], item.get_sitemap_urls(self.request)
        for url in urls:
            rest = url["location"].removeprefix(own)
            url["alternates"] = alternates({code: location + rest for code, location in versions.items()})
        return urls
