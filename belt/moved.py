"""Old addresses: they lead on to the new one, with whatever was asked there."""

from django.http import HttpRequest, HttpResponseBase, HttpResponsePermanentRedirect
from wagtail.contrib.redirects.middleware import RedirectMiddleware


def moved_for_good(request: HttpRequest, url: str) -> HttpResponsePermanentRedirect:
    """Lead on from an old address for ever."""
    return HttpResponsePermanentRedirect(with_query(request, url))


def with_query(request: HttpRequest, url: str) -> str:
    """An address with the query of a request, unless it has one of its own or leads into a page."""
    query = request.META.get("QUERY_STRING", "")
    return url if not query or {"?", "#"} & set(url) else f"{url}?{query}"


class LeadOnWithQuery(RedirectMiddleware):
    """Middleware: the redirects that editors and renamed pages make keep a selection; Wagtail's forget it."""

    def process_response(self, request: HttpRequest, response: HttpResponseBase) -> HttpResponseBase:
        """Answer for addresses that are a page's no more."""
        answer = super().process_response(request, response)
        if answer is not response:
            answer["Location"] = with_query(request, answer["Location"])
        return answer
