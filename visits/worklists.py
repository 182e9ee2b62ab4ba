"""Lists of what is left to do about reports, under "Reports" in the admin."""

from django.utils.text import capfirst
from django.utils.translation import gettext_lazy as _
from wagtail.admin.filters import WagtailFilterSet
from wagtail.admin.ui.tables import Column, TitleColumn

from entities.worklists import Worklist, edit_url, editable_by
from visits.models import InspectionReportPage


class ReportFilterSet(WagtailFilterSet):
    class Meta:
        model = InspectionReportPage
        fields = ["live", "received_language", "received_state"]


class UndatedReports(Worklist):
    """Reports whose source gives no date."""

    name = "undated-reports"
    page_title = _("Reports without a date")
    header_icon = "date"
    filterset_class = ReportFilterSet
    columns = [
        TitleColumn("title", label=_("Inspection report"), get_url=edit_url),
        Column("delegation", label=_("Delegation"), accessor="delegation.title"),
        Column(
            "received_state",
            label=capfirst(_("state of the received text")),
            accessor="get_received_state_display",
        ),
    ]
    list_export = ["title", "delegation", "get_received_state_display", "full_url"]
    export_headings = {
        "title": _("Inspection report"),
        "delegation": _("Delegation"),
        "get_received_state_display": _("state of the received text"),
        "full_url": _("address"),
    }

    def get_queryset(self):
        reports = InspectionReportPage.objects.undated().filter(pk__in=editable_by(self.request.user))
        return reports.defer_streamfields().select_related("delegation").order_by("title", "pk")


WORKLISTS = (UndatedReports,)
