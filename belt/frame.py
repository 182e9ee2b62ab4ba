"""The frame of a page: menu, languages and trail, read in one query per request."""

from collections.abc import Iterable
from dataclasses import dataclass
from typing import Any
from uuid import UUID

from django.contrib.contenttypes.models import ContentType
from django.db.models import F, Q
from django.utils.translation import get_language
from wagtail.models import Page, Site

from entities.languages import site_languages
from entities.listed_querysets import listed_pages, published_versions
from entities.prose import Destination
from visits.models import ReportIndexPage


@dataclass(frozen=True)
class Frame:
    """The public pages around a page; ``home`` is ``None`` where its language has none.

    ``nearest`` holds, for every language with a public home, the version of the page in it, or of the
    nearest page above that has one, at last the home; ``versions`` those of the page itself alone, and
    no private ones. On an error page ``withdrawn`` holds those of the page that stood at its address, and
    they are the nearest. ``sections_elsewhere`` leads on from links that were written in another language.
    """

    home: Page | None
    nearest: dict[str, Page]
    versions: dict[str, Page]
    withdrawn: dict[str, Page]
    sections: list[Page]
    trail: list[Page]
    chain_index_url: str
    report_index_url: str
    explorer_url: str
    sections_elsewhere: dict[str, Destination]


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
        return Frame(None, {}, {}, {}, [], [], "", "", "", {})
    root = site.root_page
    above = _paths_above(page)
    pages = _pages_around(root, page, above)
    listed = {found.pk for found in pages}
    if page is not None and page.live and page.pk not in listed:
        # Private, as its versions may be: whoever reads it may ask for those as well.
        pages += published_versions(page).select_related("locale", "behind")
    trail = [found for found in pages if found.path in above]
    own = [page.translation_key] if page else []
    lineage = [*own, *(step.translation_key for step in reversed(trail)), root.translation_key]
    known = {(found.locale.language_code, found.translation_key): found for found in pages}
    home = known.get((get_language() or "", root.translation_key))
    nearest = _nearest(known, lineage)
    missing = _versions_of_missing(request.path, home) if home and page is None else {}
    withdrawn = {code: version for code, version in missing.items() if code in nearest}
    nearest |= withdrawn
    below = _right_below(home, pages) if home else []
    return Frame(
        home=home,
        nearest=nearest,
        versions={
            code: found
            for code, found in nearest.items()
            if found.translation_key in own and found.pk in listed
        },
        withdrawn=withdrawn,
        sections=[found for found in below if found.show_in_menus],
        trail=trail,
        chain_index_url=_address_of(ChainIndexPage, below),
        report_index_url=_address_of(ReportIndexPage, below),
        explorer_url=_address_of(ExplorerPage, below),
        sections_elsewhere=_elsewhere((ChainIndexPage, ExplorerPage), pages, below, site),
    )


def _paths_above(page: Page | None) -> list[str]:
    return [page.path[: depth * page.steplen] for depth in range(2, page.depth)] if page and page.path else []


def _pages_around(root: Page, page: Page | None, above: list[str]) -> list[Page]:
    """The homes and sections of all languages, among them whatever stands above a page, and its versions."""
    keys = [root.translation_key, *([page.translation_key] if page else [])]
    siblings_of_root = Q(depth=root.depth + 1, path__startswith=root.path[: -root.steplen])
    return list(
        listed_pages()
        .filter(Q(translation_key__in=keys) | Q(path__in=above) | siblings_of_root)
        .select_related("locale", "behind")
        .order_by("path")
    )


def _right_below(home: Page, pages: Iterable[Page]) -> list[Page]:
    return [found for found in pages if found.depth == home.depth + 1 and found.path.startswith(home.path)]


def _nearest(known: dict[tuple[str, UUID], Page], lineage: list[UUID]) -> dict[str, Page]:
    """By language with a public home, the first of ``lineage`` (translation keys, home last) it has.

    ``known`` are pages by language and translation key.
    """
    languages = [code for code, key in known if key == lineage[-1]]
    return {code: next(known[code, key] for key in lineage if (code, key) in known) for code in languages}


def _versions_of_missing(path: str, home: Page) -> dict[str, Page]:
    """By language, what the public finds of a page that was withdrawn from an address below a home."""
    if "\0" in path:  # which PostgreSQL refuses to look for
        return {}
    address = home.url_path + path.removeprefix(home.url)
    withdrawn = Page.objects.filter(url_path=address, locale=home.locale_id, live=False)
    versions = listed_pages().filter(translation_key__in=withdrawn.order_by().values("translation_key"))
    named = versions.annotate(language=F("locale__language_code")).order_by("language", "pk")
    return {version.language: version for version in named}


def _elsewhere(
    models: Iterable[type[Page]], pages: Iterable[Page], below: list[Page], site: Site
) -> dict[str, Destination]:
    """By the address of a section in another language, where readers of this one find the same.

    That is their own section, or the one there. Only for ``models`` that read addresses below their own
    in one way whatever the language; any other full address of the site leads where it did, and its
    language is known.
    """
    found = {}
    for model in models:
        key, own = ContentType.objects.get_for_model(model).pk, _address_of(model, below)
        for page in pages:
            if page.content_type_id == key and page not in below:
                here = Destination(own or page.url, "" if own else page.locale.language_code)
                # Copied from a browser, an address has the site before it.
                found |= {page.url: here, f"{site.root_url}{page.url}": here}
    for language, _name in site_languages():
        if language != get_language():
            address = f"{site.root_url}/{language}/"
            found[address] = Destination(address, language)
    return found


def _address_of(model: type[Page], pages: list[Page]) -> str:
    key = ContentType.objects.get_for_model(model).pk
    return next((page.url for page in pages if page.content_type_id == key), "")
