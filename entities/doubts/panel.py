"""Above the editorial notes: what looks doubtful in the saved draft, with what can be done."""

from typing import Any

from wagtail.admin.panels import Panel


class DoubtsPanel(Panel):
    """Shown where the draft as it was saved last raises doubts that nobody has settled."""

    class BoundPanel(Panel.BoundPanel):
        template_name = "entities/panels/doubts.html"

        def get_context_data(self, parent_context: Any = None) -> dict[str, Any]:
            # Doubts know the models, which know their panels.
            from entities.doubts.answers import DISMISS, NOTE, RAISE_AGAIN, REASON, WORDS
            from entities.doubts.listing import dismissed, doubts_of
            from entities.models.decisions import LONGEST_REASON
            from entities.models.revisions import draft_as_saved
            from entities.typed_reasons import typed_reason

            context = super().get_context_data(parent_context)
            draft = draft_as_saved(self.instance) if self.instance.pk else None
            found = doubts_of(draft) if draft else []
            rows = [
                {
                    "doubt": doubt,
                    "words": WORDS[doubt.kind],
                    "reason": REASON + doubt.mark,
                    "typed": typed_reason(self.request, self.instance, REASON + doubt.mark),
                }
                for doubt in found
            ]
            settled = [
                {"doubt": doubt, "words": WORDS[doubt.kind], "decision": decision}
                for doubt, decision in (dismissed(draft) if draft else [])
            ]
            return context | {
                "rows": rows,
                "settled": settled,
                "note": NOTE,
                "dismiss": DISMISS,
                "raise_again": RAISE_AGAIN,
                "longest": LONGEST_REASON,
            }
