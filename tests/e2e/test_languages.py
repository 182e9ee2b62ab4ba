"""Readers change the language on every kind of page, with and without a mouse or a script."""

import re

import pytest
from axe_playwright_python.sync_playwright import Axe
from playwright.sync_api import Page, expect

from tests.e2e.test_accessibility import RULES

# The same page in each language, and the selection that the last one keeps.
KINDS = {
    "home": ("/it/", "/en/", "/zh-hans/"),
    "reports": ("/it/relazioni/", "/en/reports/", "/zh-hans/reports/"),
    "report": tuple(
        f"{section}putuo-kunshan-changshu/"
        for section in ("/it/relazioni/", "/en/reports/", "/zh-hans/reports/")
    ),
    "profiles": ("/it/profili/", "/en/profiles/", "/zh-hans/profiles/"),
    "a to z": ("/it/profili/a-z/", "/en/profiles/a-z/", "/zh-hans/profiles/a-z/"),
    "company": tuple(
        f"{section}qingtao-energy/" for section in ("/it/profili/", "/en/profiles/", "/zh-hans/profiles/")
    ),
    "city": tuple(
        f"{section}kunshan/" for section in ("/it/profili/", "/en/profiles/", "/zh-hans/profiles/")
    ),
    "chains": ("/it/filiere/", "/en/chains/", "/zh-hans/chains/"),
    "chain": tuple(
        f"{section}batterie-nuove-energie/" for section in ("/it/filiere/", "/en/chains/", "/zh-hans/chains/")
    ),
    "open questions": ("/it/cosa-non-sappiamo/", "/en/open-questions/", "/zh-hans/open-questions/"),
    "explorer": tuple(
        f"{section}?chain=batterie-nuove-energie&place=kunshan"
        for section in ("/it/esplora/", "/en/explore/", "/zh-hans/explore/")
    ),
}
LANGUAGES = ("it", "en", "zh-Hans")
OVERFLOW = "document.documentElement.scrollWidth - document.documentElement.clientWidth"
SLANTED_OR_SPACED = """() => [...document.querySelectorAll("body *")]
    .filter(element => element.checkVisibility() && /[\\u4e00-\\u9fff]/.test(element.textContent))
    .filter(element => [...element.childNodes].some(node => /[\\u4e00-\\u9fff]/.test(node.data ?? "")))
    .filter(element => getComputedStyle(element).fontStyle !== "normal"
        || !["normal", "0px"].includes(getComputedStyle(element).letterSpacing))
    .map(element => element.outerHTML.slice(0, 120))"""
# Where no face has the characters, both are drawn as the same box.
DRAWN = """sign => {
    const canvas = document.createElement("canvas");
    const pen = canvas.getContext("2d");
    pen.font = "40px " + getComputedStyle(document.querySelector("h1")).fontFamily;
    pen.fillText(sign, 10, 60);
    return canvas.toDataURL();
}"""


def change_to(page: Page, language: str):
    """The entry of the switcher that leads to a language."""
    return page.locator(f"header nav a[hreflang='{language}']")


def expect_in(page: Page, language: str, address: str) -> None:
    expect(page).to_have_url(re.compile(f"{re.escape(address)}$"))
    expect(page.locator("html")).to_have_attribute("lang", language)
    expect(page.get_by_role("heading", level=1)).to_be_visible()


@pytest.mark.parametrize("kind", KINDS)
def test_a_reader_without_scripts_goes_round_all_languages(browser, base_url, kind):
    context = browser.new_context(java_script_enabled=False, base_url=base_url)
    page = context.new_page()
    it, en, zh = KINDS[kind]
    page.goto(it)
    for language, address in (("en", en), ("zh-Hans", zh), ("it", it)):
        change_to(page, language).click()
        expect_in(page, language, address)
    context.close()


@pytest.mark.parametrize("kind", ["home", "report", "chain", "explorer"])
def test_the_keyboard_is_enough(page, kind):
    it, en, _zh = KINDS[kind]
    page.goto(it)
    wanted = change_to(page, "en")
    for _press in range(40):
        page.keyboard.press("Tab")
        if wanted.evaluate("element => element === document.activeElement"):
            break
    page.keyboard.press("Enter")
    expect_in(page, "en", en)


def test_a_selection_made_with_scripts_is_kept_as_well(page):
    page.goto("/it/esplora/")
    page.locator("input[name=chain][value=caffe]").check()
    page.get_by_role("button", name="Applica").click()
    expect(change_to(page, "zh-Hans")).to_have_attribute("href", "/zh-hans/explore/?chain=caffe")
    change_to(page, "zh-Hans").click()
    expect_in(page, "zh-Hans", "/zh-hans/explore/?chain=caffe")
    expect(page.locator("input[name=chain][value=caffe]")).to_be_checked()


@pytest.mark.parametrize(
    ("address", "words"), [("/en/nowhere/", "This page is not here"), ("/zh-hans/mei-you/", "")]
)
def test_an_error_speaks_the_language_of_its_address(page, address, words):
    page.goto(address)
    expect(page.get_by_role("heading", level=1)).to_contain_text(words)
    expect(page.locator("html")).to_have_attribute("lang", "en" if "/en/" in address else "zh-Hans")
    change_to(page, "it").click()
    expect_in(page, "it", "/it/")


@pytest.mark.parametrize("kind", KINDS)
def test_chinese_is_set_as_chinese(page, kind):
    page.goto(KINDS[kind][2])
    assert page.evaluate(DRAWN, "昆") != page.evaluate(DRAWN, "常")
    assert page.evaluate(SLANTED_OR_SPACED) == []


@pytest.mark.parametrize("kind", KINDS)
@pytest.mark.parametrize("language", [1, 2])
def test_pages_in_other_languages_fit_a_phone_and_satisfy_axe(page, kind, language):
    page.set_viewport_size({"width": 360, "height": 740})
    page.goto(KINDS[kind][language])
    assert page.evaluate(OVERFLOW) <= 0
    broken = Axe().run(page, options=RULES).response["violations"]
    assert [f"{rule['id']}: {node['html']}" for rule in broken for node in rule["nodes"]] == []
