"""The addresses of all public pages, for search engines."""

from django.db.models import Q
from wagtail.contrib.sitemaps.sitemap_generator import Sitemap
from wagtail.query import PageQuerySet

from entities.listed_querysets import listed_pages


class EveryLanguage(Sitemap):
    """Wagtail's sitemap of the tree of one language, over the trees of all of them."""

    def items(self) -> PageQuerySet:
        """The public pages below every public home page."""
        root = self.get_wagtail_site().root_page
        below = Q(pk__in=[])
        for path in (
            listed_pages().filter(translation_key=root.translation_key).values_list("path", flat=True)
        ):
            below |= Q(path__startswith=path)
        return listed_pages().filter(below).order_by("path").specific()
