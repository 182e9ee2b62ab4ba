"""The site as it starts, loaded once for all tests of it, and a walk through all its addresses."""

import re
from collections import deque
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cache, cached_property
from typing import Any
from urllib.parse import urldefrag, urljoin, urlsplit

import pytest
from bs4 import BeautifulSoup
from django.core.management import call_command
from django.db import connection, transaction
from django.test import Client

from tests.belt.starter.contents import OUTLIVING, everything

START = "/it/"
OUR_HOSTS = ("", "localhost", "testserver")
# Facets combine without end: one at a time is enough.
MOST_PARAMETERS = 1
LINKING = ("href", "src", "action", "poster", "data")
XML_LINK = re.compile(r'href="([^"]+)"|<loc>([^<]+)')


@dataclass(frozen=True)
class Answer:
    """What one address gave."""

    address: str
    status: int
    content_type: str
    body: bytes

    @cached_property
    def html(self) -> BeautifulSoup:
        return BeautifulSoup(self.body, "html.parser")

    @property
    def is_page(self) -> bool:
        return self.content_type.startswith("text/html")

    @cached_property
    def targets(self) -> list[str]:
        """All addresses of ours it leads to or loads, with their fragments."""
        return [address for target in self._named() if (address := self._ours(target))]

    def _named(self) -> list[str]:
        if "xml" in self.content_type:
            return [href or loc for href, loc in XML_LINK.findall(self.body.decode())]
        if not self.is_page:
            return []
        found = [tag[name] for tag in self.html.find_all() for name in LINKING if tag.get(name)]
        for tag in self.html.find_all(srcset=True):
            found += [candidate.split()[0] for candidate in tag["srcset"].split(",")]
        return found

    def _ours(self, target: str) -> str:
        parts = urlsplit(urljoin(f"http://localhost{self.address}", target))
        if parts.scheme not in ("http", "https") or parts.hostname not in OUR_HOSTS:
            return ""
        return parts._replace(scheme="", netloc="").geturl()


def ask(client: Client, address: str) -> Answer:
    """Fetch an address, without following where it leads."""
    response = client.get(address)
    body = b"".join(response) if response.streaming else response.content
    return Answer(address, response.status_code, response.headers.get("Content-Type", ""), body)


@cache
def walk() -> dict[str, Answer]:
    """Every address that can be reached from the Italian home page; the same in every module."""
    client, waiting, answers = Client(raise_request_exception=False), deque([START]), {}
    while waiting:
        address = waiting.popleft()
        if address not in answers:
            answers[address] = ask(client, address)
            found = [urldefrag(target).url for target in answers[address].targets]
            waiting += [target for target in found if target.count("=") <= MOST_PARAMETERS]
    return answers


@pytest.fixture(scope="module")
def kept_for_the_module(django_db_setup, django_db_blocker) -> Iterator[None]:
    """What other fixtures of a module write while this one lasts stays until its last test."""
    with django_db_blocker.unblock(), transaction.atomic():
        yield
        transaction.set_rollback(True)


def tell_the_planner() -> None:
    """PostgreSQL counts committed rows by itself; not knowing of others, it would take seconds for a page."""
    with connection.cursor() as cursor:
        for table in connection.introspection.table_names(cursor):
            cursor.execute(f"ANALYZE {connection.ops.quote_name(table)}")


@pytest.fixture(scope="session")
def starter_site(django_db_setup, django_db_blocker) -> Iterator[dict[str, Any]]:
    """The starter content, for all tests that come last, each of which rolls back to it; what was before."""
    with django_db_blocker.unblock(), transaction.atomic():
        before = everything(*OUTLIVING)
        call_command("load_starter_content", verbosity=0)
        tell_the_planner()
        yield before
        transaction.set_rollback(True)


@pytest.fixture(scope="module")
def answers(starter_site) -> dict[str, Answer]:
    """What every address of the site gave to a visitor."""
    return walk()
