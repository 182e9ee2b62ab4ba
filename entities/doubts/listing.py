"""The doubts that a page's texts raise and nobody has settled."""

from collections.abc import Iterator

from entities.doubts.rules import Doubt, DoubtKind, doubts_in, unfinished
from entities.enums import EntityKind, NoteKind
from entities.mentions.passages import Kind, passages_of
from entities.models import AnnotatedPage, DoubtDecision, EntityPage

# The kind of note that a doubt becomes.
NOTES = {
    DoubtKind.FIGURE: NoteKind.DOUBTFUL_FIGURE,
    DoubtKind.SPEAKER: NoteKind.GAP,
    DoubtKind.QUOTATION_MARKS: NoteKind.CUT_OFF,
    DoubtKind.UNFINISHED: NoteKind.CUT_OFF,
    DoubtKind.PHONETIC_NAME: NoteKind.DOUBTFUL_NAME,
}


def doubts_of(page: AnnotatedPage) -> list[Doubt]:
    """Those of a draft, each once, in reading order; three queries at the most.

    What the page has a note about already is not raised once more.
    """
    settled = set(DoubtDecision.objects.filter(page=page.pk).values_list("mark", flat=True))
    noted = {note.kind for note in page.editorial_notes.all()}
    return [
        doubt
        for doubt in dict.fromkeys(_all(page))
        if doubt.mark not in settled and NOTES[doubt.kind] not in noted
    ]


def _all(page: AnnotatedPage) -> Iterator[Doubt]:
    if isinstance(page, EntityPage):
        yield from _about_the_name(page)
    last = ""
    for passage in passages_of(page):
        if passage.kind is Kind.QUOTATION:
            # Others' words: what is odd in them is theirs.
            last = ""
            continue
        yield from doubts_in(passage.text)
        if passage.kind is Kind.PARAGRAPH:
            last = passage.text
    doubt = unfinished(last)
    if doubt:
        yield doubt


def _about_the_name(page: EntityPage) -> Iterator[Doubt]:
    """A company known by Latin letters alone may be known by the sound of its name."""
    names = list(page.names.all())
    is_told = any(name.is_chinese or name.doubtful for name in names)
    if page.kind == EntityKind.COMPANY and not is_told:
        yield Doubt(DoubtKind.PHONETIC_NAME, page.title)
