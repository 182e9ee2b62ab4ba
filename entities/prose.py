"""Prose on a public page: its links and embedded profiles resolved in bulk.

Wagtail resolves the links of each rich text by itself, so that the number of
queries would grow with the number of paragraphs. Here the addresses of all
pages a text refers to are read once, before it is rendered; a link to what the
public may not see becomes plain words.
"""

import re
from collections.abc import Iterable, Iterator, Mapping
from contextlib import contextmanager
from contextvars import ContextVar
from html import unescape
from typing import Any, NamedTuple

from django.utils.html import format_html
from django.utils.safestring import SafeString, mark_safe
from django.utils.text import slugify
from wagtail.blocks import StreamValue
from wagtail.models import Page
from wagtail.rich_text import extract_references_from_rich_text
from wagtail.rich_text.pages import PageLinkHandler

from entities.digits import number_in
from entities.languages import in_words, language_tag, reader_language, site_languages
from entities.listed_querysets import ListedPageQuerySet
from entities.versions import by_every_key, versions_of

BLOCKS_OF_WORDS = {"heading", "paragraph", "quotation", "key_figure", "table", "note"}


class Destination(NamedTuple):
    """Where a link leads: an address, and the language (code) of its page where that is known."""

    url: str
    language: str = ""

    @property
    def opening_tag(self) -> str:
        """The tag before its words; of a page in another language it says so, which prose.css shows."""
        if self.language in ("", reader_language()):
            return format_html('<a href="{}">', self.url)
        tag, words = language_tag(self.language), in_words(self.language)
        return format_html('<a href="{}" hreflang="{}" data-language="{}">', self.url, tag, words)


# Pages by their keys; what answers for addresses below its own, such as those of chains, by that in
# each language.
Addresses = Mapping[Any, Destination]
_PLAIN_LINK = re.compile(r'<a href="(?P<address>(?:/|https?:)[^"]*)">')
_addresses: ContextVar[Addresses | None] = ContextVar("addresses of the pages a text refers to", default=None)


def embedded_keys(stream: StreamValue) -> dict[int, int]:
    """The keys of the profiles a text embeds, by the position of their blocks.

    From the stored keys: asking the blocks would read every profile whole.
    """
    keys = {
        position: number_in(str(raw["value"]))
        for position, raw in enumerate(stream.raw_data)
        if raw["type"] == "profile"
    }
    return {position: key for position, key in keys.items() if key is not None}


def blocks_apart_from_profiles(stream: StreamValue) -> Iterator[tuple[int, StreamValue.StreamChild]]:
    """The other blocks of a text with their positions."""
    for position, raw in enumerate(stream.raw_data):
        if raw["type"] != "profile":
            yield position, stream[position]


def blocks_of_words(stream: StreamValue) -> Iterator[StreamValue.StreamChild]:
    """The blocks of a text that need nothing but the text itself: neither pictures nor files nor cards."""
    for position, raw in enumerate(stream.raw_data):
        if raw["type"] in BLOCKS_OF_WORDS:
            yield stream[position]


def referred_pages(stream: StreamValue) -> set[int]:
    """The keys of all pages that a text links to or embeds."""
    found = set(embedded_keys(stream).values())
    for _position, block in blocks_apart_from_profiles(stream):
        found |= _pages_among(block.block.extract_references(block.value))
    return found


def pages_linked_in(rich_text: str) -> set[int]:
    """The keys of all pages that a rich text of its own, outside of a page's text, links to."""
    return _pages_among(extract_references_from_rich_text(rich_text))


def _pages_among(references: Iterable[tuple]) -> set[int]:
    keys = {number_in(str(key)) for model, key, *_path in references if issubclass(model, Page)}
    return {key for key in keys if key is not None}


def addresses_of(pages: Mapping[int, Page]) -> dict[int, Destination]:
    """Where the public reads pages, by key."""
    return {
        key: Destination(page.url, getattr(page, "language", "")) for key, page in pages.items() if page.url
    }


def addresses_by_key(keys: set[int]) -> dict[int, Destination]:
    """The same for those of the pages with these keys that the public may see; one query at the most."""
    if not keys:
        return {}
    return addresses_of(by_every_key(versions_of(ListedPageQuerySet(Page), keys, reader_language())))


@contextmanager
def resolved_links(addresses: Addresses) -> Iterator[None]:
    """Within it, links of rich text are looked up in ``addresses`` (by page key) and cost no query."""
    token = _addresses.set(addresses)
    try:
        yield
    finally:
        _addresses.reset(token)


def led_on(html: str, addresses: Addresses) -> SafeString:
    """Safe HTML of a rich text whose links to the site lead readers on within their language.

    One that can only be followed into another language says so.
    """
    sections = {key: found for key, found in addresses.items() if isinstance(key, str)}

    def lead(link: re.Match[str]) -> str:
        found = _own_address(unescape(link["address"]), sections)
        return found.opening_tag if found else link[0]

    return mark_safe(_PLAIN_LINK.sub(lead, html))


def _own_address(address: str, sections: Mapping[str, Destination]) -> Destination | None:
    """Where an address in another language leads; ``None`` for one of the reader's or of another site."""
    for section, found in sections.items():
        rest = address.removeprefix(section.rstrip("/"))
        if rest != address and rest[:1] in ("", "/", "?", "#"):
            return found._replace(url=found.url + rest.removeprefix("/"))
    language = next((code for code, _name in site_languages() if address.startswith(f"/{code}/")), "")
    return Destination(address, language) if language not in ("", reader_language()) else None


class ListedPageLinkHandler(PageLinkHandler):
    """Links in rich text lead only to pages the public may see."""

    @classmethod
    def expand_db_attributes_many(cls, attrs_list: list[dict]) -> list[str]:
        keys = [number_in(str(attrs.get("id"))) for attrs in attrs_list]
        given = _addresses.get()
        known: Addresses = (
            addresses_by_key({key for key in keys if key is not None}) if given is None else given
        )
        return [known[key].opening_tag if key in known else "<a>" for key in keys]


def heading_ids(stream: StreamValue) -> dict[str, str]:
    """An address fragment per heading, unique in the text, by the block's id."""
    given: dict[str, str] = {}
    for _position, block in blocks_apart_from_profiles(stream):
        if block.block_type != "heading":
            continue
        wanted = slugify(block.value["text"], allow_unicode=True) or "section"
        taken = set(given.values())
        name, count = f"t-{wanted}", 2
        while name in taken:
            name, count = f"t-{wanted}-{count}", count + 1
        given[block.id] = name
    return given
