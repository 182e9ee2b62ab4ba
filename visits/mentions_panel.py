"""The tab "Mentions" of a report: besides the mentions, what text and itinerary say differently."""

from typing import Any

from entities.mentions.panel import MentionsPanel

# The name of the buttons that add a chain; their value is its key.
ADD_CHAIN = "add-chain"


class ReportMentionsPanel(MentionsPanel):
    """With the stops the text never names or readers cannot open, sites that are no stop, missing chains."""

    class BoundPanel(MentionsPanel.BoundPanel):
        template_name = "visits/panels/mentions.html"

        def lists(self, draft: Any) -> dict[str, Any]:
            # Mentions know the models, which know their panels.
            from entities.mentions import screen
            from entities.mentions.listing import mentions_of
            from visits.mentions import hidden_stops, lacking_chains, sites_without_stop, unmentioned_stops

            listed = mentions_of(draft)
            return screen.lists(listed) | {
                # A site that was visited twice is one name.
                "unmentioned_stops": dict.fromkeys(
                    listed.titles[stop.entity_id] for stop in unmentioned_stops(draft, listed)
                ),
                "hidden_stops": hidden_stops(draft, listed),
                "sites_without_stop": sites_without_stop(draft, listed),
                "lacking_chains": lacking_chains(draft),
                "add_chain": ADD_CHAIN,
            }
