"""Names that may mean the same: compared as search reads them, by their spelling."""

from collections.abc import Iterable

from rapidfuzz import fuzz

from entities.words import words_of

# "Batteria" and "Batterie" are alike, "Moka" and "Mora" are not.
ALIKE = 85


def alike(names: Iterable[str], others: Iterable[str]) -> bool:
    """Whether one of ``names`` is spelled like one of ``others``, but for accents, case and order."""
    ours, theirs = _plain(names), _plain(others)
    return any(fuzz.token_sort_ratio(one, other) >= ALIKE for one in ours for other in theirs)


def _plain(names: Iterable[str]) -> set[str]:
    return {plain for name in names if (plain := " ".join(words_of(name)))}
