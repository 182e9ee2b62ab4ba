"""The doubts that a page's texts raise and nobody has settled."""

from collections.abc import Iterator

from entities.doubts.rules import Doubt, DoubtKind, doubts_in, one_line, unfinished
from entities.enums import EntityKind, NoteKind
from entities.mentions.passages import Kind, Passage, block_key, passages_of
from entities.models import AnnotatedPage, DoubtDecision, EntityPage

# The kind of note that a doubt becomes.
NOTES = {
    DoubtKind.FIGURE: NoteKind.DOUBTFUL_FIGURE,
    DoubtKind.SPEAKER: NoteKind.GAP,
    DoubtKind.QUOTATION_MARKS: NoteKind.CUT_OFF,
    DoubtKind.UNFINISHED: NoteKind.CUT_OFF,
    DoubtKind.PHONETIC_NAME: NoteKind.DOUBTFUL_NAME,
}

_OF_TRANSLATING = (DoubtKind.FIGURE, DoubtKind.QUOTATION_MARKS)


def doubts_of(page: AnnotatedPage) -> list[Doubt]:
    """Those of a draft, each once, in reading order; three queries at the most.

    What the page has a note about already is not raised once more, nor what was dismissed.
    """
    noted, decisions = _Noted(page), DoubtDecision.objects.filter(page=page.pk)
    is_noted = dict(decisions.values_list("mark", "is_noted"))
    untold = dict.fromkeys(doubt for doubt, place in _all(page) if not noted.tells(doubt, place))
    return [
        doubt
        for doubt in untold
        if doubt.mark not in is_noted or (is_noted[doubt.mark] and not noted.answers(doubt))
    ]


def code_of(doubt: Doubt) -> str:
    """The code of a note that is made of a doubt: it stands for that doubt however it is reworded."""
    return f"dubbio-{doubt.mark[:12]}"


def dismissed(page: AnnotatedPage) -> list[tuple[Doubt, DoubtDecision]]:
    """The doubts of a draft that somebody has dismissed, with who, when and why."""
    decisions = DoubtDecision.objects.filter(page=page.pk, is_noted=False).select_related("decided_by")
    by_mark = {decision.mark: decision for decision in decisions}
    doubts = dict.fromkeys(doubt for doubt, _place in _all(page)) if by_mark else {}
    return [(doubt, by_mark[doubt.mark]) for doubt in doubts if doubt.mark in by_mark]


class _Noted:
    """What the notes of a page tell already."""

    def __init__(self, page: AnnotatedPage) -> None:
        notes = list(page.editorial_notes.all())
        self.codes = {note.code for note in notes if note.code}
        self.notes = [(note.kind, one_line(f"{note.title} {note.text}")) for note in notes]
        self.beside = set(_beside(page, {note.code: note.kind for note in notes if note.code}))

    def tells(self, doubt: Doubt, place: str) -> bool:
        """Whether a note of its kind stands beside its block, quotes it or, of a name or an end, is there."""
        kind = NOTES[doubt.kind]
        of_the_page = doubt.kind in (DoubtKind.PHONETIC_NAME, DoubtKind.UNFINISHED)
        return (kind, place) in self.beside or any(
            noted == kind and (of_the_page or doubt.in_one_line in text) for noted, text in self.notes
        )

    def answers(self, doubt: Doubt) -> bool:
        """Whether the note that was made of it is there still."""
        return code_of(doubt) in self.codes


def _beside(page: AnnotatedPage, kind_of: dict[str, str]) -> Iterator[tuple[str, str]]:
    """The kind of each note within the text, with the blocks (keys) right before and after it."""
    waiting: list[str] = []
    before = ""
    for position, raw in enumerate(page.body.raw_data):
        if raw["type"] == "note":
            kind = kind_of.get(raw["value"])
            if kind:
                waiting.append(kind)
                yield kind, before
            continue
        before = block_key(raw, position)
        yield from ((kind, before) for kind in waiting)
        waiting = []


def _all(page: AnnotatedPage) -> Iterator[tuple[Doubt, str]]:
    """Every doubt with the block (key) in which it stands; empty where it stands in none."""
    if isinstance(page, EntityPage):
        yield from ((doubt, "") for doubt in _about_the_name(page))
    ending: Passage | None = None
    for passage in passages_of(page):
        yield from ((doubt, passage.place) for doubt in _raised_by(passage))
        if passage.kind in (Kind.PARAGRAPH, Kind.QUOTATION):
            ending = passage
    doubt = unfinished(ending.text) if ending and ending.kind is Kind.PARAGRAPH else None
    if ending and doubt:
        yield doubt, ending.place
    for text in page.row_texts():
        yield from ((doubt, "") for doubt in doubts_in(text))


def _raised_by(passage: Passage) -> Iterator[Doubt]:
    """The doubts that a passage raises by itself.

    Of others' words only what goes wrong while they are translated: what else is odd in them is theirs.
    """
    found = doubts_in(passage.text)
    if passage.kind is not Kind.QUOTATION:
        return found
    return (doubt for doubt in found if doubt.kind in _OF_TRANSLATING)


def _about_the_name(page: EntityPage) -> Iterator[Doubt]:
    """A company known by Latin letters alone may be known by the sound of its name."""
    names = list(page.names.all())
    is_told = any(name.is_chinese or name.doubtful for name in names)
    if page.kind == EntityKind.COMPANY and not is_told:
        yield Doubt(DoubtKind.PHONETIC_NAME, page.title)
