"""What was said of a chain before it was merged, read as said of the chain that is left.

Revisions are never rewritten: ``with_survivors()`` stands where they are read, so that old ones
open, compare and are published with the chain that is left.
"""

from collections import defaultdict
from collections.abc import Iterable
from functools import reduce
from typing import Any, NamedTuple

from entities.enums import Stage, weakness_of
from entities.models.chains import IndustryChain

LINKS = "chain_links"


class Statement(NamedTuple):
    """What a link says beside its chain: at which stage the page stands, and how we know."""

    stage: str
    evidence: str

    @property
    def has_stage(self) -> bool:
        return self.stage != Stage.UNSPECIFIED


def both_said(own: Statement, other: Statement) -> Statement:
    """One statement for two about the same page and chain.

    The better evidence counts, and a known stage before an unspecified one. Of two known stages the
    one with the better evidence is kept, ``own`` if they are equal.
    """
    first, second = sorted((own, other), key=lambda statement: weakness_of(statement.evidence))
    return Statement(first.stage if first.has_stage else second.stage, first.evidence)


def disagree(one: Statement, other: Statement) -> bool:
    """Whether two statements name two different stages."""
    return one.has_stage and other.has_stage and one.stage != other.stage


def survivors_of(keys: Iterable[int]) -> dict[int, int]:
    """Of chains (keys) that were merged, the chain that is left."""
    merged = IndustryChain.objects.filter(pk__in=set(keys)).exclude(merged_into=None)
    return {chain.pk: chain.survivor.pk for chain in merged.select_related("merged_into")}


def with_survivors(content: dict[str, Any]) -> dict[str, Any]:
    """The content of a revision, its links to merged chains turned to those that are left, each once.

    One query; ``content`` itself stays as it is.
    """
    rows = content.get(LINKS) or []
    survivors = survivors_of(row["tag"] for row in rows if row.get("tag"))
    if not survivors:
        return content
    by_chain: dict[int, list[dict[str, Any]]] = defaultdict(list)
    for row in rows:
        if row.get("tag"):
            by_chain[survivors.get(row["tag"], row["tag"])].append(row)
    left_open = [row for row in rows if not row.get("tag")]
    return content | {LINKS: [one_row(chain, same) for chain, same in by_chain.items()] + left_open}


def one_row(chain: int, rows: list[dict[str, Any]]) -> dict[str, Any]:
    """One row for several about the same page and ``chain`` (key), as a merge leaves it in the table."""
    # The row that has always named this chain is the one that a merge leaves in the table.
    kept = next((row for row in rows if row.get("tag") == chain), rows[0])
    others = [_statement(row) for row in rows if row is not kept]
    said = reduce(both_said, others, _statement(kept))
    return kept | {"tag": chain, "stage": said.stage, "evidence": said.evidence}


def _statement(row: dict[str, Any]) -> Statement:
    return Statement(row.get("stage", Stage.UNSPECIFIED), row.get("evidence", ""))
