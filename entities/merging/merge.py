"""Merges one chain into another one."""

import uuid
from collections import defaultdict
from collections.abc import Iterable
from functools import reduce
from typing import Any

from django.db import transaction
from django.utils.translation import gettext as _
from wagtail.log_actions import log
from wagtail.models import Page, ReferenceIndex

from entities.merging.plan import MergeError, refusal, sources_of
from entities.models import ChainLink, IndustryChain
from entities.models.tombstones import Statement, both_said
from entities.usage import pages_in_drafts, pages_scheduled

MERGE_ACTION = "entities.merge_chains"

Row = tuple[int, int, str, str]


@transaction.atomic
def merge(loser: IndustryChain, winner: IndustryChain, *, user: Any, reason: str) -> None:
    """Merge ``loser`` into ``winner``: links and sub-chains move, the loser becomes a tombstone.

    Both chains' histories say who and why. Raises a ``MergeError`` whose message says why it cannot be,
    and then changes nothing.
    """
    if not reason.strip():
        raise MergeError(_("Say why the two chains are merged."))
    chains = locked_chains()
    loser, winner = _as_they_are(loser, winner, chains)
    sources = sources_of(loser, chains.values())
    kept: dict[str, Any] = {
        "reason": reason.strip(),
        "loser": {"key": loser.pk, "name": loser.name},
        "winner": {"key": winner.pk, "name": winner.name},
        "was_retired": loser.retired,
        "was_proposed": loser.proposed,
        "sub_chains": _moved(chains, "parent", sources, winner),
        "merged_before": _moved(chains, "merged_into", sources, winner),
        "pages": _move_links(sources, winner),
        "awaiting": _read_with_the_winner(sources),
    }
    loser.retired, loser.proposed, loser.merged_into = True, False, winner
    loser.save()
    index_references(told["page"] for told in kept["pages"])
    _write_both(loser, winner, user, kept)


def _read_with_the_winner(sources: set[int]) -> list[list[int | None]]:
    """The pages whose drafts or awaited revisions name one of these chains, each with its two revisions."""
    keys = pages_in_drafts(sources) | pages_scheduled(sources)
    pages = Page.objects.filter(pk__in=keys).order_by("pk")
    return [list(row) for row in pages.values_list("pk", "latest_revision", "live_revision")]


def _as_they_are(
    loser: IndustryChain, winner: IndustryChain, chains: dict[int, IndustryChain]
) -> tuple[IndustryChain, IndustryChain]:
    """The two as nobody else can change them now, if they can still be merged."""
    if loser.pk not in chains or winner.pk not in chains:
        raise MergeError(_("One of the two chains does not exist any more."))
    refused = refusal(chains[loser.pk], chains[winner.pk], chains.values())
    if refused:
        raise MergeError(refused)
    return chains[loser.pk], chains[winner.pk]


def locked_chains() -> dict[int, IndustryChain]:
    """All chains by key, in this transaction nobody else's to change.

    All of them, in one order: they are few, and two merges at once cannot wait for each other.
    """
    return {chain.pk: chain for chain in IndustryChain.objects.select_for_update().order_by("pk")}


def _moved(
    chains: dict[int, IndustryChain], via: str, sources: set[int], winner: IndustryChain
) -> list[list[int]]:
    """Let chains that lead to one of ``sources`` lead to the winner; each key with where it led before."""
    moved = []
    for chain in chains.values():
        before = getattr(chain, f"{via}_id")
        if before in sources:
            setattr(chain, via, winner)
            chain.save(update_fields=[via])
            moved.append([chain.pk, before])
    return moved


def _move_links(sources: set[int], winner: IndustryChain) -> list[dict[str, Any]]:
    """Turn links to the winner, one for each page; of each page the rows before and after."""
    by_page: dict[int, list[ChainLink]] = defaultdict(list)
    links = ChainLink.objects.select_for_update().filter(tag__in={*sources, winner.pk})
    for link in links.order_by("pk"):
        by_page[link.content_object_id].append(link)
    newest = dict(Page.objects.filter(pk__in=by_page).order_by().values_list("pk", "latest_revision"))
    touched = []
    for page, found in by_page.items():
        if any(link.tag_id in sources for link in found):
            before = [row_of(link) for link in found]
            after = [row_of(_one_link(found, winner))]
            touched.append({"page": page, "revision": newest[page], "before": before, "after": after})
    return touched


def _one_link(links: list[ChainLink], winner: IndustryChain) -> ChainLink:
    """The one link that is left of a page's links to chains that are one now."""
    kept = next((link for link in links if link.tag_id == winner.pk), links[0])
    others = [link for link in links if link is not kept]
    said = reduce(both_said, map(_statement, others), _statement(kept))
    for link in others:
        link.delete()
    kept.tag, kept.stage, kept.evidence = winner, said.stage, said.evidence
    kept.save()
    return kept


def row_of(link: ChainLink) -> Row:
    """A link as the log keeps it."""
    return (link.pk, link.tag_id, link.stage, link.evidence)


def index_references(pages: Iterable[int]) -> None:
    """Tell Wagtail's list of uses: a row that hangs on every type of page does not do so by itself."""
    for page in Page.objects.filter(pk__in=set(pages)).specific():
        ReferenceIndex.create_or_update_for_object(page)


def _statement(link: ChainLink) -> Statement:
    return Statement(link.stage, link.evidence)


def _write_both(loser: IndustryChain, winner: IndustryChain, user: Any, kept: dict[str, Any]) -> None:
    """Write it into both histories, under one name; the loser's entry keeps what undoing needs."""
    name = str(uuid.uuid4())
    said = {key: kept[key] for key in ("reason", "loser", "winner")}
    write(loser, MERGE_ACTION, user, kept | {"merge": name})
    write(winner, MERGE_ACTION, user, said | {"merge": name})


def write(chain: IndustryChain, action: str, user: Any, data: dict[str, Any]) -> None:
    """Add to the history of a chain; Wagtail shows but one of the entries that share a ``uuid``."""
    log(instance=chain, action=action, user=user, uuid=uuid.uuid4(), data=data, content_changed=True)
