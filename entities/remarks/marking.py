"""In the preview of a page, marks on what the content checker points out; nothing anywhere else."""

import re
from collections.abc import Iterator
from contextlib import contextmanager
from contextvars import ContextVar
from dataclasses import dataclass, field
from functools import reduce
from html import unescape
from operator import or_
from typing import Any

from django.db.models import Q
from django.utils.html import strip_tags
from django.utils.safestring import SafeString, mark_safe

from entities.remarks.rules import alone, says_little_as_heading, says_little_as_link, unexplained

# The attribute and its values; ``belt.content_checker`` looks for them.
MARK = "data-remark"
HEADING, LINK, ABBREVIATION = "heading", "link", "abbreviation"

_HEADING = re.compile(r"<(?P<tag>h[23])(?P<rest>[^>]*)>(?P<words>.*?)</(?P=tag)>", re.DOTALL)
_LINK = re.compile(r"<(?P<tag>a)(?P<rest>\s[^>]*\bhref=[^>]*)>(?P<words>.*?)</a>", re.DOTALL)


@dataclass
class Marker:
    """What is left to mark in one page."""

    abbreviations: list[str]
    headings: set[str] = field(default_factory=set)
    is_in_section: bool = False

    def mark(self, html: str) -> str:
        """A piece of the page with its marks."""
        html = _HEADING.sub(self._heading, html)
        html = _LINK.sub(_link, html)
        return self._mark_abbreviations(html)

    def _heading(self, found: re.Match[str]) -> str:
        words = _words(found)
        # Headings of ours stand before the text, so axe sees no level skipped.
        self.is_in_section = self.is_in_section or found["tag"] == "h2"
        is_misplaced = words in self.headings or not self.is_in_section
        self.headings.add(words)
        return _with_mark(found, HEADING) if is_misplaced or says_little_as_heading(words) else found.group()

    def _mark_abbreviations(self, html: str) -> str:
        """The first place of each; its id is what the checker shows of it."""
        if not self.abbreviations:
            return html
        words = "|".join(self.abbreviations)
        return re.sub(rf"<[^>]*>|{alone(words)}", self._abbreviation, html)

    def _abbreviation(self, found: re.Match[str]) -> str:
        word = found.group()
        if word not in self.abbreviations:
            return word
        self.abbreviations.remove(word)
        return f'<span id="{word}" {MARK}="{ABBREVIATION}">{word}</span>'


_marker: ContextVar[Marker | None] = ContextVar("marks of the preview that is drawn", default=None)


@contextmanager
def marking(page: Any) -> Iterator[None]:
    """Within it, ``marked()`` marks; two queries where there is an abbreviation to ask about."""
    token = _marker.set(Marker(_unexplained_in(page)))
    try:
        yield
    finally:
        _marker.reset(token)


def marked(html: str) -> SafeString:
    """A piece of safe HTML that an editor has written, as a preview shows it."""
    marker = _marker.get()
    return mark_safe(marker.mark(html) if marker else html)


def _unexplained_in(page: Any) -> list[str]:
    texts = page.search_texts()
    asked = unexplained(texts)
    return unexplained(texts, [*page.search_names(), *_names_with(asked)]) if asked else []


def _names_with(words: list[str]) -> Iterator[str]:
    """The names of profiles in which one of the words stands."""
    from entities.models import EntityName, EntityPage

    yield from _containing(EntityPage.objects.order_by(), "title", words)
    yield from _containing(EntityName.objects.order_by(), "text", words)


def _containing(rows: Any, name: str, words: list[str]) -> Iterator[str]:
    wanted = reduce(or_, (Q(**{f"{name}__contains": word}) for word in words))
    yield from rows.filter(wanted).values_list(name, flat=True)


def _words(found: re.Match[str]) -> str:
    return unescape(strip_tags(found["words"])).strip()


def _link(found: re.Match[str]) -> str:
    return _with_mark(found, LINK) if says_little_as_link(_words(found)) else found.group()


def _with_mark(found: re.Match[str], value: str) -> str:
    tag = found["tag"]
    return f'<{tag}{found["rest"]} {MARK}="{value}">{found["words"]}</{tag}>'
