"""What the explorer's tests need: an explorer, what it shows, and what it should show."""

import re
from html import unescape
from urllib.parse import urlencode

from django.test import Client

from belt.models import ExplorerPage
from tests.factories import section

OPTION = re.compile(r'<input type="checkbox" name="(\w+)" value="([^"]*)" data-count="(\d+)"([^>]*)>')


def explorer() -> ExplorerPage:
    """The Italian explorer."""
    return section(ExplorerPage, "esplora")


class Screen:
    """The explorer's answer to some parameters."""

    def __init__(self, *pairs: tuple[str, str], client: Client | None = None) -> None:
        self.url = f"/it/esplora/?{urlencode(pairs)}"
        self.response = (client or Client()).get(self.url)
        self.html = self.response.content.decode()

    @property
    def total(self) -> int:
        """The number in the heading of the results."""
        return int(re.search(r'data-total="(\d+)"', self.html)[1])

    @property
    def found(self) -> list[int]:
        """The keys of the pages on this page of results, in order."""
        return [int(key) for key in re.findall(r'data-result="(\d+)"', self.html)]

    @property
    def counts(self) -> dict[tuple[str, str], int]:
        """What every option promises."""
        return {
            (name, unescape(value)): int(count) for name, value, count, _rest in OPTION.findall(self.html)
        }

    def option(self, facet: str, value: str) -> str:
        """The attributes of one option, as they are written."""
        return next(
            rest for name, found, _count, rest in OPTION.findall(self.html) if (name, found) == (facet, value)
        )

    @property
    def sentence(self) -> str:
        """The heading of the results."""
        written = re.search(r"<output[^>]*>(.*?)</output>", self.html, re.DOTALL)[1]
        return unescape(re.sub(r"<[^>]*>", "", written).strip())


def everything_of(*pairs: tuple[str, str]) -> list[int]:
    """The keys of all results over all pages of results."""
    first = Screen(*pairs)
    found, page = first.found, 1
    while len(found) < first.total:
        page += 1
        more = Screen(*pairs, ("page", str(page))).found
        assert more
        found += more
    return found
