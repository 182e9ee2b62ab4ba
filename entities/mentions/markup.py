"""Stored rich text seen as plain words that know their places, and links put around some of them. Pure.

The markup is never parsed and written again: signs are put between those that are there, so that
everything else stays as it was, byte for byte.
"""

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from enum import Enum
from html import unescape

from entities.digits import number_in
from entities.mentions.folding import BREAK

_PIECE = re.compile(
    r"<!--.*?-->"
    r"|<(?P<closing>/)?(?P<name>[A-Za-z][A-Za-z0-9]*)(?P<rest>(?:[^<>\"']|\"[^\"]*\"|'[^']*')*)>"
    r"|&(?:#[0-9]+|#[xX][0-9A-Fa-f]+|[A-Za-z][A-Za-z0-9]*);"
    r"|.",
    re.DOTALL,
)
_ATTRIBUTE = re.compile(r"([A-Za-z-]+)\s*=\s*(?:\"([^\"]*)\"|'([^']*)')")
# What may stand inside of a line; every other tag ends one.
_INLINE = frozenset(
    (
        "a",
        "abbr",
        "b",
        "code",
        "del",
        "em",
        "i",
        "ins",
        "mark",
        "s",
        "small",
        "span",
        "strong",
        "sub",
        "sup",
        "u",
    )
)


class Hindrance(Enum):
    """Why no link can be put around some words."""

    LINK = "link"
    CUTS_MARKUP = "cuts markup"
    OUTSIDE = "outside"


class UnlinkableError(Exception):
    """No link can be put around ``text[start:end]`` because of ``hindrance``."""

    def __init__(self, hindrance: Hindrance, start: int, end: int) -> None:
        super().__init__(f"{hindrance.value}: {start} to {end}")
        self.hindrance, self.start, self.end = hindrance, start, end


@dataclass(frozen=True)
class LinkSpan:
    """A link that is there: ``text[start:end]``, to the page with the key ``page`` if to one."""

    start: int
    end: int
    page: int | None

    def holds(self, start: int, end: int) -> bool:
        """Whether ``text[start:end]`` lies inside of it."""
        return self.start <= start and end <= self.end


@dataclass(frozen=True, order=True)
class Wrap:
    """A link to be made: around ``text[start:end]``, to the page with the key ``page``."""

    start: int
    end: int
    page: int


@dataclass(frozen=True)
class _Tag:
    start: int
    end: int
    name: str
    closing: bool

    @property
    def is_formatting(self) -> bool:
        return self.name in _INLINE and self.name != "a"


class Markup:
    """One stored rich text: ``text`` its words, ``links`` the links in it, in order."""

    def __init__(self, html: str) -> None:
        self.html = html
        self.links: list[LinkSpan] = []
        self._spans: list[tuple[int, int]] = []
        self._tags: list[_Tag] = []
        self._open_link: tuple[int, int | None] | None = None
        signs: list[str] = []
        for piece in _PIECE.finditer(html):
            added = self._read(piece, bool(signs) and signs[-1] != BREAK)
            signs += added
            self._spans += [piece.span()] * len(added)
        self._close_link()
        self.text = "".join(signs)

    def _read(self, piece: re.Match[str], in_line: bool) -> str:
        """The plain signs a piece stands for."""
        name = (piece["name"] or "").lower()
        if not name:
            found = piece.group()
            if found.startswith("<!--"):
                return ""
            return unescape(found) if found.startswith("&") and len(found) > 1 else found
        closing = bool(piece["closing"])
        self._tags.append(_Tag(*piece.span(), name, closing))
        if name == "a":
            self._close_link()
            if not closing:
                self._open_link = len(self._spans), _page_of(piece["rest"])
        return BREAK if name not in _INLINE and in_line else ""

    def _close_link(self) -> None:
        if self._open_link is not None:
            start, page = self._open_link
            self.links.append(LinkSpan(start, len(self._spans), page))
            self._open_link = None

    def link_at(self, start: int, end: int) -> LinkSpan | None:
        """The first existing link that shares a sign with ``text[start:end]``."""
        return next((link for link in self.links if link.start < end and start < link.end), None)

    def hindrance(self, start: int, end: int) -> Hindrance | None:
        """Why no link can be put around ``text[start:end]``; ``None`` if one can."""
        try:
            self._place(start, end)
        except UnlinkableError as refusal:
            return refusal.hindrance
        return None

    def linked(self, wraps: Iterable[Wrap]) -> str:
        """The stored text with further links; ``UnlinkableError`` if one of them cannot be made.

        What is linked to the same page already stays as it is.
        """
        placed = sorted(self._placed(wraps))
        pieces, done = [], 0
        for start, end, wrap in placed:
            if start < done:
                raise UnlinkableError(Hindrance.LINK, wrap.start, wrap.end)
            anchor = f'<a linktype="page" id="{wrap.page}">'
            pieces += [self.html[done:start], anchor, self.html[start:end], "</a>"]
            done = end
        return "".join([*pieces, self.html[done:]])

    def _placed(self, wraps: Iterable[Wrap]) -> Iterator[tuple[int, int, Wrap]]:
        for wrap in set(wraps):
            link = self.link_at(wrap.start, wrap.end)
            if link is None or link.page != wrap.page or not link.holds(wrap.start, wrap.end):
                yield *self._place(wrap.start, wrap.end), wrap

    def _place(self, start: int, end: int) -> tuple[int, int]:
        """Where a link would begin and end in the stored text."""
        if not 0 <= start < end <= len(self.text) or BREAK in self.text[start:end]:
            raise UnlinkableError(Hindrance.OUTSIDE, start, end)
        if self.link_at(start, end):
            raise UnlinkableError(Hindrance.LINK, start, end)
        spans = self._spans
        shared = (start and spans[start - 1] == spans[start]) or (
            end < len(spans) and spans[end] == spans[end - 1]
        )
        inside = self._inside(spans[start][0], spans[end - 1][1])
        if shared or not all(tag.is_formatting for tag in inside):
            raise UnlinkableError(Hindrance.CUTS_MARKUP, start, end)
        first, last = spans[start][0], spans[end - 1][1]
        closed, opened = _unmatched(inside)
        widened = self._back(first, closed), self._forth(last, opened)
        if widened[0] is None or widened[1] is None:
            raise UnlinkableError(Hindrance.CUTS_MARKUP, start, end)
        return widened[0], widened[1]

    def _inside(self, first: int, last: int) -> list[_Tag]:
        return [tag for tag in self._tags if first <= tag.start and tag.end <= last]

    def _back(self, place: int, closed: list[str]) -> int | None:
        """``place``, moved before the tags that open right there what is closed inside."""
        for name in closed:
            before = next((tag for tag in self._tags if tag.end == place), None)
            if before is None or before.closing or before.name != name:
                return None
            place = before.start
        return place

    def _forth(self, place: int, opened: list[str]) -> int | None:
        """``place``, moved behind the tags that close right there what is opened inside."""
        for name in opened:
            after = next((tag for tag in self._tags if tag.start == place), None)
            if after is None or not after.closing or after.name != name:
                return None
            place = after.end
        return place


def _unmatched(tags: Iterable[_Tag]) -> tuple[list[str], list[str]]:
    """What is closed without having been opened, and what stays open, innermost first."""
    closed: list[str] = []
    opened: list[str] = []
    for tag in tags:
        if not tag.closing:
            opened.append(tag.name)
        elif opened and opened[-1] == tag.name:
            opened.pop()
        else:
            closed.append(tag.name)
    return closed, opened[::-1]


def _page_of(attributes: str) -> int | None:
    """The key of the page that a link leads to; ``None`` for links to anything else."""
    found = {name.lower(): plain or quoted for name, plain, quoted in _ATTRIBUTE.findall(attributes)}
    return number_in(found.get("id", "")) if found.get("linktype") == "page" else None
