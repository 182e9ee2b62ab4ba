"""Whether one profile can be merged into another one, and everything that this would touch."""

from collections.abc import Iterable
from dataclasses import dataclass
from typing import Any

from django.contrib.auth.models import User
from django.db.models import Q, QuerySet
from django.utils.translation import gettext as _
from wagtail.admin.utils import get_user_display_name
from wagtail.models import Page, Revision

from entities.authorship import writer_of_draft
from entities.enums import EntityKind
from entities.languages import enumeration, in_words
from entities.models import DistinctProfiles, EntityPage
from entities.models.profile_tombstones import profiles_named
from entities.profile_merging.belongings import Belongings
from entities.profile_merging.journal import page_of
from entities.profile_merging.references import pages_naming_in_texts, rows_naming
from entities.profile_merging.relations import Fate, relations_that, unknown_relations


class ProfileMergeError(Exception):
    """Nothing was merged; the message is a sentence for the editor."""


@dataclass(frozen=True)
class Translation:
    """A profile in another language: merged into the winner's there, or, without one, its own from now on."""

    loser: EntityPage
    winner: EntityPage | None


@dataclass(frozen=True)
class ProfileMergePlan:
    """All that merging ``loser`` into ``winner`` touches, in every language that both have.

    ``live`` and ``unpublished`` are pages whose rows or texts name the loser: these change. ``drafts``
    and ``scheduled`` are pages whose newest or awaited revision names it: these stay as they are and are
    read with the winner.
    """

    loser: EntityPage
    winner: EntityPage
    belongings: Belongings
    live: list[Page]
    unpublished: list[Page]
    drafts: list[Page]
    scheduled: list[Page]
    merged_before: list[EntityPage]
    translations: list[Translation]
    # That somebody has said that the two are not the same.
    parted: DistinctProfiles | None

    @property
    def names(self) -> dict[str, str]:
        """What the two are called, so that nobody takes one for the other."""
        return told_apart(self.loser, self.winner)

    @property
    def loses_verification(self) -> bool:
        """Whether the winner is no longer verified afterwards."""
        return self.winner.verified_on is not None and self.belongings.changes_what_is_checked


def plan(loser: EntityPage, winner: EntityPage) -> ProfileMergePlan:
    """What merging would touch; raises a ``ProfileMergeError`` if it cannot be."""
    pairs = translations_of(loser, winner)
    refuse(loser, winner, pairs)
    merged = [(loser, winner), *((pair.loser, pair.winner) for pair in pairs if pair.winner)]
    losers, own = [one for one, _other in merged], {page.pk for pair in merged for page in pair}
    touched = set().union(*map(_pages_that_change, losers)) - own
    newest = Page.objects.filter(Q(live=False) | Q(has_unpublished_changes=True)).exclude(
        latest_revision=None
    )
    drafts = _pages_naming_in(
        Revision.page_revisions.filter(pk__in=newest.order_by().values("latest_revision")), losers
    )
    scheduled = _pages_naming_in(Revision.page_revisions.filter(approved_go_live_at__isnull=False), losers)
    changing = by_title(touched)
    return ProfileMergePlan(
        loser=loser,
        winner=winner,
        belongings=Belongings.of(unseen_of(loser) or loser, winner),
        live=[page for page in changing if page.live],
        unpublished=[page for page in changing if not page.live],
        drafts=by_title(drafts - own),
        scheduled=by_title(scheduled - own),
        merged_before=list(
            EntityPage.objects.filter(merged_into__in=losers).select_related("locale").order_by("title", "pk")
        ),
        translations=pairs,
        parted=DistinctProfiles.objects.between(loser, winner).select_related("decided_by").first(),
    )


def told_apart(loser: EntityPage, winner: EntityPage) -> dict[str, str]:
    """Both by their titles; where these are the same, with their addresses."""
    pair = {"loser": loser, "winner": winner}
    if loser.title != winner.title:
        return {which: page.title for which, page in pair.items()}
    return {which: f"{page.title} ({page.slug})" for which, page in pair.items()}


def unseen_of(profile: EntityPage) -> EntityPage | None:
    """Its newest draft, where readers do not see that."""
    return profile.get_latest_revision_as_object() if is_unseen(profile) else None


def is_unseen(profile: EntityPage) -> bool:
    """Whether its newest draft is not what readers see."""
    return profile.has_unpublished_changes or not profile.live


def writers_of_drafts(loser: EntityPage, winner: EntityPage) -> list[User]:
    """Who wrote last what readers do not see of the two, each once; not who is unknown."""
    writers = [writer_of_draft(page) for page in (winner, loser) if is_unseen(page)]
    return list(dict.fromkeys(writer for writer in writers if writer is not None))


def by_title(keys: Iterable[int]) -> list[Page]:
    """Pages in the order of a list, with their languages."""
    return list(Page.objects.filter(pk__in=set(keys)).select_related("locale").order_by("title", "pk"))


def _pages_that_change(loser: EntityPage) -> set[int]:
    owners = (
        page_of(row)
        for row, _field in rows_naming(loser)
        if not isinstance(row, EntityPage) or not row.merged_into_id
    )
    return {key for key in owners if key is not None} | {page.pk for page in pages_naming_in_texts(loser)}


def _pages_naming_in(revisions: QuerySet[Revision], losers: Iterable[EntityPage]) -> set[int]:
    """The pages (keys) of which one of ``revisions`` names one of the profiles."""
    found, keys = set(), {loser.pk for loser in losers}
    for revision in revisions.select_related("content_type").order_by("pk").iterator(chunk_size=50):
        model = revision.content_type.model_class()
        if model is not None and not keys.isdisjoint(profiles_named(model, revision.content)):
            found.add(int(revision.object_id))
    return found


def translations_of(loser: EntityPage, winner: EntityPage) -> list[Translation]:
    """The loser in all other languages, each with the winner there."""
    winners = {page.locale_id: page for page in _elsewhere(winner)}
    return [Translation(page, winners.get(page.locale_id)) for page in _elsewhere(loser)]


def _elsewhere(profile: EntityPage) -> QuerySet:
    return (
        EntityPage.objects.filter(translation_key=profile.translation_key)
        .exclude(pk=profile.pk)
        .order_by("pk")
    )


def refuse(loser: EntityPage, winner: EntityPage, translations: Iterable[Translation]) -> None:
    """Raise a ``ProfileMergeError`` where the two, or their translations, cannot be merged."""
    unknown = unknown_relations()
    if unknown:
        sentence = _("Nobody has decided what becomes of these when a profile is merged: %(relations)s.")
        raise ProfileMergeError(sentence % {"relations": ", ".join(unknown)})
    pairs = [(loser, winner), *((pair.loser, pair.winner) for pair in translations if pair.winner)]
    for one, other in pairs:
        refused = _refusal(one, other)
        if refused and one.pk != loser.pk:
            # Translations are mostly titled like their source until they are translated.
            refused = f"{refused} {in_words(one.locale.language_code)}"
        if refused:
            raise ProfileMergeError(refused)


def _refusal(loser: EntityPage, winner: EntityPage) -> str:
    """Why one profile cannot be merged into another one; empty if it can."""
    names = told_apart(loser, winner)
    if loser.pk == winner.pk:
        return _("A profile cannot be merged into itself.")
    if loser.locale_id != winner.locale_id:
        return _("The two are in different languages: merge the two of one language, translations follow.")
    if loser.merged_into_id:
        return _("“%(loser)s” has been merged into another profile already.") % names
    if winner.merged_into_id:
        return _("“%(winner)s” was itself merged into another profile: choose that one.") % names
    if not winner.live:
        return _("“%(winner)s” is not published: publish it first, or merge the other way round.") % names
    return (
        _contradiction(loser, winner)
        or _waiting(loser)
        or _waiting(winner)
        or _blocked(loser)
        or _written_by_two(loser, winner)
    )


def _contradiction(loser: EntityPage, winner: EntityPage) -> str:
    """What would be said of one profile and cannot be."""
    names = told_apart(loser, winner)
    if loser.located_in_id == winner.pk or winner.located_in_id == loser.pk:
        return _("One of the two lies in the other: they are not the same.")
    if loser.contained.exists() and winner.kind not in EntityKind.places():
        return _("Others lie in “%(loser)s”, and “%(winner)s” is not a place.") % names
    if _readers(loser) != _readers(winner):
        return (
            _("“%(loser)s” and “%(winner)s” are not shown to the same readers: make that equal first.")
            % names
        )
    return ""


def _readers(profile: EntityPage) -> set[Any]:
    """What is asked of its readers, by its own restriction or by those above it."""
    asked = profile.get_view_restrictions().prefetch_related("groups")
    return {(one.restriction_type, one.password, frozenset(one.groups.all())) for one in asked}


def _waiting(profile: EntityPage) -> str:
    """Wagtail publishes what waits as it was written: it would undo the merge by itself."""
    if profile.workflow_in_progress:
        sentence = _("“%(title)s” waits for review: finish that first.")
    elif profile.revisions.filter(approved_go_live_at__isnull=False).exists():
        sentence = _("“%(title)s” is to be published at a set hour: take that away first.")
    else:
        return ""
    return sentence % {"title": profile.title}


def _written_by_two(loser: EntityPage, winner: EntityPage) -> str:
    """One draft of two writers names one of them: the other could publish words that nobody has read."""
    writers = writers_of_drafts(loser, winner)
    if len(writers) < 2:
        return ""
    sentence = _(
        "Both have changes that no reader knows, and not of one person (%(writers)s):"
        " publish one of the two first, or take its changes back."
    )
    return sentence % {"writers": enumeration(map(get_user_display_name, writers))}


def _blocked(loser: EntityPage) -> str:
    for model, field in relations_that(Fate.BLOCKS):
        if model._base_manager.filter(**{field: loser.pk}).exists():
            column: Any = model._meta.get_field(field)
            return _("“%(title)s” is in use as “%(relation)s”: end that first.") % {
                "title": loser.title,
                "relation": column.verbose_name,
            }
    return ""
