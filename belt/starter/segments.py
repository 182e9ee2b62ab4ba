"""Pairs the sentences of a page with those of its translation, by where they stand."""

import json
import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from typing import Any

from modelcluster.models import get_all_child_relations
from wagtail.models import Page
from wagtail_localize.segments import StringSegmentValue
from wagtail_localize.segments.extract import extract_segments

from belt.starter.markdown import Addresses, blocks, inline
from entities.models import AnnotatedPage

# Where the rows of a record stand on the page, and the fields of a row that are Markdown.
ROWS = {
    "relation": "relations",
    "source": "sources",
    "note": "editorial_notes",
    "stop": "stops",
    "stations": "stations",
}
WORDS = ("title", "summary", "standfirst", "headline", "footer_note")
WORDS_OF_ROW = ("title", "text", "publisher", "stated_in", "observation", "evidence_sentence", "remark")
LINK_ID = re.compile(r'(?<=<a id=")a\d+(?=")')


class ChangedPageError(Exception):
    """The page is no longer what the text says of it."""


@dataclass(frozen=True)
class Words:
    """What a file says of a page; ``prose`` for pages that have some."""

    data: dict[str, Any]
    prose: str = ""


def paired(page: Page, source: Words, translation: Words, addresses: Addresses) -> dict[tuple[str, str], str]:
    """By way and text of each sentence of the page, the sentence that translates it.

    ``ChangedPageError`` where the page does not say what ``source`` says.
    """
    asked = _strings(page)
    told = list(zip(asked, _strings(_saying(page, source, addresses)), strict=True))
    if any(one != other for one, other in told):
        raise ChangedPageError
    answers = _strings(_saying(page, translation, addresses))
    return {
        (question.path, question.string.data): _with_links_of(question, answer)
        for question, answer in zip(asked, answers, strict=True)
    }


def _strings(page: Page) -> list[StringSegmentValue]:
    return [segment for segment in extract_segments(page) if isinstance(segment, StringSegmentValue)]


def _saying(page: Page, words: Words, addresses: Addresses) -> Page:
    """The same page, its blocks and rows in their places, in other words."""
    page = page.with_content_json(page.serializable_data())
    for name in WORDS:
        if name in words.data:
            setattr(page, name, words.data[name])
    if hasattr(page, "introduction"):
        introduction = words.data.get("introduction", "")
        page.introduction = f"<p>{introduction}</p>" if introduction else ""
    own = {relation.get_accessor_name() for relation in get_all_child_relations(page)}
    for name, relation in ROWS.items():
        if relation in own:
            _say_rows(getattr(page, relation).all(), words.data.get(name, []), addresses)
    if isinstance(page, AnnotatedPage):
        page.body = _body(page, words.prose, addresses)
    return page


def _say_rows(rows: Iterable[Any], records: list[dict[str, Any]], addresses: Addresses) -> None:
    for row, record in _in_step(rows, records):
        for name in WORDS_OF_ROW:
            if hasattr(row, name):
                text = record.get(name, "")
                setattr(row, name, inline(text, addresses) if name == "observation" else text)


def _body(page: AnnotatedPage, prose: str, addresses: Addresses) -> str:
    told = _in_step(page.body.raw_data, blocks(prose, addresses))
    return json.dumps([{"id": raw["id"], "type": kind, "value": value} for raw, (kind, value) in told])


def _in_step(there: Iterable[Any], here: Iterable[Any]) -> Iterator[tuple[Any, Any]]:
    try:
        yield from zip(there, here, strict=True)
    except ValueError as error:
        raise ChangedPageError from error


def _with_links_of(question: StringSegmentValue, answer: StringSegmentValue) -> str:
    """The translated sentence, its links named as in the one it translates, whatever their order."""
    free = dict(question.attrs or {})
    names = {}
    for name, attributes in (answer.attrs or {}).items():
        known = next((key for key, wanted in free.items() if wanted == attributes), None)
        if known is None:
            raise ChangedPageError
        names[name] = known
        del free[known]
    return LINK_ID.sub(lambda match: names[match[0]], answer.string.data)
