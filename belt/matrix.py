"""The chain x place matrix: how many profiles of each chain stand in each place.

Counted by the explorer's own index, so that a number is what one finds behind its link.
"""

from dataclasses import dataclass

from belt.chains import ChainDirectory
from belt.explorer.facets import PROFILE, FacetIndex
from belt.explorer.rows import Place
from belt.explorer.selection import Selection
from entities.alphabet import sorting_key
from entities.models import IndustryChain

LEVELS = 3
# A small number stays pale, however small all the others are.
DARKEST_FROM = 4
# More than fit a screen; the explorer has all.
MOST_PLACES = 12
MOST_CHAINS = 40


@dataclass(frozen=True)
class Column:
    """A place, with the address of what the explorer finds there."""

    place: Place
    url: str


@dataclass(frozen=True)
class Cell:
    """How many profiles; ``level`` 0 to 3 is the depth of its shade, ``url`` leads to the list."""

    place: Place
    count: int
    level: int
    url: str


@dataclass(frozen=True)
class Row:
    """One chain with a cell per place."""

    chain: IndustryChain
    url: str
    cells: list[Cell]


@dataclass(frozen=True)
class Matrix:
    """Rows of top-level chains by name, columns of places, the fullest first.

    ``is_cut`` where there are more of either than it shows.
    """

    columns: list[Column]
    rows: list[Row]
    is_cut: bool


def chain_place_matrix(index: FacetIndex, directory: ChainDirectory, explorer_url: str) -> Matrix:
    """Count public profiles by top-level chain (sub-chains included) and by the place they lie in."""
    filled_places = _places_by_fullness(index)
    places = filled_places[:MOST_PLACES]
    counted = [(chain, _counts(index, chain, places)) for chain in directory.top_level()]
    filled = sorted((pair for pair in counted if any(pair[1])), key=lambda pair: -sum(pair[1]))
    shown = sorted(filled[:MOST_CHAINS], key=lambda pair: (sorting_key(pair[0].label), pair[0].pk))
    most = max([DARKEST_FROM, *(count for _chain, counts in shown for count in counts)])
    columns = [
        Column(index.places[place], explorer_url + Selection().only("place", place).query())
        for place in places
    ]
    rows = []
    for chain, counts in shown:
        selection = Selection().only("type", PROFILE).only("chain", chain.slug)
        cells = [
            Cell(
                place=index.places[place],
                count=count,
                level=min(LEVELS, -(-count * LEVELS // most)),
                url=explorer_url + selection.only("place", place).query() if count else "",
            )
            for place, count in zip(places, counts, strict=True)
        ]
        rows.append(Row(chain, directory.url(chain), cells))
    return Matrix(columns, rows, is_cut=len(filled) > MOST_CHAINS or len(filled_places) > MOST_PLACES)


def _places_by_fullness(index: FacetIndex) -> list[str]:
    """The places with profiles of chains, those with most first, as values of the explorer's facet."""
    counts = index.count_by_place(index.in_chains(PROFILE, index.chains.by_slug), index.places_of_sites)
    return sorted(counts, key=lambda place: (-counts[place], sorting_key(index.places[place].title), place))


def _counts(index: FacetIndex, chain: IndustryChain, places: list[str]) -> list[int]:
    counts = index.count_by_place(index.in_chains(PROFILE, [chain.slug]), places)
    return [counts.get(place, 0) for place in places]
