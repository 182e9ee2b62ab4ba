"""The rules of a report's form."""

from django.utils.translation import gettext as _

from entities.forms import AnnotatedPageForm


class InspectionReportForm(AnnotatedPageForm):
    """What a published report must have, beyond its required fields."""

    def check_complete(self, cleaned: dict) -> None:
        super().check_complete(cleaned)
        if not self.rows("stops"):
            self.add_rows_error("stops", _("A report needs at least one stop."))
        if not self.rows("sources"):
            self.add_rows_error("sources", _("Name at least one source, if only “text received, undated”."))
