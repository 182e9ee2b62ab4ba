"""The tables of ``visits``, split by concept; these are the public names."""

from visits.models.changes import ChangeNote
from visits.models.reports import InspectionReportPage, ReportIndexPage
from visits.models.stops import Delegate, VisitStop

__all__ = ["ChangeNote", "Delegate", "InspectionReportPage", "ReportIndexPage", "VisitStop"]
