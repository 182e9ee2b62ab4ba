"""The home page and the line it draws."""

from django.db import models
from django.http import Http404
from django.utils.functional import cached_property
from django.utils.translation import gettext_lazy as _
from modelcluster.fields import ParentalKey
from wagtail.admin.panels import (
    FieldPanel,
    FieldRowPanel,
    MultipleChooserPanel,
    ObjectList,
    TabbedInterface,
    TitleFieldPanel,
)
from wagtail.models import Orderable, Page, PageManager, TranslatableMixin

from belt.changes import latest_changes
from belt.explorer.facets import facet_index
from belt.frame import frame_of
from belt.matrix import Matrix, chain_place_matrix
from belt.querysets import SectionPageQuerySet
from belt.stations import visited_map
from entities.models.profile_tombstones import WithSurvivors
from entities.panels import settings_tab
from entities.privacy import RestrictionsInOneQuery
from entities.translated import WORDS_OF_PAGE, NeverMirrored, shared, translated
from visits.models import InspectionReportPage


class HomePage(NeverMirrored, RestrictionsInOneQuery, WithSurvivors, Page):
    """The front door of one language."""

    headline = models.CharField(
        _("headline"), max_length=160, help_text=_("The sentence that says what this site is.")
    )
    standfirst = models.TextField(_("standfirst"), max_length=400)
    footer_note = models.TextField(
        _("at the foot of every page"),
        blank=True,
        max_length=400,
        help_text=_("Who publishes the site, and how far its texts can be trusted."),
    )

    objects = PageManager.from_queryset(SectionPageQuerySet)()

    translatable_fields = [
        *WORDS_OF_PAGE,
        *translated("headline", "standfirst", "footer_note", "stations"),
        *shared("show_in_menus"),
    ]
    parent_page_types = ["wagtailcore.Page"]
    subpage_types = [
        "visits.ReportIndexPage",
        "entities.EntityIndexPage",
        "belt.ChainIndexPage",
        "belt.ExplorerPage",
        "belt.OpenQuestionsPage",
    ]
    page_description = _("The front door of one language.")
    edit_handler = TabbedInterface(
        [
            ObjectList(
                [
                    TitleFieldPanel("title"),
                    FieldPanel("headline"),
                    FieldPanel("standfirst"),
                    FieldPanel("footer_note"),
                ],
                heading=_("Content"),
            ),
            ObjectList(
                [
                    MultipleChooserPanel(
                        "stations",
                        chooser_field_name="place",
                        heading=_("The line on the map"),
                        label=_("Station"),
                        help_text=_("The places the red line passes through, from one end to the other."),
                        panels=[
                            FieldRowPanel([FieldPanel("place", required_on_save=True), FieldPanel("remark")])
                        ],
                    )
                ],
                heading=_("Map"),
            ),
            settings_tab(),
        ]
    )

    class Meta:
        verbose_name = _("home page")
        verbose_name_plural = _("home pages")

    def route(self, request, path_components):
        """Answer only under its own address: a language without a home has no pages."""
        if not request.path_info.startswith(self.get_url(request) or "/"):
            raise Http404
        request.home = self
        section = self._section(path_components[0]) if path_components else None
        if section is None:
            return super().route(request, path_components)
        section._cached_parent_obj = self
        return section.route(request, path_components[1:])

    def _section(self, slug: str) -> Page | None:
        """The section with this slug, read together with the columns of its own type."""
        kinds = [model._meta.model_name for model in self.allowed_subpage_models()]
        found = self.get_children().filter(slug=slug).select_related(*kinds).first()
        own = [getattr(found, kind, None) for kind in kinds] if found else []
        return next(filter(None, own), None)

    @cached_property
    def newest_report(self) -> InspectionReportPage | None:
        """The newest tour of this language."""
        return InspectionReportPage.objects.listed().descendant_of(self).for_cards().first()

    def matrix(self, request) -> Matrix:
        """How many profiles of each chain stand in each place."""
        frame, index = frame_of(request, self), facet_index(self.locale_id)
        return chain_place_matrix(index, index.chains.at(frame.chain_index_url), frame.explorer_url)

    def get_context(self, request, *args, **kwargs):
        return super().get_context(request, *args, **kwargs) | {
            "belt_map": visited_map(self.locale_id),
            "newest_report": self.newest_report,
            "matrix": self.matrix(request),
            "lacking": facet_index(self.locale_id).lacking,
            "changes": latest_changes(self),
        }


class BeltStation(TranslatableMixin, Orderable):
    """A place the red line passes through, in the order of the line."""

    home = ParentalKey(HomePage, on_delete=models.CASCADE, related_name="stations")
    place = models.ForeignKey(
        "entities.EntityPage",
        on_delete=models.SET_NULL,
        null=True,
        related_name="+",
        verbose_name=_("place"),
        help_text=_("A profile with coordinates."),
    )
    remark = models.CharField(
        _("remark"), max_length=60, blank=True, help_text=_("A few words under the name: “starting point”.")
    )

    translatable_fields = [*translated("remark"), *shared("place", "sort_order")]

    class Meta(TranslatableMixin.Meta, Orderable.Meta):
        ordering = ["sort_order", "pk"]
        verbose_name = _("station")
        verbose_name_plural = _("stations")
        constraints = [
            models.CheckConstraint(
                name="station_has_a_place",
                condition=models.Q(place__isnull=False),
                violation_error_message=_("A station needs the profile of a place."),
            )
        ]

    def __str__(self) -> str:
        return str(self.place) if self.place else str(_("station without a place"))
