"""How the editing screens save: docs/decisions/0032-drafts-save-themselves.md.

Saves of one page, and of new pages in one section, go one after the other, so that
each sees what the one before has left. Whoever presses a button on a screen that was
opened before the latest saving is told so and shown both: nothing is written over unseen.
"""

import json
from http import HTTPStatus

from django.contrib import messages
from django.core.exceptions import BadRequest, ValidationError
from django.db import transaction
from django.http import HttpRequest, HttpResponse, JsonResponse
from django.urls import path
from django.utils.functional import cached_property
from django.utils.translation import gettext as _
from django.utils.translation import gettext_noop
from wagtail.admin.utils import get_user_display_name
from wagtail.admin.views.generic.mixins import JsonPostResponseMixin
from wagtail.admin.views.pages.create import CreateView
from wagtail.admin.views.pages.edit import EditView
from wagtail.models import Page
from wagtail.utils.timestamps import render_timestamp

from entities.digits import number_in
from entities.done.side_panel import WithDefinitionOfDone
from entities.forms import AnnotatedPageForm
from entities.locks import HeldLock, ResumedLock
from entities.posted_rows import beside_newer
from entities.translations import is_translation, open_translation_of

# What Wagtail says around saving and its own Italian lacks: it finds these words in our catalogue.
WORDS_OF_WAGTAIL = [
    gettext_noop("A network error occurred"),
    gettext_noop(
        "Troubleshoot your connection to the site before proceeding. Open the editor in a separate tab to "
        "view the last saved version."
    ),
    gettext_noop("View latest version"),
    gettext_noop("Saving will overwrite a newer version."),
    gettext_noop("Proceeding will overwrite the changes you made in that window."),
    gettext_noop("Proceeding will overwrite the changes made by %(user_name)s."),
    gettext_noop("Alternatively, you can view the latest version in a new tab."),
    gettext_noop("Currently idle"),
]


class _OneAtATime(JsonPostResponseMixin):
    """Holds a page while it answers a form, and tells at once what is told while a draft saves itself."""

    held: str

    def dispatch(self, request: HttpRequest, *args, **kwargs) -> HttpResponse:
        if request.method != "POST":
            return super().dispatch(request, *args, **kwargs)
        with transaction.atomic():
            # SQLite has no such lock: there the transaction itself waits for the one before.
            held = Page.objects.filter(pk=kwargs[self.held]).select_for_update(no_key=True)
            list(held.values_list("pk", flat=True))
            try:
                return super().dispatch(request, *args, **kwargs)
            except ValidationError as error:
                # Raised by no field: the library of formsets takes the key of a row for a number.
                raise BadRequest("The key of a row is a number.") from error

    def post(self, request: HttpRequest, *args, **kwargs) -> HttpResponse:
        response = super().post(request, *args, **kwargs)
        if not isinstance(response, JsonResponse):
            # A draft that saves itself; what is said of a button's press is shown where it leads.
            return response
        if response.status_code == HTTPStatus.OK and isinstance(self.form, AnnotatedPageForm):
            for sentence in self.form.told_at_once():
                messages.warning(request, sentence)
        return _with_messages(request, response)


class PageCreateView(_OneAtATime, WithDefinitionOfDone, CreateView):
    """Makes new pages of a section one after the other: no two of them find the same address free."""

    held = "parent_page_id"


class PageEditView(_OneAtATime, WithDefinitionOfDone, EditView):
    """Saves over nothing that the screen has not shown."""

    held = "page_id"
    is_shown_beside_newer = False

    def run_hook(self, hook_name: str, *args, **kwargs) -> HttpResponse | None:
        if hook_name == "before_edit_page" and self._is_resumed():
            # The library would go to its own screen, and what was written here would be gone.
            self.lock, self.locked_for_user = ResumedLock(self.page), True
            return None
        return super().run_hook(hook_name, *args, **kwargs)

    def _is_resumed(self) -> bool:
        """Whether the form of a page is sent that is no longer written by hand."""
        is_form = "title" in self.request.POST and is_translation(self.page)
        return is_form and open_translation_of(self.page) is not None

    @cached_property
    def is_out_of_date(self) -> bool:
        posted = self.request.POST
        # The screen of a page without versions says so; templates/wagtailadmin/pages/edit.html.
        is_first = posted.get("loaded_revision_id") == "" and not posted.get("overwrite_revision_id")
        return (is_first and self.latest_revision is not None) or super().is_out_of_date

    def post(self, request: HttpRequest, *args, **kwargs) -> HttpResponse:
        over = request.POST.get("overwrite_revision_id")
        if over and number_in(over) is None:
            raise BadRequest("No version has that number.")
        if over and number_in(over) == self.real_page_record.live_revision_id:
            self._write_beside_what_is_public(request)
        refused = self.page.alias_of_id or self.locked_for_user or self.expects_json_response
        if self.is_out_of_date and not refused:
            return self.show_beside_newer()
        return super().post(request, *args, **kwargs)

    def _write_beside_what_is_public(self, request: HttpRequest) -> None:
        """Somebody has published what this screen saved by itself: the history keeps it as it was read."""
        posted = request.POST.copy()
        posted["loaded_revision_id"] = posted.pop("overwrite_revision_id")[0]
        posted["loaded_revision_created_at"] = self.latest_revision.created_at.isoformat()
        request.POST = posted  # type: ignore[assignment]

    def form_invalid(self, form: AnnotatedPageForm) -> HttpResponse:
        # Wagtail says that the page is locked, and why only to who opens it anew.
        if isinstance(self.lock, HeldLock):
            if self.expects_json_response:
                return self.json_error_response("locked", self.lock.get_description(self.request.user))
            messages.warning(self.request, self.lock.get_message(self.request.user))
        return super().form_invalid(form)

    def show_beside_newer(self) -> HttpResponse:
        """The same screen with what was sent and the rows added meanwhile, to be saved by a second press."""
        self.is_shown_beside_newer = self.has_unsaved_changes = True
        around = {
            "instance": self.page,
            "subscription": self.subscription,
            "parent_page": self.parent,
            "for_user": self.request.user,
        }
        sent = beside_newer(self.request.POST, self.page, self.form_class(**around))
        self.form = self.form_class(sent, self.request.FILES, **around)
        # What a draft may lack is said when it is published.
        self.form.defer_required_fields()
        self.form.is_valid()
        self.form.restore_required_fields()
        messages.error(self.request, self._newer_version())
        return self.render_to_response(self.get_context_data())

    def get_context_data(self, **kwargs) -> dict:
        context = super().get_context_data(**kwargs)
        if self.is_shown_beside_newer:
            # Whether it replaces the other version is decided by a person.
            context["autosave_enabled"] = False
        return context

    def _newer_version(self) -> str:
        by, at = self.latest_revision.user, render_timestamp(self.latest_revision.created_at)
        if by == self.request.user:
            who = _("You have saved a newer version in another window (%(at)s).") % {"at": at}
        else:
            who = _("%(who)s has saved a newer version (%(at)s).") % {
                "who": get_user_display_name(by) if by else _("The system"),
                "at": at,
            }
        then = _(
            "Nothing of this screen is saved yet. Rows that were added there stand here too; otherwise this "
            "screen shows what you wrote, and the other version is in the history. Read it and save again."
        )
        return f"{who} {then}"


def _with_messages(request: HttpRequest, response: HttpResponse) -> HttpResponse:
    """The answer to a form that the browser sent by itself, with what hooks had to say."""
    told = [{"text": str(message), "type": message.level_tag} for message in messages.get_messages(request)]
    if not told:
        return response
    return JsonResponse(json.loads(response.content) | {"messages": told}, status=response.status_code)


# At the addresses of Wagtail's own views.
urlpatterns = [
    path(
        "pages/add/<slug:content_type_app_name>/<slug:content_type_model_name>/<int:parent_page_id>/",
        PageCreateView.as_view(),
    ),
    path("pages/<int:page_id>/edit/", PageEditView.as_view()),
]
