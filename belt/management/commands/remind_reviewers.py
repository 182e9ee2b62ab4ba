"""Remind reviewers of profiles; to be run once a day."""

from typing import Any

from django.core.management.base import BaseCommand
from django.utils import timezone

from belt.reminders import remind


class Command(BaseCommand):
    help = "Writes to those who verify profiles when one is to be checked again; on Mondays of all that are."

    def handle(self, *args: Any, **options: Any) -> None:
        written = remind(timezone.localdate())
        self.stdout.write(f"Written to: {', '.join(written)}" if written else "Nothing to remind of today.")
