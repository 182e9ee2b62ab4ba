"""The section of industry chains: an index page that also serves each chain."""

from collections import defaultdict

from django.http import Http404
from django.utils.functional import cached_property
from django.utils.translation import gettext_lazy as _
from wagtail.contrib.routable_page.models import RoutablePageMixin, path
from wagtail.models import PageManager

from belt.chains import ChainDirectory
from belt.explorer.facets import PROFILE, REPORT, FacetIndex, facet_index
from belt.explorer.selection import Selection
from belt.feeds import ChainFeed
from belt.frame import frame_of
from belt.matrix import chain_place_matrix
from belt.moved import moved_for_good
from belt.querysets import SectionPageQuerySet
from belt.stages import Layout
from belt.stations import members_map, with_stations
from entities.alphabet import by_letter, sorting_key
from entities.languages import reader_language
from entities.models import EntityPage, IndustryChain
from entities.sections import SectionPage
from visits.models import InspectionReportPage

# So many groups, and of each so many chains.
NEIGHBOURS_SHOWN = 12
REPORTS_SHOWN = 10


class ChainIndexPage(RoutablePageMixin, SectionPage):
    """Lists all chains and answers for each of them at ``<slug>/``."""

    objects = PageManager.from_queryset(SectionPageQuerySet)()

    parent_page_types = ["belt.HomePage"]
    subpage_types = []
    page_description = _("Lists all industry chains and shows each of them.")

    class Meta:
        verbose_name = _("section of industry chains")
        verbose_name_plural = _("sections of industry chains")

    @cached_property
    def index(self) -> FacetIndex:
        """Which public pages of the language stand in which chain."""
        return facet_index(self.locale_id)

    @cached_property
    def directory(self) -> ChainDirectory:
        """All chains with their addresses in this section."""
        return self.index.chains.at(self.url or "")

    def get_route_paths(self):
        slugs = IndustryChain.objects.order_by("pk").values_list("slug", flat=True)
        chains = [address for slug in slugs for address in (f"/{slug}/", f"/{slug}/feed/")]
        return [*super().get_route_paths(), *chains]

    @path("", name="index")
    def serve_index(self, request):
        matrix = chain_place_matrix(self.index, self.directory, frame_of(request, self).explorer_url)
        return self.render(
            request, context_overrides={"tree": self.tree(), "letters": self.letters(), "matrix": matrix}
        )

    @path("<slug:slug>/", name="chain")
    def serve_chain(self, request, slug: str):
        chain = self.find_chain(slug)
        if chain.slug != slug:
            return moved_for_good(request, self.directory.url(chain))
        context = self.chain_context(chain, frame_of(request, self).explorer_url)
        return self.render(request, template="belt/chain_page.html", context_overrides=context)

    @path("<slug:slug>/feed/", name="chain_feed")
    def serve_chain_feed(self, request, slug: str):
        chain = self.find_chain(slug)
        if chain.slug != slug:
            return moved_for_good(request, f"{self.directory.url(chain)}feed/")
        return ChainFeed(self, chain)(request)

    def find_chain(self, slug: str) -> IndustryChain:
        """The chain with this slug, or the one it was merged into; ``Http404`` without one."""
        found = self.directory.find(slug)
        if found is None:
            raise Http404
        return found

    def reports_of(self, chain: IndustryChain):
        """The public reports of this language that touched a chain or its sub-chains."""
        keys = self.index.keys_of(self._pages(REPORT, chain))
        return InspectionReportPage.objects.listed().filter(pk__in=keys)

    def tree(self) -> list[dict]:
        """Every chain with its depth and the number of public profiles in it and its sub-chains."""
        chains = [(self.directory.by_key[key], depth) for key, depth in self.directory.tree.walk()]
        return [
            {
                "chain": chain,
                "url": self.directory.url(chain),
                "depth": depth,
                "entity_count": self._pages(PROFILE, chain).bit_count(),
            }
            for chain, depth in chains
        ]

    def letters(self) -> list[dict]:
        """All chains from A to Z by their names in the reader's language."""
        letters = by_letter(self.directory.by_key.values(), name=lambda chain: chain.label)
        return [{"letter": letter, "chains": chains} for letter, chains in letters.items()]

    def chain_context(self, chain: IndustryChain, explorer_url: str) -> dict:
        """What the page of one chain shows."""
        directory, members = self.directory, self._pages(PROFILE, chain)
        selection = Selection().only("chain", chain.slug)
        layout, counts = Layout(self.index, chain), self._counts_by_place(members)
        shown = EntityPage.objects.filter(pk__in=layout.keys() | set(counts))
        cards = with_stations(self.locale_id, shown).for_names().in_bulk()
        *known_stages, unspecified = layout.stages(cards)
        return {
            "chain": chain,
            "untold": chain.lacking_in(reader_language()),
            "behind_since": chain.behind_in(reader_language()),
            "ancestors": directory.ancestors(chain),
            "children": directory.children(chain),
            "entity_count": members.bit_count(),
            "lacking": self.index.lacking,
            "report_count": self._pages(REPORT, chain).bit_count(),
            "known_stages": known_stages,
            "has_stages": any(stage.count for stage in known_stages),
            "unspecified": unspecified,
            "reports": list(self.reports_of(chain).for_lines()[:REPORTS_SHOWN]),
            "neighbours": self.neighbours(chain),
            "belt_map": members_map(cards.values(), counts),
            "chain_full_url": f"{self.full_url}{chain.slug}/",
            "feed_url": f"{directory.url(chain)}feed/",
            "explorer_url": explorer_url and explorer_url + selection.query(),
            "profiles_url": explorer_url and explorer_url + selection.only("type", PROFILE).query(),
            "reports_url": explorer_url and explorer_url + selection.only("type", REPORT).query(),
        }

    def neighbours(self, chain: IndustryChain) -> list[dict]:
        """Other chains of the same pages, most shared profiles first, then most shared reports.

        ``[{"profiles", "reports", "chains"}, …]``: equals stand together. Neither its sub-chains nor
        those it is part of: these share pages by definition.
        """
        tree = self.directory.tree
        family = {*tree.within(chain.pk), *tree.above(chain.pk)}
        others = [other for key, other in self.directory.by_key.items() if key not in family]
        profiles, reports = self._pages(PROFILE, chain), self._pages(REPORT, chain)
        by_count: dict[tuple[int, int], list[IndustryChain]] = defaultdict(list)
        for other in sorted(others, key=lambda other: (sorting_key(other.label), other.pk)):
            pages = self.index.having("chain", [other.slug])
            by_count[(profiles & pages).bit_count(), (reports & pages).bit_count()].append(other)
        by_count.pop((0, 0), None)
        nearest = sorted(by_count.items(), reverse=True)[:NEIGHBOURS_SHOWN]
        return [
            {"profiles": shared[0], "reports": shared[1], "chains": chains[:NEIGHBOURS_SHOWN]}
            for shared, chains in nearest
        ]

    def _pages(self, kind: str, chain: IndustryChain) -> int:
        return self.index.in_chains(kind, [chain.slug])

    def _counts_by_place(self, members: int) -> dict[int, int]:
        """The places (keys) in which members stand, with how many."""
        counts = self.index.count_by_place(members, self.index.places_of_sites)
        return {self.index.places[place].key: count for place, count in counts.items()}

    def get_sitemap_urls(self, request=None):
        urls = super().get_sitemap_urls(request)
        section = self.get_full_url(request)
        return urls + [{"location": f"{section}{chain.slug}/"} for chain in self.directory.by_key.values()]
