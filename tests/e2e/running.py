"""A site of one's own, served as ``make run`` serves it, for a browser to look at."""

import os
import shutil
import socket
import subprocess
import sys
import time
import urllib.error
import urllib.request
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path

ROOT = Path(__file__).resolve().parents[2]
SECONDS_TO_START = 180


@dataclass(frozen=True)
class RunningSite:
    """A site with a database that goes away with it."""

    url: str
    editor: str
    password: str
    environment: dict[str, str]

    def manage(self, *command: str) -> None:
        """Run one of Django's commands on the site's database."""
        subprocess.run([sys.executable, "manage.py", *command], cwd=ROOT, env=self.environment, check=True)

    def answer(self, code: str) -> str:
        """What some Python prints, run inside the site."""
        command = [sys.executable, "manage.py", "shell", "--no-imports", "-c", code]
        done = subprocess.run(command, cwd=ROOT, env=self.environment, check=True, capture_output=True)
        return done.stdout.decode()


@contextmanager
def running_site(folder: Path) -> Iterator[RunningSite]:
    """Prepare a site with the starter content in an empty folder and serve it on a free port."""
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


def chromium() -> dict:
    """How to launch the Chromium of the system, which as root starts only without its sandbox."""
    flags = [
        "--disable-background-networking",
        "--disable-component-update",
        "--disable-sync",
        "--no-first-run",
    ]
    if os.geteuid() == 0:
        flags.append("--no-sandbox")
    path = next(filter(None, map(shutil.which, ("chromium", "chromium-browser", "google-chrome"))), None)
    return {"executable_path": path, "args": flags}


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
    raise TimeoutError(f"The site does not answer at {address}")
