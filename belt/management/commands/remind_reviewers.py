"""Remind reviewers of profiles; to be run once a day."""

from typing import Any

from django.conf import settings
from django.core.management.base import BaseCommand
from django.utils import timezone

from belt.reminders import remind

# Says of every letter that it went out.
NO_MAIL = "django.core.mail.backends.dummy.EmailBackend"


class Command(BaseCommand):
    help = "Writes to those who verify profiles when one is to be checked again; on Mondays of all that are."

    def handle(self, *args: Any, **options: Any) -> None:
        if settings.EMAIL_BACKEND == NO_MAIL:
            self.stdout.write("No mail is set up here (EMAIL_URL), so nobody is written to.")
            return
        written = remind(timezone.localdate())
        self.stdout.write(f"Written to: {', '.join(written)}" if written else "Nothing to remind of today.")
