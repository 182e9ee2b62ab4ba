"""Check the links of all public pages; to be run by night, for it waits between two questions to one host."""

from argparse import ArgumentParser
from typing import Any

from django.core.management.base import BaseCommand
from django.utils import timezone

from entities.links.answering import Asker
from entities.links.checking import check_links


class Command(BaseCommand):
    help = "Looks for links that lead nowhere and puts them on the list “Broken links” of the admin."

    def add_arguments(self, parser: ArgumentParser) -> None:
        parser.add_argument(
            "--delay", type=float, default=2.0, help="seconds between two questions to one host"
        )
        parser.add_argument("--timeout", type=float, default=10.0, help="seconds to wait for an answer")
        parser.add_argument("--inside-only", action="store_true", help="ask no other site")

    def handle(self, *args: Any, **options: Any) -> None:
        asker = None
        if not options["inside_only"]:
            asker = Asker(delay=options["delay"], timeout=options["timeout"])
        pages = broken = 0
        for page, count in check_links(timezone.now(), asker):
            pages, broken = pages + 1, broken + count
            if count:
                self.stdout.write(f"{page.title}: {count}")
        self.stdout.write(f"{pages} pages checked, {broken} broken links.")
