"""Nothing that a page refers to is deleted in the admin: neither pages nor pictures nor documents."""

from collections.abc import Sequence

from django.conf import settings
from django.contrib import messages
from django.contrib.auth.models import AnonymousUser, User
from django.shortcuts import redirect
from django.urls import path
from django.utils.translation import gettext as _
from django.utils.translation import ngettext
from wagtail.admin.views.generic import DeleteView
from wagtail.documents.models import AbstractDocument
from wagtail.documents.views import documents
from wagtail.images.models import AbstractImage
from wagtail.images.views import images
from wagtail.models import Page

from entities.languages import quoted
from entities.models import EntityPage
from entities.querysets import leading_to_versions, referrers_of, users_of
from entities.sections import SectionPage

NAMED = 5


def page_refusal(pages: Sequence[Page], user: User | AnonymousUser) -> str:
    """The sentence that says why somebody can delete none of the pages; empty if they can."""
    tombstones = EntityPage.objects.filter(pk__in=[page.pk for page in pages]).exclude(merged_into=None)
    if tombstone := tombstones.select_related("merged_into").first():
        return _("Not deleted: “%(loser)s” was merged into “%(winner)s”, and its address leads there.") % {
            "loser": tombstone.title,
            "winner": tombstone.merged_into.title,
        }
    for page in pages:
        if sentence := _reason_to_keep(page, user):
            return sentence % {"page": page.title}
    referring = referrers_of(pages)
    if referring:
        return ngettext(
            "Not deleted: %(count)d page refers to it (%(pages)s). Unpublish it or redirect it instead.",
            "Not deleted: %(count)d pages refer to it (%(pages)s). Unpublish it or redirect it instead.",
            len(referring),
        ) % {"count": len(referring), "pages": _named(referring)}
    public = [page.title for page in pages if page.live]
    return (
        _("Not deleted: readers see “%(page)s”. Unpublish it first.") % {"page": public[0]} if public else ""
    )


def _reason_to_keep(page: Page, user: User | AnonymousUser) -> str:
    """Why a page is not deleted, whoever refers to it; empty if nothing in itself stands against it."""
    if page.permissions_for_user(user).page_locked():
        return _("Not deleted: “%(page)s” is locked. It may wait for review or for its hour.")
    if issubclass(page.specific_class, SectionPage):
        return _("Not deleted: “%(page)s” is a section of the site, and addresses lead through it.")
    if page.numchild:
        return _("Not deleted: there are pages below “%(page)s”. Delete or move them first.")
    is_original = page.locale.language_code == settings.LANGUAGE_CODE
    if is_original and page.get_translations().exists():
        # Their words would go with it, or wait for an original for ever.
        return _("Not deleted: there are versions of “%(page)s” in other languages. Delete those first.")
    return ""


def warning_of_withdrawal(page: Page) -> str:
    """The sentence that says which pages lead readers to a translation by naming the original, if any do.

    What Wagtail counts as references to it leaves these out.
    """
    leading = leading_to_versions([page.pk])
    if not leading:
        return ""
    return ngettext(
        "%(count)d page in this language leads here and will no longer: %(pages)s.",
        "%(count)d pages in this language lead here and will no longer: %(pages)s.",
        len(leading),
    ) % {"count": len(leading), "pages": _named([one.title for one in leading])}


def file_refusal(files: Sequence[AbstractImage | AbstractDocument]) -> str:
    """The same for pictures or documents."""
    using = users_of(files)
    if not using:
        return ""
    return ngettext(
        "Not deleted: %(count)d page shows or names it (%(pages)s). Take it out there first.",
        "Not deleted: %(count)d pages show or name it (%(pages)s). Take it out there first.",
        len(using),
    ) % {"count": len(using), "pages": _named(using)}


def _named(titles: list[str]) -> str:
    return quoted(titles[:NAMED])


class _KeepingWhatIsUsed(DeleteView):
    """Refuses before asking "are you sure?": Wagtail itself would delete whatever blocks refer to."""

    def run_before_hook(self):
        refusal = file_refusal([self.object])
        if not refusal:
            return super().run_before_hook()
        messages.error(self.request, refusal)
        return redirect(self.usage_url_name, self.object.pk)


class ImageDeleteView(_KeepingWhatIsUsed, images.DeleteView):
    """Deletes a picture that no page shows."""


class DocumentDeleteView(_KeepingWhatIsUsed, documents.DeleteView):
    """Deletes a document that no page offers or names as a source."""


# At the addresses of Wagtail's own views, which know no hook before a deletion.
urlpatterns = [
    path("images/<int:image_id>/delete/", ImageDeleteView.as_view()),
    path("documents/delete/<int:document_id>/", DocumentDeleteView.as_view()),
]
