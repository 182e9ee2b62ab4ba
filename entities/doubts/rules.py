"""What looks doubtful in a text, sentence by sentence. Pure."""

import re
from collections.abc import Iterator
from dataclasses import dataclass
from enum import Enum

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


# 千亿 is a hundred billion, and was told as a thousand: round figures of that size are looked at twice.
_ROUND = (
    r"(?:[a-z]*(?:mille|mila|cento))\s+miliard[io]|\d+[.,]?(?:00|000)(?:[.,]0+)?\s*(?:miliardi|mld\.?)"
    r"|\d+\s*mila\s+(?:miliardi|mld\.?)|(?:un|due|tre|\d+)\s+[bt]rilion[ei]|(?:un|due|tre|\d+)\s+bilion[ei]"
    r"|(?:a|one|two|three|\d+)\s+trillion|(?:a|one|two|five|\d00)\s+(?:hundred\s+)?billion"
    r"|\d00\s*bn"
)
_CURRENCY = r"yuan|renminbi|rmb|cny|[¥￥]"
_FIGURE = re.compile(
    rf"(?:{_ROUND})\s*(?:\bdi\s+|\bof\s+)?(?:{_CURRENCY})|(?:{_CURRENCY})\s*(?:{_ROUND})"
    r"|(?:[千万]|\d000|\d[,.]000|\d万)[亿億](?:元|人民币|人民幣)?",
    re.IGNORECASE,
)
_SAID = (
    "sottolineat|espress|ribadit|evidenziat|affermat|ricordat|auspicat"
    "|dichiarat|osservat|rilevat|dett|spiegat"
)
_BETWEEN = "(?:inoltre|anche|infine|poi|altresì|più volte|ancora|quindi)"
_BY_SOMEBODY = r"\s+d(?:a|al|alla|allo|ai|agli|alle|all['’])\b"
_SPEAKER = re.compile(
    rf"\b(?:è\s+stat[oa]|sono\s+stat[ie]|viene|vengono|si\s+è)\s+(?:{_BETWEEN}\s+)?(?:{_SAID})[oaie]\b(?!{_BY_SOMEBODY})"
    r"|\bit\s+(?:was|has\s+been)\s+(?:stressed|emphasi[sz]ed|noted|stated|said|pointed\s+out)\b(?!\s+by\b)"
    # Of a company one says “si afferma sul mercato”.
    r"|\bsi\s+(?:(?:sottolinea|ribadisce|evidenzia|auspica)\b|(?:afferma|dichiara|rileva)\s+che\b)"
    r"|会[议上](?:强调|指出|认为|要求)",
    re.IGNORECASE,
)
_PAIRS = (("«", "»"), ("“", "”"), ("「", "」"), ("《", "》"))
_FINISHED = re.compile(r"[.!?…。！？:]['\"”’»)\]」』]*\Z")


def one_line(text: str) -> str:
    """A text without its line breaks."""
    return " ".join(text.split())


def doubts_in(text: str) -> Iterator[Doubt]:
    """The doubts a text raises by itself, in the order of the rules."""
    sentences = Sentences(text)
    for kind, pattern in ((DoubtKind.FIGURE, _FIGURE), (DoubtKind.SPEAKER, _SPEAKER)):
        told = {sentences.around(*found.span()): None for found in pattern.finditer(text)}
        yield from (Doubt(kind, sentence) for sentence in told)
    if _is_unbalanced(text):
        yield Doubt(DoubtKind.QUOTATION_MARKS, text.strip())


def unfinished(text: str) -> Doubt | None:
    """The doubt about a text whose last sentence has no end."""
    bare = text.strip()
    if not bare or _FINISHED.search(bare):
        return None
    return Doubt(DoubtKind.UNFINISHED, Sentences(bare).around(len(bare) - 1, len(bare)))


def _is_unbalanced(text: str) -> bool:
    if text.count('"') % 2:
        return True
    for opening, closing in _PAIRS:
        depth = 0
        for sign in text:
            depth += (sign == opening) - (sign == closing)
            if depth < 0:
                return True
        if depth:
            return True
    return False
