"""Asks this site itself, without a network, whether an address of its own leads somewhere."""

from http import HTTPStatus
from urllib.parse import urljoin, urlsplit

from django.test import Client
from wagtail.models import Site

from entities.enums import LinkProblem
from entities.links.answering import MOST_REDIRECTS, Fault

MISSING = {HTTPStatus.NOT_FOUND, HTTPStatus.GONE}


class Visitor:
    """Somebody who has not signed in and opens each address once."""

    def __init__(self) -> None:
        site = Site.objects.order_by("-is_default_site", "pk").first()
        self._name = site.hostname if site else "localhost"
        self._client = Client(raise_request_exception=False, SERVER_NAME=self._name)
        self._answers: dict[str, Fault | None] = {}

    def fault(self, path: str) -> Fault | None:
        """What is wrong with an address without its site; ``None`` if it leads to something readable."""
        if path not in self._answers:
            self._answers[path] = self._follow(path)
        return self._answers[path]

    def _follow(self, path: str) -> Fault | None:
        for _hop in range(MOST_REDIRECTS + 1):
            answer = self._client.get(path, secure=True)
            status = answer.status_code
            if status >= HTTPStatus.BAD_REQUEST:
                return Fault(LinkProblem.GONE if status in MISSING else LinkProblem.HIDDEN, status)
            if not answer.has_header("Location"):
                return None
            target = urlsplit(urljoin(path, answer["Location"]))
            if target.hostname not in (None, self._name):
                # Another site's to answer.
                return None
            path = target._replace(scheme="", netloc="").geturl()
        return Fault(LinkProblem.HIDDEN, status)
