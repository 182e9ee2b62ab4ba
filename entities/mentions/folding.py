"""A text levelled for comparing names, each sign of which knows where it stood.

As ``entities.words.fold()`` (accents, case, traditional characters), and further: dashes and
quotation marks are one each, what is invisible vanishes, and white space counts only where it
keeps two words apart. Pure.
"""

import re
import unicodedata
from functools import cached_property, lru_cache

from entities.words import fold, is_han

BREAK = "\u2029"
"""Stands where a paragraph ends: no name reaches across it."""

_MARKS = ("Mn", "Me")
_QUOTATION_MARKS = '“”„‟«»"'
_MINUS = "\u2212"
# “CAFFE' ”: the apostrophe stands for the accent on a last vowel, and goes as accents go.
_ACCENT = r"(?<=[aeiou])'(?![^\W_])"
_WHITE_SPACE = re.compile(rf"(?:{_ACCENT})?[ \n{BREAK}]+|{_ACCENT}")


class _Signs(dict[int, str]):
    """What becomes of each sign, worked out at its first use."""

    def __missing__(self, code: int) -> str:
        return self.setdefault(code, _levelled(chr(code)))


def _levelled(sign: str) -> str:
    if sign.isspace():
        return sign if sign in ("\n", BREAK) else " "
    category = unicodedata.category(sign)
    if category == "Cf" or category in _MARKS:
        return ""
    if category == "Pd" or sign == _MINUS:
        return "-"
    return '"' if sign in _QUOTATION_MARKS else fold(sign)


_SIGNS = _Signs()


def folded(text: str) -> str:
    """The levelled text alone: quick, for names and for whatever is compared as a whole."""
    return _WHITE_SPACE.sub(_gap, text.translate(_SIGNS))


def _gap(white_space: re.Match[str]) -> str:
    """What is left of white space (and an accent): the end of a paragraph, a gap or nothing."""
    text, found = white_space.string, white_space.group()
    if BREAK in found or found.count("\n") > 1:
        return BREAK
    before = text[white_space.start() - 1 : white_space.start()]
    after = text[white_space.end() : white_space.end() + 1]
    if not (before.isalnum() and after.isalnum()):
        return ""
    # Chinese is set with or without a gap beside Latin words.
    return " " if han_sign(before) == han_sign(after) else ""


@lru_cache(maxsize=20_000)
def han_sign(sign: str) -> bool:
    """Whether one sign is a Han character."""
    return is_han(sign)


def latin_sign(sign: str) -> bool:
    """Whether one sign belongs to a word that has ends: a letter or digit of any script but Han."""
    return sign.isalnum() and not han_sign(sign)


class FoldedText:
    """A text with its levelled form and the way back."""

    def __init__(self, original: str) -> None:
        pieces = [_SIGNS[ord(sign)] for sign in original]
        self._flat_origin = [place for place, piece in enumerate(pieces) for _sign in piece]
        self._flat = "".join(pieces)
        self.original = original
        self.text, self.origin = self._without_idle_space()

    def _without_idle_space(self) -> tuple[str, list[int]]:
        signs: list[str] = []
        origin: list[int] = []
        done = 0
        for white_space in _WHITE_SPACE.finditer(self._flat):
            signs.append(self._flat[done : white_space.start()])
            origin += self._flat_origin[done : white_space.start()]
            gap = _gap(white_space)
            signs.append(gap)
            origin += [self._flat_origin[white_space.start()]] * len(gap)
            done = white_space.end()
        signs.append(self._flat[done:])
        return "".join(signs), origin + self._flat_origin[done:]

    @cached_property
    def capitals(self) -> list[bool]:
        """For each sign of ``text``, whether it was written as a capital."""
        return [self._is_capital(self.original[place]) for place in self.origin]

    @staticmethod
    def _is_capital(sign: str) -> bool:
        return sign.isupper() or sign.istitle()

    def cut(self, start: int, end: int) -> tuple[int, int] | None:
        """Where ``text[start:end]`` stood in the original; ``None`` where that cuts a sign in two."""
        origin = self.origin
        first, last = origin[start], origin[end - 1]
        if (start and origin[start - 1] == first) or (end < len(origin) and origin[end] == last):
            return None
        stop = last + 1
        while stop < len(self.original) and unicodedata.category(self.original[stop]) in _MARKS:
            stop += 1
        return first, stop
