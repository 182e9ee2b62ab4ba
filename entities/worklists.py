"""Lists of what is left to do, under "Reports" in the admin: filterable, exportable."""

import datetime as dt
from collections.abc import Iterable
from functools import partial
from typing import Any, ClassVar

from django.db.models import QuerySet
from django.urls import URLPattern, path, reverse
from django.utils import timezone
from django.utils.functional import Promise
from django.utils.text import capfirst
from django.utils.translation import gettext_lazy as _
from wagtail import hooks
from wagtail.admin.filters import WagtailFilterSet
from wagtail.admin.menu import MenuItem
from wagtail.admin.ui.tables import Column, DateColumn, TitleColumn
from wagtail.admin.views.reports import ReportView
from wagtail.permissions import page_permission_policy

from entities.models import BrokenLink, EditorialNote, EntityPage
from entities.spreadsheets import as_cell
from entities.viewsets import EntityFilterSet, place_filter, published_filter

EDITING = ["add", "change", "publish"]


def editable_by(user: Any) -> QuerySet:
    """The keys of the pages the user may edit."""
    pages = page_permission_policy.instances_user_has_any_permission_for(user, EDITING)
    return pages.order_by().values("pk")


def edit_url(page: Any) -> str:
    """The editing screen of a page."""
    return reverse("wagtailadmin_pages:edit", args=[page.pk])


def wall_clock(at: dt.datetime) -> dt.datetime:
    """A moment as the list on the screen tells it, for a spreadsheet: local, to the second, without zone."""
    return timezone.make_naive(at).replace(microsecond=0)


class WorklistMenuItem(MenuItem):
    """Shown to whoever may open the list."""

    worklist: type["Worklist"]

    def is_shown(self, request) -> bool:
        policy, asked = self.worklist.permission_policy, self.worklist.any_permission_required
        return policy.user_has_any_permission(request.user, asked)


class Worklist(ReportView):
    """A list of things on pages that the reader of the list may edit; ``name`` is part of its address."""

    name: ClassVar[str]
    permission_policy = page_permission_policy
    any_permission_required = EDITING
    custom_value_preprocess = ReportView.custom_value_preprocess | {
        dt.datetime: dict.fromkeys(ReportView.FORMATS, wall_clock),
        (str, Promise): {ReportView.FORMAT_CSV: as_cell},
    }

    def get_filename(self) -> str:
        return self.name

    def stream_csv(self, queryset) -> Iterable[str]:
        # While the language of its reader is on: an answer is streamed after that.
        return list(super().stream_csv(queryset))

    def get_heading(self, queryset, field) -> str:
        return capfirst(super().get_heading(queryset, field))

    @classmethod
    def url_name(cls) -> str:
        """The name of its address."""
        return f"worklist_{cls.name}"

    @classmethod
    def results_url_name(cls) -> str:
        """The name of the address of its rows alone, as filtering refreshes them."""
        return f"{cls.url_name()}_results"

    @property
    def index_url_name(self):
        return self.url_name()

    @property
    def index_results_url_name(self):
        return self.results_url_name()

    @classmethod
    def urlpatterns(cls) -> list[URLPattern]:
        address, results = f"worklists/{cls.name}/", cls.as_view(results_only=True)
        return [
            path(address, cls.as_view(), name=cls.url_name()),
            path(f"{address}results/", results, name=cls.results_url_name()),
        ]

    @classmethod
    def menu_item(cls, order: int) -> MenuItem:
        address = reverse(cls.url_name())
        item = WorklistMenuItem(
            cls.page_title, address, name=cls.name, icon_name=cls.header_icon, order=order
        )
        item.worklist = cls
        return item


class ProfileFilterSet(WagtailFilterSet):
    """The filters of the list of profiles that need no page of Wagtail's."""

    located_in = place_filter()
    live = published_filter()
    Meta = EntityFilterSet.Meta


class ProfileWorklist(Worklist):
    """Profiles with kind and place."""

    header_icon = "user"
    filterset_class = ProfileFilterSet
    columns = [
        TitleColumn("title", label=_("Profile"), get_url=edit_url),
        Column("kind", label=_("Kind of profile"), accessor="get_kind_display"),
        Column("located_in", label=_("Place"), accessor="located_in.title"),
        Column("verification", label=_("Verification"), accessor="get_verification_display"),
    ]
    list_export = ["title", "get_kind_display", "located_in", "get_verification_display", "full_url"]
    export_headings = {
        "title": _("Profile"),
        "get_kind_display": _("Kind of profile"),
        "located_in": _("Place"),
        "get_verification_display": _("Verification"),
        "full_url": _("address"),
    }

    def profiles(self):
        """The profiles the user may edit, with their places."""
        return EntityPage.objects.for_worklists(editable_by(self.request.user)).select_related("located_in")


class WantedProfiles(ProfileWorklist):
    """Profiles nobody has received, the most mentioned first."""

    name = "wanted-profiles"
    page_title = _("Profiles to write")
    columns = [*ProfileWorklist.columns[:-1], Column("referrers", label=_("Pages that name it"))]
    list_export = [*ProfileWorklist.list_export, "referrers"]
    export_headings = ProfileWorklist.export_headings | {"referrers": _("Pages that name it")}

    def get_queryset(self):
        return self.profiles().wanted()


class UnverifiedProfiles(ProfileWorklist):
    """Profiles nobody has verified."""

    name = "unverified-profiles"
    page_title = _("Profiles not verified")

    def get_queryset(self):
        return self.profiles().unverified()


class DueProfiles(ProfileWorklist):
    """Profiles whose day to be looked at again has come."""

    name = "due-profiles"
    page_title = _("Profiles to be checked again")
    columns = [*ProfileWorklist.columns, DateColumn("review_on", label=capfirst(_("to be checked again on")))]
    list_export = [*ProfileWorklist.list_export, "review_on"]
    export_headings = ProfileWorklist.export_headings | {"review_on": _("to be checked again on")}

    def get_queryset(self):
        return self.profiles().due(timezone.localdate())


class NoteFilterSet(WagtailFilterSet):
    class Meta:
        model = EditorialNote
        fields = ["kind", "locale"]


class OpenNotes(Worklist):
    """Editorial notes that still ask something."""

    name = "open-notes"
    page_title = _("Open editorial notes")
    header_icon = "warning"
    filterset_class = NoteFilterSet
    columns = [
        TitleColumn("title", label=_("Editorial note"), get_url=lambda note: edit_url(note.page)),
        Column("kind", label=capfirst(_("kind")), accessor="get_kind_display"),
        Column("page", label=capfirst(_("page")), accessor="page.title"),
        Column("language", label=capfirst(_("language")), accessor="page.locale"),
        Column("text", label=capfirst(_("text"))),
    ]
    list_export = ["title", "get_kind_display", "page.title", "page.locale", "page.full_url", "text"]
    export_headings = {
        "title": _("Editorial note"),
        "get_kind_display": _("kind"),
        "page.title": _("page"),
        "page.locale": _("language"),
        "page.full_url": _("address"),
        "text": _("text"),
    }

    def get_queryset(self):
        notes = EditorialNote.objects.open().filter(page__in=editable_by(self.request.user))
        return notes.select_related("page__locale").by_kind()


class BrokenLinkFilterSet(WagtailFilterSet):
    class Meta:
        model = BrokenLink
        fields = ["problem"]


class BrokenLinks(Worklist):
    """Links of public pages that the last check followed in vain, the oldest first."""

    name = "broken-links"
    page_title = _("Broken links")
    header_icon = "link"
    filterset_class = BrokenLinkFilterSet
    columns = [
        TitleColumn(
            "page", label=capfirst(_("page")), accessor="page.title", get_url=lambda link: edit_url(link.page)
        ),
        Column("language", label=capfirst(_("language")), accessor="page.locale"),
        Column("target", label=capfirst(_("leads to"))),
        Column("problem", label=capfirst(_("problem")), accessor="get_problem_display"),
        Column("status", label=capfirst(_("answer"))),
        DateColumn("broken_since", label=capfirst(_("broken since"))),
        DateColumn("checked_at", label=capfirst(_("checked at"))),
    ]
    list_export = [
        "page.title",
        "page.locale",
        "page.full_url",
        "target",
        "get_problem_display",
        "status",
        "broken_since",
        "checked_at",
    ]
    export_headings = {
        "page.title": _("page"),
        "page.locale": _("language"),
        "page.full_url": _("address"),
        "target": _("leads to"),
        "get_problem_display": _("problem"),
        "status": _("answer"),
        "broken_since": _("broken since"),
        "checked_at": _("checked at"),
    }

    def get_queryset(self):
        links = BrokenLink.objects.filter(page__in=editable_by(self.request.user))
        return links.select_related("page__locale")


def register_worklists(worklists: Iterable[type[Worklist]], *, order: int) -> None:
    """Put lists under "Reports", from a place in the menu on."""
    for place, worklist in enumerate(worklists, start=order):
        hooks.register("register_admin_urls", worklist.urlpatterns)
        hooks.register("register_reports_menu_item", partial(worklist.menu_item, place))


WORKLISTS = (WantedProfiles, UnverifiedProfiles, DueProfiles, OpenNotes, BrokenLinks)
