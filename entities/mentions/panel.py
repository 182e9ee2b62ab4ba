"""The tab "Mentions" of an editing screen: every mention in the saved draft, with what can be done."""

from typing import Any

from wagtail.admin.panels import Panel


class MentionsPanel(Panel):
    """Lists the mentions of the draft as it was saved last; an unsaved page has none yet."""

    class BoundPanel(Panel.BoundPanel):
        template_name = "entities/panels/mentions.html"

        def get_context_data(self, parent_context: Any = None) -> dict[str, Any]:
            context = super().get_context_data(parent_context)
            if not self.instance.pk:
                return context
            # The draft knows the models, which know their panels.
            from entities.models.revisions import draft_as_saved

            return context | self.lists(draft_as_saved(self.instance))

        def lists(self, draft: Any) -> dict[str, Any]:
            """What the template shows of a draft."""
            # Mentions know the models, which know their panels.
            from entities.mentions import screen
            from entities.mentions.listing import mentions_of

            return screen.lists(mentions_of(draft))
