"""Stand before the library's own addresses: what these publish unasked, or to whom, is refused in words."""

import logging
from collections.abc import Callable
from contextlib import suppress
from http import HTTPStatus
from typing import Any

from django.contrib import messages
from django.contrib.auth.models import User
from django.core.exceptions import PermissionDenied, ValidationError
from django.db import transaction
from django.http import HttpRequest, HttpResponse, JsonResponse
from django.shortcuts import get_object_or_404, redirect
from django.urls import URLPattern, path, reverse
from django.utils import timezone
from django.utils.datastructures import MultiValueDictKeyError
from django.utils.translation import gettext as _
from django.utils.translation import ngettext
from django.views.decorators.http import require_POST
from django.views.generic import RedirectView
from wagtail.admin.utils import get_valid_next_url_from_request
from wagtail.models import Locale, Page
from wagtail_localize.models import StringTranslation, Translation
from wagtail_localize.operations import translate_object
from wagtail_localize.views import edit_translation
from wagtail_localize.views.submit_translations import SubmitPageTranslationView

from belt.translating import rewriting
from belt.translating.editor import last_translator
from belt.translating.overrides import fault_of, override_of
from belt.translating.po_files import upload_po_file
from belt.translating.rights import SUBMIT, languages_of, may_be_translated_by, original_of
from belt.translating.side_panels import TAKE_OVER, written_by_machines
from belt.translating.worklist import TranslationTasks

logger = logging.getLogger(__name__)


class HandOverView(SubmitPageTranslationView):
    """Begins translations, always as drafts below drafts; only into languages that are the user's."""

    def dispatch(self, request, *args, **kwargs):
        page = self.get_object()
        if not may_be_translated_by(request.user, page):
            raise PermissionDenied
        original = original_of(page)
        if original is None:
            messages.error(request, _("Pages are translated from Italian: write this one in Italian first."))
            return redirect("wagtailadmin_explore", page.get_parent().pk)
        if original.pk != page.pk:
            sentence = _("“%(page)s” is translated from its original, which is asked for here.")
            messages.warning(request, sentence % {"page": page.get_admin_display_title()})
            return redirect("wagtail_localize:submit_page_translation", original.pk)
        return super().dispatch(request, *args, **kwargs)

    def get_form(self):
        form = super().get_form()
        locales = form.fields["locales"]
        locales.queryset = locales.queryset.filter(pk__in=languages_of(self.request.user).values("pk"))
        return form

    def get_default_success_url(self, translated_page=None):
        # The section of the source is not everybody's to see.
        if translated_page is None:
            return reverse(TranslationTasks.url_name())
        return super().get_default_success_url(translated_page)

    def form_valid(self, form):
        locales = form.cleaned_data["locales"]
        if form.cleaned_data["include_subtree"] and self._translated_below(locales):
            sentence = _("Pages below are translated and public already: translate the others one by one.")
            form.add_error("include_subtree", sentence)
            messages.error(self.request, sentence)
            return self.render_to_response(self.get_context_data())
        for locale in locales:
            self._hand_over_what_stands_above(locale)
        return super().form_valid(form)

    def _translated_below(self, locales: Any) -> bool:
        """Whether a page below has a public translation, which the library would save as it stands."""
        below = self.object.get_descendants().values("translation_key")
        return Page.objects.filter(translation_key__in=below, locale__in=locales, live=True).exists()

    def _hand_over_what_stands_above(self, locale: Locale) -> None:
        """The library would mirror missing sections instead, public and in the words of the source."""
        for above in self.object.get_ancestors().filter(depth__gt=1).specific():
            if not above.get_translations().filter(locale=locale).exists():
                translate_object(above, [locale], user=self.request.user)


def refuse_to_synchronise(request: HttpRequest, translation_source_id: int) -> HttpResponse:
    """The library's screen says that nothing follows by itself; here everything does."""
    if not request.user.has_perm(SUBMIT):
        raise PermissionDenied
    messages.info(request, _("What changes in a page reaches its translators by itself once it is public."))
    return redirect(TranslationTasks.url_name())


def refuse_a_mirror(request: HttpRequest, page_id: int) -> HttpResponse:
    """A page that mirrors another language would be public in words of that language."""
    page = get_object_or_404(Page, pk=page_id)
    if not page.permissions_for_user(request.user).can_edit():
        raise PermissionDenied
    messages.error(request, _("Pages are translated here; they do not mirror pages of another language."))
    return redirect("wagtailadmin_pages:edit", page_id)


def stop_translation(request: HttpRequest, translation_id: int) -> HttpResponse:
    """From then on the page is written by hand: who may publish it decides that."""
    translation = get_object_or_404(Translation, pk=translation_id)
    page = translation.get_target_instance()
    rights = page.permissions_for_user(request.user)
    if rights.can_edit() and not rights.can_publish():
        messages.error(request, _("Who may publish the page decides whether it is no longer translated."))
        return redirect("wagtailadmin_pages:edit", page.pk)
    if rights.can_publish() and not page.live:
        _write_down(translation)
    return edit_translation.stop_translation(request, translation_id)


def _write_down(translation: Translation) -> None:
    """Put what is translated so far into the page, which goes on by hand; faulty values stay away.

    It remains the text of who wrote it last: stopping adds no word.
    """
    user = User.objects.filter(pk=last_translator(translation)).first()
    with suppress(ValidationError):
        translation.save_target(user=user, publish=False)


def with_a_value(view: Callable[..., HttpResponse]) -> Callable[..., HttpResponse]:
    """The library takes for granted that a text is sent, and one that it and a database can read."""

    def asked(request: HttpRequest, **kwargs: Any) -> HttpResponse:
        if b"%00" in request.body or b"\0" in request.body:
            return JsonResponse({"detail": _("The text holds a sign that is none.")}, status=400)
        try:
            with transaction.atomic():
                return view(request, **kwargs)
        except MultiValueDictKeyError:
            return JsonResponse({"detail": _("No text was sent.")}, status=400)
        except RecursionError:
            return JsonResponse({"detail": _("The text has too many tags within tags.")}, status=400)

    return asked


def machine_translate(request: HttpRequest, translation_id: int) -> HttpResponse:
    """A machine far away may be out of reach, or answer something else."""
    try:
        return edit_translation.machine_translate(request, translation_id)
    except (OSError, LookupError, ValueError, TypeError, AttributeError):
        logger.exception("The machine translator failed.")
        messages.error(request, _("The machine did not answer as it should. Nothing was translated."))
        return redirect(get_valid_next_url_from_request(request) or "wagtailadmin_home")


def edit_override(request: HttpRequest, translation_id: int, overridable_segment_id: int) -> HttpResponse:
    """A value that no page could have is told beside its field; one written anew has no error of before.

    One that readers know is not taken away: with the next fact the source's would stand in its place.
    """
    page = get_object_or_404(Translation, pk=translation_id).get_target_instance()
    if request.method == "DELETE" and page.live:
        return JsonResponse({"detail": _("Readers know this value: write another one instead.")}, status=400)
    response = rewriting.edit_override(
        request, translation_id=translation_id, overridable_segment_id=overridable_segment_id
    )
    if request.method == "PUT" and response.status_code < HTTPStatus.BAD_REQUEST:
        override = override_of(translation_id, overridable_segment_id)
        override.field_error = fault_of(override, translation_id)
        override.has_error = bool(override.field_error)
        override.save(update_fields=["has_error", "field_error"])
        response.data["error"] = override.get_error()
    return response


@require_POST
def take_over_from_machines(request: HttpRequest, translation_id: int) -> HttpResponse:
    """Somebody says that they have read what a machine wrote: from then on it is theirs."""
    translation = get_object_or_404(Translation, pk=translation_id)
    page = translation.get_target_instance()
    if not page.permissions_for_user(request.user).can_edit():
        raise PermissionDenied
    taken = written_by_machines(translation).update(
        translation_type=StringTranslation.TRANSLATION_TYPE_MANUAL,
        last_translated_by=request.user,
        updated_at=timezone.now(),
    )
    sentence = ngettext("%(count)s text is yours now.", "%(count)s texts are yours now.", taken)
    messages.success(request, sentence % {"count": taken})
    return redirect("wagtailadmin_pages:edit", page.pk)


class OwnListView(RedirectView):
    """The library's list tells everybody in the admin about every translation."""

    def get_redirect_url(self, *args: Any, **kwargs: Any) -> str:
        return reverse(TranslationTasks.url_name())


def urlpatterns() -> list[URLPattern]:
    """The addresses as the library has them; its names lead here."""
    of_translation = "localize/translate/<int:translation_id>"
    return [
        path("localize/submit/page/<int:page_id>/", HandOverView.as_view()),
        path("localize/update/<int:translation_source_id>/", refuse_to_synchronise),
        path("localize/page/<int:page_id>/convert_to_alias/", refuse_a_mirror),
        path(f"{of_translation}/disable/", stop_translation),
        path(f"{of_translation}/machine_translate/", machine_translate),
        path(f"{of_translation}/take_over/", take_over_from_machines, name=TAKE_OVER),
        path(f"{of_translation}/pofile/upload/", upload_po_file),
        path("localize/reports/translations/", OwnListView.as_view()),
        path("localize/reports/translations/results/", OwnListView.as_view()),
        path(
            f"{of_translation}/strings/<int:string_segment_id>/edit/",
            with_a_value(rewriting.edit_string),
        ),
        path(
            f"{of_translation}/overrides/<int:overridable_segment_id>/edit/",
            with_a_value(edit_override),
        ),
    ]
