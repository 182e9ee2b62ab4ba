"""What an itinerary and a report's text say that the other does not."""

from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any

from entities.enums import Evidence, Stage, weakness_of
from entities.mentions.listing import MentionList
from entities.models import ChainLink, EntityPage, IndustryChain
from entities.models.tombstones import survivors_of
from entities.prose import embedded_keys
from visits.models import InspectionReportPage, VisitStop


def unmentioned_stops(report: InspectionReportPage, listed: MentionList) -> list[VisitStop]:
    """The stops whose site the text never names, nor shows as a card, in order.

    An ambiguous mention may be the site's, so it counts. Sites that are not public are left out:
    their names are not looked for.
    """
    named = listed.perhaps_mentioned.union(embedded_keys(report.body).values())
    return [
        stop for stop in report.stops.all() if stop.entity_id in listed.titles and stop.entity_id not in named
    ]


def hidden_stops(report: InspectionReportPage, listed: MentionList) -> list[EntityPage]:
    """The profiles of stops that readers cannot open, and so see without a name; a query if there are any."""
    keys = {stop.entity_id for stop in report.stops.all() if stop.entity_id} - set(listed.titles)
    hidden = EntityPage.objects.filter(pk__in=keys).defer_streamfields()
    return list(hidden.order_by("title", "pk")) if keys else []


def sites_without_stop(report: InspectionReportPage, listed: MentionList) -> list[EntityPage]:
    """The sites that the text surely names and the itinerary lacks, in the order of the text; one query.

    Places, programmes and institutions are no stops and are left out.
    """
    visited = {stop.entity_id for stop in report.stops.all()} | {report.delegation_id}
    keys = [key for key in listed.mentioned if key not in visited]
    sites = EntityPage.objects.listed().sites().for_names().in_bulk(keys)
    return [sites[key] for key in keys if key in sites]


@dataclass(frozen=True)
class LackingChain:
    """A chain of a stop's profile that the report itself does not name, as that profile has it."""

    chain: IndustryChain
    stage: Stage
    evidence: Evidence
    profile: EntityPage


def lacking_chains(report: InspectionReportPage) -> list[LackingChain]:
    """The chains of the stops that the report lacks, each once, in the order of the stops.

    Where several profiles stand in a chain, the one with the strongest evidence speaks for it. Chains
    that can be given to no further page are left out. Queries are fixed in number.
    """
    own = _own_chains(report)
    best: dict[int, LackingChain] = {}
    for found in _chains_of_stops(report):
        known = best.get(found.chain.pk)
        if known is None or weakness_of(found.evidence) < weakness_of(known.evidence):
            # A chain that is there already keeps its place in the order.
            best[found.chain.pk] = found
    return [found for key, found in best.items() if key not in own and found.chain.usable]


def _own_chains(report: InspectionReportPage) -> set[int]:
    """The keys of the chains that the report names, today's for merged ones."""
    # The links of a draft lie in memory and would read their chains one by one.
    tags = {link.tag_id for link in report.chain_links.all()}
    survivors = survivors_of(tags)
    return {survivors.get(tag, tag) for tag in tags}


def _chains_of_stops(report: InspectionReportPage) -> Iterator[LackingChain]:
    stops = [stop.entity_id for stop in report.stops.all()]
    cards = EntityPage.objects.cards(stops)
    for key in dict.fromkeys(stops):
        links: list[ChainLink] = cards[key].card_links if key in cards else []
        for link in filter(lambda link: link.evidence, links):
            yield LackingChain(link.chain, Stage(link.stage), Evidence(link.evidence), cards[key])


def add_chain(report: InspectionReportPage, chain: int | None, *, user: Any) -> IndustryChain | None:
    """Give the latest draft of a report a chain of its stops, as their profile has it: a new revision.

    ``None`` where the draft lacks no such chain.
    """
    draft = report.get_latest_revision_as_object()
    lacking = next((found for found in lacking_chains(draft) if found.chain.pk == chain), None)
    if lacking is None:
        return None
    link = ChainLink(tag=lacking.chain, stage=lacking.stage, evidence=lacking.evidence)
    draft.chain_links.add(link)
    draft.save_revision(user=user, clean=False, log_action=True)
    return lacking.chain
