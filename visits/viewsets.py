"""Lists of the admin: inspection reports."""

from django.db.models import Prefetch
from django.utils.translation import gettext_lazy as _
from django_filters import CharFilter
from wagtail.admin.ui.tables import Column
from wagtail.admin.views.pages.listing import ExplorableIndexView, IndexView
from wagtail.admin.viewsets.pages import PageListingViewSet, PageViewSet

from entities.models import EntityPage
from entities.templatetags.entities_tags import partial_date
from entities.viewsets import ChildlessFilterSet, KeyFilter, OrderedInSearches, ParentInOneLanguage
from visits.models import InspectionReportPage, ReportIndexPage

REPORT_COLUMNS = [
    Column(
        "start_date",
        label=_("Date"),
        accessor=lambda report: partial_date(report.start_date),
        sort_key="start_date",
    ),
    Column("stops", label=_("Stops"), accessor=lambda report: len(report.stops.all())),
    Column("delegation", label=_("Delegation"), accessor="delegation.title"),
]


class ReportFilterSet(ChildlessFilterSet):
    """Filters of the list of reports."""

    year = CharFilter(
        field_name="start_date", lookup_expr="startswith", label=_("Year or day of the tour, as 2025-06")
    )

    delegation = KeyFilter(
        label=_("Delegation"), queryset=lambda _request: EntityPage.objects.originals().defer_streamfields()
    )

    class Meta:
        model = InspectionReportPage
        fields = ["year", "live", "received_state", "delegation"]


class WithTours(OrderedInSearches):
    """Mixed into a list of reports: stops and delegations of all rows in one query each."""

    def annotate_queryset(self, pages):
        delegations = Prefetch("delegation", queryset=EntityPage.objects.defer_streamfields())
        return super().annotate_queryset(pages).prefetch_related(delegations, "stops")  # type: ignore[misc]


class ReportExplorerView(WithTours, ExplorableIndexView):
    """The explorer's list of reports."""


class ReportListView(WithTours, IndexView):
    """The list of all reports."""


class ReportPageViewSet(PageViewSet):
    """The explorer's list under an index of reports, newest tour first."""

    model = InspectionReportPage
    parent_models = [ReportIndexPage]
    index_view_class = ReportExplorerView
    columns = [*PageViewSet.columns, *REPORT_COLUMNS]
    filterset_class = ReportFilterSet
    ordering = "-start_date"


class ReportListingViewSet(PageListingViewSet):
    """The menu entry "Reports": all of them, wherever they stand."""

    model = InspectionReportPage
    index_view_class = ReportListView
    choose_parent_view_class = ParentInOneLanguage
    icon = "doc-full"
    menu_label = _("Inspection reports")
    menu_order = 200
    add_to_admin_menu = True
    columns = [*PageListingViewSet.columns, *REPORT_COLUMNS]
    filterset_class = ReportFilterSet
    ordering = "-start_date"


report_pages = ReportPageViewSet()
report_listing = ReportListingViewSet("reports")
