"""What is wrong with the content, in words, all of it at once."""

from dataclasses import dataclass, field


@dataclass
class Problems:
    """Sentences about files; whoever finds one goes on looking for the next."""

    found: list[str] = field(default_factory=list)

    def add(self, where: str, sentence: str) -> None:
        """Note what is wrong in the file (or part of one) named ``where``."""
        self.found.append(f"{where}: {sentence}")

    def __bool__(self) -> bool:
        return bool(self.found)

    def __str__(self) -> str:
        return "\n".join(self.found)


class ContentError(Exception):
    """The content cannot be loaded or removed; its text says why."""
