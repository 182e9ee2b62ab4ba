"""The explorer: facets and words over all reports and profiles of a language, on one screen."""

from typing import Any

from django.conf import settings
from django.http import HttpRequest, HttpResponse, HttpResponseBase, JsonResponse
from django.utils.functional import cached_property
from django.utils.translation import get_language
from django.utils.translation import gettext_lazy as _
from wagtail.contrib.routable_page.models import RoutablePageMixin, path
from wagtail.models import PageManager

from belt.explorer.excerpts import excerpt, marked
from belt.explorer.exports import EXPORTS
from belt.explorer.facets import PROFILE, REPORT, FacetIndex, facet_index
from belt.explorer.panel import chips_of, facets_of, sorts_of, told, wider
from belt.explorer.results import Results
from belt.explorer.selection import Ignored, Selection, UnreadableSelectionError
from belt.explorer.sentence import foreign_names, sentence
from belt.explorer.suggestions import named_chains, proposal, suggestions
from belt.feeds import SelectionFeed
from belt.frame import frame_of
from belt.querysets import SectionPageQuerySet
from entities.alphabet import by_name
from entities.models import EntityName, EntityPage
from entities.sections import SectionPage
from entities.versions import elsewhere_only
from visits.models import InspectionReportPage


class ExplorerPage(RoutablePageMixin, SectionPage):
    """Facets and search in one screen; what is shown follows from the address alone."""

    objects = PageManager.from_queryset(SectionPageQuerySet)()

    parent_page_types = ["belt.HomePage"]
    subpage_types = []
    page_description = _("Browsing and searching everything. Write an introduction; the rest is computed.")

    class Meta:
        verbose_name = _("explorer")
        verbose_name_plural = _("explorers")

    @property
    def language(self) -> str:
        """The language whose pages it shows: its own, and so that of its address."""
        return get_language() or settings.LANGUAGE_CODE

    @cached_property
    def index(self) -> FacetIndex:
        """The values of all public pages of its language."""
        return facet_index(self.locale_id)

    def read(self, request: HttpRequest) -> tuple[Results, list[Ignored]]:
        """The selection of a request, applied; ``UnreadableSelectionError`` where nobody can read it."""
        pairs = [(name, value) for name, values in request.GET.lists() for value in values]
        selection, ignored = Selection.parse(pairs, self.index)
        results = Results(self.index, selection, self.language)
        if results.page != selection.page:
            ignored.append(Ignored("page", str(selection.page)))
        return results, ignored

    def get_route_paths(self):
        exports = [f"/export.{name}" for name in EXPORTS]
        return [*super().get_route_paths(), "/feed/", *exports]

    @path("", name="explorer")
    def serve_results(self, request: HttpRequest) -> HttpResponse:
        try:
            results, ignored = self.read(request)
        except UnreadableSelectionError as error:
            return self._refuse(request, error)
        return self.render(request, context_overrides=self.results_context(request, results, ignored))

    @path("feed/", name="feed")
    def serve_feed(self, request: HttpRequest) -> HttpResponse:
        try:
            results, _ignored = self.read(request)
        except UnreadableSelectionError as error:
            return self._refuse(request, error)
        return SelectionFeed(self, results)(request)

    @path("suggest/", name="suggest")
    def serve_suggestions(self, request: HttpRequest) -> HttpResponse:
        """Names that fit what is typed, as JSON: ``[{"text", "lang", "note", "url"}, …]``."""
        chain_index_url = frame_of(request, self).chain_index_url
        found = suggestions(self.index, self.language, request.GET.get("q", ""), chain_index_url)
        response = JsonResponse({"suggestions": found})
        response["X-Robots-Tag"] = "noindex"
        return response

    def results_context(
        self, request: HttpRequest, results: Results, ignored: list[Ignored]
    ) -> dict[str, Any]:
        """What the screen shows for a selection."""
        selection, address = results.selection, self.url
        return {
            "results": results,
            "selection": selection,
            "sentence": sentence(results),
            "foreign_names": foreign_names(results),
            "facets": facets_of(results),
            "chips": chips_of(selection, results, address),
            "ignored": told(ignored),
            "sorts": sorts_of(selection),
            "found": self.cards(results),
            "previous_url": address + selection.at(results.page - 1).query() if results.page > 1 else "",
            "next_url": (
                address + selection.at(results.page + 1).query() if results.page < results.page_count else ""
            ),
            "query": selection.at(1).query(),
            "proposal": proposal(results, address),
            "named_chains": named_chains(results, address),
            "wider": wider(results, address),
            "lacking": self.index.lacking,
            "elsewhere": self.elsewhere() if self.index.lacking and not results.total else [],
            "canonical_url": self.canonical_url(request, selection),
        }

    def cards(self, results: Results) -> list[dict[str, Any]]:
        """The results to show, in order: ``page``, ``title``, ``name_beside``, ``type``, ``chains``,
        ``excerpt``.

        Always a few queries.
        """
        keys, words = results.keys_of_page(), results.selection.words
        profiles = EntityPage.objects.listed().filter(pk__in=keys).for_names()
        reports = InspectionReportPage.objects.listed().filter(pk__in=keys).for_lines()
        if words:
            profiles, reports = profiles.for_texts(), reports.for_texts()
        found = {page.pk: (page, PROFILE) for page in profiles} | {
            page.pk: (page, REPORT) for page in reports
        }
        return [
            {
                "page": page,
                "title": marked(page.title, words, self.language),
                "name_beside": marked(name.text, words, self.language) if name else "",
                "type": kind,
                "chains": self.index.chains_of(page.pk),
                "excerpt": self._excerpt(page, words, name) if words else None,
            }
            for page, kind in (found[key] for key in keys if key in found)
            for name in (getattr(page, "name_beside", None),)
        ]

    def elsewhere(self) -> list[Any]:
        """The profiles and reports that its readers have in another language only."""
        profiles = elsewhere_only(EntityPage.objects, self.language).for_names()
        reports = elsewhere_only(InspectionReportPage.objects, self.language).for_lines()
        return [*by_name(profiles), *reports]

    def _excerpt(self, page: Any, words: str, printed: EntityName | None) -> Any:
        _title, *further_names = page.search_names()
        names = [name for name in further_names if printed is None or name != printed.text]
        return excerpt([*page.search_texts(), *names], words, self.language)

    def canonical_url(self, request: HttpRequest, selection: Selection) -> str:
        """The address search engines should keep: the chain's own page for a single chain."""
        if selection.only_chain is not None:
            index = frame_of(request, self).chain_index_url
            return request.build_absolute_uri(f"{index}{selection.only_chain}/") if index else ""
        return str(self.full_url) if not selection.pairs() else ""

    @path("export.<slug:format_name>", name="export")
    def serve_export(self, request: HttpRequest, format_name: str) -> HttpResponseBase:
        """The list of a selection as ``csv`` or ``json``.

        ``belt.views.export`` leads here; the route is for the redirects from an old address.
        """
        try:
            results, _ignored = self.read(request)
        except UnreadableSelectionError as error:
            return self._refuse(request, error)
        return EXPORTS[format_name](results.keys(), request)

    def _refuse(self, request: HttpRequest, error: UnreadableSelectionError) -> HttpResponse:
        response = self.render(
            request, template="belt/unreadable_selection.html", context_overrides={"reason": error.reason}
        )
        response.status_code = 400
        return response
