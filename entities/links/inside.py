"""Asks this site itself, without a network, whether an address of its own leads somewhere."""

from http import HTTPStatus

from django.test import Client
from wagtail.models import Site

from entities.enums import LinkProblem
from entities.links.answering import Fault

MISSING = {HTTPStatus.NOT_FOUND, HTTPStatus.GONE}


class Visitor:
    """Somebody who has not signed in and opens each address once."""

    def __init__(self) -> None:
        site = Site.objects.order_by("-is_default_site", "pk").first()
        name = site.hostname if site else "localhost"
        self._client = Client(raise_request_exception=False, SERVER_NAME=name)
        self._answers: dict[str, Fault | None] = {}

    def fault(self, path: str) -> Fault | None:
        """What is wrong with an address without its site; ``None`` if it leads to something readable."""
        if path not in self._answers:
            status = self._client.get(path, follow=True, secure=True).status_code
            problem = LinkProblem.GONE if status in MISSING else LinkProblem.HIDDEN
            self._answers[path] = Fault(problem, status) if status >= HTTPStatus.BAD_REQUEST else None
        return self._answers[path]
