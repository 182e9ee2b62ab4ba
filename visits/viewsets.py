"""Lists of the admin: inspection reports."""

from django.utils.translation import gettext_lazy as _
from wagtail.admin.ui.tables import Column
from wagtail.admin.viewsets.pages import PageListingViewSet, PageViewSet

from entities.templatetags.entities_tags import partial_date
from visits.models import InspectionReportPage, ReportIndexPage

REPORT_COLUMNS = [
    Column(
        "start_date",
        label=_("Date"),
        accessor=lambda report: partial_date(report.start_date),
        sort_key="start_date",
    ),
    Column("stops", label=_("Stops"), accessor=lambda report: report.stops.count()),
    Column("delegation", label=_("Delegation"), accessor="delegation.title"),
]


class ReportFilterSet(PageViewSet.filterset_class):
    """Filters of the list of reports."""

    class Meta:
        model = InspectionReportPage
        fields = ["received_state", "delegation"]


class ReportPageViewSet(PageViewSet):
    """The explorer's list under an index of reports, newest tour first."""

    model = InspectionReportPage
    parent_models = [ReportIndexPage]
    columns = [*PageViewSet.columns, *REPORT_COLUMNS]
    filterset_class = ReportFilterSet
    ordering = "-start_date"


class ReportListingViewSet(PageListingViewSet):
    """The menu entry "Reports": all of them, wherever they stand."""

    model = InspectionReportPage
    icon = "doc-full"
    menu_label = _("Inspection reports")
    menu_order = 200
    add_to_admin_menu = True
    columns = [*PageListingViewSet.columns, *REPORT_COLUMNS]
    filterset_class = ReportFilterSet
    ordering = "-start_date"


report_pages = ReportPageViewSet()
report_listing = ReportListingViewSet("reports")
