"""A real server with the starter content, and a real browser in front of it."""

import os
import shutil
import socket
import subprocess
import sys
import time
import urllib.error
import urllib.request
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

import pytest

ROOT = Path(__file__).resolve().parents[2]
SECONDS_TO_START = 180


@dataclass(frozen=True)
class RunningSite:
    """A site of the tests' own, with a database that goes away with it."""

    url: str
    editor: str
    password: str
    environment: dict[str, str]

    def manage(self, *command: str) -> None:
        """Run one of Django's commands on the site's database."""
        subprocess.run([sys.executable, "manage.py", *command], cwd=ROOT, env=self.environment, check=True)


@pytest.fixture(scope="session")
def site(tmp_path_factory: pytest.TempPathFactory) -> Iterator[RunningSite]:
    """The site as ``make run`` prepares and serves it, on a port and a database of its own."""
    folder = tmp_path_factory.mktemp("site")
    port = _free_port()
    running = RunningSite(
        f"http://127.0.0.1:{port}", "editor", "a-password-for-tests", _environment(folder, port)
    )
    running.manage("serve", "--prepare-only")
    running.manage(
        "createsuperuser", "--noinput", "--username", running.editor, "--email", "editor@example.org"
    )
    server = subprocess.Popen([sys.executable, "manage.py", "serve"], cwd=ROOT, env=running.environment)
    try:
        _wait_for(running.url + "/readyz", server)
        yield running
    finally:
        server.terminate()
        server.wait(timeout=30)


@pytest.fixture(scope="session")
def base_url(site: RunningSite) -> str:
    """Addresses in tests may leave out the site's own."""
    return site.url


@pytest.fixture(scope="session")
def browser_type_launch_args(browser_type_launch_args: dict) -> dict:
    """The Chromium of the system, which as root starts only without its sandbox."""
    flags = [
        "--disable-background-networking",
        "--disable-component-update",
        "--disable-sync",
        "--no-first-run",
    ]
    if os.geteuid() == 0:
        flags.append("--no-sandbox")
    path = next(filter(None, map(shutil.which, ("chromium", "chromium-browser", "google-chrome"))), None)
    return {**browser_type_launch_args, "executable_path": path, "args": flags}


@pytest.fixture(scope="session")
def browser_context_args(browser_context_args: dict) -> dict:
    """Readers are Italian unless a test says otherwise."""
    return {**browser_context_args, "locale": "it-IT", "timezone_id": "Europe/Rome"}


def _free_port() -> int:
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        return int(probe.getsockname()[1])


def _environment(folder: Path, port: int) -> dict[str, str]:
    return {
        "PATH": os.environ["PATH"],
        "ENV_FILE": os.devnull,
        "SECRET_KEY": "only-for-tests-" + "x" * 50,
        "SITE_URL": f"http://127.0.0.1:{port}",
        "PORT": str(port),
        "DATABASE_URL": f"sqlite:///{folder}/db.sqlite3",
        "STATIC_ROOT": str(folder / "static"),
        "MEDIA_ROOT": str(folder / "media"),
        "DJANGO_SUPERUSER_PASSWORD": "a-password-for-tests",
    }


def _wait_for(address: str, server: subprocess.Popen) -> None:
    until = time.monotonic() + SECONDS_TO_START
    while time.monotonic() < until and server.poll() is None:
        try:
            urllib.request.urlopen(address, timeout=5).close()  # noqa: S310 -- our own address
        except (urllib.error.URLError, OSError):
            time.sleep(0.2)
        else:
            return
    pytest.fail(f"The site does not answer at {address}")
