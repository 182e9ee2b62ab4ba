"""Trees of few nodes, read whole: places that nest, chains with sub-chains."""

from collections import defaultdict
from collections.abc import Collection, Hashable, Iterable, Iterator, Mapping
from typing import Generic, TypeVar

Key = TypeVar("Key", bound=Hashable)


class Tree(Generic[Key]):
    """Parents and children by key; a cycle in the data ends a walk instead of hanging it."""

    def __init__(self, pairs: Iterable[tuple[Key, Key | None]]) -> None:
        """``pairs``: every node with its parent, ``None`` at a root."""
        self._parent = dict(pairs)
        self._children: dict[Key, list[Key]] = defaultdict(list)
        for node, parent in self._parent.items():
            if parent is not None and parent != node:
                self._children[parent].append(node)

    def above(self, node: Key) -> list[Key]:
        """The nodes that contain it, nearest first, without itself."""
        found: list[Key] = []
        current = self._parent.get(node)
        while current is not None and current != node and current not in found:
            found.append(current)
            current = self._parent.get(current)
        return found

    def within(self, node: Key) -> set[Key]:
        """The node and all that lies in it, at any depth."""
        found: set[Key] = set()
        waiting = [node]
        while waiting:
            current = waiting.pop()
            if current not in found:
                found.add(current)
                waiting += self._children.get(current, [])
        return found

    def children(self, node: Key) -> list[Key]:
        """Its direct children, in the order of the pairs."""
        return list(self._children.get(node, []))

    def walk(self) -> Iterator[tuple[Key, int]]:
        """Every node once with its depth, parents before children; a circle is entered at its first node."""
        met: set[Key] = set()
        roots = [node for node, parent in self._parent.items() if parent not in self._parent]
        for start in [*roots, *self._parent]:
            waiting = [(start if start in met else self._entrance(start), 0)]
            while waiting:
                node, depth = waiting.pop()
                if node not in met:
                    met.add(node)
                    yield node, depth
                    waiting += [(child, depth + 1) for child in reversed(self._children.get(node, []))]

    def only(self, kept: Collection[Key]) -> "Tree[Key]":
        """The tree of these nodes alone; what lay in one that is left out lies in the next one above it."""
        return Tree((node, next((up for up in self.above(node) if up in kept), None)) for node in kept)

    def _entrance(self, node: Key) -> Key:
        """The node itself, or where the circle begins that it hangs on."""
        above = self.above(node)
        first = self._parent.get(above[-1]) if above else None
        return node if first is None else first


def reached(start: Key | None, ways: Mapping[Key, Iterable[Key | None]]) -> set[Key]:
    """The nodes to which ``ways`` lead from ``start``, itself included, where a node has several."""
    met: set[Key] = set()
    waiting = [start]
    while waiting:
        node = waiting.pop()
        if node is not None and node not in met:
            met.add(node)
            waiting += ways.get(node, ())
    return met
