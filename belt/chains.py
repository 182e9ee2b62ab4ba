"""All chains at once: their tree and their addresses, in a fixed number of queries."""

from dataclasses import dataclass, replace
from functools import cached_property
from operator import attrgetter

from django.utils import translation

from entities.alphabet import by_name
from entities.models import IndustryChain
from entities.trees import Tree


@dataclass(frozen=True)
class ChainDirectory:
    """The chains readers can browse, as a tree, with the address of each in one language.

    ``winners`` leads from a merged chain (key) to the one it was merged into, ``merged`` holds the
    merged chains, ``whole`` is the tree with the chains in between that nobody can browse.
    """

    by_key: dict[int, IndustryChain]
    tree: Tree[int]
    whole: Tree[int]
    winners: dict[int, int]
    merged: dict[int, IndustryChain]
    index_url: str

    @classmethod
    def load(cls, index_url: str, language: str) -> "ChainDirectory":
        """Read all chains, in the order of their names in a language (code).

        ``index_url`` is the address of the section they are shown in.
        """
        with translation.override(language):
            chains = by_name(IndustryChain.objects.order_by("pk"), name=attrgetter("label"))
        merges = Tree((chain.pk, chain.merged_into_id) for chain in chains)
        winners = {chain.pk: merges.above(chain.pk)[-1] for chain in chains if chain.merged_into_id}
        listed = {chain.pk: chain for chain in chains if chain.is_listed}
        whole = Tree(
            (chain.pk, winners.get(chain.parent_id, chain.parent_id))
            for chain in chains
            if chain.pk not in winners
        )
        return cls(
            by_key=listed,
            tree=whole.only(listed),
            whole=whole,
            winners=winners,
            merged={chain.pk: chain for chain in chains if chain.merged_into_id},
            index_url=index_url,
        )

    def at(self, index_url: str) -> "ChainDirectory":
        """The same chains with the addresses of another section."""
        return replace(self, index_url=index_url)

    def url(self, chain: IndustryChain) -> str:
        """The address of a chain's page; empty while there is no public section of chains."""
        return f"{self.index_url}{chain.slug}/" if self.index_url else ""

    @cached_property
    def by_slug(self) -> dict[str, IndustryChain]:
        """The chains readers can browse, by their own slugs."""
        return {chain.slug: chain for chain in self.by_key.values()}

    @cached_property
    def _winner_by_slug(self) -> dict[str, IndustryChain]:
        """By the slug of each merged chain the one it was merged into, if readers can browse that."""
        return {
            self.merged[loser].slug: self.by_key[winner]
            for loser, winner in self.winners.items()
            if winner in self.by_key
        }

    def find(self, slug: str) -> IndustryChain | None:
        """The chain with this slug, or the one that chain was merged into, if readers can browse it."""
        return self.by_slug.get(slug) or self._winner_by_slug.get(slug)

    def top_level(self) -> list[IndustryChain]:
        """The chains that are part of no other, by name."""
        return [self.by_key[key] for key, depth in self.tree.walk() if depth == 0]

    def ancestors(self, chain: IndustryChain) -> list[IndustryChain]:
        """The chains it is part of, outermost first."""
        return [self.by_key[key] for key in reversed(self.tree.above(chain.pk)) if key in self.by_key]

    def children(self, chain: IndustryChain) -> list[IndustryChain]:
        """Its direct sub-chains."""
        return [self.by_key[key] for key in self.tree.children(chain.pk)]

    def within(self, chain: IndustryChain) -> set[int]:
        """The keys of a chain and its sub-chains, and of all chains merged into them."""
        keys = self.whole.within(chain.pk)
        return keys | {loser for loser, winner in self.winners.items() if winner in keys}

    def standing_for(self, tag: int) -> list[int]:
        """The keys of the chains readers can browse that hold what is tagged with ``tag``, nearest first."""
        winner = self.winners.get(tag, tag)
        return [key for key in (winner, *self.whole.above(winner)) if key in self.by_key]
