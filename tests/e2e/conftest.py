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
from playwright.sync_api import Browser, ConsoleMessage, Page, Response, StorageState, expect
from pytest_playwright import CreateContextCallback

ROOT = Path(__file__).resolve().parents[2]
SECONDS_TO_START = 180
PATIENCE = 15_000
expect.set_options(timeout=PATIENCE)


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

    def answer(self, code: str) -> str:
        """What some Python prints, run inside the site."""
        command = [sys.executable, "manage.py", "shell", "--no-imports", "-c", code]
        done = subprocess.run(command, cwd=ROOT, env=self.environment, check=True, capture_output=True)
        return done.stdout.decode()


class Witness:
    """Takes down what a page should not do: complain, break its policy, ask other hosts."""

    def __init__(self, page: Page, own: str) -> None:
        self.complaints: list[str] = []
        self.foreign: list[str] = []
        self._own = (own, "data:", "blob:")
        page.on("console", self._hear)
        page.on("pageerror", lambda error: self.complaints.append(str(error)))
        page.on("request", lambda request: self._see(request.url))
        page.on("response", self._check)

    def _hear(self, message: ConsoleMessage) -> None:
        if message.type == "error" and not message.text.startswith("Failed to load resource"):
            self.complaints.append(message.text)

    def _check(self, answer: Response) -> None:
        """A page may say that it is missing; nothing it is made of may be."""
        if not answer.ok and not answer.request.is_navigation_request():
            self.complaints.append(f"{answer.status} {answer.url}")

    def _see(self, address: str) -> None:
        if not address.startswith(self._own):
            self.foreign.append(address)


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


@pytest.fixture
def witness(page: Page, base_url: str) -> Witness:
    """Whoever looks at what ``page`` does."""
    page.set_default_timeout(PATIENCE)
    return Witness(page, base_url)


@pytest.fixture(scope="session")
def signed_in(browser: Browser, browser_context_args: dict, site: RunningSite) -> StorageState:
    """What the browser of an editor remembers after signing in."""
    context = browser.new_context(**browser_context_args)
    page = context.new_page()
    page.goto("/admin/")
    page.get_by_role("textbox", name="Nome utente").fill(site.editor)
    page.get_by_role("textbox", name="Password").fill(site.password)
    page.get_by_role("button", name="Accedi").click()
    expect(page.get_by_role("navigation", name="Menu principale")).to_be_visible()
    state = context.storage_state()
    context.close()
    return state


@pytest.fixture
def editor(new_context: CreateContextCallback, signed_in: StorageState) -> Page:
    """The admin, opened by an editor who has signed in."""
    page = new_context(storage_state=signed_in).new_page()
    page.set_default_timeout(PATIENCE)
    page.goto("/admin/")
    return page


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
