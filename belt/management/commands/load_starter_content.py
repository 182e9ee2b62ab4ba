"""Load the starter content: the first tour, its profiles and chains."""

from argparse import ArgumentParser
from pathlib import Path
from typing import Any

from django.core.management.base import BaseCommand, CommandError

from belt.starter.check import checked
from belt.starter.load import load
from belt.starter.problems import ContentError
from belt.starter.remove import remove

CONTENT = Path(__file__).resolve().parents[2] / "starter" / "content"


class Command(BaseCommand):
    """Loads each text once; what editors have changed or deleted since stays as they left it."""

    help = "Load the starter content, check it, or take it away again."

    def add_arguments(self, parser: ArgumentParser) -> None:
        parser.add_argument("--content", type=Path, default=CONTENT, help="another folder of content")
        task = parser.add_mutually_exclusive_group()
        task.add_argument("--check", action="store_true", help="only say what is wrong with the files")
        task.add_argument("--remove", action="store_true", help="delete what this command has loaded")
        parser.add_argument("--no-input", action="store_true", help="do not ask before removing")

    def handle(self, *args: Any, **options: Any) -> None:
        try:
            if options["remove"]:
                self._remove(ask=not options["no_input"])
                return
            content = checked(options["content"])
            if options["check"]:
                self._say("The content is sound.", options)
                return
            made = load(content, lambda line: self._say(line, options))
        except ContentError as error:
            raise CommandError(str(error)) from error
        self._say(f"{made} objects loaded." if made else "Everything was loaded already.", options)

    def _remove(self, *, ask: bool) -> None:
        if ask and not self._is_confirmed():
            raise CommandError("Nothing removed.")
        remove(self.stdout.write)

    def _is_confirmed(self) -> bool:
        try:
            return input("Delete the starter content? Type yes: ") == "yes"
        except EOFError as error:
            raise CommandError("Nobody is there to ask: add --no-input. Nothing removed.") from error

    def _say(self, line: str, options: dict[str, Any]) -> None:
        if options["verbosity"] > 0:
            self.stdout.write(line)
