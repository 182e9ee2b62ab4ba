"""Trees of few nodes, read whole: places that nest, chains with sub-chains."""

from collections import defaultdict
from collections.abc import Hashable, Iterable, Iterator
from typing import Any, Generic, TypeVar

Key = TypeVar("Key", bound=Hashable)


class Tree(Generic[Key]):
    """Parents and children by key; a cycle in the data ends a walk instead of hanging it."""

    def __init__(self, pairs: Iterable[tuple[Key, Key | None]]) -> None:
        """``pairs``: every node with its parent, ``None`` at a root."""
        self._parent = dict(pairs)
        self._children: dict[Key, list[Key]] = defaultdict(list)
        for node, parent in self._parent.items():
            if parent is not None:
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
        """Every node reachable from a root with its depth, parents before children."""
        roots = [
            node for node, parent in self._parent.items() if parent is None or parent not in self._parent
        ]
        waiting = [(node, 0) for node in reversed(roots)]
        while waiting:
            node, depth = waiting.pop()
            yield node, depth
            waiting += [(child, depth + 1) for child in reversed(self._children.get(node, []))]


def ancestors(start: Any, *, via: str) -> set[Any]:
    """The keys met from ``start`` along the foreign key ``via``, ``start`` included."""
    met: set[Any] = set()
    while start is not None and start.pk not in met:
        met.add(start.pk)
        start = getattr(start, via)
    return met
