"""Everything a page links to: in its prose, in its rows, as the address of a source."""

import json
from collections.abc import Collection, Iterator
from dataclasses import dataclass, field
from html.parser import HTMLParser
from urllib.parse import urlsplit

from django.db.models import Model, URLField
from modelcluster.models import get_all_child_relations
from wagtail.blocks import StreamValue
from wagtail.fields import RichTextField, StreamField
from wagtail.models import Page

from entities.digits import number_in


@dataclass
class Links:
    """What something links to, each once, in reading order.

    ``pages`` and ``documents`` are keys, ``paths`` addresses of this site without its name, ``addresses``
    those of other sites.
    """

    pages: dict[int, None] = field(default_factory=dict)
    documents: dict[int, None] = field(default_factory=dict)
    paths: dict[str, None] = field(default_factory=dict)
    addresses: dict[str, None] = field(default_factory=dict)


def links_of(page: Page, own_hosts: Collection[str] = ()) -> Links:
    """What the public state of a page links to; an address at one of ``own_hosts`` is one of this site."""
    parser = _LinkParser(own_hosts)
    for instance in parts_of(page):
        for text in _texts_of(instance):
            parser.feed(text)
            parser.reset()
        for model_field in instance._meta.concrete_fields:
            if isinstance(model_field, URLField) and (address := model_field.value_from_object(instance)):
                parser.take(address)
    return parser.found


def parts_of(page: Page) -> Iterator[Model]:
    """A page and its rows, as they are in the database or in a revision."""
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

    def __init__(self, own_hosts: Collection[str]) -> None:
        super().__init__()
        self.found, self._own_hosts = Links(), own_hosts

    def handle_starttag(self, tag: str, attributes: list[tuple[str, str | None]]) -> None:
        named = {name: value or "" for name, value in attributes}
        if tag != "a":
            return
        if (kind := named.get("linktype", "")) in (keys := self._by_key()):
            if (key := number_in(named.get("id", ""))) is not None:
                keys[kind][key] = None
        else:
            self.take(named.get("href", "").strip())

    def _by_key(self) -> dict[str, dict[int, None]]:
        return {"page": self.found.pages, "document": self.found.documents}

    def take(self, address: str) -> None:
        """Remember an address, if it is one of the web."""
        if address.startswith("//"):
            address = f"https:{address}"
        try:
            parts = urlsplit(address)
        except ValueError:
            # Whoever asks there will say so.
            self.found.addresses[address] = None
            return
        is_whole = parts.scheme in ("http", "https")
        if is_whole and parts.hostname not in self._own_hosts:
            self.found.addresses[address] = None
        elif is_whole or (not parts.scheme and parts.path.startswith("/")):
            path = parts._replace(scheme="", netloc="", path=parts.path or "/")
            self.found.paths[path.geturl()] = None
