"""Lists and choosers of the admin: profiles and places. Chains have theirs in ``chain_viewset``."""

from django.conf import settings
from django.core.exceptions import ValidationError
from django.db.models import Prefetch
from django.urls import re_path
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _
from django_filters import ChoiceFilter, ModelChoiceFilter
from wagtail.admin.ui.tables import Column
from wagtail.admin.views.generic.chooser import ChooseResultsView, ChooseView
from wagtail.admin.views.pages.choose_parent import ChooseParentView
from wagtail.admin.views.pages.listing import ExplorableIndexView, IndexView
from wagtail.admin.viewsets.chooser import ChooserViewSet
from wagtail.admin.viewsets.pages import PageListingViewSet, PageViewSet
from wagtail.admin.widgets import BaseChooser

from entities.digits import NUMBER, number_in
from entities.models import EntityIndexPage, EntityPage
from entities.read_together import KnowsWhatWasRead


def _is_draft(profile: EntityPage) -> str:
    return "" if profile.live else gettext("draft")


KIND_AND_PLACE = [
    Column("kind", label=_("Kind"), accessor="get_kind_display"),
    Column("located_in", label=_("Place"), accessor="located_in.title"),
    # Who chooses one should know that readers do not see it yet.
    Column("live", label=_("State"), accessor=_is_draft),
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


class EntityChooser(KnowsWhatWasRead, BaseChooser):
    """Shows what was chosen; of words that are no key, as a program may send them, nothing."""

    def get_instance(self, value):
        known = number_in(value) if isinstance(value, str) else value
        return super().get_instance(known)


class EntityChooserViewSet(ChooserViewSet):
    """Choose a profile by name, seeing its kind and place."""

    base_widget_class = EntityChooser
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
        ] + [re_path(rf"^chosen/(?P<pk>{NUMBER})/$", self.chosen_view, name="chosen")]

    def get_object_list(self):
        profiles = EntityPage.objects.unmerged().originals().select_related("located_in")
        return profiles.defer_streamfields().order_by("title", "pk")


class PlaceChooserViewSet(EntityChooserViewSet):
    """Choose among the profiles in which others can be located."""

    register_widget = False
    icon = "site"
    choose_one_text = _("Choose a place")
    choose_another_text = _("Choose another place")

    def get_object_list(self):
        return super().get_object_list().places()


def published_filter() -> ChoiceFilter:
    """A filter of a list of pages by whether readers can see them."""
    return ChoiceFilter(
        field_name="live", label=_("state"), choices=[(True, _("published")), (False, _("not published"))]
    )


class KeyField(ModelChoiceFilter.field_class):
    """Takes a number with more digits than any key has for none of the choices, as a database would not."""

    def to_python(self, value):
        if isinstance(value, str) and value not in self.empty_values and number_in(value) is None:
            raise ValidationError(self.error_messages["invalid_choice"], code="invalid_choice")
        return super().to_python(value)


class KeyFilter(ModelChoiceFilter):
    """A filter by a page, told by its key."""

    field_class = KeyField


def place_filter() -> KeyFilter:
    """A filter by place; left to itself it would offer companies, and read every profile with its text."""
    return KeyFilter(
        label=_("Place"),
        queryset=lambda _request: EntityPage.objects.places().originals().defer_streamfields(),
    )


class ChildlessFilterSet(PageViewSet.filterset_class):
    """Filters of a list of pages that have none below them, which is no question then."""

    has_child_pages = None
    live = published_filter()


class EntityFilterSet(ChildlessFilterSet):
    """Filters of the list of profiles."""

    located_in = place_filter()

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


class OrderedInSearches:
    """Mixed into a list of pages: a search knows no other tables, so their columns give it no order."""

    def get_valid_orderings(self):
        orderings = super().get_valid_orderings()  # type: ignore[misc]
        return [name for name in orderings if not (self.is_searching and "__" in name)]  # type: ignore[attr-defined]


class WithPlaces(OrderedInSearches):
    """Mixed into a list of profiles: the places of all rows in one query."""

    def annotate_queryset(self, pages):
        places = EntityPage.objects.defer_streamfields()
        listed = super().annotate_queryset(pages)  # type: ignore[misc]
        return listed.prefetch_related(Prefetch("located_in", queryset=places))


class EntityExplorerView(WithPlaces, ExplorableIndexView):
    """The explorer's list of profiles."""


class EntityListView(WithPlaces, IndexView):
    """The list of all profiles."""


class ParentInOneLanguage(ChooseParentView):
    """Where a new page goes: into the section of the language of the list, the site's first one by itself.

    Further languages are translated, not written anew; so nobody is asked which section it is.
    """

    def get_valid_parent_pages(self, user):
        parents = super().get_valid_parent_pages(user)
        language = self.request.GET.get("locale") or settings.LANGUAGE_CODE
        return parents.filter(locale__language_code=language) or parents


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
    choose_parent_view_class = ParentInOneLanguage
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
