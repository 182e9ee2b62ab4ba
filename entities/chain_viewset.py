"""The section "Industry chains" of the admin, and the chooser of chains."""

from datetime import datetime

from django.template.defaultfilters import yesno
from django.urls import URLPattern, path
from django.utils import timezone
from django.utils.formats import date_format
from django.utils.functional import cached_property
from django.utils.text import capfirst
from django.utils.timezone import localtime
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _
from wagtail.admin import messages
from wagtail.admin.panels import FieldPanel, FieldRowPanel, MultiFieldPanel, ObjectList
from wagtail.admin.ui.tables import Column, DateColumn, NumberColumn
from wagtail.admin.widgets.button import Button
from wagtail.permission_policies import ModelPermissionPolicy
from wagtail.snippets.views.chooser import (
    ChooseResultsView,
    ChooseView,
    SnippetChooserViewSet,
    SnippetCreateView,
)
from wagtail.snippets.views.snippets import CreateView, EditView, IndexView, InspectView, SnippetViewSet

from entities.chain_forms import ChainChooser, ChainForm
from entities.chain_views import AcceptView, ChainActionView, MergeView, RejectView, UndoView
from entities.languages import enumeration, site_languages
from entities.merging.undo import undoable
from entities.models import IndustryChain
from entities.panels import NamePanel
from entities.usage import Usage, usage_of

# What is told of a chain beside its own words, by what it is called in ``Usage``.
OF_USAGE = {
    "state": _("state"),
    "live": _("Published pages"),
    "drafts": _("In drafts"),
    "known_stages": _("Stages"),
    "last_published": _("Last used"),
}
PARENT = Column("parent", label=_("Part of"), accessor="parent.name")


class ChainChooseView(ChooseView):
    """The modal in which chains are chosen; those that editors cannot use are not offered."""

    # Its title says what is chosen.
    page_subtitle = ""

    @property
    def columns(self):
        return [*super().columns, PARENT]


class ChainChooseResultsView(ChooseResultsView):
    """Its list alone, as searching refreshes it."""

    @property
    def columns(self):
        return [*super().columns, PARENT]


class NoChainCreateView(SnippetCreateView):
    """Refuses: a chain is chosen, and made only on its own screen."""

    def can_create(self):
        return False


# What is ticked on one page of a chooser is forgotten on the next, so all chains stand on one.
CHAINS_IN_CHOOSER = 300


class ChainChooserViewSet(SnippetChooserViewSet):
    """Choose chains, seeing the chain each is part of."""

    choose_view_class = ChainChooseView
    choose_results_view_class = ChainChooseResultsView
    create_view_class = NoChainCreateView
    choose_one_text = _("Choose a chain")

    @cached_property
    def widget_class(self):
        return ChainChooser(model=self.model, icon=self.icon)

    def get_object_list(self):
        return IndustryChain.objects.usable().select_related("parent")


class NeverDeleted(ModelPermissionPolicy):
    """Chains retire or merge; nobody deletes one."""

    def user_has_permission(self, user, action):
        return action != "delete" and super().user_has_permission(user, action)

    def user_has_any_permission(self, user, actions):
        return super().user_has_any_permission(user, set(actions) - {"delete"})


class ChainListView(IndexView):
    """The list of chains: nothing can be done to several at once, since nobody deletes one."""

    @property
    def columns(self):
        return [column for column in super().columns if column.name != "bulk_actions"]

    def get_base_queryset(self):
        return super().get_base_queryset().select_related("parent", "merged_into")

    def get_table(self, object_list):
        usage = usage_of([chain.pk for chain in object_list])
        for chain in object_list:
            chain.usage = usage[chain.pk]
        return super().get_table(object_list)

    def get_list_more_buttons(self, instance):
        buttons = super().get_list_more_buttons(instance)
        return buttons + (actions_for(instance) if self.user_has_permission("change") else [])


class ChainCreateView(CreateView):
    """The screen of a new chain: only a proposal, where its author may not change chains."""

    error_message = _("The chain is not created yet: see what is marked below.")

    def get_initial_form_instance(self):
        return IndustryChain(proposed=not self.user_has_permission("change"))

    def get_success_message(self, instance):
        if not instance.proposed:
            return super().get_success_message(instance)
        return gettext("“%(chain)s” is proposed: it can be used once a reviewer has accepted it.") % {
            "chain": instance.name
        }

    def get_success_buttons(self):
        return super().get_success_buttons() if self.user_has_permission("change") else []


class ChainEditView(EditView):
    """The screen of a chain, from which it is merged into another one."""

    def save_instance(self):
        older = self.form.instance.note_changed(self.form.changed_data, at=timezone.now())
        if older:
            names = dict(site_languages())
            sentence = gettext(
                "Translated before this change: %(languages)s. Readers are told so until somebody has looked"
                " at the words."
            )
            messages.warning(
                self.request, sentence % {"languages": enumeration(names[code] for code in older)}
            )
        return super().save_instance()

    @cached_property
    def header_more_buttons(self):
        buttons = [*super().header_more_buttons, *actions_for(self.object)]
        return [*buttons, button(self.object, UndoView, 40)] if undoable(self.object) else buttons


class ChainInspectView(InspectView):
    """A chain and how it is used, for those who may not change it."""

    def get_field_label(self, field_name, field):
        label = OF_USAGE.get(field_name) or super().get_field_label(field_name, field)
        return capfirst(label)

    def get_field_display_value(self, field_name, field):
        if field_name == "state":
            return state_of(self.object) or gettext("in use")
        of = self.usage if field_name in OF_USAGE else self.object
        value = getattr(of, field_name)
        if isinstance(value, datetime):
            return date_format(localtime(value))
        return "–" if value in (None, "") else value

    @cached_property
    def usage(self) -> Usage:
        return usage_of([self.object.pk])[self.object.pk]


def actions_for(chain: IndustryChain) -> list[Button]:
    """What those who may change a chain can do to it beside that."""
    if chain.merged_into_id:
        return []
    merging = button(chain, MergeView, 40)
    deciding = [button(chain, AcceptView, 35), button(chain, RejectView, 36)] if chain.proposed else []
    return [*deciding, merging]


def button(chain: IndustryChain, view: type[ChainActionView], priority: int) -> Button:
    """Leads to the screen on which something is done to a chain, in its words."""
    address = view.address_for(chain)
    return Button(view.page_title, url=address, icon_name=view.header_icon, priority=priority)


def state_of(chain: IndustryChain) -> str:
    """In a word, whether a chain can be used; nothing of one that can."""
    if chain.merged_into is not None:
        return gettext("merged into “%(chain)s”") % {"chain": chain.merged_into.name}
    if chain.retired:
        return gettext("retired")
    return gettext("proposed") if chain.proposed else ""


class StatePanel(FieldPanel):
    """What others decide about a chain, in words."""

    def format_value_for_display(self, value):
        return yesno(value) if isinstance(value, bool) else value or "–"


class ConfirmationPanel(FieldPanel):
    """A box that is shown only where there is something to confirm."""

    class BoundPanel(FieldPanel.BoundPanel):
        def is_shown(self):
            return super().is_shown() and bool(getattr(self.form, "look_alikes", None))


class IndustryChainViewSet(SnippetViewSet):
    """The section "Industry chains" of the admin."""

    model = IndustryChain
    icon = "tag"
    menu_label = _("Industry chains")
    menu_name = "industry-chains"
    menu_order = 220
    add_to_admin_menu = True
    chooser_viewset_class = ChainChooserViewSet
    chooser_per_page = CHAINS_IN_CHOOSER
    index_view_class = ChainListView
    add_view_class = ChainCreateView
    edit_view_class = ChainEditView
    # For those who may not change it.
    inspect_view_enabled = True
    inspect_view_fields = (
        "name",
        "slug",
        "definition",
        "parent",
        "name_en",
        "definition_en",
        "name_zh_hans",
        "definition_zh_hans",
        *OF_USAGE,
    )
    inspect_view_class = ChainInspectView
    # A copy of a chain would be the double that nobody wants.
    copy_view_enabled = False
    # The usual template brings a script for the boxes that are left out.
    index_template_name = "wagtailadmin/generic/index.html"
    list_display = [
        "name",
        PARENT,
        Column("retired", label=OF_USAGE["state"], accessor=state_of, sort_key="retired"),
        NumberColumn("live", label=OF_USAGE["live"], accessor="usage.live"),
        NumberColumn("drafts", label=OF_USAGE["drafts"], accessor="usage.drafts"),
        Column("stages", label=OF_USAGE["known_stages"], accessor="usage.known_stages"),
        DateColumn("last_published", label=OF_USAGE["last_published"], accessor="usage.last_published"),
        "slug",
    ]
    list_filter = ["proposed", "retired", "parent"]
    ordering = ["name", "id"]
    permission_policy = NeverDeleted(IndustryChain)
    edit_handler = ObjectList(
        [
            NamePanel("name"),
            ConfirmationPanel("not_the_same"),
            FieldPanel("slug"),
            FieldPanel("definition"),
            FieldRowPanel([FieldPanel("parent"), FieldPanel("hue")]),
            MultiFieldPanel([FieldPanel("name_en"), FieldPanel("definition_en")], heading=_("In English")),
            MultiFieldPanel(
                [FieldPanel("name_zh_hans"), FieldPanel("definition_zh_hans")], heading=_("In Chinese")
            ),
            FieldRowPanel(
                [
                    FieldPanel("retired"),
                    StatePanel("merged_into", read_only=True),
                    StatePanel("proposed", read_only=True),
                ]
            ),
        ],
        base_form_class=ChainForm,
    )

    def get_urlpatterns(self):
        """With the screens of merging, of taking a merge back and of deciding on a proposal."""
        return [*super().get_urlpatterns(), *map(self.screen, (MergeView, UndoView, AcceptView, RejectView))]

    def screen(self, view: type[ChainActionView]) -> URLPattern:
        """The address of a screen; without its own icon it would bear that of the section."""
        address = f"{view.action.replace('_', '-')}/<int:pk>/"
        return path(address, self.construct_view(view, header_icon=view.header_icon), name=view.action)
