"""What a profile that is merged brings to the one that is left: names, relations, sources, notes, chains."""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from itertools import chain
from typing import Any

from django.db.models import Q

from entities.enums import NameType, Script, Verification
from entities.forms import CHECKED
from entities.mentions.folding import folded
from entities.models import ChainLink, EditorialNote, EntityName, EntityPage, EntityRelation, Source
from entities.models.tombstones import Statement, both_said
from entities.profile_merging.carried_words import ROWS, carried_key
from entities.profile_merging.journal import Journal, owner_of
from entities.words import HAN_RUN

# What makes a copy of a row a row of its own.
_OWN = ("id", "translation_key")


@dataclass(frozen=True)
class Belongings:
    """New rows that the profile which is left lacks, and links that say more than its own do."""

    names: list[EntityName]
    relations: list[EntityRelation]
    sources: list[Source]
    editorial_notes: list[EditorialNote]
    chain_links: list[ChainLink]
    left_behind: list[EntityRelation | ChainLink]
    """Rows that are not taken over: said already, or leading from one of the two to the other."""
    better_said: dict[int, Statement]
    """By chain (key), what both links to it say together, where that is more than its own says."""

    @classmethod
    def of(cls, loser: EntityPage, winner: EntityPage) -> "Belongings":
        """What ``winner`` (as readers see it, or a draft) lacks of what ``loser`` has in its rows."""
        own = {link.tag_id: _statement(link) for link in winner.chain_links.all()}
        links = list(loser.chain_links.all())
        said = {
            link.tag_id: both_said(own[link.tag_id], _statement(link)) for link in links if link.tag_id in own
        }
        sources = _lacking(loser.sources, winner.sources, "title", "publisher", "url", "document_id", "date")
        notes = _lacking(loser.editorial_notes, winner.editorial_notes, "title", "text")
        better_said = {tag: statement for tag, statement in said.items() if statement != own[tag]}
        relations = list(_relations(loser, winner))
        return cls(
            names=_after(winner.names, _names(loser, winner)),
            relations=_after(winner.relations, (_carried(row, winner) for row in relations)),
            sources=_after(winner.sources, (_carried(source, winner) for source in sources)),
            # Its code places a note in a text that stays where it is.
            editorial_notes=_after(
                winner.editorial_notes, (_carried(note, winner, code="") for note in notes)
            ),
            chain_links=[copy_of(link) for link in links if link.tag_id not in own],
            left_behind=[
                *(row for row in loser.relations.all() if row not in relations),
                *(row for row in winner.relations.all() if row.target_id == loser.pk),
                *(link for link in links if link.tag_id in own and link.tag_id not in better_said),
            ],
            better_said=better_said,
        )

    @property
    def rows(self) -> dict[str, list[Any]]:
        """The new rows by relation."""
        relations = ("names", "relations", "sources", "editorial_notes", "chain_links")
        return {name: getattr(self, name) for name in relations}

    @property
    def changes_what_is_checked(self) -> bool:
        """Whether somebody who has verified the profile has not seen all of this."""
        return bool(self.better_said) or any(rows for name, rows in self.rows.items() if name in CHECKED)

    def lay_down(self, winner: EntityPage, journal: Journal) -> None:
        """Write it into the tables, for readers to see, but for rows that it has got by following."""
        followed = {row.translation_key for name in ROWS for row in getattr(winner, name).all()}
        for row in chain.from_iterable(self.rows.values()):
            if getattr(row, "translation_key", None) in followed:
                continue
            setattr(row, owner_of(row).attname, winner.pk)
            journal.make(row)
        for link in winner.chain_links.filter(tag__in=self.better_said):
            said = self.better_said[link.tag_id]
            journal.change(link, stage=said.stage, evidence=said.evidence)
        if self.changes_what_is_checked and winner.verification == Verification.VERIFIED:
            journal.change(winner, verification=Verification.RECEIVED, verified_by="", verified_on=None)

    def put_into(self, draft: EntityPage) -> None:
        """Add it to a draft in memory."""
        for relation, rows in self.rows.items():
            own = getattr(draft, relation)
            by_key = {row.translation_key: row.pk for row in own.all() if hasattr(row, "translation_key")}
            for row in rows:
                # What the draft had of it as readers know it gives way.
                row.pk = row.pk or by_key.get(getattr(row, "translation_key", None))
            own.add(*rows)
        for link in draft.chain_links.all():
            if link.tag_id in self.better_said:
                link.stage, link.evidence = self.better_said[link.tag_id]
        if self.changes_what_is_checked and draft.verification == Verification.VERIFIED:
            draft.lose_verification()


def copy_of(row: Any, **changes: Any) -> Any:
    """A new row that says the same, but for some fields."""
    said = {field.attname: getattr(row, field.attname) for field in row._meta.concrete_fields}
    return type(row)(**{name: value for name, value in said.items() if name not in _OWN} | changes)


def _carried(row: Any, winner: EntityPage, **changes: Any) -> Any:
    """A copy for ``winner`` that is in each language a translation of the others."""
    return copy_of(row, translation_key=carried_key(row.translation_key, winner), **changes)


def _names(loser: EntityPage, winner: EntityPage) -> Iterator[EntityName]:
    """What the loser was called, as further names of the winner; what was a former name stays one."""
    known = {folded(text) for text in winner.search_names()}
    for name in [*_titles(loser, winner), *loser.names.all()]:
        if folded(name.text) in known:
            continue
        known.add(folded(name.text))
        kept = NameType.FORMER if name.name_type == NameType.FORMER else NameType.ALIAS
        yield copy_of(name, name_type=kept)


def _titles(loser: EntityPage, winner: EntityPage) -> Iterator[EntityName]:
    """The titles by which readers knew the loser, in any language.

    All languages have the names of the source: one that a translation had alone would go with the next fact.
    """
    yield _as_name(loser.title, "und")
    known = EntityPage.objects.filter(translation_key=loser.translation_key).order_by("pk")
    known = known.exclude(Q(locale=loser.locale_id) | Q(first_published_at=None))
    titles = list(known.values_list("title", "locale__language_code"))
    is_chinese = any(HAN_RUN.search(title) for title, _language in titles)
    if is_chinese or any(name.is_chinese for name in loser.names.all()):
        yield from _own_chinese_title(winner)
    for title, language in titles:
        yield _as_name(title, language)


def _own_chinese_title(winner: EntityPage) -> Iterator[EntityName]:
    """Of a profile without any other Chinese name: the first one is printed beside its title."""
    if not any(name.is_chinese for name in winner.names.all()):
        own = EntityPage.objects.filter(translation_key=winner.translation_key, live=True)
        titles = own.exclude(pk=winner.pk).values_list("title", "locale__language_code")
        yield from (_as_name(title, language) for title, language in titles if HAN_RUN.search(title))


def _as_name(title: str, language: str) -> EntityName:
    if HAN_RUN.search(title):
        return EntityName(text=title, language="zh", script=Script.SIMPLIFIED)
    return EntityName(text=title, language=language, script=Script.LATIN)


def _relations(loser: EntityPage, winner: EntityPage) -> Iterator[EntityRelation]:
    """The loser's relations that the winner lacks."""
    held = {(row.kind, row.target_id) for row in winner.relations.all()}
    for row in loser.relations.all():
        if row.target_id != winner.pk and (row.kind, row.target_id) not in held:
            yield row


def _lacking(theirs: Any, own: Any, *said: str) -> list[Any]:
    """The rows of one relation that say (in the fields ``said``) what none of the other's says."""
    there = {tuple(getattr(row, name) for name in said) for row in own.all()}
    return [row for row in theirs.all() if tuple(getattr(row, name) for name in said) not in there]


def _after(own: Any, rows: Iterable[Any]) -> list[Any]:
    """New rows, to stand after those that are there."""
    found = list(rows)
    places = [row.sort_order for row in own.all() if row.sort_order is not None]
    for number, row in enumerate(found, start=1):
        # Rows that no form has put in order keep that in which they were made.
        row.sort_order = max(places) + number if places else None
    return found


def _statement(link: ChainLink) -> Statement:
    return Statement(link.stage, link.evidence)
