"""Names that may mean the same, compared by their spelling.

Those of chains are phrases, whose words may stand in any order. Those of profiles are names: another
order is another name, and so many look alike that more is asked of them.
"""

from collections.abc import Collection, Iterable

from rapidfuzz import fuzz

from entities.words import words_of

# "Batteria" and "Batterie" are alike, "Moka" and "Mora" are not.
ALIKE = 85
# "qingtao nengyuan" and "qingtao nengyan" are nearly the same; from this length on one sign may be a slip.
NEARLY = 88
LONG_ENOUGH = 6


def alike(names: Iterable[str], others: Iterable[str]) -> bool:
    """Whether one of ``names``, of a chain, is spelled like one of ``others``, but for accents and order."""
    ours, theirs = _plain(names), _plain(others)
    return any(fuzz.token_sort_ratio(one, other) >= ALIKE for one in ours for other in theirs)


def nearly_the_same(names: Collection[str], others: Collection[str]) -> bool:
    """Whether one of ``names``, of a profile and levelled, is spelled nearly like one of ``others``."""
    return any(
        fuzz.ratio(one, other) >= NEARLY
        for one in names
        for other in others
        if min(len(one), len(other)) >= LONG_ENOUGH
    )


def _plain(names: Iterable[str]) -> set[str]:
    return {plain for name in names if (plain := " ".join(words_of(name)))}
