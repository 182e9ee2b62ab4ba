"""A translator works with fixed terms at hand, and on what changed since it was translated."""

import pytest
from axe_playwright_python.sync_playwright import Axe
from playwright.sync_api import Page, expect

from tests.e2e.editing import message, open_listed, open_tab, publish, save_draft

COMPANY, IN_CHINESE = "Qingtao Energy", "/zh-hans/profiles/qingtao-energy/"
TRANSLATED = "固态电芯，从实验室到量产。"

pytestmark = pytest.mark.usefixtures("people")


def open_a_chinese_report(translator: Page) -> None:
    """The translation editor of the report that the site starts with."""
    asked = {"type": "visits.InspectionReportPage", "locale": "zh-hans"}
    [report, *_more] = translator.request.get("/api/v2/pages/", params=asked).json()["items"]
    translator.goto(f"/admin/pages/{report['id']}/edit/")
    expect(translator.locator(".js-translation-editor")).to_contain_text(report["title"])


def test_fixed_terms_are_copied(sign_in):
    translator = sign_in("li")
    translator.context.grant_permissions(["clipboard-read", "clipboard-write"])
    open_a_chinese_report(translator)
    translator.get_by_role("button", name="Mostra il glossario").click()
    panel = translator.locator("[data-side-panel=glossary]")
    written = panel.locator("button [lang=zh-Hans]").first
    words = written.inner_text()
    written.click()
    translator.wait_for_function(
        "words => navigator.clipboard.readText().then(text => text === words)", arg=words
    )
    # The panel stays open beside the texts, and covers none of their buttons.
    texts = translator.locator(".js-translation-editor")
    texts.get_by_role("button", name="Modifica").first.click(trial=True)


def test_fields_are_named_legibly_and_chinese_stands_upright(sign_in):
    translator = sign_in("li")
    open_a_chinese_report(translator)
    editor = translator.locator(".js-translation-editor")
    chinese = editor.locator("[lang=zh-hans] > p").first
    expect(chinese).to_have_css("font-style", "normal")
    expect(editor.locator("p[lang=it]").first).to_be_visible()
    for scheme in ("light", "dark"):
        translator.emulate_media(color_scheme=scheme)
        assert pale_headings(translator) == [], scheme
    editor.get_by_role("button", name="Modifica").first.click()
    expect(editor.locator("[lang=zh-hans] > textarea")).to_have_css("font-style", "normal")


def pale_headings(page: Page) -> list[str]:
    """The names of fields that axe finds too pale to read."""
    rules = {"runOnly": ["color-contrast"], "resultTypes": ["violations"]}
    violations = Axe().run(page, context=".js-translation-editor h3", options=rules).response["violations"]
    return [node["html"] for rule in violations for node in rule["nodes"]]


def test_a_changed_sentence_is_told_translated_and_published_by_three_people(sign_in, reader):
    change(sign_in("wang"), COMPANY, "Celle allo stato solido, dal laboratorio alla serie.")
    reviewer = sign_in("bianchi")
    open_listed(reviewer, "Profili", COMPANY)
    publish(reviewer)
    expect(message(reviewer)).to_contain_text(COMPANY)
    reader.goto(IN_CHINESE)
    told = reader.locator(".translation-notice")
    expect(told).to_be_visible()

    translator = sign_in("li")
    screen = open_the_task(translator, COMPANY, "cinese")
    editor = translator.locator(".js-translation-editor")
    editor.get_by_role("button", name="Traduci").click()
    editor.get_by_role("textbox").fill(TRANSLATED)
    editor.get_by_role("button", name="Salva").click()
    expect(editor.get_by_text(TRANSLATED)).to_be_visible()
    reader.reload()
    expect(told).to_be_visible()
    expect(reader.get_by_text(TRANSLATED)).to_have_count(0)

    reviewer.goto(screen)
    reviewer.get_by_role("button", name="Pubblica in cinese semplificato").click()
    expect(message(reviewer)).to_be_visible()
    reader.reload()
    expect(told).to_have_count(0)
    expect(reader.get_by_text(TRANSLATED).first).to_be_visible()


def change(writer: Page, title: str, summary: str) -> None:
    """Write another summary into the draft of a profile."""
    open_listed(writer, "Profili", title)
    open_tab(writer, "Chi è").get_by_role("textbox", name="In una frase").fill(summary)
    save_draft(writer)
    expect(message(writer)).to_contain_text(title)


def open_the_task(translator: Page, title: str, language: str) -> str:
    """Go to the translation of a page that was left behind, by the list of what is to do; its address."""
    menu = translator.get_by_role("navigation", name="Menu principale")
    menu.get_by_role("button", name="Report").click()
    menu.get_by_role("link", name="Traduzioni da fare").click()
    row = translator.get_by_role("row").filter(has_text=title).filter(has_text=language)
    expect(row).to_contain_text("rimasta indietro")
    row.get_by_role("link", name=title).click()
    expect(translator.locator(".js-translation-editor")).to_be_visible()
    return translator.url
