"""What a reader does with the explorer: by keyboard, without JavaScript, in place, back and forward."""

import re

import pytest
from playwright.sync_api import Locator, Page, expect

from tests.e2e.pages import PAGES
from tests.e2e.test_reader_journey import IS_FOCUSED, heading, tab_to

EXPLORER = PAGES["explorer"]
# A plain form sends its empty fields along.
ONLY_BATTERIES = re.compile(r"\?(q=&)?chain=batterie-nuove-energie(&sort=)?$")
COVERED = """element => {
    const box = element.getBoundingClientRect();
    const top = document.elementFromPoint(box.x + box.width / 2, box.y + box.height / 2);
    return !top || (top !== element && !element.contains(top) && !top.contains(element));
}"""


def option(page: Page, facet: str, value: str) -> Locator:
    return page.locator(f"input[name='{facet}'][value='{value}']")


def total(page: Page) -> Locator:
    return page.locator("output[data-total]")


def results(page: Page) -> Locator:
    return page.locator("[data-result]")


def apply(page: Page) -> Locator:
    return page.get_by_role("button", name="Applica")


def browse(page: Page, choose, press) -> None:
    """Narrow, see that the promise was kept, take it back; ``choose`` and ``press`` are how."""
    page.emulate_media(reduced_motion="reduce")
    page.goto(EXPLORER)
    everything = total(page).get_attribute("data-total")
    promised = option(page, "chain", "batterie-nuove-energie").get_attribute("data-count")
    choose(option(page, "chain", "batterie-nuove-energie"))
    press(apply(page))
    expect(page).to_have_url(ONLY_BATTERIES)
    expect(total(page)).to_have_attribute("data-total", promised)
    expect(results(page)).to_have_count(int(promised))
    promised = option(page, "type", "profile").get_attribute("data-count")
    choose(option(page, "type", "profile"))
    press(apply(page))
    expect(total(page)).to_have_attribute("data-total", promised)
    expect(total(page)).to_contain_text("Batterie e nuove energie")
    press(page.get_by_role("link", name=re.compile("^Togli .*Profili")))
    expect(page).to_have_url(ONLY_BATTERIES)
    press(page.get_by_role("link", name="Ricomincia"))
    expect(total(page)).to_have_attribute("data-total", everything)
    page.locator("#words").fill("stato solido")
    press(apply(page))
    expect(results(page).locator("mark").first).to_be_visible()
    press(results(page).get_by_role("link", name="Qingtao Energy"))
    expect(heading(page)).to_have_text("Qingtao Energy")


def test_a_reader_browses_by_mouse(page, witness):
    browse(page, Locator.check, Locator.click)
    assert witness.complaints == []
    assert witness.foreign == []


def test_a_reader_browses_by_keyboard(page, witness):
    def choose(box: Locator) -> None:
        tab_to(box)
        assert not box.evaluate(COVERED)
        page.keyboard.press("Space")
        expect(box).to_be_checked()

    def press(target: Locator) -> None:
        tab_to(target)
        page.keyboard.press("Enter")

    browse(page, choose, press)
    assert witness.complaints == []


def test_a_reader_browses_without_javascript(new_context):
    page = new_context(java_script_enabled=False).new_page()
    browse(page, Locator.check, Locator.click)


def test_results_change_in_place_and_are_announced(page):
    page.goto(EXPLORER)
    page.evaluate("window.same = true")
    option(page, "place", "kunshan").check()
    apply(page).click()
    expect(page.locator("#results")).to_be_focused()
    expect(total(page)).to_contain_text("Kunshan")
    # An <output> is a polite live region.
    assert total(page).evaluate("element => element.tagName") == "OUTPUT"
    assert page.title().startswith(total(page).inner_text()[:5])
    assert page.evaluate("window.same")


def test_what_machines_read_of_a_selection_is_exchanged_with_it(page):
    page.goto(EXPLORER)
    page.evaluate("window.same = true")
    option(page, "chain", "caffe").check()
    apply(page).click()
    expect(page.locator("link[rel=canonical]")).to_have_attribute("href", re.compile("/it/filiere/caffe/$"))
    feed = page.locator("link[type='application/atom+xml']")
    expect(feed).to_have_attribute("href", re.compile(r"feed/\?chain=caffe$"))
    option(page, "place", "kunshan").check()
    apply(page).click()
    expect(page.locator("meta[name=robots]")).to_have_attribute("content", "noindex, nofollow")
    expect(page.locator("link[rel=canonical]")).to_have_count(0)
    assert page.evaluate("window.same")


def test_back_and_forward_show_what_was_shown(page):
    page.goto(EXPLORER)
    expect(total(page)).to_be_visible()
    everything = total(page).inner_text()
    option(page, "place", "kunshan").check()
    apply(page).click()
    expect(page).to_have_url(re.compile(r"\?place=kunshan$"))
    in_kunshan = total(page).inner_text()
    page.go_back()
    expect(total(page)).to_have_text(everything)
    expect(option(page, "place", "kunshan")).not_to_be_checked()
    page.go_forward()
    expect(total(page)).to_have_text(in_kunshan)
    expect(option(page, "place", "kunshan")).to_be_checked()
    page.reload()
    expect(total(page)).to_have_text(in_kunshan)


def test_folded_filters_need_no_way_past_them(page):
    page.set_viewport_size({"width": 360, "height": 740})
    page.goto(EXPLORER)
    skip = page.get_by_role("link", name="Vai ai risultati")
    expect(skip).to_be_hidden()
    page.get_by_text(re.compile("^Filtri")).click()
    expect(skip).to_be_visible()


def test_a_jump_within_the_page_loses_no_choice(page):
    page.set_viewport_size({"width": 360, "height": 740})
    page.goto(EXPLORER)
    page.get_by_text(re.compile("^Filtri")).click()
    option(page, "place", "kunshan").check()
    page.get_by_role("link", name="Vai ai risultati").click()
    expect(page).to_have_url(re.compile("#results$"))
    expect(page.locator("#results")).to_be_in_viewport()
    expect(option(page, "place", "kunshan")).to_be_checked()


def test_an_answer_that_comes_late_does_not_replace_the_newer_one(page):
    page.goto(EXPLORER)
    page.route(
        re.compile(r"place=changshu$"), lambda route: (page.wait_for_timeout(800), route.continue_())[1]
    )
    option(page, "place", "changshu").check()
    apply(page).click(no_wait_after=True)
    option(page, "place", "changshu").uncheck()
    option(page, "place", "kunshan").check()
    apply(page).click(no_wait_after=True)
    expect(page).to_have_url(re.compile(r"\?place=kunshan$"))
    page.wait_for_timeout(1200)
    expect(total(page)).to_contain_text("Kunshan")
    expect(page).to_have_url(re.compile(r"\?place=kunshan$"))


def test_names_are_suggested_and_taken_by_keyboard(page, witness):
    page.goto("/it/")
    field = page.get_by_role("combobox", name="Cerca nel sito")
    field.press_sequentially("qing")
    offered = page.get_by_role("option")
    expect(offered.first).to_contain_text("Qingtao Energy")
    expect(field).to_have_attribute("aria-expanded", "true")
    expect(page.get_by_role("search").get_by_role("status")).to_have_text(re.compile("suggeriment"))
    field.press("ArrowDown")
    expect(offered.first).to_have_attribute("aria-selected", "true")
    assert field.get_attribute("aria-activedescendant") == offered.first.get_attribute("id")
    assert field.evaluate(IS_FOCUSED)
    field.press("Escape")
    expect(offered).to_have_count(0)
    expect(field).to_have_value("qing")
    field.press("ArrowDown")
    expect(offered.first).to_be_visible()
    field.press("ArrowDown")
    field.press("Enter")
    expect(heading(page)).to_have_text("Qingtao Energy")
    assert witness.complaints == []


def test_a_suggested_name_can_be_pointed_at(page):
    page.goto("/it/")
    page.get_by_role("combobox", name="Cerca nel sito").press_sequentially("昆山")
    page.get_by_role("option", name=re.compile("^昆山")).first.click()
    expect(heading(page)).to_have_text("Kunshan")


def test_the_explorer_s_own_words_are_helped_too_after_its_form_was_exchanged(page):
    page.goto(EXPLORER)
    option(page, "place", "kunshan").check()
    apply(page).click()
    expect(page).to_have_url(re.compile(r"\?place=kunshan$"))
    field = page.get_by_role("combobox", name="Parole")
    field.press_sequentially("qing")
    expect(page.get_by_role("option").first).to_contain_text("Qingtao Energy")
    field.press("ArrowDown")
    field.press("Enter")
    expect(heading(page)).to_have_text("Qingtao Energy")


def test_the_search_field_is_a_plain_form_without_javascript(new_context):
    page = new_context(java_script_enabled=False).new_page()
    page.goto("/it/")
    page.get_by_role("searchbox", name="Cerca nel sito").fill("Bosideng")
    page.get_by_role("search").get_by_role("button").click()
    expect(results(page).first.get_by_role("heading")).to_have_text("Bosideng Group")


@pytest.mark.parametrize("query", ["", "?q=batteria", "?place=nanjing&chain=caffe", "?chain=caffe&foo=bar"])
def test_at_400_percent_the_explorer_needs_no_sideways_scrolling(page, query):
    # 1280 × 1024 at 400 % is 320 × 256.
    page.emulate_media(reduced_motion="reduce")
    page.set_viewport_size({"width": 320, "height": 256})
    page.goto(EXPLORER + query)
    expect(total(page)).to_be_attached()
    assert page.evaluate("document.documentElement.scrollWidth") <= 320
    page.get_by_text(re.compile("^Filtri")).click()
    for box in page.locator(".facets :is(input:enabled, select):visible").all():
        box.focus()
        expect(box).to_be_in_viewport()
        assert not box.evaluate(COVERED)
