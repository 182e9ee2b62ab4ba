"""All chains at once: their tree and their addresses, in a fixed number of queries."""

from dataclasses import dataclass

from entities.models import IndustryChain
from entities.trees import Tree


@dataclass(frozen=True)
class ChainDirectory:
    """The chains readers can browse, as a tree, with the address of each in one language.

    ``winners`` leads from a merged chain (key) to the one it was merged into.
    """

    by_key: dict[int, IndustryChain]
    tree: Tree[int]
    winners: dict[int, int]
    index_url: str

    @classmethod
    def load(cls, index_url: str) -> "ChainDirectory":
        """Read all chains; ``index_url`` is the address of the section they are shown in."""
        chains = list(IndustryChain.objects.defined())
        listed = {chain.pk: chain for chain in chains if chain.merged_into_id is None}
        merges = Tree((chain.pk, chain.merged_into_id) for chain in chains)
        return cls(
            by_key=listed,
            tree=Tree((chain.pk, chain.parent_id) for chain in listed.values()),
            winners={chain.pk: merges.above(chain.pk)[-1] for chain in chains if chain.merged_into_id},
            index_url=index_url,
        )

    def url(self, chain: IndustryChain) -> str:
        """The address of a chain's page; empty while there is no public section of chains."""
        return f"{self.index_url}{chain.slug}/" if self.index_url else ""

    def by_slug(self, slug: str) -> IndustryChain | None:
        """The chain with this slug, if readers can browse it."""
        return next((chain for chain in self.by_key.values() if chain.slug == slug), None)

    def winner_of(self, slug: str) -> IndustryChain | None:
        """The chain into which the one with this slug was merged."""
        loser = IndustryChain.objects.filter(slug=slug).exclude(merged_into=None).first()
        return self.by_key.get(self.winners.get(loser.pk, 0)) if loser else None

    def top_of(self, key: int) -> int:
        """The outermost chain that a chain, or the one it was merged into, is part of."""
        key = self.winners.get(key, key)
        above = self.tree.above(key)
        return above[-1] if above else key

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
        keys = self.tree.within(chain.pk)
        return keys | {loser for loser, winner in self.winners.items() if winner in keys}
