"""Fill an empty site with very many invented pages."""

from argparse import ArgumentParser
from typing import Any

from django.core.management.base import BaseCommand, CommandError

from belt.seeding import Amounts, seed
from entities.models import EntityPage


class Command(BaseCommand):
    help = "Fills an empty site with invented pages for measuring; the same seed makes the same pages."

    def add_arguments(self, parser: ArgumentParser) -> None:
        parser.add_argument("--profiles", type=int, default=10_000)
        parser.add_argument("--reports", type=int, default=2_000)
        parser.add_argument("--chains", type=int, default=200)
        parser.add_argument("--places", type=int, default=100, help="how many of the profiles are places")
        parser.add_argument("--seed", type=int, default=1)

    def handle(self, *args: Any, **options: Any) -> None:
        amounts = Amounts(options["profiles"], options["reports"], options["chains"], options["places"])
        if min(amounts.profiles - amounts.places, amounts.reports, amounts.chains, amounts.places) < 1:
            raise CommandError("There must be at least one of each, and more profiles than places.")
        if EntityPage.objects.exists():
            raise CommandError("There are profiles already: this fills an empty site only.")
        seed(amounts, options["seed"], self.stdout.write)
