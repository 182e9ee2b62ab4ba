"""Nothing that axe knows to look for stands in a reader's way, however the page is looked at."""

import json
import re

import pytest
from axe_playwright_python.sync_playwright import Axe
from playwright.sync_api import expect

from tests.e2e.pages import ABROAD, PAGES, SELECTIONS

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
LOOKED_AT = PAGES | SELECTIONS
ON_A_PHONE = [
    *("home", "report", "company", "city", "chains", "chain", "explorer", "not found"),
    *SELECTIONS,
]
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
@pytest.mark.parametrize("name", LOOKED_AT)
def test_axe_finds_nothing_on_a_wide_screen(page, name, scheme):
    page.emulate_media(color_scheme=scheme)
    page.set_viewport_size(WIDE)
    page.goto(LOOKED_AT[name])
    assert findings(page) == ""


@pytest.mark.parametrize("name", ON_A_PHONE)
def test_axe_finds_nothing_on_a_phone(page, name):
    page.set_viewport_size(NARROW)
    page.goto(LOOKED_AT[name])
    assert findings(page) == ""


@pytest.mark.parametrize("name", ABROAD)
def test_axe_finds_nothing_in_the_other_languages(page, name):
    page.set_viewport_size(NARROW)
    page.goto(ABROAD[name])
    for scheme in SCHEMES:
        page.emulate_media(color_scheme=scheme)
        assert findings(page) == "", scheme


@pytest.mark.parametrize("name", ["explorer", "chips"])
def test_axe_finds_nothing_in_unfolded_filters_on_a_phone(page, name):
    page.set_viewport_size(NARROW)
    page.goto(LOOKED_AT[name])
    page.get_by_text(re.compile("^Filtri")).click()
    expect(page.get_by_role("combobox", name="Parole")).to_be_visible()
    assert findings(page) == ""


@pytest.mark.parametrize("scheme", SCHEMES)
@pytest.mark.parametrize("size", [WIDE, NARROW])
@pytest.mark.parametrize(("address", "field"), [("/it/", "Cerca nel sito"), (PAGES["explorer"], "Parole")])
def test_axe_finds_nothing_on_an_open_list_of_suggestions(page, address, field, size, scheme):
    page.emulate_media(color_scheme=scheme)
    page.set_viewport_size(size)
    page.goto(address)
    if size == NARROW and field == "Parole":
        page.get_by_text(re.compile("^Filtri")).click()
    page.get_by_role("combobox", name=field).press_sequentially("qing")
    offered = page.get_by_role("option", name="Qingtao Energy")
    expect(offered.first).to_be_visible()
    assert findings(page) == ""
    page.keyboard.press("ArrowDown")
    expect(offered.first).to_have_attribute("aria-selected", "true")
    assert findings(page) == ""


def test_the_selections_looked_at_show_what_they_are_for(page):
    page.goto(SELECTIONS["chips"])
    expect(page.get_by_role("link", name=re.compile("^Togli "))).to_have_count(4)
    expect(page.locator("[data-result]").first).to_be_visible()
    page.goto(SELECTIONS["ignored value"])
    expect(page.get_by_text("Ignorato: place=atlantide")).to_be_visible()
    page.goto(SELECTIONS["no results"])
    expect(page.locator("output[data-total]")).to_have_attribute("data-total", "0")
    assert page.goto(PAGES["unreadable selection"]).status == 400


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


def test_forced_colours_show_where_the_reader_is(page):
    page.emulate_media(forced_colors="active")
    page.goto(PAGES["reports"])
    here, *_others = lines = page.locator(".site-header__menu a").evaluate_all(
        "links => links.map(link => getComputedStyle(link).borderBottomColor)"
    )
    assert lines.count(here) == 1
    own, *others = page.locator(".languages__item").evaluate_all(
        "items => items.map(item => getComputedStyle(item).borderTopWidth)"
    )
    assert own not in others
