"""The sentences of a text, not cut at abbreviations such as “Co., Ltd.”. Pure."""

import hashlib
import re
from bisect import bisect_right

from entities.mentions.folding import BREAK, folded

_ABBREVIATIONS = frozenset(
    (
        "co",
        "corp",
        "inc",
        "ltd",
        "plc",
        "spa",
        "srl",
        "sas",
        "snc",
        "dr",
        "dott",
        "prof",
        "ing",
        "avv",
        "sig",
        "mr",
        "mrs",
        "ms",
        "st",
        "nr",
        "vs",
        "art",
        "cap",
        "cfr",
        "ecc",
        "es",
        "fig",
        "ca",
        "pag",
        "pagg",
        "par",
        "vol",
    )
)
_CLOSING = "\"'”’»)\\]」』"
_END = re.compile(
    rf"(?P<full>[。！？]+[{_CLOSING}]*)|(?P<stop>(?<![.!?…])[.!?…]+[{_CLOSING}]*)(?=\s)|{BREAK}+|\n[^\S\n]*\n\s*"
)
_WORD_BEFORE = re.compile(r"[^\W\d_]+\Z")
_NEXT_SIGN = re.compile(r"\s*(\S)")
_LONGEST_WORD = 12


class Sentences:
    """Where the sentences of one text begin and end; asked for any number of places."""

    def __init__(self, text: str) -> None:
        self.text = text
        self._starts = [0, *(end.end() for end in _END.finditer(text) if _is_end(end))]

    def around(self, start: int, end: int) -> str:
        """The sentence (or sentences) in which ``text[start:end]`` stands."""
        first = bisect_right(self._starts, start) - 1
        after = bisect_right(self._starts, max(start, end - 1))
        stop = self._starts[after] if after < len(self._starts) else len(self.text)
        return self.text[self._starts[first] : stop].strip()


def _is_end(found: re.Match[str]) -> bool:
    if not (found["stop"] or "").startswith("."):
        return True
    text, stop = found.string, found.start()
    following = _NEXT_SIGN.match(text, found.end())
    if following and following[1].islower():
        return False
    before = _WORD_BEFORE.search(text[max(0, stop - _LONGEST_WORD) : stop])
    # An initial, or the last letter of “S.p.A.”
    return before is None or (len(before[0]) > 1 and before[0].casefold() not in _ABBREVIATIONS)


def fingerprint(sentence: str) -> str:
    """64 hexadecimal signs that stay the same while only dress changes: case, accents, gaps."""
    return hashlib.sha256(folded(sentence).encode()).hexdigest()
