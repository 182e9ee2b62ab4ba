"""The order of names, and the letter under which each stands: Latin by name, Chinese by pinyin."""

from collections.abc import Callable, Iterable
from functools import cache, lru_cache
from operator import attrgetter
from typing import TypeVar

from entities.words import fold, is_han, words_of

Item = TypeVar("Item")

OTHER = "#"
# Signs that names read otherwise than other texts do: 长三角 is Chang…, not Zhang….
READINGS_IN_NAMES = {ord("长"): "cháng,zhǎng"}


@lru_cache(maxsize=50_000)
def sorting_key(name: str) -> tuple[str, str]:
    """Sorts names by how they are spelled; ties fall back on the name itself."""
    words = words_of(name) or [""]
    return " ".join(_spelled(word) for word in words), name


def by_name(items: Iterable[Item], name: Callable[[Item], str] = attrgetter("title")) -> list[Item]:
    """Items, by title if nothing else is said, in the order of names; ties stay as they come."""
    return sorted(items, key=lambda item: sorting_key(name(item)))


def letter_of(name: str) -> str:
    """The capital letter under which a name stands; ``OTHER`` for what begins with no letter."""
    spelled = sorting_key(name)[0]
    first = fold(spelled[:1]).upper()
    return first if "A" <= first <= "Z" else OTHER


def _spelled(word: str) -> str:
    if not is_han(word):
        return word
    return " ".join(_reader()(word))


@cache
def _reader() -> Callable[[str], list[str]]:
    # Fifty megabytes of readings, loaded only where there is something to read.
    from pypinyin import lazy_pinyin, load_single_dict

    load_single_dict(READINGS_IN_NAMES)
    return lazy_pinyin


def by_letter(items: Iterable[Item], name: Callable[[Item], str]) -> dict[str, list[Item]]:
    """Items under the letters of their names, both in the order of the alphabet, ``OTHER`` last."""
    letters: dict[str, list[Item]] = {}
    for item in by_name(items, name):
        letters.setdefault(letter_of(name(item)), []).append(item)
    return dict(sorted(letters.items(), key=lambda pair: (pair[0] == OTHER, pair[0])))
