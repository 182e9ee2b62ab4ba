"""The texts of a page in which entities can be mentioned, section by section."""

import hashlib
import json
from collections.abc import Iterator
from dataclasses import dataclass
from enum import Enum
from functools import cached_property
from typing import Any

from wagtail.blocks import StreamValue

from entities.mentions.markup import Markup
from entities.mentions.sentences import Sentences
from entities.models import AnnotatedPage

_DIVIDED = ("heading", "paragraph")


class Kind(Enum):
    """What a passage is: only paragraphs can hold links."""

    FIELD = "field"
    HEADING = "heading"
    QUOTATION = "quotation"
    PARAGRAPH = "paragraph"
    FIGURES = "figures"
    CAPTION = "caption"


# What the blocks with words hold, by their types.
_KINDS = {
    "heading": Kind.HEADING,
    "quotation": Kind.QUOTATION,
    "paragraph": Kind.PARAGRAPH,
    "key_figure": Kind.FIGURES,
    "table": Kind.FIGURES,
    "picture": Kind.CAPTION,
    "gallery": Kind.CAPTION,
}


@dataclass(frozen=True)
class Passage:
    """One text of a page.

    ``place`` is the key of its block (``block_key()``) or the name of its field, ``section`` the key of
    the heading above it (empty before the first one) and ``heading`` the words of that.
    """

    place: str
    kind: Kind
    section: str
    heading: str
    stored: str

    @cached_property
    def markup(self) -> Markup | None:
        """Its stored rich text, where it is one."""
        return Markup(self.stored) if self.kind is Kind.PARAGRAPH else None

    @cached_property
    def text(self) -> str:
        """Its plain words."""
        return self.stored if self.markup is None else self.markup.text

    @cached_property
    def sentences(self) -> Sentences:
        """Its sentences."""
        return Sentences(self.text)


def block_key(raw: dict[str, Any], position: int) -> str:
    """What a block is known by: its id; its position where it never had one."""
    return str(raw.get("id") or f"#{position}")


def passages_of(page: AnnotatedPage) -> Iterator[Passage]:
    """All texts of a page in reading order, without queries: fields, then the blocks of its prose."""
    for field, text in page.plain_texts():
        yield Passage(field, Kind.FIELD, "", "", text or "")
    section = heading = ""
    for position, raw in enumerate(page.body.raw_data):
        kind = _KINDS.get(raw["type"])
        if kind is None:
            continue
        key, texts = block_key(raw, position), _texts(page, position, raw["value"], kind)
        if kind is Kind.HEADING:
            section, [heading] = key, texts
        yield from (Passage(key, kind, section, heading, text) for text in texts)


def _texts(page: AnnotatedPage, position: int, stored: Any, kind: Kind) -> list[str]:
    if kind is Kind.FIGURES:
        return _figures(page.body[position])
    if kind is Kind.CAPTION:
        return _captions(stored)
    return [str(stored if kind is Kind.PARAGRAPH else stored.get("text") or "")]


def _captions(stored: Any) -> list[str]:
    """The captions of a picture or of a gallery, of which older ones keep their pictures bare."""
    pictures = stored if isinstance(stored, list) else [stored]
    return [str(one.get("value", one).get("caption") or "") for one in pictures]


def _figures(block: StreamValue.StreamChild) -> list[str]:
    """The words of a block that holds figures; those beside a figure belong to it."""
    texts = [str(text) for text in block.block.get_searchable_content(block.value)]
    return [" ".join(texts)] if block.block_type == "key_figure" else texts


def prose_fingerprint(page: AnnotatedPage) -> str:
    """64 hexadecimal signs that change with any heading or paragraph."""
    stored = json.dumps(
        [[raw["type"], raw["value"]] for raw in page.body.raw_data if raw["type"] in _DIVIDED]
    )
    return hashlib.sha256(stored.encode()).hexdigest()
