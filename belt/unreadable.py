"""Requests that no part of the site can read."""

import logging
import re
from collections.abc import Callable
from json import JSONDecodeError
from typing import Any

from django.db import DataError
from django.forms.formsets import ORDERING_FIELD_NAME
from django.http import Http404, HttpRequest, HttpResponseBadRequest, HttpResponseBase
from django.urls import reverse
from django.utils.datastructures import MultiValueDictKeyError

logger = logging.getLogger(__name__)

# What Wagtail hands to the database as it comes.
HANDED_ON = ("locale", "site")
# What Django, SQLite and PostgreSQL say of a word or a huge number where a key should be.
_NO_KEY = re.compile(
    r"Field '\w+' expected a number but got |Python int too large |\w+ out of range|value .* out of range"
)
# Django takes anything else for the name of a view.
_ADDRESS = re.compile("[/.]")


class RefuseUnreadable:
    """Middleware: what was sent and cannot be read is a 400.

    Anywhere a NUL in a parameter, with which PostgreSQL fails. In the admin, where Wagtail trusts its own
    screens: a word or a huge number instead of a key, a field or a row that is missing, words that should
    be JSON and are not, and where to go on that is no address. Whatever else fails is a fault of ours.
    """

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponseBase]) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponseBase:
        """Pass on what can be read."""
        if "%00" in request.META.get("QUERY_STRING", ""):
            for name in HANDED_ON:
                if any("\0" in value for value in request.GET.getlist(name)):
                    sentence = f"The parameter {name} holds a sign that is no text."
                    return HttpResponseBadRequest(sentence, content_type="text/plain")
        return self.get_response(request)

    def process_view(
        self, request: HttpRequest, view: Any, args: Any, addressed: dict[str, Any]
    ) -> HttpResponseBase | None:
        """Refuse in the admin what would fail only once something has been done."""
        if not _is_of_the_admin(request):
            return None
        if 0 in addressed.values():
            # No key; for Wagtail's screen of an earlier version it means none.
            raise Http404
        onward = (given.get("next") for given in (request.POST, request.GET))
        if any(address and not _ADDRESS.search(address) for address in onward):
            return _refusal(request, "Where to go on is no address.")
        return None

    def process_exception(self, request: HttpRequest, exception: Exception) -> HttpResponseBase | None:
        """Answer for views of Wagtail that take what is sent as it comes."""
        sentence = _fault_of(request, exception)
        return _refusal(request, sentence) if sentence and _is_of_the_admin(request) else None


def _fault_of(request: HttpRequest, exception: Exception) -> str:
    """What is wrong with a request where that has raised the exception; empty where a fault of ours has."""
    if isinstance(exception, MultiValueDictKeyError):
        is_sent = exception.args[0] in {*request.POST, *request.GET}
        return "" if is_sent else "A field is missing."
    if isinstance(exception, KeyError) and request.method == "POST":
        # Wagtail puts the rows of a form that it shows again into the order that each of them tells.
        return "A row is missing." if exception.args == (ORDERING_FIELD_NAME,) else ""
    if isinstance(exception, JSONDecodeError):
        return "A field is no JSON." if _is_sent(request, exception.doc) else ""
    is_about_keys = isinstance(exception, ValueError | OverflowError | DataError)
    return "A key is a number." if is_about_keys and _NO_KEY.match(str(exception)) else ""


def _is_sent(request: HttpRequest, words: str) -> bool:
    """Whether words came with a request: as a field, or as all there is in it."""
    fields = {
        value for given in (request.POST, request.GET) for _name, sent in given.lists() for value in sent
    }
    # Every form has empty fields, so nothing is told by their being empty.
    body = getattr(request, "_body", None)
    return words in fields - {""} or words.encode(errors="surrogatepass") == body


def _refusal(request: HttpRequest, sentence: str) -> HttpResponseBase:
    logger.warning("Unreadable: %s %s", request.path, sentence)
    return HttpResponseBadRequest(sentence, content_type="text/plain")


def _is_of_the_admin(request: HttpRequest) -> bool:
    return request.path.startswith(reverse("wagtailadmin_home"))
