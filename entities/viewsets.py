"""Lists and choosers of the admin: chains, profiles, places."""

from django.db.models import Prefetch
from django.urls import re_path
from django.utils.translation import gettext_lazy as _
from django_filters import ChoiceFilter, ModelChoiceFilter
from wagtail.admin.panels import FieldPanel, FieldRowPanel, MultiFieldPanel, ObjectList
from wagtail.admin.ui.tables import Column
from wagtail.admin.views.generic.chooser import ChooseResultsView, ChooseView
from wagtail.admin.views.pages.listing import ExplorableIndexView, IndexView
from wagtail.admin.viewsets.chooser import ChooserViewSet
from wagtail.admin.viewsets.pages import PageListingViewSet, PageViewSet
from wagtail.permission_policies import ModelPermissionPolicy
from wagtail.snippets.views.chooser import ChooseResultsView as SnippetChooseResultsView
from wagtail.snippets.views.chooser import ChooseView as SnippetChooseView
from wagtail.snippets.views.chooser import SnippetChooserViewSet
from wagtail.snippets.views.snippets import IndexView as SnippetIndexView
from wagtail.snippets.views.snippets import SnippetViewSet

from entities.models import EntityIndexPage, EntityPage, IndustryChain
from entities.panels import NamePanel

KIND_AND_PLACE = [
    Column("kind", label=_("Kind"), accessor="get_kind_display"),
    Column("located_in", label=_("Place"), accessor="located_in.title"),
]


class EntityChooseView(ChooseView):
    """The modal in which a profile is chosen; kind and place tell namesakes apart."""

    @property
    def columns(self):
        return [*super().columns, *KIND_AND_PLACE]


class EntityChooseResultsView(ChooseResultsView):
    """Its list alone, as searching refreshes it."""

    @property
    def columns(self):
        return [*super().columns, *KIND_AND_PLACE]


class EntityChooserViewSet(ChooserViewSet):
    """Choose a profile by name, seeing its kind and place."""

    model = EntityPage
    icon = "user"
    choose_view_class = EntityChooseView
    choose_results_view_class = EntityChooseResultsView
    choose_one_text = _("Choose a profile")
    choose_another_text = _("Choose another profile")
    edit_item_text = _("Edit this profile")
    per_page = 60

    def get_urlpatterns(self):
        """Without creating: a profile is more than fits into a chooser."""
        return [
            pattern for pattern in super().get_urlpatterns() if pattern.name not in ("create", "chosen")
        ] + [re_path(r"^chosen/(?P<pk>[0-9]{1,18})/$", self.chosen_view, name="chosen")]

    def get_object_list(self):
        return EntityPage.objects.select_related("located_in").defer_streamfields().order_by("title", "pk")


class PlaceChooserViewSet(EntityChooserViewSet):
    """Choose among the profiles in which others can be located."""

    register_widget = False
    icon = "site"
    choose_one_text = _("Choose a place")
    choose_another_text = _("Choose another place")

    def get_object_list(self):
        return super().get_object_list().places()


PARENT = Column("parent", label=_("Part of"), accessor="parent.name")


class ChainChooseView(SnippetChooseView):
    """The modal in which chains are chosen; retired and undefined ones are not offered."""

    @property
    def columns(self):
        return [*super().columns, PARENT]


class ChainChooseResultsView(SnippetChooseResultsView):
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


class ChainListView(SnippetIndexView):
    """The list of chains: nothing can be done to several at once, since nobody deletes one."""

    @property
    def columns(self):
        return [column for column in super().columns if column.name != "bulk_actions"]

    def get_base_queryset(self):
        return super().get_base_queryset().select_related("parent")


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
            FieldRowPanel([FieldPanel("retired"), FieldPanel("merged_into")]),
        ]
    )


def published_filter() -> ChoiceFilter:
    """A filter of a list of pages by whether readers can see them."""
    return ChoiceFilter(
        field_name="live", label=_("state"), choices=[(True, _("published")), (False, _("not published"))]
    )


class EntityFilterSet(PageViewSet.filterset_class):
    """Filters of the list of profiles."""

    located_in = ModelChoiceFilter(
        label=_("Place"), queryset=lambda _request: EntityPage.objects.places().defer_streamfields()
    )
    live = published_filter()

    class Meta:
        model = EntityPage
        fields = ["kind", "located_in", "verification", "live"]


ENTITY_COLUMNS = [
    Column("kind", label=_("Kind of profile"), accessor="get_kind_display", sort_key="kind"),
    Column("located_in", label=_("Place"), accessor="located_in.title", sort_key="located_in__title"),
    Column(
        "verification", label=_("Verification"), accessor="get_verification_display", sort_key="verification"
    ),
]


class WithPlaces:
    """Mixed into a list of profiles: the places of all rows in one query."""

    def annotate_queryset(self, pages):
        places = EntityPage.objects.defer_streamfields()
        listed = super().annotate_queryset(pages)  # type: ignore[misc]
        return listed.prefetch_related(Prefetch("located_in", queryset=places))


class EntityExplorerView(WithPlaces, ExplorableIndexView):
    """The explorer's list of profiles."""


class EntityListView(WithPlaces, IndexView):
    """The list of all profiles."""


class EntityPageViewSet(PageViewSet):
    """The explorer's list under an index of profiles."""

    model = EntityPage
    parent_models = [EntityIndexPage]
    index_view_class = EntityExplorerView
    columns = [*PageViewSet.columns, *ENTITY_COLUMNS]
    filterset_class = EntityFilterSet


class EntityListingViewSet(PageListingViewSet):
    """The menu entry "Profiles": all of them, wherever they stand."""

    model = EntityPage
    index_view_class = EntityListView
    icon = "user"
    menu_label = _("Profiles")
    menu_order = 210
    add_to_admin_menu = True
    columns = [*PageListingViewSet.columns, *ENTITY_COLUMNS]
    filterset_class = EntityFilterSet


entity_chooser = EntityChooserViewSet("profile_chooser")
place_chooser = PlaceChooserViewSet("place_chooser")
entity_pages = EntityPageViewSet()
entity_listing = EntityListingViewSet("profiles")
