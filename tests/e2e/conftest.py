"""A real server with the starter content, and a real browser in front of it."""

from collections.abc import Callable, Iterator

import pytest
from playwright.sync_api import Browser, ConsoleMessage, Page, Response, StorageState, expect
from pytest_playwright import CreateContextCallback

from tests.e2e.editing import enter
from tests.e2e.people import MAKE_PEOPLE
from tests.e2e.running import RunningSite, chromium, running_site

PATIENCE = 15_000
expect.set_options(timeout=PATIENCE)


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
    with running_site(tmp_path_factory.mktemp("site")) as running:
        yield running


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
def session_of(
    browser: Browser, browser_context_args: dict, site: RunningSite
) -> Callable[[str], StorageState]:
    """What the browser of somebody remembers after signing in, which each does once."""
    remembered: dict[str, StorageState] = {}

    def signing_in(name: str) -> StorageState:
        if name not in remembered:
            context = browser.new_context(**browser_context_args)
            page = context.new_page()
            page.set_default_timeout(PATIENCE)
            enter(page, name, site.password)
            remembered[name] = context.storage_state()
            context.close()
        return remembered[name]

    return signing_in


@pytest.fixture
def sign_in(new_context: CreateContextCallback, session_of: Callable) -> Callable[[str], Page]:
    """Opens the admin for somebody by name."""

    def as_somebody(name: str) -> Page:
        page = new_context(storage_state=session_of(name)).new_page()
        page.set_default_timeout(PATIENCE)
        page.goto("/admin/")
        return page

    return as_somebody


@pytest.fixture
def editor(sign_in: Callable[[str], Page], site: RunningSite) -> Page:
    """The admin, opened by somebody who may do everything."""
    return sign_in(site.editor)


@pytest.fixture(scope="session")
def people(site: RunningSite) -> None:
    """Somebody of each role; see ``tests.e2e.people``."""
    site.answer(MAKE_PEOPLE.format(password=site.password))


@pytest.fixture
def reader(new_context: CreateContextCallback) -> Page:
    """Somebody who has not signed in."""
    return new_context().new_page()


@pytest.fixture(scope="session")
def browser_type_launch_args(browser_type_launch_args: dict) -> dict:
    return {**browser_type_launch_args, **chromium()}


@pytest.fixture(scope="session")
def browser_context_args(browser_context_args: dict) -> dict:
    """Readers are Italian unless a test says otherwise."""
    return {**browser_context_args, "locale": "it-IT", "timezone_id": "Europe/Rome"}
