"""The editing screens of profiles and index pages, grouped by task."""

from typing import Any

from django.utils.translation import gettext_lazy as _
from wagtail.admin.forms import WagtailAdminModelForm
from wagtail.admin.panels import (
    FieldPanel,
    FieldRowPanel,
    InlinePanel,
    MultiFieldPanel,
    MultipleChooserPanel,
    ObjectList,
    Panel,
    TabbedInterface,
    TitleFieldPanel,
)
from wagtail.admin.panels.base import get_form_for_model
from wagtail.admin.widgets import AdminAutoHeightTextInput
from wagtail.documents.widgets import AdminDocumentChooser
from wagtail.models import Page

from entities.doubts.panel import DoubtsPanel
from entities.duplicates_panel import DuplicatesPanel
from entities.forms import VERIFY_PROFILES, EditorialNoteForm, SourceForm
from entities.mentions.panel import MentionsPanel
from entities.read_together import KnowsWhatWasRead, ScreenOfAPage
from entities.tabs import MENTIONS, SOURCES_AND_NOTES

RESOLVE_NOTES = "entities.resolve_editorialnote"


class DocumentChooser(KnowsWhatWasRead, AdminDocumentChooser):
    """Shows the document that was chosen."""


class NamePanel(TitleFieldPanel):
    """A name that proposes a slug while its object is new: a rename keeps the slug."""

    class BoundPanel(TitleFieldPanel.BoundPanel):
        def get_should_apply(self) -> bool:
            return self.instance is None or self.instance.pk is None


class RowsPanel(InlinePanel):
    """Rows with a form of their own, ``row_form``: for what asks the clock."""

    row_form: type[WagtailAdminModelForm]

    def get_form_options(self) -> dict[str, Any]:
        options = super().get_form_options()
        deferred = self.child_edit_handler.get_form_options().get("defer_required_on_fields", [])
        options["formsets"][self.relation_name]["form"] = get_form_for_model(
            self.db_field.related_model, self.row_form, defer_required_on_fields=deferred
        )
        return options


class SourcesPanel(RowsPanel):
    """Sources, of which nothing is dated in days to come."""

    row_form = SourceForm


class NotesPanel(InlinePanel):
    """Editorial notes: their form knows who fills it in, for not everybody may resolve one."""

    def get_form_options(self) -> dict[str, Any]:
        options = super().get_form_options()
        asked = self.child_edit_handler.get_form_options().get("field_permissions")
        form = get_form_for_model(
            self.db_field.related_model, form_class=EditorialNoteForm, field_permissions=asked
        )
        options["formsets"][self.relation_name] |= {"form": form, "inherit_kwargs": ["for_user"]}
        return options


def settings_tab() -> ObjectList:
    """Address, search engines, schedule: the same for every page type."""
    return ObjectList([*Page.promote_panels, *Page.settings_panels], heading=_("Address and schedule"))


def index_tabs() -> TabbedInterface:
    """The screen of a section page: title and introduction."""
    return TabbedInterface(
        [
            ObjectList([TitleFieldPanel("title"), FieldPanel("introduction")], heading=_("Content")),
            settings_tab(),
        ]
    )


def chains_panel() -> MultipleChooserPanel:
    """Industry chains as rows, chosen several at a time."""
    return MultipleChooserPanel(
        "chain_links",
        chooser_field_name="tag",
        heading=_("Industry chains"),
        label=_("Chain"),
        help_text=_("Choose from the list; new chains are proposed under “Industry chains” in the menu."),
        panels=[
            FieldPanel("tag"),
            FieldRowPanel([FieldPanel("stage"), FieldPanel("evidence")]),
        ],
    )


def sources_tab(*further: Panel) -> ObjectList:
    """Sources and editorial notes: what the page rests on and what we doubt; ``further`` panels below."""
    return ObjectList(
        [
            SourcesPanel(
                "sources",
                heading=_("Sources"),
                label=_("Source"),
                panels=[
                    FieldPanel("title"),
                    FieldRowPanel([FieldPanel("publisher"), FieldPanel("language")]),
                    FieldPanel("url"),
                    FieldPanel("document", widget=DocumentChooser),
                    FieldRowPanel([FieldPanel("date"), FieldPanel("consulted_on")]),
                ],
            ),
            DoubtsPanel(),
            NotesPanel(
                "editorial_notes",
                heading=_("Editorial notes"),
                label=_("Editorial note"),
                help_text=_("Public notices: what is contradictory, cut off, doubtful or missing."),
                panels=[
                    FieldRowPanel([FieldPanel("kind"), FieldPanel("code")]),
                    FieldPanel("title"),
                    FieldPanel("text"),
                    FieldRowPanel(
                        [
                            FieldPanel("status", permission=RESOLVE_NOTES),
                            FieldPanel("resolved_on", permission=RESOLVE_NOTES),
                        ]
                    ),
                    FieldPanel("resolution", permission=RESOLVE_NOTES),
                ],
            ),
            *further,
        ],
        heading=SOURCES_AND_NOTES,
    )


def _identity() -> list[Panel]:
    """Who it is: names, place, position, verification."""
    return [
        DuplicatesPanel(),
        TitleFieldPanel(
            "title", help_text=_("The name readers know, in the page's language: “Qingtao Energy”.")
        ),
        FieldRowPanel([FieldPanel("kind"), FieldPanel("located_in")]),
        FieldPanel("summary", widget=AdminAutoHeightTextInput),
        InlinePanel(
            "names",
            heading=_("Further names"),
            label=_("Name"),
            help_text=_(
                "Official, short, former names in any script, for example 清陶能源 (zh, simplified Chinese)."
            ),
            panels=[
                FieldPanel("text"),
                FieldRowPanel([FieldPanel("name_type"), FieldPanel("language"), FieldPanel("script")]),
                FieldPanel("doubtful"),
            ],
        ),
        MultiFieldPanel(
            [FieldRowPanel([FieldPanel("latitude"), FieldPanel("longitude")])],
            heading=_("Position on the map"),
            help_text=_("Only if a source gives it; never guessed."),
        ),
        _verification(),
    ]


def _verification() -> MultiFieldPanel:
    """Whether a profile was received and, for those who may check it, how far it has been checked."""
    return MultiFieldPanel(
        [
            # Its form knows who may choose what.
            FieldPanel(
                "verification",
                help_text=_("Readers are told. Once a profile was received, it needs a source."),
            ),
            FieldRowPanel(
                [
                    FieldPanel("verified_by", permission=VERIFY_PROFILES),
                    FieldPanel("verified_on", permission=VERIFY_PROFILES),
                ],
                help_text=_("Left empty, it is noted that you verified it today."),
            ),
            FieldPanel("review_on", permission=VERIFY_PROFILES),
        ],
        heading=_("Verification"),
    )


def _links() -> list[Panel]:
    """Chains, and relations to other profiles."""
    return [
        chains_panel(),
        InlinePanel(
            "relations",
            heading=_("Relations to other profiles"),
            label=_("Relation"),
            panels=[
                FieldRowPanel([FieldPanel("kind"), FieldPanel("target", required_on_save=True)]),
                FieldRowPanel([FieldPanel("evidence"), FieldPanel("stated_in")]),
            ],
        ),
    ]


def entity_tabs() -> ScreenOfAPage:
    """The screen of a profile: who it is, the text, chains and relations, sources."""
    return ScreenOfAPage(
        [
            ObjectList(_identity(), heading=_("Who it is")),
            ObjectList([FieldPanel("body")], heading=_("Text")),
            ObjectList(_links(), heading=_("Chains and relations")),
            ObjectList([MentionsPanel()], heading=MENTIONS),
            sources_tab(),
            settings_tab(),
        ]
    )
