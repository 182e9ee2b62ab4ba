"""Merges one profile into another one."""

import uuid
from typing import Any

from django.contrib.auth.models import User
from django.db import transaction
from django.utils.translation import gettext as _
from wagtail import hooks
from wagtail.actions.unpublish_page import UnpublishPageAction
from wagtail.contrib.redirects.models import Redirect
from wagtail.log_actions import log
from wagtail.models import Locale, Page

from entities.done.leading import lacking_decisions, seen_in
from entities.draft_references import named_in_drafts
from entities.merging.merge import index_references
from entities.models import EntityPage
from entities.models.profile_tombstones import Content
from entities.profile_merging.belongings import Belongings
from entities.profile_merging.carried_words import carry_words, rows_that_followed
from entities.profile_merging.followed import followed, translations_of_winner, with_versions
from entities.profile_merging.journal import Journal, page_of, pages_in
from entities.profile_merging.memories import memories
from entities.profile_merging.plan import (
    ProfileMergeError,
    by_title,
    refuse,
    told_apart,
    translations_of,
    unseen_of,
    writers_of_drafts,
)
from entities.profile_merging.references import lead_rows, lead_texts, rows_naming
from entities.republishing import republish

MERGE_ACTION = "entities.merge_profiles"
# The hook by which packages note in the journal what they do with a translation that another profile gets.
HANDED_OVER = "profile_translation_handed_over"


@transaction.atomic
def merge(loser: EntityPage, winner: EntityPage, *, user: Any, reason: str) -> None:
    """Merge ``loser`` into ``winner``, in all languages: the loser becomes a tombstone that redirects.

    Its text stays with it. Both histories say who and why. Raises a ``ProfileMergeError`` whose message
    says why it cannot be, and then changes nothing.
    """
    if not reason.strip():
        raise ProfileMergeError(_("Say why the two profiles are merged."))
    loser, winner, pairs = _locked(loser, winner)
    refuse(loser, winner, pairs)
    carried = carry_words(loser, winner)
    names = told_apart(loser, winner)
    told = {
        "merge": str(uuid.uuid4()),
        "remembered": {memory.name: memory.take(winner) for memory in memories()},
        "reason": reason.strip(),
        "loser": {"key": loser.pk, "title": names["loser"]},
        "winner": {"key": winner.pk, "title": names["winner"]},
    }
    merged = [(loser, winner), *((pair.loser, pair.winner) for pair in pairs)]
    # The source first: where nothing lacks, its translations follow at once.
    merged.sort(key=lambda pair: pair[0].locale_id != Locale.get_default().pk)
    kept = _merge_all(merged, winner, user)
    kept[0]["carried"] = carried
    # Undoing asks whether anything came after.
    for (one, other), of_pair in zip(merged, kept, strict=True):
        write(one, MERGE_ACTION, user, told | of_pair)
        if other:
            write(other, MERGE_ACTION, user, told)


def _merge_all(
    merged: list[tuple[EntityPage, EntityPage | None]], winner: EntityPage, user: Any
) -> list[Content]:
    """Merge pair by pair; what undoing needs of each."""
    kept, found, original = [], [], merged[0][1]
    before = translations_of_winner(original) if original else []
    for one, other in merged:
        kept.append(_merge_pair(one, other, user) if other else _hand_over(one, winner))
        if original and other == original:
            found = followed(before)
    kept[0]["followed"] = with_versions(found)
    return kept


def _locked(loser: EntityPage, winner: EntityPage) -> tuple[EntityPage, EntityPage, list]:
    """The two and their translations as nobody else can change them now; in one order, against deadlock."""
    keys = [loser.translation_key, winner.translation_key]
    locked = EntityPage.objects.select_for_update().filter(translation_key__in=keys).order_by("pk")
    found = {page.pk: page for page in locked}
    if loser.pk not in found or winner.pk not in found:
        raise ProfileMergeError(_("One of the two profiles does not exist any more."))
    loser, winner = found[loser.pk], found[winner.pk]
    return loser, winner, translations_of(loser, winner)


def write(profile: EntityPage, action: str, user: Any, data: dict[str, Any]) -> None:
    """Add to the history of a profile; Wagtail shows but one of the entries that share a ``uuid``."""
    log(instance=profile, action=action, user=user, uuid=uuid.uuid4(), data=data, content_changed=True)


def _merge_pair(loser: EntityPage, winner: EntityPage, user: Any) -> Content:
    """Merge two profiles of one language; what undoing needs."""
    before = {
        "was_live": loser.live,
        "live_revision": loser.live_revision_id,
        "draft_of_winner": _draft_of(winner),
    }
    before["had_changes"] = loser.has_unpublished_changes
    unseen, writer = unseen_of(loser), next(iter(writers_of_drafts(loser, winner)), None)
    # Their rows stay as they are: they are read with the winner, and whoever saves them writes that.
    in_drafts = named_in_drafts(Page).get(loser.pk, set())
    seen = seen_in({*in_drafts, *(page_of(row) for row, _field in rows_naming(loser))})
    journal = Journal()
    for row in rows_that_followed(loser, winner):
        journal.note_made(row)
    if loser.live:
        _redirect(loser, winner, journal)
    lead_rows(loser, winner, journal)
    lead_texts(loser, winner, journal)
    loser.refresh_from_db()
    # Who may merge is asked at the door; a program may have no user at all.
    UnpublishPageAction(loser, user=user, log_action=False).execute(skip_permission_checks=True)
    journal.change(loser, merged_into=winner)
    for decision in lacking_decisions(seen):
        journal.make(decision)
    _bring(loser, winner, journal, user, is_public=before["was_live"], unseen=unseen, writer=writer)
    touched = pages_in(journal.entries)
    index_references(touched)
    others = (touched | in_drafts) - {loser.pk, winner.pk}
    revisions = {page.pk: page.latest_revision_id for page in by_title(others)}
    return before | {"journal": journal.entries, "revisions": list(revisions.items())}


def _draft_of(profile: EntityPage) -> int | None:
    """The key of its newest revision where readers do not see that yet."""
    return profile.latest_revision_id if profile.has_unpublished_changes else None


def _redirect(loser: EntityPage, winner: EntityPage, journal: Journal) -> None:
    """Let its address lead to the winner for good; Wagtail asks for redirects where a page is missing."""
    parts = loser.get_url_parts()
    if parts is None:
        return
    site, _root, path = parts
    old_path = Redirect.normalise_path(path)
    known = Redirect.objects.filter(old_path=old_path, site=site).first()
    if known:
        journal.change(known, redirect_page=winner.page_ptr, redirect_link="", is_permanent=True)
    else:
        journal.make(
            Redirect(old_path=old_path, site_id=site, redirect_page=winner.page_ptr, is_permanent=True)
        )


def _bring(
    loser: EntityPage,
    winner: EntityPage,
    journal: Journal,
    user: Any,
    *,
    is_public: bool,
    unseen: EntityPage | None,
    writer: User | None,
) -> None:
    """Give the winner what the loser has and it lacks: to readers as far as they knew it, and to its draft.

    What readers have never seen of the loser, as its newest draft has it (``unseen``), waits in a draft
    for a second person, who is not its ``writer``.
    """
    winner = EntityPage.objects.get(pk=winner.pk)
    draft = winner.get_latest_revision_as_object()
    waits = winner.has_unpublished_changes or unseen is not None
    belongings = Belongings.of(loser, winner)
    if is_public:
        belongings.lay_down(winner, journal)
    if waits:
        if is_public:
            belongings.put_into(draft)
        if unseen is not None:
            Belongings.of(unseen, draft).put_into(draft)
        # A merge is no edit, and makes nobody else the author of what waits.
        draft.save_revision(user=writer, clean=False)
    else:
        republish(winner, user)


def _hand_over(translation: EntityPage, winner: EntityPage) -> Content:
    """Make a translation of the loser the winner's own in a language in which that has none."""
    journal = Journal()
    journal.change(translation, translation_key=winner.translation_key)
    for told in hooks.get_hooks(HANDED_OVER):
        told(translation, winner, journal)
    return {"journal": journal.entries}
