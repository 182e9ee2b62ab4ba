"""The section of industry chains: an index page that also serves each chain."""

from collections import Counter

from django.http import Http404
from django.shortcuts import redirect
from django.utils.functional import cached_property
from django.utils.translation import gettext_lazy as _
from wagtail.contrib.routable_page.models import RoutablePageMixin, path
from wagtail.models import PageManager

from belt.chains import ChainDirectory
from belt.feeds import ChainFeed
from belt.matrix import chain_place_matrix
from belt.querysets import SectionPageQuerySet
from belt.stages import stages_of
from belt.stations import members_map
from entities.models import ChainLink, EntityPage, IndustryChain
from entities.sections import SectionPage
from visits.models import InspectionReportPage

NEIGHBOURS_SHOWN = 8


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
    def directory(self) -> ChainDirectory:
        """All chains with their addresses in this section."""
        return ChainDirectory.load(self.url or "")

    @path("", name="index")
    def serve_index(self, request):
        matrix = chain_place_matrix(self.locale_id, self.directory)
        return self.render(request, context_overrides={"tree": self.tree(), "matrix": matrix})

    @path("<slug:slug>/", name="chain")
    def serve_chain(self, request, slug: str):
        chain = self.find_chain(slug)
        if chain.slug != slug:
            return redirect(self.directory.url(chain), permanent=True)
        context = self.chain_context(chain)
        return self.render(request, template="belt/chain_page.html", context_overrides=context)

    @path("<slug:slug>/feed/", name="chain_feed")
    def serve_chain_feed(self, request, slug: str):
        chain = self.find_chain(slug)
        if chain.slug != slug:
            return redirect(f"{self.directory.url(chain)}feed/", permanent=True)
        return ChainFeed(self, chain)(request)

    def find_chain(self, slug: str) -> IndustryChain:
        """The chain with this slug, or the one it was merged into; ``Http404`` without one."""
        found = self.directory.by_slug(slug) or self.directory.winner_of(slug)
        if found is None:
            raise Http404
        return found

    def reports_of(self, chain: IndustryChain):
        """The public reports of this language that touched a chain or its sub-chains."""
        return (
            InspectionReportPage.objects.listed()
            .filter(locale=self.locale_id)
            .in_chains(self.directory.within(chain))
        )

    def tree(self) -> list[dict]:
        """Every chain with its depth and the number of public profiles in it and its sub-chains."""
        profiles = EntityPage.objects.listed().filter(locale=self.locale_id).order_by().values("pk")
        pairs = (
            ChainLink.objects.filter(content_object__in=profiles)
            .order_by()
            .values_list("tag", "content_object")
        )
        members: dict[int, set[int]] = {}
        for tag, entity in pairs:
            members.setdefault(self.directory.winners.get(tag, tag), set()).add(entity)
        return [
            {
                "chain": self.directory.by_key[key],
                "url": self.directory.url(self.directory.by_key[key]),
                "depth": depth,
                "entity_count": len(
                    set().union(*(members.get(k, set()) for k in self.directory.tree.within(key)))
                ),
            }
            for key, depth in self.directory.tree.walk()
        ]

    def chain_context(self, chain: IndustryChain) -> dict:
        """What the page of one chain shows."""
        directory, keys = self.directory, self.directory.within(chain)
        entities = list(EntityPage.objects.listed().filter(locale=self.locale_id).in_chains(keys).for_cards())
        *known_stages, unspecified = stages_of(entities, keys)
        places = Counter(entity.place for entity in entities if entity.place)
        return {
            "chain": chain,
            "ancestors": directory.ancestors(chain),
            "children": directory.children(chain),
            "entity_count": len(entities),
            "known_stages": known_stages,
            "unspecified": unspecified,
            "reports": list(self.reports_of(chain).for_lines()),
            "neighbours": self.neighbours(entities, keys),
            "belt_map": members_map(self.locale_id, places),
            "chain_full_url": f"{self.full_url}{chain.slug}/",
            "feed_url": f"{directory.url(chain)}feed/",
        }

    def neighbours(self, entities: list[EntityPage], keys: set[int]) -> list[dict]:
        """Other chains of the same profiles, most shared first: ``[{"chain", "count"}, …]``."""
        shared = Counter(
            tag
            for entity in entities
            for tag in {self.directory.winners.get(link.tag_id, link.tag_id) for link in entity.card_links}
            - keys
            if tag in self.directory.by_key
        )
        ranked = sorted(
            shared.items(), key=lambda pair: (-pair[1], self.directory.by_key[pair[0]].label, pair[0])
        )
        return [
            {"chain": self.directory.by_key[tag], "count": count} for tag, count in ranked[:NEIGHBOURS_SHOWN]
        ]

    def get_sitemap_urls(self, request=None):
        urls = super().get_sitemap_urls(request)
        section = self.get_full_url(request)
        return urls + [{"location": f"{section}{chain.slug}/"} for chain in self.directory.by_key.values()]
