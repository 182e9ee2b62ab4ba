"""Everything a page links to: in its prose, in its rows, as the address of a source."""

import json
from collections.abc import Iterator
from dataclasses import dataclass, field
from html.parser import HTMLParser

from django.db.models import Model, URLField
from modelcluster.models import get_all_child_relations
from wagtail.blocks import StreamValue
from wagtail.fields import RichTextField, StreamField
from wagtail.models import Page

from entities.digits import number_in


@dataclass
class Links:
    """The pages (keys) and addresses of other sites that something links to, each once, in reading order."""

    pages: dict[int, None] = field(default_factory=dict)
    addresses: dict[str, None] = field(default_factory=dict)


def links_of(page: Page) -> Links:
    """What the public state of a page links to."""
    parser = _LinkParser()
    for instance in _parts_of(page):
        for text in _texts_of(instance):
            parser.feed(text)
            parser.reset()
        for model_field in instance._meta.concrete_fields:
            if isinstance(model_field, URLField) and (address := model_field.value_from_object(instance)):
                parser.found.addresses[address] = None
    return parser.found


def _parts_of(page: Page) -> Iterator[Model]:
    yield page
    for relation in get_all_child_relations(page):
        yield from getattr(page, relation.get_accessor_name()).all()


def _texts_of(instance: Model) -> Iterator[str]:
    for model_field in instance._meta.concrete_fields:
        value = model_field.value_from_object(instance)
        if isinstance(model_field, RichTextField):
            yield value
        elif isinstance(model_field, StreamField):
            yield from _strings_in(_stored(value))


def _stored(stream: StreamValue) -> object:
    return json.loads(json.dumps(stream.get_prep_value()))


def _strings_in(value: object) -> Iterator[str]:
    if isinstance(value, str):
        yield value
    elif isinstance(value, dict):
        for part in value.values():
            yield from _strings_in(part)
    elif isinstance(value, list):
        for part in value:
            yield from _strings_in(part)


class _LinkParser(HTMLParser):
    """Collects the links of stored rich text."""

    def __init__(self) -> None:
        super().__init__()
        self.found = Links()

    def handle_starttag(self, tag: str, attributes: list[tuple[str, str | None]]) -> None:
        named = dict(attributes)
        if tag != "a":
            return
        address = (named.get("href") or "").strip()
        if named.get("linktype") == "page" and (key := number_in(named.get("id") or "")) is not None:
            self.found.pages[key] = None
        elif address.lower().startswith(("http://", "https://")):
            self.found.addresses[address] = None
