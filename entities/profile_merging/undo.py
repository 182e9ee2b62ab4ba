"""Takes a merge of two profiles back, as far as nobody has built on it."""

import datetime as dt
from dataclasses import dataclass
from typing import Any

from django.db import transaction
from django.utils.translation import gettext as _
from django.utils.translation import pgettext
from wagtail.log_actions import registry as logs
from wagtail.models import ModelLogEntry, Page, PageLogEntry, Revision
from wagtail.signals import page_published

from entities.authorship import writer_of_draft
from entities.done.leading import lacking_decisions, seen_in
from entities.languages import quoted, titled
from entities.merging.merge import MERGE_ACTION as MERGE_OF_CHAINS
from entities.merging.merge import index_references
from entities.models import EntityPage, IndustryChain
from entities.models.profile_tombstones import Content, profiles_named
from entities.profile_merging.carried_words import take_back_words
from entities.profile_merging.followed import take_back_followed
from entities.profile_merging.journal import pages_in, take_back
from entities.profile_merging.later import merges_since, touched_by
from entities.profile_merging.memories import memories
from entities.profile_merging.merge import MERGE_ACTION, write
from entities.profile_merging.plan import by_title, told_apart
from entities.republishing import republish

UNDO_ACTION = "entities.undo_profile_merge"


class ProfileUndoError(Exception):
    """Nothing was undone; the message is a sentence for the editor."""


@dataclass(frozen=True)
class Undone:
    """Which two are two again, and the pages that stay as they are, for somebody has changed them."""

    loser: str
    winner: str
    kept: list[str]


def told(undone: dict[str, Any]) -> list[str]:
    """A sentence for what is undone, and one for what is not, if there is any; of ``vars(Undone)``."""
    sentences = [_("“%(loser)s” and “%(winner)s” are two profiles again.") % undone]
    if undone["kept"]:
        named = quoted(undone["kept"])
        sentence = _("Changed since, so left with “%(winner)s”: %(kept)s.")
        sentences.append(sentence % {"winner": undone["winner"], "kept": named})
    return sentences


def undoable(profile: EntityPage) -> PageLogEntry | None:
    """The entry of the merge that ended ``profile``, if it can still be undone."""
    try:
        return _entry(profile)
    except ProfileUndoError:
        return None


@transaction.atomic
def undo(loser: EntityPage, *, user: Any) -> Undone:
    """Make two profiles of one again, in all languages.

    A page saved or published since stays as it is, in every language, and is named. Raises a
    ``ProfileUndoError`` whose message says why it cannot be, and then changes nothing.
    """
    merged = _entry(loser)
    winner = EntityPage.objects.get(pk=merged.data["winner"]["key"])
    # Nobody is to edit either of them meanwhile; the entry is asked for once more.
    keys = [merged.data["loser"]["key"], merged.data["winner"]["key"]]
    list(EntityPage.objects.select_for_update().filter(pk__in=keys).order_by("pk"))
    name = _entry(loser).data["merge"]
    entries = _entries_of(name)
    two = {entry.page_id for entry in entries}
    journals = [(entry, _winner_of(entry)) for entry in reversed(entries) if "journal" in entry.data]
    kept = _lead_back([entry for entry, _winner in journals], two)
    # Rows of one may stand in the journal of another one: none is published before all are back.
    for entry, merged_into in journals:
        if merged_into is not None:
            _restore_winner(merged_into, entry.data)
            _restore_loser(EntityPage.objects.get(pk=entry.page_id), entry.data)
    # Earlier merges have none.
    remembered = merged.data.get("remembered", {})
    for memory in memories():
        if memory.name in remembered:
            memory.give_back(winner, remembered[memory.name], without=kept)
    # Of the two themselves nothing is left with the other one.
    kept -= two
    undone = Undone(
        merged.data["loser"]["title"],
        merged.data["winner"]["title"],
        [titled(page) for page in by_title(kept)],
    )
    for page in EntityPage.objects.filter(pk__in=two).order_by("pk"):
        write(page, UNDO_ACTION, user, vars(undone))
    return undone


def _entries_of(name: str) -> list[PageLogEntry]:
    """All entries of one merge, in the order in which they were written."""
    return list(PageLogEntry.objects.filter(action=MERGE_ACTION, data__merge=name).order_by("pk"))


def _entry(loser: EntityPage) -> PageLogEntry:
    current = EntityPage.objects.select_related("merged_into").filter(pk=loser.pk).first()
    if current is None or current.merged_into is None:
        raise ProfileUndoError(
            _("“%(profile)s” is not merged into another profile.") % {"profile": loser.title}
        )
    latest = _latest(current)
    if latest is not None and latest.action == MERGE_ACTION and latest.data["loser"]["key"] == current.pk:
        entries = _entries_of(latest.data["merge"])
        concerned = {entry.page_id for entry in entries}
        newest = [_latest(page) for page in Page.objects.filter(pk__in=concerned)]
        if all(entry is not None and entry.data.get("merge") == latest.data["merge"] for entry in newest):
            _refuse_after_merges_of_chains(latest, concerned)
            refuse_after_merges_of_profiles(entries[-1].timestamp, touched_by(entries), ProfileUndoError)
            return latest
    sentence = pgettext(
        "profiles", "“%(loser)s” or “%(winner)s” has changed since: the merge cannot be undone any more."
    )
    raise ProfileUndoError(sentence % told_apart(current, current.merged_into))


def _refuse_after_merges_of_chains(merged: PageLogEntry, pages: set[int]) -> None:
    """Two links that became one say what both said: neither could be taken from it again."""
    since = ModelLogEntry.objects.filter(action=MERGE_OF_CHAINS, timestamp__gt=merged.timestamp)
    for entry in since.order_by("pk"):
        touched = {told["page"] for told in entry.data.get("pages", [])}
        if touched & pages and IndustryChain.objects.filter(pk=entry.object_id, merged_into__isnull=False):
            sentence = _(
                "Since then the chain “%(chain)s” was merged into another one: undo that merge first."
            )
            raise ProfileUndoError(sentence % {"chain": entry.data["loser"]["name"]})


def refuse_after_merges_of_profiles(moment: dt.datetime, pages: set[int], refusal: type[Exception]) -> None:
    """Refuse to take back a merge before a later one of the same pages that can be taken back itself."""
    for entry in merges_since(moment, pages):
        loser = EntityPage.objects.get(pk=entry.data["loser"]["key"])
        if undoable(loser):
            sentence = _("Since then “%(profile)s” was merged into another profile: undo that merge first.")
            raise refusal(sentence % {"profile": entry.data["loser"]["title"]})


def _latest(page: Page) -> PageLogEntry | None:
    return logs.get_logs_for_instance(page).order_by("-timestamp", "-pk").first()


def _lead_back(entries: list[PageLogEntry], two: set[int]) -> set[int]:
    """Give back what a merge has led to the winner, its last language first; the keys of pages that stay."""
    changed = _changed_since(entries, two)
    _lay_down_what_is_left(changed, _read_with_the_winner(entries))
    seen = seen_in(_pages_that_named(entries) - two)
    kept = changed.copy()
    for entry in entries:
        kept |= _take_apart(entry, two, changed)
    # What was waived since, of what is the loser's again.
    for decision in lacking_decisions(seen):
        decision.save()
    return kept


def _changed_since(entries: list[PageLogEntry], two: set[int]) -> set[int]:
    """The keys of pages saved since, and of those that are the same in another language and were led.

    None of them is one of the ``two``, which only the merge itself has saved since.
    """
    # The language that was merged last knows best.
    told = [pair for entry in reversed(entries) for pair in entry.data.get("revisions", [])]
    before: dict[int, int | None] = dict(told)
    pages = Page.objects.in_bulk(before)
    saved = {key for key in pages.keys() - two if pages[key].latest_revision_id != before[key]}
    # The two have their facts back in every language.
    own = Page.objects.filter(pk__in=two).order_by().values_list("translation_key", flat=True)
    keys = {pages[key].translation_key for key in saved} - set(own)
    led = set().union(*(pages_in(entry.data["journal"]) for entry in entries)) - two
    return saved | {key for key in led & pages.keys() if pages[key].translation_key in keys}


def _read_with_the_winner(entries: list[PageLogEntry]) -> set[int]:
    """The keys of the profiles that the merge led to the winner: losers, and those merged into them."""
    changes = (change for entry in entries for change in entry.data["journal"])
    return {change["key"] for change in changes if "merged_into" in change.get("after", {})}


def _lay_down_what_is_left(kept: set[int], led: set[int]) -> None:
    """Let the newest version of pages that stay as they are say so: one naming who was ``led`` would not.

    What waits for its hour comes out as it was written.
    """
    for page in by_title(kept):
        newest = page.latest_revision
        if newest is None or newest.approved_go_live_at is not None:
            continue
        if led.isdisjoint(profiles_named(page.specific_class, newest.content)):
            continue
        if page.live and not page.has_unpublished_changes:
            republish(page.specific)
        else:
            newest.as_object().save_revision(user=writer_of_draft(page), clean=False)


def _take_apart(entry: PageLogEntry, two: set[int], changed: set[int]) -> set[int]:
    """Give back the rows of one language, but for pages ``changed`` since; the keys of others that stay."""
    kept = entry.data
    take_back_words(kept.get("carried", []))
    left = take_back_followed(kept.get("followed", []), unchanged=two)
    left |= take_back(kept["journal"], without=changed)
    index_references(pages_in(kept["journal"]))
    return left


def _pages_that_named(entries: list[PageLogEntry]) -> set[int]:
    """The keys of all pages that named the loser, as readers saw them or in drafts."""
    return touched_by(entries) | {key for entry in entries for key, _now in entry.data.get("revisions", [])}


def _winner_of(entry: PageLogEntry) -> EntityPage | None:
    """The winner in the language of an entry; ``None`` where a translation was only handed over."""
    return EntityPage.objects.filter(merged_profiles=entry.page_id).first()


def _restore_winner(winner: EntityPage, kept: Content) -> None:
    """Let its newest revision say again what it said before."""
    if kept["draft_of_winner"] is None:
        republish(winner)
        return
    before = Revision.objects.filter(pk=kept["draft_of_winner"]).first()
    if before is None:
        raise ProfileUndoError(
            _("The earlier draft of “%(winner)s” is no longer kept.") % {"winner": winner.title}
        )
    # Taking back a merge makes nobody the author of what another one wrote.
    before.as_object().save_revision(user=writer_of_draft(winner, until=before), clean=False)


def _restore_loser(loser: EntityPage, kept: Content) -> None:
    """Publish it again as it was published."""
    if not kept["was_live"]:
        return
    revision = Revision.objects.filter(pk=kept["live_revision"]).first()
    loser.live, loser.has_unpublished_changes, loser.live_revision = True, kept["had_changes"], revision
    loser.save(clean=False)
    page_published.send(sender=EntityPage, instance=loser, revision=revision)
