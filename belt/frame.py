"""The frame of a page: menu, languages and trail, read in one query per request."""

from dataclasses import dataclass
from typing import Any

from django.contrib.contenttypes.models import ContentType
from django.db.models import Q
from django.utils.translation import get_language
from wagtail.models import Page, Site

from entities.listed_querysets import listed_pages
from visits.models import ReportIndexPage


@dataclass(frozen=True)
class Frame:
    """The public pages around a page; ``home`` is ``None`` where its language has none."""

    home: Page | None
    homes: dict[str, Page]
    sections: list[Page]
    translations: dict[str, Page]
    trail: list[Page]
    chain_index_url: str
    report_index_url: str
    explorer_url: str


def frame_of(request: Any, page: Page | None) -> Frame:
    """The frame around ``page`` (``None`` on an error page), read once per request."""
    known = getattr(request, "frame", None)
    if known is None:
        known = _read(request, page)
        request.frame = known
    return known


def _read(request: Any, page: Page | None) -> Frame:
    from belt.models import ChainIndexPage, ExplorerPage

    site = Site.find_for_request(request)
    if site is None:
        return Frame(None, {}, [], {}, [], "", "", "")
    root = site.root_page
    above = (
        [page.path[: depth * page.steplen] for depth in range(2, page.depth)] if page and page.path else []
    )
    keys = [root.translation_key, *([page.translation_key] if page else [])]
    siblings_of_root = Q(depth=root.depth + 1, path__startswith=root.path[: -root.steplen])
    pages = list(
        listed_pages()
        .filter(Q(translation_key__in=keys) | Q(path__in=above) | siblings_of_root)
        .select_related("locale")
        .order_by("path")
    )
    homes = {
        found.locale.language_code: found for found in pages if found.translation_key == root.translation_key
    }
    home = homes.get(get_language() or "")
    below = [
        found
        for found in pages
        if home and found.depth == home.depth + 1 and found.path.startswith(home.path)
    ]
    return Frame(
        home=home,
        homes=homes,
        sections=[found for found in below if found.show_in_menus],
        translations={
            found.locale.language_code: found for found in pages if page and found.translation_key == keys[-1]
        },
        trail=[found for found in pages if found.path in above],
        chain_index_url=_address_of(ChainIndexPage, below),
        report_index_url=_address_of(ReportIndexPage, below),
        explorer_url=_address_of(ExplorerPage, below),
    )


def _address_of(model: type[Page], pages: list[Page]) -> str:
    key = ContentType.objects.get_for_model(model).pk
    return next((page.url for page in pages if page.content_type_id == key), "")
