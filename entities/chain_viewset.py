"""The section "Industry chains" of the admin, and the chooser of chains."""

from django.urls import path, reverse
from django.utils.functional import cached_property
from django.utils.translation import gettext_lazy as _
from wagtail.admin.panels import FieldPanel, FieldRowPanel, MultiFieldPanel, ObjectList
from wagtail.admin.ui.tables import Column
from wagtail.admin.widgets.button import Button
from wagtail.permission_policies import ModelPermissionPolicy
from wagtail.snippets.views.chooser import ChooseResultsView, ChooseView, SnippetChooserViewSet
from wagtail.snippets.views.snippets import EditView, IndexView, SnippetViewSet

from entities.merging.undo import undoable
from entities.merging.views import MergeView, UndoView
from entities.models import IndustryChain
from entities.panels import NamePanel

PARENT = Column("parent", label=_("Part of"), accessor="parent.name")


class ChainChooseView(ChooseView):
    """The modal in which chains are chosen; retired and undefined ones are not offered."""

    @property
    def columns(self):
        return [*super().columns, PARENT]


class ChainChooseResultsView(ChooseResultsView):
    """Its list alone, as searching refreshes it."""

    @property
    def columns(self):
        return [*super().columns, PARENT]


# What is ticked on one page of a chooser is forgotten on the next, so all chains stand on one.
CHAINS_IN_CHOOSER = 300


class ChainChooserViewSet(SnippetChooserViewSet):
    """Choose chains, seeing the chain each is part of."""

    choose_view_class = ChainChooseView
    choose_results_view_class = ChainChooseResultsView
    choose_one_text = _("Choose a chain")
    choose_another_text = _("Choose another chain")

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
        return super().get_base_queryset().select_related("parent")

    def get_list_more_buttons(self, instance):
        buttons = super().get_list_more_buttons(instance)
        if self.user_has_permission("change") and not instance.merged_into_id:
            buttons.append(merge_button(instance))
        return buttons


class ChainEditView(EditView):
    """The screen of a chain, from which it is merged into another one."""

    @cached_property
    def header_more_buttons(self):
        buttons = super().header_more_buttons
        if not self.object.merged_into_id:
            return [*buttons, merge_button(self.object)]
        return [*buttons, undo_button(self.object)] if undoable(self.object) else buttons


def merge_button(chain: IndustryChain) -> Button:
    """Leads to the screen on which a chain is merged into another one."""
    url = reverse(chain.snippet_viewset.get_url_name("merge"), args=[chain.pk])
    return Button(_("Merge into another chain"), url=url, icon_name="link", priority=40)


def undo_button(chain: IndustryChain) -> Button:
    """Leads to the screen on which its merge is taken back."""
    url = reverse(chain.snippet_viewset.get_url_name("undo_merge"), args=[chain.pk])
    return Button(_("Undo the merge"), url=url, icon_name="undo", priority=40)


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
    edit_view_class = ChainEditView
    # The usual template brings a script for the boxes that are left out.
    index_template_name = "wagtailadmin/generic/index.html"
    list_display = [
        "name",
        "parent",
        "slug",
        Column(
            "retired",
            label=_("state"),
            accessor=lambda chain: _("retired") if chain.retired else "",
            sort_key="retired",
        ),
    ]
    list_filter = ["retired", "parent"]
    ordering = ["name", "id"]
    permission_policy = NeverDeleted(IndustryChain)
    edit_handler = ObjectList(
        [
            NamePanel("name"),
            FieldPanel("slug"),
            FieldPanel("definition"),
            FieldRowPanel([FieldPanel("parent"), FieldPanel("hue")]),
            MultiFieldPanel([FieldPanel("name_en"), FieldPanel("definition_en")], heading=_("In English")),
            MultiFieldPanel(
                [FieldPanel("name_zh_hans"), FieldPanel("definition_zh_hans")], heading=_("In Chinese")
            ),
            FieldRowPanel([FieldPanel("retired"), FieldPanel("merged_into", read_only=True)]),
        ]
    )

    def get_urlpatterns(self):
        """With the two screens of merging."""
        return [
            *super().get_urlpatterns(),
            path("merge/<int:pk>/", self.construct_view(MergeView), name="merge"),
            path("undo-merge/<int:pk>/", self.construct_view(UndoView), name="undo_merge"),
        ]
