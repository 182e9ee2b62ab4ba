"""Publish and withdraw pages at their hour, beside a server that was started by hand."""

import logging
import os
import time
from typing import Any

from django.core.management import call_command
from django.core.management.base import BaseCommand
from django.db import connections

SECONDS_BETWEEN = 60

logger = logging.getLogger(__name__)


class Command(BaseCommand):
    help = "Runs publish_scheduled every minute, for as long as whoever started it lives."

    def handle(self, *args: Any, **options: Any) -> None:
        parent = os.getppid()
        while os.getppid() == parent:
            try:
                call_command("publish_scheduled", stdout=self.stdout, stderr=self.stderr)
            except Exception:
                # A database that is away for a minute may be back in the next.
                logger.exception("Nothing could be published on schedule.")
            connections.close_all()
            self._wait(parent)

    def _wait(self, parent: int) -> None:
        until = time.monotonic() + SECONDS_BETWEEN
        while time.monotonic() < until and os.getppid() == parent:
            time.sleep(1)
