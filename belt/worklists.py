"""Lists of what is left to do about translations, pictures and documents, under "Reports" in the admin."""

import django_filters
from django.contrib.contenttypes.models import ContentType
from django.db.models import CharField, Exists, OuterRef, QuerySet
from django.db.models.functions import Cast
from django.urls import reverse
from django.utils.text import capfirst
from django.utils.translation import gettext_lazy as _
from wagtail.admin.filters import BaseMediaFilterSet, DateRangePickerWidget
from wagtail.admin.ui.tables import Column, DateColumn, TitleColumn
from wagtail.documents import get_document_model
from wagtail.documents.permissions import permission_policy as document_policy
from wagtail.images import get_image_model
from wagtail.images.permissions import permission_policy as image_policy
from wagtail.models import ReferenceIndex

from belt.translating.worklist import TranslationTasks
from entities.draft_references import named_in_drafts
from entities.worklists import Worklist


def unused(files: QuerySet) -> QuerySet:
    """Those that no page and no other object refers to, in public, in its rows or in a draft."""
    references = ReferenceIndex.objects.filter(
        to_content_type=ContentType.objects.get_for_model(files.model),
        to_object_id=Cast(OuterRef("pk"), CharField()),
    )
    unused = files.filter(~Exists(references)).exclude(pk__in=named_in_drafts(files.model))
    return unused.select_related("collection").order_by("title", "pk")


class UnusedFilterSet(BaseMediaFilterSet):
    """Wagtail's filters of files, and when they came; all of them are used nowhere."""

    usage_count = None
    created_at = django_filters.DateFromToRangeFilter(
        label=capfirst(_("uploaded")), widget=DateRangePickerWidget
    )


class UnusedImageFilterSet(UnusedFilterSet):
    permission_policy = image_policy

    class Meta:
        model = get_image_model()
        fields = []


class UnusedDocumentFilterSet(UnusedFilterSet):
    permission_policy = document_policy

    class Meta:
        model = get_document_model()
        fields = []


class UnusedFiles(Worklist):
    """Files nothing refers to."""

    list_export = ["title", "filename", "created_at", "collection"]
    export_headings = {
        "title": _("title"),
        "filename": _("file"),
        "created_at": _("uploaded"),
        "collection": _("collection"),
    }
    edit_url_name = ""

    @property
    def columns(self):
        return [
            TitleColumn("title", label=capfirst(_("title")), get_url=self.edit_url),
            Column("filename", label=capfirst(_("file"))),
            DateColumn("created_at", label=capfirst(_("uploaded"))),
            Column("collection", label=capfirst(_("collection"))),
        ]

    def edit_url(self, file) -> str:
        return reverse(self.edit_url_name, args=[file.pk])

    def get_queryset(self):
        policy = self.permission_policy
        return unused(policy.instances_user_has_any_permission_for(self.request.user, ["add", "change"]))


class UnusedImages(UnusedFiles):
    """Pictures nothing refers to."""

    name = "unused-images"
    page_title = _("Pictures not used")
    header_icon = "image"
    filterset_class = UnusedImageFilterSet
    permission_policy = image_policy
    any_permission_required = ["add", "change"]
    model = get_image_model()
    edit_url_name = "wagtailimages:edit"


class UnusedDocuments(UnusedFiles):
    """Documents nothing refers to."""

    name = "unused-documents"
    page_title = _("Documents not used")
    header_icon = "doc-full-inverse"
    filterset_class = UnusedDocumentFilterSet
    permission_policy = document_policy
    any_permission_required = ["add", "change"]
    model = get_document_model()
    edit_url_name = "wagtaildocs:edit"


WORKLISTS = (TranslationTasks, UnusedImages, UnusedDocuments)
