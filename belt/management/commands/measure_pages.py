"""How long the pages take that grow with the content, in this database."""

import json
import logging
import statistics
import time
from argparse import ArgumentParser
from collections.abc import Iterator
from typing import Any

from django.conf import settings
from django.core.management.base import BaseCommand
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext

from belt.explorer.facets import facet_index, forget
from belt.models import ExplorerPage

WARMING_UP = 3


class Command(BaseCommand):
    help = "Prints as JSON, for the explorer, search and a chain page: median seconds and number of queries."

    def add_arguments(self, parser: ArgumentParser) -> None:
        parser.add_argument("--repeat", type=int, default=25)

    def handle(self, *args: Any, **options: Any) -> None:
        logging.disable(logging.WARNING)
        host = settings.ALLOWED_HOSTS[0]
        client = Client(headers={"host": host}, raise_request_exception=True)
        measured = {name: self._measure(client, url, options["repeat"]) for name, url in _addresses()}
        measured["index"] = {"seconds": _seconds_to_build_the_index()}
        self.stdout.write(json.dumps(measured))

    def _measure(self, client: Client, address: str, repeat: int) -> dict[str, float]:
        for _time in range(WARMING_UP):
            answer = client.get(address, secure=settings.SITE_ORIGIN.secure)
            if answer.status_code != 200:
                raise RuntimeError(f"{address} answers {answer.status_code}")
        seconds = []
        for _time in range(repeat):
            start = time.perf_counter()
            client.get(address, secure=settings.SITE_ORIGIN.secure)
            seconds.append(time.perf_counter() - start)
        with CaptureQueriesContext(connection) as queries:
            client.get(address, secure=settings.SITE_ORIGIN.secure)
        return {"seconds": statistics.median(seconds), "queries": len(queries)}


def _addresses() -> Iterator[tuple[str, str]]:
    """The page of every kind that has most to do: the fullest chain, a word of very many texts."""
    explorer = ExplorerPage.objects.get(locale__language_code="it")
    index = facet_index(explorer.locale_id)
    chain = max(index.chains.by_slug, key=lambda slug: index.having("chain", [slug]).bit_count())
    place = max(index.places, key=lambda value: index.having("place", [value]).bit_count())
    yield "explorer", explorer.url
    yield "explorer, facets", f"{explorer.url}?type=profile&chain={chain}&place={place}"
    yield "search", f"{explorer.url}?q=batterie"
    yield "search, Chinese", f"{explorer.url}?q=%E5%8D%97"
    yield "chain page", f"/it/filiere/{chain}/"


def _seconds_to_build_the_index() -> float:
    explorer = ExplorerPage.objects.get(locale__language_code="it")
    forget()
    start = time.perf_counter()
    facet_index(explorer.locale_id)
    return time.perf_counter() - start
