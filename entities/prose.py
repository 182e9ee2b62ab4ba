"""Prose on a public page: its links and embedded profiles resolved in bulk.

Wagtail resolves the links of each rich text by itself, so that the number of
queries would grow with the number of paragraphs. Here the addresses of all
pages a text refers to are read once, before it is rendered; a link to what the
public may not see becomes plain words.
"""

from collections.abc import Iterator
from contextlib import contextmanager
from contextvars import ContextVar

from django.utils.html import escape
from django.utils.text import slugify
from wagtail.blocks import StreamValue
from wagtail.models import Page
from wagtail.rich_text.pages import PageLinkHandler

from entities.querysets import listed_pages

_addresses: ContextVar[dict[int, str] | None] = ContextVar(
    "addresses of the pages a text refers to", default=None
)


def referred_pages(stream: StreamValue) -> set[int]:
    """The keys of all pages that a text links to or embeds."""
    references = stream.stream_block.extract_references(stream)
    keys = {_page_key(key) for model, key, *_ in references if issubclass(model, Page)}
    return {key for key in keys if key is not None}


def _page_key(text: object) -> int | None:
    """A key as stored in a text; ``None`` for what no page can have."""
    digits = str(text)
    return int(digits) if digits.isascii() and digits.isdigit() and len(digits) < 19 else None


def _addresses_of(keys: set[int]) -> dict[int, str]:
    return {page.pk: page.url for page in listed_pages().filter(pk__in=keys) if page.url} if keys else {}


@contextmanager
def resolved_links(addresses: dict[int, str]) -> Iterator[None]:
    """Within it, links of rich text are looked up in ``addresses`` (by page key) and cost no query."""
    token = _addresses.set(addresses)
    try:
        yield
    finally:
        _addresses.reset(token)


class ListedPageLinkHandler(PageLinkHandler):
    """Links in rich text lead only to pages the public may see."""

    @classmethod
    def expand_db_attributes_many(cls, attrs_list: list[dict]) -> list[str]:
        keys = [_page_key(attrs.get("id")) for attrs in attrs_list]
        known = _addresses.get()
        if known is None:
            known = _addresses_of({key for key in keys if key is not None})
        return [f'<a href="{escape(known[key])}">' if key in known else "<a>" for key in keys]


def heading_ids(stream: StreamValue) -> dict[str, str]:
    """An address fragment per heading, unique in the text, by the block's id."""
    given: dict[str, str] = {}
    for block in stream:
        if block.block_type != "heading":
            continue
        wanted = slugify(block.value["text"], allow_unicode=True) or "section"
        taken = set(given.values())
        name, count = f"t-{wanted}", 2
        while name in taken:
            name, count = f"t-{wanted}-{count}", count + 1
        given[block.id] = name
    return given
