"""Pages fit every screen, can be hit with a finger, weigh little, ask nobody else, and print."""

from collections import Counter

import pytest
from playwright.sync_api import Response, expect

from tests.e2e.pages import ABROAD, PAGES, REPORT

WIDTHS = [320, 768, 1280, 1440, 2560]
WITH_A_CARD = "/it/profili/au-optronics-kunshan/"
CHAIN_SECTIONS = ["all-chains", "matrix", "alphabet"]
MOST_BYTES = 120 * 1024
MOST_SCRIPT_BYTES = 15 * 1024
OVERFLOW = "document.documentElement.scrollWidth - document.documentElement.clientWidth"
IS_ON_TOP = """element => {
    const box = element.getClientRects()[0];
    const top = document.elementFromPoint(box.x + box.width / 2, box.y + box.height / 2);
    return element.contains(top) || top.contains(element);
}"""
# WCAG 2.5.8: 24 by 24 pixels, or part of a line of text, or room for a circle of 24 pixels around the centre.
CRAMPED_TARGETS = """() => {
    const operable = "a[href], button, input, select, textarea, summary";
    const elsewhere = ".skip, svg[aria-hidden=true] *";
    const isText = node => node.nodeType === Node.TEXT_NODE && node.data.trim();
    const inText = element => getComputedStyle(element).display === "inline" &&
        [...element.parentElement.childNodes].some(isText);
    const targets = [...document.querySelectorAll(operable)]
        .filter(element => element.checkVisibility({visibilityProperty: true}) && !element.matches(elsewhere))
        .map(element => {
            const box = (element.closest("label") ?? element).getBoundingClientRect();
            const centre = [box.x + box.width / 2, box.y + box.height / 2];
            return {element, box, centre, small: box.width < 24 || box.height < 24};
        });
    const reach = ([x, y], {box}) => Math.hypot(
        Math.max(box.left - x, 0, x - box.right), Math.max(box.top - y, 0, y - box.bottom));
    const apart = ([x, y], {centre}) => Math.hypot(x - centre[0], y - centre[1]);
    const crowds = (one, other) =>
        reach(one.centre, other) < 12 || (other.small && apart(one.centre, other) < 24);
    return targets
        .filter(one => one.small && !inText(one.element))
        .filter(one => targets.some(other => other !== one && crowds(one, other)))
        .map(({element, box}) => `${box.width}x${box.height} ${element.outerHTML.slice(0, 120)}`);
}"""
WIDEN_THE_TABLE = """() => {
    for (const row of document.querySelectorAll(".matrix tr"))
        for (let more = 0; more < 14; more++) row.append(row.lastElementChild.cloneNode(true));
}"""
LENGTHEN_WORDS = """() => {
    const named = "h1, h2, h3, .card__title a, .chain-tag, .chip, .option__label, .stage a, .matrix a";
    const found = document.querySelectorAll(named);
    for (const element of found) element.textContent = "w".repeat(95);
    return found.length;
}"""
SIDES = "element => { const box = element.getBoundingClientRect(); return [box.left, box.right]; }"
FACE = "element => getComputedStyle(element).fontFamily"
STYLE = "(element, [pseudo, name]) => getComputedStyle(element, pseudo)[name]"
# How far the piece of rail a stop draws runs on below the middle of its number.
RAIL_BEYOND = """stop => {
    const piece = getComputedStyle(stop, "::after"), number = getComputedStyle(stop, "::before");
    return parseFloat(piece.top) + parseFloat(piece.height)
        - parseFloat(number.top) - parseFloat(number.height) / 2;
}"""
PRINTED_ADDRESS = "link => [link.getAttribute('href'), getComputedStyle(link, '::after').content]"
WATCH_POLICY = """
    window.broken = [];
    document.addEventListener("securitypolicyviolation", event => broken.push(event.violatedDirective));
"""


def first_visit(page, address: str) -> tuple[Response, Counter]:
    """The answer, and what crosses the wire in all: bytes by kind of resource."""
    kinds, weights = {}, {}
    network = page.context.new_cdp_session(page)
    network.on("Network.responseReceived", lambda event: kinds.update({event["requestId"]: event["type"]}))
    network.on(
        "Network.loadingFinished",
        lambda event: weights.update({event["requestId"]: event["encodedDataLength"]}),
    )
    network.send("Network.enable")
    network.send("Network.setCacheDisabled", {"cacheDisabled": True})
    answer = page.goto(address, wait_until="networkidle")
    total = Counter()
    for request, weight in weights.items():
        total[kinds.get(request, "Other")] += weight
    return answer, total


@pytest.mark.parametrize("name", PAGES)
def test_a_page_fits_every_screen_and_four_hundred_percent(page, name):
    page.goto(PAGES[name])
    for width in WIDTHS:
        page.set_viewport_size({"width": width, "height": 900})
        assert page.evaluate(OVERFLOW) <= 0, f"at {width} pixels"
    page.set_viewport_size({"width": 320, "height": 256})
    main = page.get_by_role("main")
    for element in (main.get_by_role("heading", level=1), main.get_by_role("link").first):
        element.scroll_into_view_if_needed()
        expect(element).to_be_in_viewport()
        assert element.evaluate(IS_ON_TOP)


@pytest.mark.parametrize("name", ABROAD)
def test_a_page_in_another_language_fits_every_screen_and_every_finger(page, name):
    page.goto(ABROAD[name])
    for width in (360, *WIDTHS):
        page.set_viewport_size({"width": width, "height": 900})
        assert page.evaluate(OVERFLOW) <= 0, f"at {width} pixels"
        assert page.evaluate(CRAMPED_TARGETS) == [], f"at {width} pixels"


@pytest.mark.parametrize("name", ["home", "chains"])
def test_a_wide_table_scrolls_by_itself_and_keeps_its_first_column_in_sight(page, name):
    page.goto(PAGES[name])
    page.evaluate(WIDEN_THE_TABLE)
    table = page.get_by_role("region", name="Tabella")
    for width in (320, 768, 1440):
        page.set_viewport_size({"width": width, "height": 900})
        assert page.evaluate(OVERFLOW) <= 0, f"at {width} pixels"
        assert table.evaluate("region => region.scrollWidth > region.clientWidth")
        head = table.get_by_role("rowheader").first
        head.scroll_into_view_if_needed()
        table.evaluate("region => region.scrollTo({left: region.scrollWidth, behavior: 'instant'})")
        expect(head).to_be_in_viewport(ratio=0.9)
        assert head.get_by_role("link").evaluate(IS_ON_TOP)


@pytest.mark.parametrize("name", ["home", "profiles", "chain", "company", "explorer", "report"])
def test_a_word_of_ninety_five_letters_fits_a_small_screen(page, name):
    page.set_viewport_size({"width": 320, "height": 900})
    page.goto(PAGES[name])
    changed = page.evaluate(LENGTHEN_WORDS)
    assert changed > 0
    assert page.evaluate(OVERFLOW) <= 0


def test_long_words_one_asks_for_fit_a_small_screen(page):
    page.set_viewport_size({"width": 320, "height": 900})
    page.goto(f"{PAGES['explorer']}?q={'w' * 95}&fbclid={'x' * 95}")
    assert page.evaluate(OVERFLOW) <= 0


@pytest.mark.parametrize("name", PAGES)
def test_targets_are_large_enough_or_far_enough_apart(page, name):
    page.goto(PAGES[name])
    expect(page.get_by_role("link").nth(5)).to_be_attached()
    for width in (320, 1280):
        page.set_viewport_size({"width": width, "height": 900})
        assert page.evaluate(CRAMPED_TARGETS) == [], f"at {width} pixels"


@pytest.mark.parametrize("name", PAGES)
def test_a_page_weighs_little_asks_nobody_else_and_keeps_a_strict_policy(page, witness, name):
    page.add_init_script(WATCH_POLICY)
    answer, weights = first_visit(page, PAGES[name])
    policy = answer.headers["content-security-policy"]
    assert "default-src 'self'" in policy
    assert "object-src 'none'" in policy
    assert not any(loose in policy for loose in ("unsafe", "*", "http", "data:"))
    assert weights["Document"] > 0
    assert weights["Font"] > 0
    assert weights["Script"] < MOST_SCRIPT_BYTES
    assert weights.total() < MOST_BYTES, weights
    assert witness.foreign == []
    assert witness.complaints == []
    assert page.evaluate("window.broken") == []


def test_the_strict_policy_stops_a_script_written_into_a_page(page, witness):
    page.goto("/it/")
    page.evaluate(
        "() => { const script = document.createElement('script'); script.text = 'window.smuggled = true';"
        "document.body.append(script); }"
    )
    assert page.evaluate("window.smuggled") is None
    assert "Content Security Policy" in " ".join(witness.complaints)


def test_a_note_and_a_card_keep_to_the_column_of_the_text(page):
    page.set_viewport_size({"width": 1440, "height": 900})
    for address in (REPORT, WITH_A_CARD):
        page.goto(address)
        main = page.locator(".with-side__main")
        left, right = main.locator(".prose").first.evaluate(SIDES)
        first_note = page.locator(".note").first
        assert first_note.evaluate(SIDES) == pytest.approx([left, right], abs=1)
    card = main.locator(".prose .card")
    card_left, card_right = card.evaluate(SIDES)
    assert card_left == pytest.approx(left, abs=1)
    assert card_right <= right


def test_a_card_in_a_text_is_set_like_one_in_a_list(page):
    page.goto(WITH_A_CARD)
    inside, listed = page.locator(".prose .card"), page.locator(".cards .card").first
    for part in (".card__kind", ".card__title", ".card__text", ".verification"):
        assert inside.locator(part).evaluate(FACE) == listed.locator(part).evaluate(FACE), part


def test_chains_stand_beside_their_table_where_there_is_room(page):
    page.goto(PAGES["chains"])
    tree, table, letters = (page.locator(f"section[aria-labelledby={key}]") for key in CHAIN_SECTIONS)
    for width, beside in ((390, False), (1440, True)):
        page.set_viewport_size({"width": width, "height": 900})
        boxes = [part.bounding_box() for part in (tree, table, letters)]
        assert (boxes[1]["x"] > boxes[0]["x"] + boxes[0]["width"]) is beside
        assert (boxes[1]["y"] == boxes[0]["y"]) is beside
        assert boxes[2]["x"] == boxes[1]["x"]
        assert boxes[2]["y"] > boxes[1]["y"] + boxes[1]["height"]


def test_the_rail_of_a_tour_ends_at_its_last_stop(page):
    page.goto(REPORT)
    stops = page.locator(".leg__stop")
    assert [stop.evaluate(RAIL_BEYOND) > 1 for stop in stops.all()] == [True] * 9 + [False]
    # On paper each leg has a rail of its own.
    page.emulate_media(media="print")
    ends = page.locator(".leg__stop:last-child")
    expect(ends).to_have_count(2)
    assert [stop.evaluate(RAIL_BEYOND) > 1 for stop in ends.all()] == [False, False]


def test_on_paper_what_belongs_together_stays_together(page):
    page.goto(REPORT)
    page.emulate_media(media="print")
    for selector in (".itinerary", ".leg"):
        assert page.locator(selector).first.evaluate(STYLE, [None, "breakInside"]) == "avoid"
    stop = page.locator(".dossier").first
    for selector in ("h3", ".dossier__facts >> nth=0", ".dossier__observation"):
        assert stop.locator(selector).evaluate(STYLE, [None, "breakAfter"]) == "avoid"
    # The last line of a profile does not hold the next one.
    assert stop.locator(".dossier__address").evaluate(STYLE, [None, "breakAfter"]) == "auto"
    page.goto("/it/")
    assert page.locator(".matrix").evaluate(STYLE, [None, "breakInside"]) == "avoid"


def test_on_paper_chains_keep_their_colour_and_tables_their_rules(page):
    page.goto("/it/")
    page.emulate_media(media="print")
    for mark in (".chain-tag", ".chain-dot"):
        assert page.locator(mark).first.evaluate(STYLE, ["::before", "printColorAdjust"]) == "exact"
    head = page.locator(".matrix tbody th").first
    assert head.evaluate(STYLE, [None, "backgroundColor"]) == "rgba(0, 0, 0, 0)"
    assert head.evaluate(STYLE, [None, "position"]) == "static"


def test_a_report_prints_as_a_dossier(page):
    page.goto(REPORT)
    page.emulate_media(media="print")
    for title in ("Itinerario", "Profili delle tappe", "Fonti", "Citare questa relazione"):
        expect(page.get_by_role("heading", name=title, exact=True)).to_be_visible()
    stops = page.locator("li[data-stop]")
    expect(stops).to_have_count(10)
    expect(stops.last).to_be_visible()
    profiles = page.get_by_role("region", name="Profili delle tappe").get_by_role("article")
    expect(profiles).to_have_count(10)
    expect(profiles.first).to_contain_text("1. ")
    expect(profiles.last.locator(".prose")).to_be_visible()
    expect(page.locator("[data-citation]")).to_contain_text(REPORT)
    assert page.evaluate(OVERFLOW) <= 0


def test_a_printed_report_shows_where_its_links_lead(page):
    page.goto(REPORT)
    page.emulate_media(media="print")
    listed = " ".join(page.locator(".addresses dd:visible, .dossier__address:visible").all_inner_texts())
    prose = page.locator(".report .with-side__main .prose")
    inside = {link.get_attribute("href") for link in prose.locator("a[href^='/']:not(article a)").all()}
    assert len(inside) > 10
    assert [address for address in inside if address not in listed] == []
    for link in prose.locator("a[href^='http']").all():
        address, printed = link.evaluate(PRINTED_ADDRESS)
        assert address in printed


def test_on_paper_there_is_nothing_to_operate(page):
    page.goto(REPORT)
    banner, foot = page.get_by_role("banner"), page.get_by_role("contentinfo")
    operated = [
        banner.get_by_role("navigation").get_by_role("list").first,
        page.get_by_role("navigation", name="Siete qui"),
        page.get_by_role("button", name="Stampa come fascicolo"),
        page.get_by_role("navigation", name="Lingua").get_by_role("list"),
        foot.get_by_role("navigation").first,
    ]
    for control in operated:
        expect(control).to_be_visible()
    page.emulate_media(media="print")
    hidden = [".site-header__menu", ".languages", ".breadcrumbs", "[data-actions]", ".site-footer", ".skip"]
    for selector in hidden:
        expect(page.locator(selector)).to_be_hidden()
