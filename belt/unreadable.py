"""Requests that no part of the site can read."""

import logging
import re
from collections.abc import Callable
from typing import Any

from django.db import DataError
from django.http import Http404, HttpRequest, HttpResponseBadRequest, HttpResponseBase
from django.urls import reverse

logger = logging.getLogger(__name__)

# What Wagtail hands to the database as it comes.
HANDED_ON = ("locale", "site")
# What Django, SQLite and PostgreSQL say of a word or a huge number where a key should be.
_NO_KEY = re.compile(
    r"Field '\w+' expected a number but got |Python int too large |\w+ out of range|value .* out of range"
)


class RefuseUnreadable:
    """Middleware: what Wagtail hands to the database unread is a 400 where that fails on it.

    A NUL in a parameter, with which PostgreSQL fails, and in the admin a word or a huge number instead of
    a key.
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

    def process_view(self, request: HttpRequest, view: Any, args: Any, addressed: dict[str, Any]) -> None:
        """Find nothing at 0, which is no key: for Wagtail's screen of an earlier version it means none."""
        if 0 in addressed.values() and _is_of_the_admin(request):
            raise Http404

    def process_exception(self, request: HttpRequest, exception: Exception) -> HttpResponseBase | None:
        """Answer for views of Wagtail that take every key for a number."""
        is_about_keys = isinstance(exception, ValueError | OverflowError | DataError)
        is_no_key = is_about_keys and _NO_KEY.match(str(exception))
        if not is_no_key or not _is_of_the_admin(request):
            return None
        logger.warning("Something else where a key should be: %s", request.path)
        return HttpResponseBadRequest("A key is a number.", content_type="text/plain")


def _is_of_the_admin(request: HttpRequest) -> bool:
    return request.path.startswith(reverse("wagtailadmin_home"))
