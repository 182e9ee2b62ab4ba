"""Wagtail's own addresses that would break on what no screen of the admin sends, each with its refusal.

They stand before Wagtail's (``belt/urls.py``); ``belt/unreadable.py`` refuses what the exception alone tells.
"""

from collections.abc import Callable
from functools import wraps

from django.core.exceptions import BadRequest, PermissionDenied
from django.core.signing import BadSignature, Signer
from django.http import Http404, HttpRequest, HttpResponse
from django.urls import path
from wagtail.admin.views.chooser import ChosenMultipleView, ExternalLinkView
from wagtail.admin.views.pages.lock import LockView, UnlockView
from wagtail.admin.views.pages.move import move_confirm
from wagtail.admin.views.pages.ordering import set_page_position
from wagtail.contrib.redirects.views import process_import
from wagtail.models import Page

View = Callable[..., HttpResponse]


class SentLinkView(ExternalLinkView):
    """Takes the address of another site from an editor: one that was sent."""

    def post(self, request: HttpRequest) -> HttpResponse:
        if f"{self.form_prefix}-{self.link_url_field_name}" not in request.POST:
            raise BadRequest("No address was sent.")
        return super().post(request)


class ChosenPagesView(ChosenMultipleView):
    """Tells of pages that were chosen; the root, which is offered nowhere, has no parent to tell of."""

    def get(self, request: HttpRequest) -> HttpResponse:
        if Page.objects.filter(pk__in=request.GET.getlist("id"), depth=1).exists():
            raise BadRequest("The root is no page to choose.")
        return super().get(request)


def _below_the_root(view: View) -> View:
    """The same view, for pages that have a parent."""

    @wraps(view)
    def below_the_root(request: HttpRequest, *args: int, **addressed: int) -> HttpResponse:
        key = addressed.get("page_id") or addressed.get("page_to_move_id")
        if Page.objects.filter(pk=key, depth=1).exists():
            raise PermissionDenied
        return view(request, *args, **addressed)

    return below_the_root


def import_redirects(request: HttpRequest) -> HttpResponse:
    """Lay down, once, the redirects of a file that was sent before and is named with our signature."""
    try:
        for name in ("import_file_name", "input_format") if request.method == "POST" else ():
            Signer().unsign(request.POST.get(name, ""))
        return process_import(request)
    except (BadSignature, FileNotFoundError) as unknown:
        raise BadRequest("There is no such file to import.") from unknown


def nowhere(request: HttpRequest) -> HttpResponse:
    """Say that there is nothing where Wagtail lets anybody raise an error to see what it looks like."""
    raise Http404


urlpatterns = [
    path("failwhale/", nowhere),
    path("choose-external-link/", SentLinkView.as_view()),
    path("choose-page/chosen-multiple/", ChosenPagesView.as_view()),
    path("pages/<int:page_to_move_id>/move/<int:destination_id>/confirm/", _below_the_root(move_confirm)),
    path("pages/<int:page_to_move_id>/set_position/", _below_the_root(set_page_position)),
    path("pages/<int:page_id>/lock/", _below_the_root(LockView.as_view())),
    path("pages/<int:page_id>/unlock/", _below_the_root(UnlockView.as_view())),
    path("redirects/import/process/", import_redirects),
]
