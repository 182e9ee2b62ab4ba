"""Quotation marks that do not close, each where it stands. Pure.

A quotation may span sentences, so marks are paired over a whole text.
"""

import re
from collections.abc import Iterator

_PAIRS = (("«", "»"), ("“", "”"), ("「", "」"), ("『", "』"), ("《", "》"))
# Between letters it is an apostrophe, which closes nothing.
_SINGLE = re.compile(r"‘|(?<!\w)’|’(?!\w)")
# Beside a straight mark, what tells on which side of its words it stands; so do a gap and an end.
_BEFORE_WORDS, _AFTER_WORDS = "([«“‘—–-", ")].,;:!?…»”’—–-"


def unclosed_marks(text: str) -> list[int]:
    """Where the signs stand that open a quotation or close one by themselves, in reading order."""
    alone: set[int] = set()
    for opening, closing in _PAIRS:
        signs = ((place, sign == opening) for place, sign in enumerate(text) if sign in (opening, closing))
        alone.update(_alone(signs))
    if text.count("‘") > text.count("’"):
        singles = ((found.start(), found[0] == "‘") for found in _SINGLE.finditer(text))
        alone.update(place for place in _alone(singles) if text[place] == "‘")
    alone.update(_straight_alone(text))
    return sorted(alone)


def _alone(signs: Iterator[tuple[int, bool]]) -> Iterator[int]:
    """Of signs of one kind, each with whether it opens, those without the other one."""
    waiting: list[int] = []
    for place, opens in signs:
        if opens:
            waiting.append(place)
        elif waiting:
            waiting.pop()
        else:
            yield place
    yield from waiting


def _straight_alone(text: str) -> Iterator[int]:
    """The same for marks that look alike on both sides, where their number is odd."""
    waiting = None
    for place in _straight_marks(text):
        opens, closes = _opens(text, place), _closes(text, place)
        if waiting is None and closes and not opens:
            yield place
        elif waiting is None:
            waiting = place
        elif opens and not closes:
            yield waiting
            waiting = place
        else:
            waiting = None
    if waiting is not None:
        yield waiting


def _straight_marks(text: str) -> list[int]:
    places = [place for place, sign in enumerate(text) if sign == '"']
    return places if len(places) % 2 else []


def _opens(text: str, place: int) -> bool:
    before, after = text[max(0, place - 1) : place], text[place + 1 : place + 2]
    return _is_gap(before, _BEFORE_WORDS) and not _is_gap(after)


def _closes(text: str, place: int) -> bool:
    before, after = text[max(0, place - 1) : place], text[place + 1 : place + 2]
    return _is_gap(after, _AFTER_WORDS) and not _is_gap(before)


def _is_gap(sign: str, signs: str = "") -> bool:
    return not sign or sign.isspace() or sign in signs
