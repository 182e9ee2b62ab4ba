"""Readers change the language on every kind of page, with and without a mouse or a script."""

import re
from collections.abc import Callable

import pytest
from playwright.sync_api import Locator, Page, expect

from tests.e2e.pages import PAGES, in_language
from tests.e2e.test_reader_journey import heading, tab_to

TAGS = {"it": "it", "en": "en", "zh-hans": "zh-Hans"}
SELECTION = "/it/esplora/?chain=batterie-nuove-energie&place=kunshan"
KINDS = PAGES | {"selection": SELECTION}
# What is in one language alone leads to the nearest page that is in all.
LEADS_TO = {"unreadable selection": "explorer", "not found": "home"}
# No version of anything else, so search engines are told of none.
UNNAMED = {"selection", *LEADS_TO}
HEADINGS = {
    "home": ("Chi produce che cosa", "Who makes what", "谁在生产什么"),
    "reports": ("Relazioni", "Reports", "考察报告"),
    "report": ("Putuo incontra Kunshan", "Putuo meets Kunshan", "普陀走进昆山"),
    "profiles": ("Profili", "Profiles", "名录"),
    "a to z": ("Profili dalla A alla Z", "Profiles from A to Z", "名录字母索引"),
    "company": ("Qingtao Energy", "Qingtao Energy", "清陶能源"),
    "city": ("Kunshan", "Kunshan", "昆山"),
    "programme": ("Zona Vitale", "Collaborative Innovation Vitality Zone", "协同创新活力区"),
    "chains": ("Filiere", "Industry chains", "产业链"),
    "chain": ("Batterie e nuove energie", "Batteries and new energy", "电池与新能源"),
    "open questions": ("Cosa non sappiamo", "What we do not know", "待解之问"),
    "explorer": ("Esplora", "Explore", "探索"),
    "selection": ("Esplora", "Explore", "探索"),
}
NOT_FOUND = {
    "it": "A questo indirizzo non c’è nessuna pagina",
    "en": "There is no page at this address",
    "zh-hans": "此地址没有页面",
}
UNTRANSLATED, ITS_ADDRESS = "Officina in una sola lingua", "/it/profili/officina-in-una-lingua/"
MAKE = """
from tests.factories import make_profile
make_profile(title={title!r}, slug="officina-in-una-lingua", summary="Solo in italiano.")
"""
# Where such a page leads, and what is said there.
NEAREST = {
    "en": ("/en/profiles/", "Profiles", "The previous page does not exist in English yet"),
    "zh-hans": ("/zh-hans/profiles/", "名录", "上一页尚无中文版"),
}
SLANTED_OR_SPACED = """() => [...document.querySelectorAll("body *")]
    .filter(element => element.checkVisibility())
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
# The text of an element as it stands, line by line.
LINES = """element => {
    const lines = new Map(), text = element.firstChild;
    for (let place = 0; place < text.length; place++) {
        const range = document.createRange();
        range.setStart(text, place);
        range.setEnd(text, place + 1);
        const { bottom } = range.getClientRects()[0];
        lines.set(bottom, (lines.get(bottom) ?? "") + text.data[place]);
    }
    return [...lines.values()];
}"""


def entry(page: Page, code: str) -> Locator:
    """What leads to a language, in the switcher."""
    return page.get_by_role("banner").locator(f".languages a[hreflang={TAGS[code]}]")


def named_versions(page: Page) -> dict[str, str]:
    """The addresses of a page's versions by language, as its head names them."""
    links = page.locator("head link[rel=alternate][hreflang]")
    return dict(links.evaluate_all("links => links.map(link => [link.hreflang, link.href])"))


def offered_versions(page: Page) -> dict[str, str]:
    """The same as the switcher leads to them, with the page itself."""
    links = page.locator(".languages a")
    others = links.evaluate_all("links => links.map(link => [link.hreflang, link.href])")
    return dict(others) | {page.locator("html").get_attribute("lang"): page.url}


def expect_version(page: Page, base_url: str, name: str, code: str) -> None:
    expect(page).to_have_url(base_url + in_language(KINDS[name], code))
    expect(page.locator("html")).to_have_attribute("lang", TAGS[code])
    expect(heading(page)).to_contain_text(HEADINGS[name][list(TAGS).index(code)])


def go_round(page: Page, base_url: str, name: str, follow: Callable[[Locator], None]) -> None:
    """From the Italian page through all languages and back; ``follow`` is how the reader takes a link."""
    page.goto(KINDS[name])
    for code in ("en", "zh-hans", "it"):
        follow(entry(page, code))
        expect_version(page, base_url, LEADS_TO.get(name, name), code)
        if name not in UNNAMED:
            offered = offered_versions(page)
            assert named_versions(page) == offered | {"x-default": offered["it"]}


@pytest.fixture
def unscripted(new_context) -> Page:
    """Somebody whose browser runs no scripts."""
    return new_context(java_script_enabled=False).new_page()


@pytest.mark.parametrize("name", KINDS)
def test_a_reader_without_scripts_goes_round_all_languages(unscripted, base_url, name):
    go_round(unscripted, base_url, name, Locator.click)


@pytest.mark.parametrize("name", KINDS)
def test_the_keyboard_is_enough(unscripted, base_url, name):
    def follow(link: Locator) -> None:
        tab_to(link)
        unscripted.keyboard.press("Enter")

    go_round(unscripted, base_url, name, follow)


def test_a_selection_stays_what_it_is_in_every_language(page):
    for code, company in zip(TAGS, HEADINGS["company"], strict=True):
        page.goto(in_language(SELECTION, code))
        for facet, value in (("chain", "batterie-nuove-energie"), ("place", "kunshan")):
            expect(page.locator(f"input[name={facet}][value={value}]")).to_be_checked()
        expect(page.locator("[data-result]").get_by_role("link", name=company, exact=True)).to_be_visible()


def test_a_selection_made_with_scripts_is_kept_as_well(page):
    page.goto("/it/esplora/")
    page.locator("input[name=chain][value=caffe]").check()
    page.get_by_role("button", name="Applica").click()
    expect(entry(page, "zh-hans")).to_have_attribute("href", "/zh-hans/explore/?chain=caffe")
    entry(page, "zh-hans").click()
    expect(page).to_have_url(re.compile(r"/zh-hans/explore/\?chain=caffe$"))
    expect(page.locator("input[name=chain][value=caffe]")).to_be_checked()


@pytest.mark.parametrize("code", TAGS)
def test_an_error_speaks_the_language_of_its_address(page, code):
    assert page.goto(in_language(PAGES["not found"], code)).status == 404
    expect(page.locator("html")).to_have_attribute("lang", TAGS[code])
    expect(heading(page)).to_have_text(NOT_FOUND[code])


@pytest.fixture(scope="module")
def untranslated(site) -> str:
    """The address of a public profile that is in Italian alone."""
    site.answer(MAKE.format(title=UNTRANSLATED))
    return ITS_ADDRESS


@pytest.mark.parametrize("code", NEAREST)
def test_a_page_that_is_not_translated_leads_to_the_nearest_and_says_so(
    unscripted, base_url, untranslated, code
):
    address, title, words = NEAREST[code]
    page = unscripted
    page.goto(untranslated)
    assert named_versions(page) == {}
    expect(entry(page, code)).to_contain_text(f"questa pagina non è tradotta, la più vicina è {title}")
    entry(page, code).click()
    expect(page).to_have_url(f"{base_url}{address}#not-translated")
    expect(heading(page)).to_have_text(title)
    expect(page.get_by_text(words)).to_be_visible()
    page.goto(address)
    expect(page.get_by_text(words)).to_be_hidden()


@pytest.mark.parametrize("name", PAGES)
def test_chinese_is_neither_slanted_nor_spaced(page, name):
    page.goto(in_language(PAGES[name], "zh-hans"))
    expect(heading(page)).to_contain_text(re.compile("[\u4e00-\u9fff]"))
    assert page.evaluate(SLANTED_OR_SPACED) == []


def test_chinese_is_drawn_with_a_face_that_has_it(page):
    page.goto(in_language(PAGES["city"], "zh-hans"))
    expect(heading(page)).to_have_text("昆山")
    assert len({page.evaluate(DRAWN, sign) for sign in "昆山常熟"}) == 4
    inspector = page.context.new_cdp_session(page)
    inspector.send("DOM.enable")
    inspector.send("CSS.enable")
    root = inspector.send("DOM.getDocument")["root"]["nodeId"]
    title = inspector.send("DOM.querySelector", {"nodeId": root, "selector": "h1"})
    [face] = inspector.send("CSS.getPlatformFontsForNode", title)["fonts"]
    assert face["glyphCount"] == len("昆山")
    # One of the reader's own: ours have Latin letters only.
    assert not face["isCustomFont"]


def test_a_chinese_title_breaks_at_its_points(page):
    page.goto(in_language(PAGES["report"], "zh-hans"))
    for width in (360, 1440):
        page.set_viewport_size({"width": width, "height": 900})
        *lines, _last = heading(page).evaluate(LINES)
        assert lines
        assert all(line[-1] in "，、：" for line in lines), lines
