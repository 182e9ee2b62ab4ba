"""Count how often the names of profiles stand in a text."""

from argparse import ArgumentParser
from collections import Counter, defaultdict
from pathlib import Path
from typing import Any

from django.conf import settings
from django.core.management.base import BaseCommand, CommandError
from wagtail.models import Locale

from entities.mentions.finder import Found
from entities.mentions.vocabulary import Vocabulary


class Command(BaseCommand):
    """Prints a line for each profile in order of first appearance, and one for each of its names."""

    help = (
        "Count the names of published profiles in a plain text: all of them (raw), "
        "and those outside of longer names (free)."
    )

    def add_arguments(self, parser: ArgumentParser) -> None:
        parser.add_argument("file", type=Path, help="a plain text in UTF-8")
        parser.add_argument(
            "--language",
            default=settings.LANGUAGE_CODE,
            choices=[code for code, _name in settings.LANGUAGES],
            help="the language of the profiles to look for",
        )

    def handle(self, *args: Any, **options: Any) -> None:
        try:
            text = options["file"].read_text(encoding="utf-8")
        except (OSError, UnicodeDecodeError) as error:
            raise CommandError(f"{options['file']} cannot be read: {error}") from error
        locale = Locale.objects.filter(language_code=options["language"]).first()
        if locale is None:
            raise CommandError(f"The site has no language {options['language']}.")
        vocabulary = Vocabulary.of_locale(locale.pk)
        for key, found in _by_entity(vocabulary.finder.occurrences(text)).items():
            self._write(vocabulary.titles[key], found)

    def _write(self, title: str, found: list[Found]) -> None:
        outermost = _outermost(found)
        self._line(title, outermost)
        counted = defaultdict(list)
        for occurrence in found:
            counted[occurrence.name].append(occurrence)
        if len(counted) > 1:
            for name, occurrences in counted.items():
                self._line(f"    {name}", occurrences)

    def _line(self, words: str, found: list[Found]) -> None:
        free = Counter(occurrence.free for occurrence in found)[True]
        shared = any(occurrence.free and len(occurrence.entities) > 1 for occurrence in found)
        self.stdout.write(f"{len(found):5} raw {free:5} free  {words}{' (ambiguous)' if shared else ''}")


def _by_entity(found: list[Found]) -> dict[int, list[Found]]:
    by_key: dict[int, list[Found]] = defaultdict(list)
    for occurrence in found:
        for key in occurrence.entities:
            by_key[key].append(occurrence)
    return by_key


def _outermost(found: list[Found]) -> list[Found]:
    """Without the names of an entity that lie inside of a longer name of its own."""
    kept: list[Found] = []
    for occurrence in found:
        if not kept or occurrence.end > kept[-1].end:
            kept.append(occurrence)
    return kept
