"""The editing screen of a report, grouped by task."""

from django.utils.translation import gettext_lazy as _
from wagtail.admin.panels import (
    FieldPanel,
    FieldRowPanel,
    InlinePanel,
    MultiFieldPanel,
    MultipleChooserPanel,
    ObjectList,
    Panel,
    TitleFieldPanel,
)

from entities.panels import RowsPanel, chains_panel, settings_tab, sources_tab
from entities.read_together import ScreenOfAPage
from entities.tabs import MENTIONS
from visits.forms import ChangeNoteForm
from visits.mentions_panel import ReportMentionsPanel


def _tour() -> list[Panel]:
    """Who travelled, when, and what was received of it."""
    return [
        TitleFieldPanel("title", help_text=_("What the tour was about: “Putuo meets Kunshan and Changshu”.")),
        FieldPanel("standfirst"),
        FieldPanel("delegation"),
        InlinePanel(
            "delegates",
            heading=_("Named delegates"),
            label=_("Delegate"),
            help_text=_("Only people the source names."),
            panels=[FieldRowPanel([FieldPanel("name"), FieldPanel("role")])],
        ),
        FieldRowPanel([FieldPanel("start_date"), FieldPanel("end_date")], heading=_("When")),
        MultiFieldPanel(
            [
                FieldRowPanel([FieldPanel("received_language"), FieldPanel("received_state")]),
                FieldPanel("received_document"),
            ],
            heading=_("The received text"),
        ),
    ]


def _stops() -> MultipleChooserPanel:
    """The itinerary as rows, chosen several at a time."""
    return MultipleChooserPanel(
        "stops",
        chooser_field_name="entity",
        heading=_("Stops"),
        label=_("Stop"),
        help_text=_(
            "Choose several sites at once, then drag the rows into the order of the tour. A new search in "
            "the window forgets what is ticked: confirm first."
        ),
        panels=[
            FieldPanel("entity", required_on_save=True),
            FieldRowPanel([FieldPanel("activity"), FieldPanel("date")]),
            FieldPanel("observation"),
            FieldRowPanel([FieldPanel("evidence"), FieldPanel("evidence_sentence")]),
        ],
    )


class ChangesPanel(RowsPanel):
    """Rows whose form proposes today and refuses a day to come."""

    row_form = ChangeNoteForm


def _changes() -> ChangesPanel:
    """What readers are told of changes since the report was published."""
    return ChangesPanel(
        "change_notes",
        heading=_("Change notes"),
        label=_("Change note"),
        help_text=_("Public, with their day: what was corrected or added after the report was published."),
        panels=[FieldPanel("date"), FieldPanel("text")],
    )


def report_tabs() -> ScreenOfAPage:
    """Tour, itinerary, text, chains, sources, address: in the order of the work."""
    return ScreenOfAPage(
        [
            ObjectList(_tour(), heading=_("Tour")),
            ObjectList([_stops()], heading=_("Itinerary")),
            ObjectList([FieldPanel("body")], heading=_("Text")),
            ObjectList([chains_panel()], heading=_("Chains")),
            ObjectList([ReportMentionsPanel()], heading=MENTIONS),
            sources_tab(_changes()),
            settings_tab(),
        ]
    )
