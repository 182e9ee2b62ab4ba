"""Inspection reports: one delegation tour, told and structured."""

from django.core.exceptions import ValidationError
from django.db import models
from django.db.models import prefetch_related_objects
from django.utils.functional import cached_property
from django.utils.translation import gettext_lazy as _
from modelcluster.contrib.taggit import ClusterTaggableManager
from wagtail.contrib.routable_page.models import RoutablePageMixin, path
from wagtail.documents import get_document_model_string
from wagtail.models import PageManager
from wagtail.rich_text import get_text_for_indexing
from wagtail.search import index

from entities.chain_querysets import CHAIN_OF_LINK
from entities.dates import PartialDate
from entities.done.criteria import in_a_chain
from entities.fields import PartialDateField, partial_date_constraint
from entities.languages import enumeration, reader_language, site_languages
from entities.models import AnnotatedPage, ChainLink, EntityPage, IndustryChain, chains_of
from entities.paging import page_of
from entities.prose import pages_linked_in
from entities.sections import SectionPage
from entities.translated import FIELDS_OF_ANNOTATED_PAGE, shared, translated
from entities.versions import by_every_key, elsewhere_only, versions_of
from visits.criteria import changed_before, dated, outside_the_tour, stops_observed
from visits.enums import ReceivedState
from visits.feeds import ReportFeed
from visits.itinerary import Itinerary, attach_profiles
from visits.models.stops import VisitStop
from visits.panels import report_tabs
from visits.querysets import InspectionReportQuerySet

REPORTS_PER_PAGE = 20


class ReportIndexPage(RoutablePageMixin, SectionPage):
    """The section under which all inspection reports of a language stand."""

    parent_page_types = ["belt.HomePage"]
    subpage_types = ["visits.InspectionReportPage"]
    page_description = _("Lists all inspection reports. Create reports under it.")

    class Meta:
        verbose_name = _("index of reports")
        verbose_name_plural = _("indexes of reports")

    def get_context(self, request, *args, **kwargs):
        years = self.years()
        page_obj = page_of(
            self.reports().for_cards(),
            request.GET.get("page"),
            per_page=REPORTS_PER_PAGE,
            total=sum(year["count"] for year in years),
        )
        context = super().get_context(request, *args, **kwargs)
        if not page_obj.has_next():
            context["elsewhere"] = elsewhere_only(InspectionReportPage.objects, reader_language()).for_lines()
        return context | {"page_obj": page_obj, "feed_url": self.feed_url, "years": years}

    def get_route_paths(self):
        return [*super().get_route_paths(), "/feed/"]

    @path("feed/", name="feed")
    def serve_feed(self, request):
        return ReportFeed(self)(request)

    @property
    def feed_url(self) -> str:
        """The address of the Atom feed of its reports."""
        return self.url + self.reverse_subpage("feed")

    def years(self) -> list[dict]:
        """The years of its reports, newest first, each with its number and where its list begins."""
        years, before = [], 0
        for year, count in self.reports().count_by_year():
            number = before // REPORTS_PER_PAGE + 1
            query = f"?page={number}" if number > 1 else ""
            years.append({"year": year, "count": count, "url": f"{self.url}{query}#year-{year or 'unknown'}"})
            before += count
        return years

    def reports(self) -> InspectionReportQuerySet:
        """The reports of this section that the public may see, newest first."""
        return InspectionReportPage.objects.listed().child_of(self)


class InspectionReportPage(AnnotatedPage):
    """One delegation tour: its itinerary as rows, its story as prose."""

    taken_slugs = ("feed",)

    standfirst = models.TextField(
        _("standfirst"),
        max_length=500,
        help_text=_("Two sentences: where the delegation went and why."),
    )
    delegation = models.ForeignKey(
        "entities.EntityPage",
        on_delete=models.SET_NULL,
        null=True,
        related_name="delegations",
        verbose_name=_("delegation"),
        help_text=_("Who travelled: the profile of a district, city or institution."),
    )
    start_date = PartialDateField(
        _("first day"), help_text=_("2025-06-12, 2025-06 or 2025. Empty: the source does not say.")
    )
    end_date = PartialDateField(_("last day"), help_text=_("Only if the tour took more than one day."))
    received_document = models.ForeignKey(
        get_document_model_string(),
        on_delete=models.SET_NULL,
        null=True,
        blank=True,
        related_name="+",
        verbose_name=_("received document"),
        help_text=_("The text as it arrived, if it may be published."),
    )
    received_language = models.CharField(
        _("language of the received text"),
        max_length=10,
        choices=site_languages,
        blank=True,
    )
    received_state = models.CharField(
        _("state of the received text"), max_length=10, choices=ReceivedState, default=ReceivedState.UNKNOWN
    )

    chains = ClusterTaggableManager(through=ChainLink, blank=True, verbose_name=_("industry chains"))

    objects = PageManager.from_queryset(InspectionReportQuerySet)()

    translatable_fields = [
        *FIELDS_OF_ANNOTATED_PAGE,
        *translated("standfirst", "stops", "delegates", "change_notes"),
        *shared("delegation", "start_date", "end_date"),
        *shared("received_document", "received_language", "received_state"),
    ]
    parent_page_types = ["visits.ReportIndexPage"]
    subpage_types = []
    page_description = _("One tour of a delegation: itinerary, story, sources.")
    edit_handler = report_tabs()

    search_fields = [
        *AnnotatedPage.search_fields,
        index.FilterField("start_date"),
        index.FilterField("received_state"),
        index.FilterField("delegation_id"),
    ]

    class Meta:
        verbose_name = _("inspection report")
        verbose_name_plural = _("inspection reports")
        constraints = [
            partial_date_constraint("start_date", "report_start_is_partial_date"),
            partial_date_constraint("end_date", "report_end_is_partial_date"),
            models.CheckConstraint(
                name="report_end_needs_start",
                condition=models.Q(end_date="") | ~models.Q(start_date=""),
                violation_error_message=_("A last day needs a first day."),
            ),
        ]

    def clean(self) -> None:
        super().clean()
        if self.end_date and not self.start_date:
            raise ValidationError({"start_date": _("A last day needs a first day.")})
        if not self.end_date:
            return
        try:
            start, end = PartialDate.parse(self.start_date), PartialDate.parse(self.end_date)
        except ValueError:
            # The field itself says what is wrong with a date.
            return
        if end.last_day() < start.first_day():
            raise ValidationError({"end_date": _("The last day lies before the first.")})

    def contradicting(self, value, rows):
        yield from super().contradicting(value, rows)
        if changed_before(value("start_date"), rows("change_notes")):
            yield "change_notes", _("A change note has a day before the tour began.")
        if dates := outside_the_tour(value("start_date"), value("end_date"), rows("stops")):
            sentence = _("These dates of stops are none of the tour’s days: %(dates)s.")
            yield "stops", sentence % {"dates": enumeration(dates)}

    def lacking(self, value, rows):
        yield from super().lacking(value, rows)
        if not rows("stops"):
            yield "stops", _("A report needs at least one stop.")

    def criteria(self, value, rows):
        yield dated(value, rows)
        yield stops_observed(value, rows)
        yield in_a_chain(value, rows)
        yield from super().criteria(value, rows)

    def search_texts(self) -> list[str]:
        delegates = [f"{delegate.name} {delegate.role}".strip() for delegate in self.delegates.all()]
        return [self.standfirst, *super().search_texts(), *self.row_texts(), *delegates]

    def plain_texts(self) -> list[tuple[str, str]]:
        return [*super().plain_texts(), ("standfirst", self.standfirst)]

    def row_texts(self) -> list[str]:
        observed = (get_text_for_indexing(stop.observation) for stop in self.stops.all())
        return [*super().row_texts(), *filter(None, observed)]

    @cached_property
    def itinerary(self) -> Itinerary:
        """Its stops in order with their public profiles (``for_cards()`` reads those of many reports)."""
        stops = self.__dict__.get("card_stops")
        return Itinerary.of(attach_profiles(self._stops, self.cards) if stops is None else stops)

    @cached_property
    def _stops(self) -> list[VisitStop]:
        return list(self.stops.all())

    @cached_property
    def cards(self) -> dict[int, EntityPage]:
        """All public profiles the page shows, by the keys of any of their versions."""
        stops = [stop.entity_id for stop in self._stops]
        keys = {*stops, self.delegation_id, *self.embedded_profiles()} - {None}
        return by_every_key(versions_of(EntityPage.objects, keys, reader_language()).for_dossier())

    @cached_property
    def listed_delegation(self) -> EntityPage | None:
        """Who travelled, if the public may see that profile."""
        return self.cards.get(self.delegation_id)

    @property
    def year(self) -> str:
        """The year of its first day; empty where nobody knows it."""
        return self.start_date[:4]

    @property
    def place_titles(self) -> list[str]:
        """The names of the places visited, in order."""
        return [place.title for place in self.itinerary.places]

    @cached_property
    def report_links(self) -> list[ChainLink]:
        """The chains the report itself names, with their evidence."""
        links = self.__dict__.get("card_links")
        return list(self.chain_links.select_related(*CHAIN_OF_LINK)) if links is None else links

    @property
    def card_chains(self) -> list[IndustryChain]:
        """All chains of the tour: the report's own, then those of its stops, each once."""
        return list(dict.fromkeys(chains_of(self.report_links) + self.itinerary.chains))

    def get_context(self, request, *args, **kwargs):
        self._read_notes()
        context = super().get_context(request, *args, **kwargs)
        older, newer = self.neighbours()
        return context | {
            "itinerary": self.itinerary,
            "chains": self.card_chains,
            "delegates": list(self.delegates.all()),
            "changes": list(self.change_notes.all()),
            "previous_report": older,
            "next_report": newer,
            "embedded_profiles": self.cards,
        }

    def referred_pages(self) -> set[int]:
        """The keys of the pages that its text, its stops and, printed with it, its profiles' texts name."""
        named = [profile.referred_pages() for profile in self.itinerary.profiles]
        observed = [pages_linked_in(stop.observation) for stop in self.itinerary.stops]
        return super().referred_pages().union(*named, *observed)

    def _read_notes(self) -> None:
        """Read its notes and those of the profiles it visits in one query."""
        pages = [self, *self.itinerary.profiles] if self.pk else self.itinerary.profiles
        prefetch_related_objects(pages, "editorial_notes")

    def neighbours(self) -> tuple["InspectionReportPage | None", "InspectionReportPage | None"]:
        """The reports before and after it, as its section lists them."""
        if not self.pk:
            return None, None
        beside = InspectionReportPage.objects.listed().sibling_of(self).beside(self.pk)
        older = next((report for report in beside if report.newer_key == self.pk), None)
        newer = next((report for report in beside if report.older_key == self.pk), None)
        return older, newer
