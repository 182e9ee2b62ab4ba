"""Nothing that axe knows to look for stands in a reader's way, however the page is looked at."""

import json

import pytest
from axe_playwright_python.sync_playwright import Axe
from playwright.sync_api import expect

from tests.e2e.pages import PAGES

RULES = {
    "runOnly": {
        "type": "tag",
        "values": ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa", "best-practice"],
    },
    # What Wagtail's checker shows to editors in the preview is looked for as well.
    "rules": {"target-size": {"enabled": True}, "p-as-heading": {"enabled": True}},
    "resultTypes": ["violations"],
}
SCHEMES = ["light", "dark"]
WIDE = {"width": 1280, "height": 800}
NARROW = {"width": 360, "height": 740}
RENDER = (
    "import json; from django.template.loader import render_to_string; "
    "print(json.dumps({name: render_to_string(name) for name in ('500.html', '503.html')}))"
)


def findings(page) -> str:
    """What axe objects to, a line each: the rule, and an element it is broken by."""
    violations = Axe().run(page, options=RULES).response["violations"]
    return "\n".join(f"{rule['id']}: {node['html']}" for rule in violations for node in rule["nodes"])


@pytest.fixture(scope="session")
def error_pages(site) -> dict[str, str]:
    """The pages for what must not happen, as the site renders them."""
    return json.loads(site.answer(RENDER).splitlines()[-1])


@pytest.fixture
def broken(page, error_pages):
    """Opens the home page of a site that is broken: the error page under the site's own policy."""

    def open_page(name: str) -> None:
        policy = page.request.get("/it/").headers["content-security-policy"]
        headers = {"Content-Security-Policy": policy, "Content-Type": "text/html; charset=utf-8"}
        answer = {"status": int(name[:3]), "headers": headers, "body": error_pages[name]}
        page.route("**/it/", lambda route: route.fulfill(**answer))
        page.goto("/it/")

    return open_page


@pytest.mark.parametrize("scheme", SCHEMES)
@pytest.mark.parametrize("name", PAGES)
def test_axe_finds_nothing_on_a_wide_screen(page, name, scheme):
    page.emulate_media(color_scheme=scheme)
    page.set_viewport_size(WIDE)
    page.goto(PAGES[name])
    assert findings(page) == ""


@pytest.mark.parametrize("name", ["home", "report", "company", "city", "chains", "not found"])
def test_axe_finds_nothing_on_a_phone(page, name):
    page.set_viewport_size(NARROW)
    page.goto(PAGES[name])
    assert findings(page) == ""


@pytest.mark.parametrize("scheme", SCHEMES)
@pytest.mark.parametrize("name", ["500.html", "503.html"])
def test_axe_finds_nothing_on_error_pages(page, witness, broken, name, scheme):
    page.emulate_media(color_scheme=scheme)
    broken(name)
    expect(page.get_by_role("link")).to_have_count(3)
    assert findings(page) == ""
    assert witness.complaints == []
    assert witness.foreign == []


def test_the_schemes_differ(page):
    colours = set()
    for scheme in SCHEMES:
        page.emulate_media(color_scheme=scheme)
        page.goto("/it/")
        colours.add(page.evaluate("getComputedStyle(document.body).backgroundColor"))
    assert len(colours) == 2


@pytest.mark.parametrize("name", PAGES)
def test_pages_stand_in_forced_colours_and_without_motion(page, witness, name):
    page.emulate_media(forced_colors="active", color_scheme="dark", reduced_motion="reduce")
    page.goto(PAGES[name])
    expect(page.get_by_role("heading", level=1)).to_be_visible()
    assert page.evaluate("matchMedia('(forced-colors: active)').matches")
    assert page.evaluate("getComputedStyle(document.documentElement).scrollBehavior") == "auto"
    assert page.evaluate("document.getAnimations().length") == 0
    assert witness.complaints == []


def test_the_red_line_stays_visible_in_forced_colours(page):
    page.emulate_media(forced_colors="active")
    page.goto("/it/")
    line = page.locator(".belt-map__line:visible")
    stroke, ground = line.evaluate(
        "line => [getComputedStyle(line).stroke, getComputedStyle(document.body).backgroundColor]"
    )
    assert stroke not in {"none", ground}
