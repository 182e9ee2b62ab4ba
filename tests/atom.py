"""Reads a feed as a program does that follows it."""

from typing import Any
from xml.etree import ElementTree

from django.test import Client

ATOM = "{http://www.w3.org/2005/Atom}"


def feed_at(client: Client, address: str) -> ElementTree.Element:
    """The feed of an address."""
    response: Any = client.get(address)
    assert response.status_code == 200
    assert response["Content-Type"].startswith("application/atom+xml")
    return ElementTree.XML(response.content)


def titles(root: ElementTree.Element) -> list[str | None]:
    """What its entries are called, in order."""
    return [entry.findtext(f"{ATOM}title") for entry in root.findall(f"{ATOM}entry")]


def links(element: ElementTree.Element, rel: str) -> list[str | None]:
    """Where it leads, by the kind of the link."""
    return [link.get("href") for link in element.findall(f"{ATOM}link") if link.get("rel") == rel]
