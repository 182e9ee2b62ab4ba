"""The mentions of entities in a page's texts, as editors see them: what is linked, what could be."""

from collections import defaultdict
from collections.abc import Iterator
from dataclasses import dataclass, field, replace
from enum import Enum

from entities.mentions.decisions import Decided
from entities.mentions.finder import Found
from entities.mentions.folding import folded
from entities.mentions.passages import Kind, Passage, passages_of, prose_fingerprint
from entities.mentions.sentences import fingerprint
from entities.mentions.vocabulary import OWN, Vocabulary
from entities.models import AnnotatedPage


class State(Enum):
    """What is to be done about a mention."""

    LINKED = "linked"
    SUGGESTED = "suggested"
    AMBIGUOUS = "ambiguous"
    IGNORED = "ignored"


class Reason(Enum):
    """Why a mention is ignored."""

    FIELD = "field"
    HEADING = "heading"
    QUOTATION = "quotation"
    FIGURES = "figures"
    OTHER_LINK = "other link"
    MARKUP = "markup"
    DECIDED = "decided"
    REPEATED = "repeated"


_PASSAGE_REASONS = {
    Kind.FIELD: Reason.FIELD,
    Kind.HEADING: Reason.HEADING,
    Kind.QUOTATION: Reason.QUOTATION,
    Kind.FIGURES: Reason.FIGURES,
}


@dataclass(frozen=True)
class Mention:
    """Words that name an entity, where they stand and what is to be done about them.

    ``start`` and ``end`` count the signs of the passage ``place`` (a block's key or a field's name);
    ``candidates`` are the keys of the entities it may mean, ascending, ``ruled_out`` those that people
    have decided it does not mean while others are left. ``sentence_mark`` is what a decision knows the
    sentence by.
    """

    place: str
    section: str
    heading: str
    start: int
    end: int
    words: str
    sentence: str
    candidates: tuple[int, ...]
    state: State
    reason: Reason | None = None
    ruled_out: tuple[int, ...] = ()

    @property
    def sentence_mark(self) -> str:
        """What a decision knows the sentence by."""
        return fingerprint(self.sentence)

    def ignored(self, reason: Reason) -> "Mention":
        """The same, not to be linked."""
        return replace(self, state=State.IGNORED, reason=reason)


@dataclass(frozen=True)
class MentionList:
    """All mentions of a page in reading order, made from the prose that ``fingerprint`` tells."""

    mentions: list[Mention]
    titles: dict[int, str]
    fingerprint: str

    def of(self, state: State) -> list[Mention]:
        """Those in one state."""
        return [mention for mention in self.mentions if mention.state is state]

    @property
    def mentioned(self) -> list[int]:
        """The keys of the entities that the text surely names, each once, in order.

        What is ambiguous, or was decided to be no mention, does not count.
        """
        sure = [
            mention.candidates[0]
            for mention in self.mentions
            if len(mention.candidates) == 1 and mention.reason is not Reason.DECIDED
        ]
        return list(dict.fromkeys(sure))

    @property
    def perhaps_mentioned(self) -> set[int]:
        """The keys of all entities that it may name."""
        counting = [mention for mention in self.mentions if mention.reason is not Reason.DECIDED]
        return {key for mention in counting for key in mention.candidates}


def mentions_of(page: AnnotatedPage, vocabulary: Vocabulary | None = None) -> MentionList:
    """Find the mentions in a page, which may be a draft or unsaved.

    Four queries at the most, whatever the text and the number of profiles; ``vocabulary`` spares them
    but for the decisions.
    """
    known = vocabulary or Vocabulary.for_page(page)
    decided = Decided.for_page(page)
    # A caption tells what is in a picture: nothing is linked there, and it names no stop.
    passages = [passage for passage in passages_of(page) if passage.kind is not Kind.CAPTION]
    found = [mention for passage in passages for mention in _mentions_in(passage, known, decided)]
    return MentionList(_first_of_sections(found), known.titles, prose_fingerprint(page))


def _mentions_in(passage: Passage, known: Vocabulary, decided: Decided) -> Iterator[Mention]:
    """The mentions in one passage as if each were the first of its section."""
    found = [place for place in known.finder.find(passage.text) if OWN not in place.entities]
    unnamed = _links_under_other_words(passage, known, found)
    for place in sorted([*found, *unnamed], key=lambda place: (place.start, place.end)):
        yield _judged(_mention(passage, place), passage, decided)


def _mention(passage: Passage, found: Found) -> Mention:
    return Mention(
        place=passage.place,
        section=passage.section,
        heading=passage.heading,
        start=found.start,
        end=found.end,
        words=passage.text[found.start : found.end],
        sentence=passage.sentences.around(found.start, found.end),
        candidates=found.entities,
        state=State.SUGGESTED if len(found.entities) == 1 else State.AMBIGUOUS,
    )


def _links_under_other_words(passage: Passage, known: Vocabulary, found: list[Found]) -> Iterator[Found]:
    """Links to entities whose words are none of their names: “the Delta”."""
    for link in passage.markup.links if passage.markup else []:
        named = any(link.page in place.entities and link.holds(place.start, place.end) for place in found)
        if link.page in known.titles and link.start < link.end and not named:
            yield Found(link.start, link.end, (link.page,), "")


def _judged(mention: Mention, passage: Passage, decided: Decided) -> Mention:
    link = passage.markup.link_at(mention.start, mention.end) if passage.markup else None
    if link is not None and link.page in mention.candidates and link.holds(mention.start, mention.end):
        return replace(mention, state=State.LINKED, candidates=(link.page,))
    left = _undecided(mention, decided)
    if left.reason is not None:
        return left
    if passage.markup is None:
        return left.ignored(_PASSAGE_REASONS[passage.kind])
    if link is not None:
        return left.ignored(Reason.OTHER_LINK)
    torn = passage.markup.hindrance(mention.start, mention.end)
    return left.ignored(Reason.MARKUP) if torn else left


def _undecided(mention: Mention, decided: Decided) -> Mention:
    """Without the candidates that people have ruled out; ignored if none is left."""
    left = decided.left_of(mention.words, mention.sentence_mark, mention.candidates)
    if not left:
        return mention.ignored(Reason.DECIDED)
    return replace(
        mention,
        candidates=left,
        ruled_out=tuple(key for key in mention.candidates if key not in left),
        state=State.SUGGESTED if len(left) == 1 else State.AMBIGUOUS,
    )


@dataclass
class _Section:
    """What is linked or offered in one section already: entities, and the words of those (levelled)."""

    entities: set[int] = field(default_factory=set)
    words: set[str] = field(default_factory=set)


def _first_of_sections(found: list[Mention]) -> list[Mention]:
    """Only the first mention per section is offered, and none where a link is there already."""
    sections: dict[str, _Section] = defaultdict(_Section)
    for mention in found:
        if mention.state is State.LINKED:
            sections[mention.section].entities.update(mention.candidates)
            sections[mention.section].words.add(folded(mention.words))
    return [_offered(mention, sections[mention.section]) for mention in found]


def _offered(mention: Mention, section: _Section) -> Mention:
    if mention.state is State.SUGGESTED:
        if mention.candidates[0] in section.entities:
            return mention.ignored(Reason.REPEATED)
        section.entities.update(mention.candidates)
    if mention.state is State.AMBIGUOUS:
        if folded(mention.words) in section.words:
            return mention.ignored(Reason.REPEATED)
        section.words.add(folded(mention.words))
    return mention
