"""The second half of ``make run`` (the first is bin/run.py): prepare the site, then serve it."""

import hashlib
import os
import subprocess
import sys
from argparse import ArgumentParser
from pathlib import Path
from typing import Any

from django.conf import settings
from django.contrib.staticfiles.finders import get_finders
from django.core.management import call_command
from django.core.management.base import BaseCommand
from django.db import connection
from django.db.migrations.executor import MigrationExecutor
from wagtail.models import Page

from belt.roles import set_up_roles

STEPS = 6
HOME_DEPTH = 2


class Command(BaseCommand):
    help = (
        "Migrates, loads the starter content into an empty site, collects static files, serves with gunicorn."
    )
    requires_system_checks = []

    def add_arguments(self, parser: ArgumentParser) -> None:
        parser.add_argument("--prepare-only", action="store_true", help="stop before serving")

    def handle(self, *args: Any, **options: Any) -> None:
        if not connection.introspection.table_names():
            # Nothing is set up for content that could not be loaded.
            call_command("load_starter_content", check=True, verbosity=0)
        self.step(3, "Setting up the database", _has_unapplied_migrations(), self.migrate)
        self.step(4, "Loading the starter content", _is_empty(), self.load_starter_content)
        self.step(5, "Collecting static files", not _static_files_are_collected(), self.collect_static_files)
        call_command("set_site_address", stdout=self.stdout)
        set_up_roles()
        self.stdout.write(f"[6/{STEPS}] Starting the server …")
        call_command("ensure_first_admin", stdout=self.stdout)
        if not options["prepare_only"]:
            self.serve()

    def step(self, number: int, title: str, needed: bool, work: Any) -> None:
        """Say what is done, or that it was done before."""
        self.stdout.write(f"[{number}/{STEPS}] {title} {'…' if needed else '– done before'}")
        self.stdout.flush()
        if needed:
            work()

    def migrate(self) -> None:
        call_command("migrate", interactive=False, verbosity=0)

    def load_starter_content(self) -> None:
        call_command("load_starter_content", stdout=self.stdout)

    def collect_static_files(self) -> None:
        call_command("collectstatic", interactive=False, verbosity=0, clear=True)
        _stamp().write_text(_static_files_fingerprint())

    def serve(self) -> None:
        """Become the server, so that signals reach it, with a child that keeps the editors' schedule."""
        connection.close()
        sys.stdout.flush()
        subprocess.Popen([sys.executable, sys.argv[0], "keep_schedule"])  # noqa: S603 - our own command
        command = [sys.executable, "-m", "gunicorn", "--config", "python:belt.serving", "belt.wsgi"]
        os.execv(command[0], command)


def _has_unapplied_migrations() -> bool:
    executor = MigrationExecutor(connection)
    return bool(executor.migration_plan(executor.loader.graph.leaf_nodes()))


def _is_empty() -> bool:
    """Whether there is no page yet but the home pages that the migrations make."""
    return not Page.objects.filter(depth__gt=HOME_DEPTH).exists()


def _stamp() -> Path:
    return Path(settings.STATIC_ROOT) / ".collected"


def _static_files_are_collected() -> bool:
    return _stamp().is_file() and _stamp().read_text() == _static_files_fingerprint()


def _static_files_fingerprint() -> str:
    """Changes when any static file is added, removed or edited."""
    seen = hashlib.sha256()
    for finder in get_finders():
        for path, storage in finder.list([]):
            stat = Path(storage.path(path)).stat()
            seen.update(f"{path}|{stat.st_size}|{stat.st_mtime_ns}\n".encode())
    return seen.hexdigest()
