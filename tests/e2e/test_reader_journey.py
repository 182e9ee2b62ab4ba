"""What a reader does: from a chain to a company, to the tour that saw it, to the next stop."""

import re
import xml.etree.ElementTree as ET

import pytest
from playwright.sync_api import Locator, Page, expect

from tests.e2e.pages import PAGES, REPORT

ATOM = "{http://www.w3.org/2005/Atom}"
MOST_TABS = 250
IS_FOCUSED = "element => element === document.activeElement"
FOCUS_RING = """element => {
    const style = getComputedStyle(element);
    return style.outlineStyle === "none" ? 0 : parseFloat(style.outlineWidth);
}"""


def main_link(page: Page, name: str) -> Locator:
    return page.get_by_role("main").get_by_role("link", name=name, exact=True).first


def stop(page: Page, number: int) -> Locator:
    return page.locator(f"li[data-stop='{number}']")


def visit(page: Page) -> Locator:
    """On a profile, the row of the tour the journey is about."""
    rows = page.locator("section[aria-labelledby=visits]").get_by_role("listitem")
    return rows.filter(has_text="Putuo incontra Kunshan e Changshu")


def heading(page: Page) -> Locator:
    return page.get_by_role("heading", level=1)


def read_from_home_to_next_stop(page: Page, follow) -> None:
    """The journey itself; ``follow`` is how the reader takes a link, once the page stands still."""
    page.emulate_media(reduced_motion="reduce")
    page.goto("/it/")
    follow(main_link(page, "Batterie e nuove energie"))
    expect(heading(page)).to_have_text("Batterie e nuove energie")
    follow(main_link(page, "Qingtao Energy"))
    expect(heading(page)).to_have_text("Qingtao Energy")
    follow(visit(page).get_by_role("link", name=re.compile("^Putuo incontra")))
    expect(heading(page)).to_contain_text("Putuo incontra Kunshan e Changshu")
    expect(page).to_have_url(re.compile(rf"{REPORT}#.+"))
    expect(stop(page, 2)).to_contain_text("Qingtao Energy")
    expect(stop(page, 2)).to_be_in_viewport()
    follow(stop(page, 3).get_by_role("link"))
    expect(heading(page)).to_have_text("AU Optronics (Kunshan) Co., Ltd.")
    expect(visit(page).get_by_role("link", name="Tappa precedente: Qingtao Energy")).to_be_visible()
    follow(visit(page).get_by_role("link", name=re.compile("^Tappa successiva")))
    expect(heading(page)).to_have_text("Centro Creativo per l’Industria del Caffè di Kunshan")


def tab_to(target: Locator) -> None:
    """Press Tab until the target is focused, and see that it can be seen."""
    expect(target).to_be_visible()
    for _ in range(MOST_TABS):
        target.page.keyboard.press("Tab")
        if target.evaluate(IS_FOCUSED):
            break
    expect(target).to_be_focused()
    expect(target).to_be_in_viewport()
    assert target.evaluate(FOCUS_RING) >= 2


def test_a_reader_gets_from_home_to_the_next_stop_by_mouse(page, witness):
    read_from_home_to_next_stop(page, Locator.click)
    assert witness.complaints == []


def test_a_reader_gets_from_home_to_the_next_stop_by_keyboard(page, witness):
    def follow(link: Locator) -> None:
        tab_to(link)
        page.keyboard.press("Enter")

    read_from_home_to_next_stop(page, follow)
    assert witness.complaints == []


def test_a_reader_gets_from_home_to_the_next_stop_without_javascript(new_context):
    page = new_context(java_script_enabled=False).new_page()
    read_from_home_to_next_stop(page, Locator.click)


def test_without_javascript_no_button_is_offered_that_does_nothing(new_context):
    page = new_context(java_script_enabled=False).new_page()
    page.goto(REPORT)
    expect(heading(page)).to_be_visible()
    expect(page.get_by_role("main").get_by_role("button")).to_have_count(0)


def test_a_report_can_be_cited_and_printed_with_javascript(page, context):
    context.grant_permissions(["clipboard-read", "clipboard-write"])
    page.add_init_script("window.print = () => { window.printed = true; }")
    page.goto(REPORT)
    page.get_by_role("button", name="Copia la citazione").click()
    cite = page.get_by_role("region", name="Citare questa relazione")
    expect(cite.get_by_role("status")).to_have_text("Copiato.")
    copied = page.evaluate("navigator.clipboard.readText()")
    assert "Putuo incontra Kunshan e Changshu" in copied
    assert REPORT in copied
    page.get_by_role("button", name="Stampa come fascicolo").click()
    assert page.evaluate("window.printed") is True


def test_the_first_tab_offers_to_skip_to_the_content(page):
    page.goto(PAGES["company"])
    skip = page.get_by_role("link", name="Vai al contenuto")
    expect(skip).not_to_be_in_viewport()
    page.keyboard.press("Tab")
    expect(skip).to_be_focused()
    expect(skip).to_be_in_viewport()
    page.keyboard.press("Enter")
    expect(page.get_by_role("main")).to_be_focused()
    page.keyboard.press("Tab")
    expect(page.get_by_role("main").get_by_role("link").first).to_be_focused()


@pytest.mark.parametrize("name", ["home", "report", "company"])
def test_every_link_shows_that_it_is_focused(page, name):
    page.goto(PAGES[name])
    expect(heading(page)).to_be_visible()
    page.keyboard.press("Tab")
    page.keyboard.press("Enter")
    seen = set()
    for _ in range(MOST_TABS):
        page.keyboard.press("Tab")
        focused = page.locator(":focus")
        if not focused.count():
            break
        seen.add(focused.evaluate("element => element.href?.baseVal ?? element.href ?? element.tagName"))
        assert focused.evaluate(FOCUS_RING) >= 2, focused.evaluate("element => element.outerHTML")
    assert len(seen) > 5


def test_the_focus_ring_is_drawn_around_places_on_the_map(page):
    page.goto("/it/")
    place = page.get_by_role("group", name="Mappa della Cintura").get_by_role("link").first
    expect(place).to_be_visible()
    without = place.screenshot()
    page.keyboard.press("Shift")
    place.focus()
    assert place.screenshot() != without


def test_places_on_the_map_lead_to_their_pages(page):
    page.goto("/it/")
    places = page.get_by_role("group", name="Mappa della Cintura").get_by_role("link")
    expect(places).to_have_count(4)
    for number in range(4):
        name = places.nth(number).get_attribute("aria-label").split(",")[0]
        places.nth(number).click()
        expect(heading(page)).to_have_text(name)
        page.go_back()


def test_on_a_narrow_screen_the_list_of_places_stands_in_for_the_map(page):
    page.set_viewport_size({"width": 360, "height": 740})
    page.goto("/it/")
    places = page.get_by_role("list", name="Mappa della Cintura").get_by_role("link")
    expect(places).to_have_count(4)
    expect(places.first).to_be_visible()
    name = places.nth(1).inner_text()
    places.nth(1).click()
    expect(heading(page)).to_have_text(name)


def test_breadcrumbs_lead_up(page):
    page.goto(REPORT)
    trail = page.get_by_role("navigation", name="Siete qui").get_by_role("link")
    expect(trail).to_have_text(["La Cintura", "Relazioni"])
    trail.last.click()
    expect(page).to_have_url(re.compile(f"{PAGES['reports']}$"))
    page.goto(PAGES["chain"])
    expect(trail).to_have_text(["La Cintura", "Filiere"])
    trail.first.click()
    expect(page).to_have_url(re.compile("/it/$"))


def test_the_menu_marks_the_section_one_is_in(page):
    menu = page.get_by_role("navigation", name="Sezioni", exact=True)
    for name, section in [("report", "Relazioni"), ("company", "Profili"), ("chain", "Filiere")]:
        page.goto(PAGES[name])
        expect(menu.locator("[aria-current]")).to_have_text(section)


@pytest.mark.parametrize(
    ("name", "link"),
    [
        ("home", "Feed delle relazioni (Atom)"),
        ("reports", "Seguite le relazioni in un lettore di feed"),
        ("chain", "Seguite questa filiera in un lettore di feed"),
    ],
)
def test_the_link_to_a_feed_leads_to_a_feed_whose_entries_lead_back(page, base_url, name, link):
    page.goto(PAGES[name])
    answer = page.request.get(base_url + page.get_by_role("link", name=link).get_attribute("href"))
    assert answer.headers["content-type"].startswith("application/atom+xml")
    entries = ET.fromstring(answer.body()).findall(f"{ATOM}entry")  # noqa: S314 -- our own feed
    assert entries
    for entry in entries:
        page.goto(entry.find(f"{ATOM}link").get("href"))
        expect(heading(page)).to_have_text(entry.findtext(f"{ATOM}title"))
