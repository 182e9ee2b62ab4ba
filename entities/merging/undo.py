"""Takes a merge of two chains back, as far as nobody has built on it."""

from dataclasses import dataclass
from typing import Any

from django.db import transaction
from django.utils.translation import gettext as _
from wagtail.log_actions import registry as logs
from wagtail.models import ModelLogEntry, Page

from entities.languages import quoted, titled
from entities.merging.merge import MERGE_ACTION, Row, index_references, locked_chains, row_of, write
from entities.models import ChainLink, IndustryChain

UNDO_ACTION = "entities.undo_merge"


class UndoError(Exception):
    """Nothing was undone; the message is a sentence for the editor."""


@dataclass(frozen=True)
class Undone:
    """Who is whose own again, and what stays as it is because somebody has changed it since."""

    loser: IndustryChain
    winner: IndustryChain
    kept_pages: list[Page]
    kept_chains: list[IndustryChain]

    @property
    def names(self) -> dict[str, Any]:
        """The same in names alone, as the log keeps it and ``told()`` reads it."""
        kept = [titled(page) for page in self.kept_pages] + [chain.name for chain in self.kept_chains]
        return {"loser": self.loser.name, "winner": self.winner.name, "kept": kept}


def told(names: dict[str, Any]) -> list[str]:
    """A sentence for what is undone, and one for what is not, if there is any."""
    sentences = [_("“%(loser)s” is no longer merged into “%(winner)s”.") % names]
    if names["kept"]:
        named = quoted(names["kept"])
        sentence = _("Changed since, so left with “%(winner)s”: %(kept)s.")
        sentences.append(sentence % {"winner": names["winner"], "kept": named})
    return sentences


def undoable(chain: IndustryChain) -> ModelLogEntry | None:
    """The entry of the merge that ended ``chain``, if it can still be undone."""
    try:
        return _entry(chain)
    except UndoError:
        return None


@transaction.atomic
def undo(loser: IndustryChain, *, user: Any) -> Undone:
    """Give a merged chain back its links, its sub-chains and the chains merged into it before.

    A page saved or published since, and a chain moved since, stay as they are and are named. Raises an
    ``UndoError`` whose message says why, and then changes nothing.
    """
    chains = locked_chains()
    if loser.pk not in chains:
        raise UndoError(_("This chain does not exist any more."))
    loser = chains[loser.pk]
    kept = _entry(loser).data
    winner = chains[kept["winner"]["key"]]
    loser.retired, loser.proposed, loser.merged_into = kept["was_retired"], kept["was_proposed"], None
    loser.save()
    left = _led_back(chains, "parent", kept["sub_chains"], winner)
    left += _led_back(chains, "merged_into", kept["merged_before"], winner)
    given_back, pages = _links_given_back(kept["pages"], winner)
    pages |= set(_written_since(kept.get("awaiting", []))) - given_back
    undone = Undone(loser, winner, sorted(pages, key=lambda page: (page.title, page.pk)), left)
    _write(undone, user)
    return undone


def _entry(loser: IndustryChain) -> ModelLogEntry:
    if loser.merged_into is None:
        raise UndoError(_("“%(chain)s” is not merged into another chain.") % {"chain": loser.name})
    entry, other = _latest(loser), _latest(loser.merged_into)
    names = [latest and latest.action == MERGE_ACTION and latest.data["merge"] for latest in (entry, other)]
    if entry is None or not names[0] or names[0] != names[1]:
        sentence = _("“%(loser)s” or “%(winner)s” has changed since: the merge cannot be undone any more.")
        raise UndoError(sentence % {"loser": loser.name, "winner": loser.merged_into.name})
    return entry


def _latest(chain: IndustryChain) -> ModelLogEntry | None:
    return logs.get_logs_for_instance(chain).order_by("-timestamp", "-pk").first()


def _led_back(
    chains: dict[int, IndustryChain], via: str, before: list[list[int]], winner: IndustryChain
) -> list[IndustryChain]:
    """Let chains lead where they led before; those that lead elsewhere by now."""
    left = []
    for key, target in before:
        chain = chains.get(key)
        if chain is None or getattr(chain, f"{via}_id") != winner.pk:
            left += [chain] if chain else []
            continue
        setattr(chain, via, chains[target])
        chain.save(update_fields=[via])
    return left


def _links_given_back(touched: list[dict[str, Any]], winner: IndustryChain) -> tuple[set[Page], set[Page]]:
    """Restore the rows of pages that nobody has saved since; returns these pages and the others."""
    pages = Page.objects.select_related("locale").in_bulk([told["page"] for told in touched])
    current: dict[int, list[ChainLink]] = {key: [] for key in pages}
    links = ChainLink.objects.select_for_update().filter(content_object__in=pages, tag=winner.pk)
    for link in links.order_by("pk"):
        current[link.content_object_id].append(link)
    known = [(pages[told["page"]], told) for told in touched if told["page"] in pages]
    changed = {
        page.translation_key
        for page, told in known
        if [list(row_of(link)) for link in current[page.pk]] != told["after"]
        or page.latest_revision_id != told["revision"]
    }
    given_back, left = set(), set()
    for page, told in known:
        # One page stands in the same chains in every language.
        if page.translation_key in changed:
            left.add(page)
        else:
            _restore(page, current[page.pk], told["before"])
            given_back.add(page)
    index_references(pages)
    return given_back, left


def _written_since(awaiting: list[list[int | None]]) -> list[Page]:
    """The pages whose drafts named the loser and have been saved or published with the winner since."""
    pages = Page.objects.select_related("locale").in_bulk([key for key, *_revisions in awaiting])
    revisions = {key: [page.latest_revision_id, page.live_revision_id] for key, page in pages.items()}
    return [pages[key] for key, *then in awaiting if key in pages and revisions[key] != then]


def _restore(page: Page, current: list[ChainLink], before: list[Row]) -> None:
    there = {link.pk: link for link in current}
    for key, tag, stage, evidence in before:
        link = there.get(key) or ChainLink(pk=key, content_object=page)
        link.tag_id, link.stage, link.evidence = tag, stage, evidence
        link.save()


def _write(undone: Undone, user: Any) -> None:
    for chain in (undone.loser, undone.winner):
        write(chain, UNDO_ACTION, user, undone.names)
