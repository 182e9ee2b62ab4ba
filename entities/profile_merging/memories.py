"""What other packages know of the translations of a profile that a merge, and its undoing, would change."""

from typing import Any, Protocol

from wagtail import hooks

from entities.models import EntityPage

# The hook by which packages give their memories: functions that return one.
HOOK = "memories_of_profile_merges"


class Memory(Protocol):
    """Takes down, as JSON, what is known before two profiles are merged, and gives it back after undoing."""

    name: str

    def take(self, winner: EntityPage) -> Any:
        """What is known of the translations of ``winner``."""

    def give_back(self, winner: EntityPage, taken: Any, *, without: set[int]) -> None:
        """Let it be so again, but for pages (keys) that somebody has published since."""


def memories() -> list[Memory]:
    """All there are."""
    return [give() for give in hooks.get_hooks(HOOK)]
