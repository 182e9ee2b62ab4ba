"""Requests that no part of the site can read."""

from collections.abc import Callable

from django.core.exceptions import SuspiciousOperation
from django.http import HttpRequest, HttpResponseBase


class RefuseUnreadableLocale:
    """Middleware: a NUL in ``locale`` is a 400; Wagtail hands it to PostgreSQL, which fails on it."""

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponseBase]) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponseBase:
        """Pass on what can be read."""
        if "%00" in request.META.get("QUERY_STRING", "") and "\0" in request.GET.get("locale", ""):
            raise SuspiciousOperation("NUL in the locale")
        return self.get_response(request)
