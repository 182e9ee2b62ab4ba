"""Whether one chain can be merged into another one, and everything that this would touch."""

from collections import defaultdict
from collections.abc import Iterable
from dataclasses import dataclass

from django.utils.translation import gettext as _
from wagtail.models import Page

from entities.models import ChainLink, IndustryChain
from entities.models.tombstones import Statement, disagree
from entities.trees import Tree
from entities.usage import pages_in_drafts, pages_scheduled


class MergeError(Exception):
    """Nothing was merged; the message is a sentence for the editor."""


@dataclass(frozen=True)
class MergePlan:
    """All that merging ``loser`` into ``winner`` touches.

    ``live`` and ``unpublished`` are pages whose rows move. ``drafts`` and ``scheduled`` are pages whose
    newest or awaited revision names the loser: these stay as they are and are read with the winner.
    ``disputed`` are pages on which the two name different stages.
    """

    loser: IndustryChain
    winner: IndustryChain
    live: list[Page]
    unpublished: list[Page]
    drafts: list[Page]
    scheduled: list[Page]
    both: list[Page]
    disputed: list[Page]
    sub_chains: list[IndustryChain]
    merged_before: list[IndustryChain]

    @property
    def is_empty(self) -> bool:
        """Whether nothing but the loser itself changes."""
        return not any(
            (self.live, self.unpublished, self.drafts, self.scheduled, self.sub_chains, self.merged_before)
        )


def refusal(loser: IndustryChain, winner: IndustryChain, chains: Iterable[IndustryChain]) -> str:
    """Why ``loser`` cannot be merged into ``winner``, among all ``chains``; empty if it can."""
    names = {"loser": loser.name, "winner": winner.name}
    if loser.pk == winner.pk:
        return _("A chain cannot be merged into itself.")
    if loser.merged_into_id:
        return _("“%(loser)s” has been merged into another chain already.") % names
    if winner.merged_into_id:
        return _("“%(winner)s” was itself merged into another chain: choose that one.") % names
    if not winner.usable:
        sentence = _("“%(winner)s” cannot be used: it is retired, not accepted or without definition.")
        return sentence % names
    if loser.pk in _tree(chains).above(winner.pk):
        sentence = _("“%(winner)s” is part of “%(loser)s”: take it out first, or merge the other way round.")
        return sentence % names
    return ""


def _tree(chains: Iterable[IndustryChain]) -> Tree[int]:
    """Chains and what they are part of, merged ones replaced by those that are left."""
    known = {chain.pk: chain for chain in chains}
    merges = Tree((chain.pk, chain.merged_into_id) for chain in known.values())
    left = {key: [key, *merges.above(key)][-1] for key in known}
    return Tree((key, left.get(chain.parent_id or 0)) for key, chain in known.items())


def sources_of(loser: IndustryChain, chains: Iterable[IndustryChain]) -> set[int]:
    """The keys of the loser and of all chains that lead to it by merges."""
    return Tree((chain.pk, chain.merged_into_id) for chain in chains).within(loser.pk)


def plan(loser: IndustryChain, winner: IndustryChain) -> MergePlan:
    """What merging would touch, in a fixed number of queries; raises a ``MergeError`` if it cannot be."""
    chains = list(IndustryChain.objects.order_by("name", "pk"))
    refused = refusal(loser, winner, chains)
    if refused:
        raise MergeError(refused)
    sources = sources_of(loser, chains)
    said = statements({*sources, winner.pk})
    moving = {page for page, links in said.items() if sources & {tag for tag, _said in links}}
    drafts, scheduled = pages_in_drafts(sources), pages_scheduled(sources)
    pages = Page.objects.select_related("locale").in_bulk({*moving, *drafts, *scheduled})

    def named(keys: Iterable[int]) -> list[Page]:
        found = [pages[key] for key in set(keys) if key in pages]
        return sorted(found, key=lambda page: (page.title, page.pk))

    both = {page for page in moving if len(said[page]) > 1}
    return MergePlan(
        loser=loser,
        winner=winner,
        live=[page for page in named(moving) if page.live],
        unpublished=[page for page in named(moving) if not page.live],
        drafts=named(drafts),
        scheduled=named(scheduled),
        both=named(both),
        disputed=named(page for page in both if _disputed([link for _tag, link in said[page]])),
        sub_chains=[chain for chain in chains if chain.parent_id in sources],
        merged_before=[chain for chain in chains if chain.pk in sources - {loser.pk}],
    )


def statements(chains: Iterable[int]) -> dict[int, list[tuple[int, Statement]]]:
    """What the rows of pages say of ``chains`` (keys): by page, each tag with its statement."""
    found: dict[int, list[tuple[int, Statement]]] = defaultdict(list)
    links = ChainLink.objects.filter(tag__in=set(chains)).order_by("pk")
    for page, tag, stage, evidence in links.values_list("content_object", "tag", "stage", "evidence"):
        found[page].append((tag, Statement(stage, evidence)))
    return found


def _disputed(said: list[Statement]) -> bool:
    return any(disagree(one, other) for one in said for other in said)
