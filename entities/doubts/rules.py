"""What looks doubtful in a text, sentence by sentence. Pure."""

import re
from collections.abc import Iterator
from dataclasses import dataclass
from enum import Enum

from entities.doubts.figures import large_round_sums
from entities.doubts.quotation_marks import unclosed_marks
from entities.mentions.sentences import Sentences, fingerprint


class DoubtKind(Enum):
    """Why a text looks doubtful."""

    FIGURE = "figure"
    SPEAKER = "speaker"
    QUOTATION_MARKS = "quotation marks"
    UNFINISHED = "unfinished"
    PHONETIC_NAME = "phonetic name"


@dataclass(frozen=True)
class Doubt:
    """A kind and the words that give rise to it."""

    kind: DoubtKind
    sentence: str

    @property
    def mark(self) -> str:
        """64 hexadecimal signs by which a decision knows it; the same while only its dress changes."""
        return fingerprint(f"{self.kind.value}: {self.sentence}")

    @property
    def in_one_line(self) -> str:
        """Its words for a list or a note: where paragraphs end stands a gap."""
        return one_line(self.sentence)


_SAID = (
    "sottolineat|espress|ribadit|evidenziat|affermat|ricordat|auspicat"
    "|dichiarat|osservat|rilevat|dett|spiegat|riferit|aggiunt|segnalat"
)
_SAYING = (
    rf"(?:(?:{_SAID})[oaie]|fatt[oaie]\s+notare|mess[oaie]\s+in\s+(?:risalto|evidenza)"
    # One is also “indicata come direttrice” and “informata dei dati”.
    r"|(?:indicat|informat)[oaie](?=\s+che\b))"
)
_WAS = (
    r"(?:è|era|e['’])\s+stat[oa]|(?:sono|erano)\s+stat[ie]|si\s+(?:è|era)|fu(?:rono)?"
    r"|v(?:iene|engono|eniva|enivano|enne|ennero)"
)
_WAS_IN_ENGLISH = r"(?:was|is|has\s+been|had\s+been)"
_STRESSED = (
    r"stressed|emphasi[sz]ed|noted|stated|said|pointed\s+out|highlighted|underlined|underscored"
    r"|mentioned|reported|recalled"
)
_BETWEEN = "(?:inoltre|anche|infine|poi|altresì|più volte|ancora|quindi|in particolare|soprattutto)"
_BETWEEN_IN_ENGLISH = "(?:also|further|furthermore|again|repeatedly|finally|then)"
_BY_SOMEBODY = rf"(?:\s+{_BETWEEN})*\s+d(?:a|al|alla|allo|ai|agli|alle|all['’])\b"
_SPEAKER = re.compile(
    rf"\b(?:{_WAS})\s+(?:{_BETWEEN}\s+)*{_SAYING}\b(?!{_BY_SOMEBODY})"
    rf"|\bit\s+{_WAS_IN_ENGLISH}\s+(?:{_BETWEEN_IN_ENGLISH}\s+)*(?:{_STRESSED})\b(?!\s+by\b)"
    # Of a company one says “si afferma sul mercato”.
    r"|\bsi\s+(?:(?:sottolinea|ribadisce|evidenzia|auspica)\b|(?:afferma|dichiara|rileva)\s+che\b)"
    r"|会[议上](?:强调|指出|认为|要求)",
    re.IGNORECASE,
)
_FINISHED = re.compile(r"[.!?…。！？:]['\"”’»)\]」』]*\Z")


def one_line(text: str) -> str:
    """A text without its line breaks."""
    return " ".join(text.split())


def doubts_in(text: str) -> Iterator[Doubt]:
    """The doubts a text raises by itself, in the order of the rules."""
    sentences = Sentences(text)
    found = (
        (DoubtKind.FIGURE, large_round_sums(text)),
        (DoubtKind.SPEAKER, (words.span() for words in _SPEAKER.finditer(text))),
        (DoubtKind.QUOTATION_MARKS, ((place, place + 1) for place in unclosed_marks(text))),
    )
    for kind, spans in found:
        told = {sentences.around(*span): None for span in spans}
        yield from (Doubt(kind, sentence) for sentence in told)


def unfinished(text: str) -> Doubt | None:
    """The doubt about a text whose last sentence has no end."""
    bare = text.strip()
    if not bare or _FINISHED.search(bare):
        return None
    return Doubt(DoubtKind.UNFINISHED, Sentences(bare).around(len(bare) - 1, len(bare)))
