"""Two profiles of one entity, pointed out while the second is being written.

The machine says who could be meant; people say "not the same", and that is remembered.
"""

from collections.abc import Iterable, Iterator
from datetime import datetime
from typing import Any

from django.conf import settings
from django.db import transaction
from django.db.models import Q
from django.utils.translation import gettext as _
from wagtail.log_actions import log
from wagtail.models import Locale

from entities.likeness import nearly_the_same
from entities.mentions.folding import folded
from entities.mentions.names import Bearer, Name, spellings
from entities.models import DistinctProfiles, EntityName, EntityPage

DISTINCT_ACTION, ASK_AGAIN_ACTION = "entities.declare_distinct", "entities.ask_whether_distinct"


def own_names(profile: EntityPage) -> list[str]:
    """All names of a profile as it is."""
    return [profile.title, *(row.text for row in profile.names.all())]


def likely_duplicates(profile: EntityPage, names: Iterable[str], place: int | None) -> list[EntityPage]:
    """The other profiles of its language that may be the same entity; five queries at the most.

    ``names`` and ``place`` (a key) are the profile's own, as a form or a draft has them.

    Any name of either counts, without its legal form, in any script. Nearly the same name counts in
    the same place only. Drafts are looked at too: two people may be writing the same profile.
    """
    own = _levelled(names)
    settled = DistinctProfiles.objects.of(profile)
    found = set()
    for key, their_place, text in _names_of_others(profile):
        levelled = _levelled([text])
        is_near = place is not None and place == their_place
        if own & levelled or (is_near and nearly_the_same(own, levelled)):
            found.add(key)
    return list(
        EntityPage.objects.filter(pk__in=found - settled)
        .defer_streamfields()
        .select_related("located_in")
        .defer("located_in__body")
        .order_by("title", "pk")
    )


def unsettled(draft: EntityPage) -> Iterator[str]:
    """A sentence for each profile that may be the same as one about to be published, as its draft stands.

    As its form does, it asks about what readers do not know by these names in this place. The words of a
    translation are no new profile.
    """
    if draft.merged_into_id or not is_new_to_readers(draft):
        return
    if draft.get_translations().filter(locale__language_code=settings.LANGUAGE_CODE).exists():
        return
    for other in likely_duplicates(draft, own_names(draft), draft.located_in_id):
        yield sentence_about(other)


def is_new_to_readers(draft: EntityPage) -> bool:
    """Whether readers do not know a profile by the names and in the place that its draft has."""
    public = EntityPage.objects.filter(pk=draft.pk, live=True).prefetch_related("names").first()
    return public is None or _told_apart_by(public) != _told_apart_by(draft)


def sentence_about(other: EntityPage) -> str:
    """What is said to who would publish a profile that may be the same as another one."""
    sentence = _("“%(title)s” may be the same. Save a draft and say above its name that it is not.")
    return sentence % {"title": other.title}


def _told_apart_by(profile: EntityPage) -> tuple[set[str], int | None]:
    return set(own_names(profile)), profile.located_in_id


@transaction.atomic
def declare_distinct(one: EntityPage, other: EntityPage, *, by: Any, at: datetime) -> None:
    """Remember that two profiles are of two entities, and log it with the one; said twice is said once."""
    first, second = sorted([one.pk, other.pk])
    _pair, is_new = DistinctProfiles.objects.get_or_create(
        one_id=first, other_id=second, defaults={"decided_by": by, "decided_at": at}
    )
    if is_new:
        log(instance=one, action=DISTINCT_ACTION, user=by, data={"other": other.title})


@transaction.atomic
def ask_again(one: EntityPage, other: EntityPage, *, by: Any) -> bool:
    """Take back, and log, that two profiles are of two entities; whether anybody had said so."""
    taken, _rows = DistinctProfiles.objects.between(one, other).delete()
    if taken:
        log(instance=one, action=ASK_AGAIN_ACTION, user=by, data={"other": other.title})
    return bool(taken)


def _names_of_others(profile: EntityPage) -> Iterable[tuple[int, int | None, str]]:
    """The key, the place and a name of every other profile of the language."""
    locale = profile.locale_id or Locale.get_default().pk
    others = EntityPage.objects.unmerged().filter(~Q(pk=profile.pk), locale=locale)
    yield from others.order_by().values_list("pk", "located_in", "title")
    further = EntityName.objects.filter(entity__in=others.order_by().values("pk"))
    yield from further.order_by().values_list("entity", "entity__located_in", "text")


def _levelled(names: Iterable[str]) -> set[str]:
    """Names in the shortest spelling that still counts: legal form, dashes, brackets and gaps do not."""
    names = [name for name in names if name.strip()]
    return {
        min([_bare(folded(name)), *map(_bare, spellings(Name(name, 0, Bearer.ORGANISATION)))], key=len)
        for name in names
    }


def _bare(name: str) -> str:
    """The letters and digits of a name; the name itself where it has none."""
    return "".join(filter(str.isalnum, name)) or name
