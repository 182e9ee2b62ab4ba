"""Beside a profile's name: profiles that may be of the same entity."""

from typing import Any

from wagtail.admin.panels import Panel

# The names of the buttons that say "not the same" and take it back; their value is the other profile's key.
NOT_THE_SAME, ASK_AGAIN = "not-the-same", "ask-whether-the-same"


class DuplicatesPanel(Panel):
    """Shown where the draft has the name of another profile, or nearly, or was said to be another one."""

    class BoundPanel(Panel.BoundPanel):
        template_name = "entities/panels/duplicates.html"

        def get_context_data(self, parent_context: Any = None) -> dict[str, Any]:
            context = super().get_context_data(parent_context)
            # The screens know the model, which knows its panels.
            from entities.profile_merging.screens import MergeProfileView, may_merge

            merging = ""
            if self.instance.pk and may_merge(self.request.user, self.instance):
                merging = MergeProfileView.address_for(self.instance)
            return context | {
                "duplicates": self.duplicates,
                "not_the_same": NOT_THE_SAME,
                "settled": self.settled,
                "ask_again": ASK_AGAIN,
                "merge_url": merging,
            }

        @property
        def duplicates(self) -> list:
            """The profiles to be told apart from this one; none while it is unsaved."""
            # The look-alikes know the model, which knows its panels.
            from entities.duplicates import likely_duplicates, own_names
            from entities.models.revisions import draft_as_saved

            if not self.instance.pk or self.instance.merged_into_id:
                return []
            draft = draft_as_saved(self.instance)
            return likely_duplicates(draft, own_names(draft), draft.located_in_id)

        @property
        def settled(self) -> list[dict[str, Any]]:
            """The profiles that somebody has said to be others, each with that decision."""
            from entities.models import DistinctProfiles

            pairs = DistinctProfiles.objects.about(self.instance).with_titles()
            return [{"decision": pair, "profile": pair.than(self.instance)} for pair in pairs]
