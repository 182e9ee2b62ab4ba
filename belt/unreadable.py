"""Requests that no part of the site can read."""

from collections.abc import Callable

from django.http import HttpRequest, HttpResponseBadRequest, HttpResponseBase

# What Wagtail hands to the database as it comes.
HANDED_ON = ("locale", "site")


class RefuseUnreadable:
    """Middleware: a NUL in a parameter that Wagtail hands to PostgreSQL, which fails on it, is a 400."""

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
