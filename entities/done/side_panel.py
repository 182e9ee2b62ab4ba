"""Beside the editing screen: what the page should have before readers see it."""

from typing import Any

from django.utils.translation import gettext_lazy as _
from wagtail.admin.ui.components import MediaContainer
from wagtail.admin.ui.side_panels import BaseSidePanel

from entities.done.answers import REASON, WAIVE, decisions_on, unfinished_draft
from entities.models import AnnotatedPage
from entities.models.decisions import LONGEST_REASON
from entities.typed_reasons import typed_reason


class DoneSidePanel(BaseSidePanel):
    """The definition of done of the draft as it was saved last; of a page not saved yet, as it begins."""

    class SidePanelToggle(BaseSidePanel.SidePanelToggle):
        aria_label = _("Show what is left before publishing")
        icon_name = "list-ul"
        counter_classname = "w-bg-critical-200"

        def get_context_data(self, parent_context):
            left = unfinished_draft(self.panel.draft)
            return super().get_context_data(parent_context) | {"count": len(left)}

    name = "done"
    title = _("Before publishing")
    template_name = "entities/admin/done.html"
    order = 150

    def __init__(self, page: AnnotatedPage, request: Any) -> None:
        super().__init__(page, request)
        self.draft = page

    def get_context_data(self, parent_context: Any) -> dict[str, Any]:
        decided = decisions_on(self.draft)
        rows = [
            {
                "criterion": criterion,
                "decision": decided.get((criterion.code, criterion.mark)),
                "reason": REASON + criterion.code,
                "typed": typed_reason(self.request, self.draft, REASON + criterion.code),
            }
            for criterion in self.draft.criteria_as_it_is()
        ]
        rights = self.draft.permissions_for_user(self.request.user) if self.draft.pk else None
        return super().get_context_data(parent_context) | {
            "rows": rows,
            "is_saved": self.draft.pk is not None,
            "may_waive": rights is not None and rights.can_publish(),
            "waive": WAIVE,
            "longest": LONGEST_REASON,
        }


class WithDefinitionOfDone:
    """Mixed into the screens of a page, for which Wagtail knows no further panels at the side."""

    page: Any
    request: Any
    expects_json_response: bool

    def get_side_panels(self) -> MediaContainer:
        panels = super().get_side_panels()  # type: ignore[misc]
        # A draft that saves itself gets but the state anew.
        if self.expects_json_response or not isinstance(self.page, AnnotatedPage):
            return panels
        return MediaContainer([*panels, DoneSidePanel(self.page, self.request)])
