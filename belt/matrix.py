"""The chain x place matrix: how many profiles of each chain stand in each city."""

from collections import Counter
from dataclasses import dataclass

from belt.chains import ChainDirectory
from entities.models import ChainLink, EntityPage, IndustryChain

LEVELS = 3
# A small number stays pale, however small all the others are.
DARKEST_FROM = 4


@dataclass(frozen=True)
class Cell:
    """How many profiles; ``level`` 0 to 3 is the depth of its shade, ``url`` leads to the list."""

    place: EntityPage
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
    """Rows of top-level chains, columns of places, both in a stable order."""

    places: list[EntityPage]
    rows: list[Row]


def chain_place_matrix(locale_id: int, directory: ChainDirectory) -> Matrix:
    """Count public sites by top-level chain (sub-chains included) and by the place they stand in."""
    sites = EntityPage.objects.listed().sites().filter(locale=locale_id).exclude(located_in=None)
    places = EntityPage.objects.listed().filter(pk__in=sites.order_by().values("located_in"))
    links = ChainLink.objects.filter(content_object__in=sites.keys()).order_by()
    standing = {
        (entity, place, directory.top_of(tag))
        for entity, place, tag in links.values_list(
            "content_object", "content_object__entitypage__located_in", "tag"
        )
    }
    counts = Counter((top, place) for _entity, place, top in standing)
    columns = list(places.defer_streamfields())
    most = max(DARKEST_FROM, *counts.values()) if counts else DARKEST_FROM
    rows = [
        Row(chain, directory.url(chain), [_cell(directory, chain, place, counts, most) for place in columns])
        for chain in directory.top_level()
        if any(counts[chain.pk, place.pk] for place in columns)
    ]
    return Matrix(columns, rows)


def _cell(
    directory: ChainDirectory, chain: IndustryChain, place: EntityPage, counts: Counter, most: int
) -> Cell:
    count = counts[chain.pk, place.pk]
    level = min(LEVELS, -(-count * LEVELS // most))
    return Cell(place, count, level, directory.url(chain) if count else "")
