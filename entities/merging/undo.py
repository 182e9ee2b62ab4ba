"""Takes a merge of two chains back, as far as nobody has built on it."""

from collections.abc import Iterable
from dataclasses import dataclass
from typing import Any

from django.db import transaction
from django.utils.translation import gettext as _
from wagtail.log_actions import registry as logs
from wagtail.models import ModelLogEntry, Page, Revision

from entities.authorship import as_written
from entities.languages import quoted, titled
from entities.merging.merge import MERGE_ACTION, Row, index_references, locked_chains, row_of, write
from entities.models import ChainLink, IndustryChain
from entities.profile_merging.later import links_given_by, merges_since
from entities.profile_merging.undo import refuse_after_merges_of_profiles
from entities.republishing import republish

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
    entry = _entry(loser)
    kept = entry.data
    winner = chains[kept["winner"]["key"]]
    # Asked while revisions are still read with the winner.
    changed = _pages_changed_since(kept["pages"], winner)
    loser.retired, loser.proposed, loser.merged_into = kept["was_retired"], kept["was_proposed"], None
    loser.save()
    left = _led_back(chains, "parent", kept["sub_chains"], winner)
    left += _led_back(chains, "merged_into", kept["merged_before"], winner)
    given_back, pages = _links_given_back(kept["pages"], winner, changed)
    pages |= _given_on_since(entry, winner) - given_back
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
    pages = {told["page"] for told in entry.data["pages"]}
    refuse_after_merges_of_profiles(entry.timestamp, pages, UndoError)
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


def _pages_changed_since(touched: list[dict[str, Any]], winner: IndustryChain) -> set[Any]:
    """The translation keys of pages of which somebody has changed the link or anything else since.

    One page stands in the same chains in every language; what was merged and is not any more is no change.
    """
    pages = Page.objects.in_bulk([told["page"] for told in touched])
    current = _links_to(winner, pages)
    changed = set()
    for told in touched:
        page = pages.get(told["page"])
        if page is not None and (
            [list(row_of(link))[1:] for link in current[page.pk]] != [row[1:] for row in told["after"]]
            or _says_else(page, told["revision"])
        ):
            changed.add(page.translation_key)
    return changed


def _says_else(page: Page, revision: int | None) -> bool:
    """Whether the newest version of a page says something else than an earlier one (its key)."""
    if page.latest_revision_id == revision:
        return False
    known = Revision.objects.filter(pk__in=[page.latest_revision_id, revision])
    said = [as_written(page, content) for content in known.values_list("content", flat=True)]
    return page.has_unpublished_changes or len(said) < 2 or said[0] != said[1]


def _given_on_since(entry: ModelLogEntry, winner: IndustryChain) -> set[Page]:
    """The pages to which a merge of profiles, which cannot be undone any more, has given such a link."""
    touched = {told["page"] for told in entry.data["pages"]}
    given = links_given_by(list(merges_since(entry.timestamp, touched)))
    links = ChainLink.objects.filter(pk__in=given, tag=winner.pk).exclude(content_object__in=touched)
    return set(Page.objects.filter(pk__in=links.values("content_object")).select_related("locale"))


def _links_to(chain: IndustryChain, pages: Iterable[int]) -> dict[int, list[ChainLink]]:
    found: dict[int, list[ChainLink]] = {key: [] for key in pages}
    links = ChainLink.objects.select_for_update().filter(content_object__in=found, tag=chain.pk)
    for link in links.order_by("pk"):
        found[link.content_object_id].append(link)
    return found


def _links_given_back(
    touched: list[dict[str, Any]], winner: IndustryChain, changed: set[Any]
) -> tuple[set[Page], set[Page]]:
    """Restore the rows of pages, but for those (translation keys) changed since; both kinds of pages."""
    pages = Page.objects.select_related("locale").in_bulk([told["page"] for told in touched])
    current = _links_to(winner, pages)
    given_back, left = set(), set()
    for told in touched:
        page = pages.get(told["page"])
        if page is None:
            continue
        if page.translation_key in changed:
            left.add(page)
            continue
        _restore(page, current[page.pk], told["before"])
        given_back.add(page)
    # All rows first: translations follow what is published.
    for told in touched:
        page = pages.get(told["page"])
        if page in given_back and page.latest_revision_id != told["revision"]:
            # Its newest version has the winner's name.
            republish(page.specific)
    index_references(pages)
    return given_back, left


def _written_since(awaiting: list[list[int | None]]) -> list[Page]:
    """The pages whose drafts named the loser and have been saved or published with the winner since."""
    pages = Page.objects.select_related("locale").in_bulk([key for key, *_revisions in awaiting])
    revisions = {key: [page.latest_revision_id, page.live_revision_id] for key, page in pages.items()}
    return [pages[key] for key, *then in awaiting if key in pages and revisions[key] != then]


def _restore(page: Page, current: list[ChainLink], before: list[Row]) -> None:
    there = {link.pk: link for link in current}
    for key in there.keys() - {row[0] for row in before}:
        there.pop(key).delete()
    for key, tag, stage, evidence in before:
        link = there.get(key) or ChainLink(pk=key, content_object=page)
        link.tag_id, link.stage, link.evidence = tag, stage, evidence
        link.save()


def _write(undone: Undone, user: Any) -> None:
    for chain in (undone.loser, undone.winner):
        write(chain, UNDO_ACTION, user, undone.names)
