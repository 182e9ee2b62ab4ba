"""The language of a request, from its address; the admin's is Italian until an editor chooses another."""

from django.conf import settings
from django.http import HttpRequest, HttpResponseBase
from django.middleware.locale import LocaleMiddleware
from django.utils import translation
from django.utils.cache import patch_vary_headers

from entities.languages import language_tag, reader_language

# Where editors, programs and pages ask for what is no page.
NO_PAGES = ("/admin/", "/api/", "/documents/", settings.MEDIA_URL, settings.STATIC_URL)


class PageLocaleMiddleware(LocaleMiddleware):
    """Django's own, but who asks the admin or the API for what is not there is not sent to a page."""

    def process_request(self, request: HttpRequest) -> None:
        """An editor's own choice, in the account, is made by Wagtail later on."""
        super().process_request(request)
        if request.path_info.startswith("/admin/"):
            translation.activate(settings.LANGUAGE_CODE)
            request.LANGUAGE_CODE = translation.get_language()

    def process_response(self, request: HttpRequest, response: HttpResponseBase) -> HttpResponseBase:
        """A 404 of the admin, of the API or of a file stays one; answers say their language as pages do."""
        if response.status_code == 404 and request.path_info.startswith(NO_PAGES):
            patch_vary_headers(response, ("Accept-Language",))
            return response
        response.headers.setdefault("Content-Language", language_tag(reader_language()))
        return super().process_response(request, response)
