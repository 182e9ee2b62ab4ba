"""Names that may mean the same, compared by their spelling.

Those of chains are phrases, whose words may stand in any order. Those of profiles are names: another
order is another name, and so many look alike that more is asked of them.
"""

import re
from collections.abc import Collection, Iterable

from rapidfuzz import fuzz

from entities.words import is_han, words_of

# "Batteria" and "Batterie" are alike, "Moka" and "Mora" are not.
ALIKE = 85
# "qingtao nengyuan" and "qingtao nengyan" are nearly the same; from this length on one sign may be a slip.
NEARLY = 88
LONG_ENOUGH = 6
# What says nothing about which chain is meant, in the three languages, folded.
_LATIN_FILLERS = """
    a ad al alla allo ai agli alle an and chain chains d da dal dalla dei degli del della delle dello di e ed
    filiera filiere for gli i il in industria industriale industry l la le lo of per the un una uno
"""
_FILLERS = frozenset(_LATIN_FILLERS.split())
_HAN_FILLERS = re.compile("产业链|产业|行业")


def alike(names: Iterable[str], others: Iterable[str]) -> bool:
    """Whether one of ``names``, of a chain, is spelled like one of ``others``, or says no more than it does.

    Accents, order, articles and the word “chain” make no difference.
    """
    ours, theirs = _plain(names), _plain(others)
    return any(_is_alike(one, other) for one in ours for other in theirs)


def _is_alike(one: str, other: str) -> bool:
    likeness = max(fuzz.token_sort_ratio(one, other), fuzz.ratio(_joined(one), _joined(other)))
    return likeness >= ALIKE or _holds(one, other) or _holds(other, one)


def _joined(name: str) -> str:
    """A name without gaps: hyphens, gaps and one word for two make no difference."""
    return name.replace(" ", "")


def _holds(name: str, part: str) -> bool:
    """Whether all words of ``part`` stand in a name, Han anywhere, or are one word of it when joined."""
    words = set(name.split())
    if _joined(part) in words:
        return True
    return all(word in words or (is_han(word) and word in name) for word in part.split())


def nearly_the_same(names: Collection[str], others: Collection[str]) -> bool:
    """Whether one of ``names``, of a profile and levelled, is spelled nearly like one of ``others``."""
    return any(
        fuzz.ratio(one, other) >= NEARLY
        for one in names
        for other in others
        if min(len(one), len(other)) >= LONG_ENOUGH
    )


def _plain(names: Iterable[str]) -> set[str]:
    """The names without what tells no chain from another; a name of nothing else as it is."""
    return {plain for name in names if (plain := " ".join(_telling(words_of(name)) or words_of(name)))}


def _telling(words: Iterable[str]) -> list[str]:
    bare = [_HAN_FILLERS.sub("", word) for word in words]
    return [word for word in bare if word and word not in _FILLERS]
