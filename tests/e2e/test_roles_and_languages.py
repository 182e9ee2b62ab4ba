"""Translating: the pages of the other languages, and nothing of the Italian ones."""

import pytest
from playwright.sync_api import Page, expect

from tests.e2e.pages import PAGES
from tests.e2e.refusals import expect_refused, send
from tests.e2e.test_roles_journey import expect_no_publishing

ENGLISH = "/en/reports/"

pytestmark = pytest.mark.usefixtures("people")


def editing_screen(page: Page, public: str) -> str:
    """The address at which a public page is edited."""
    found = page.request.get("/api/v2/pages/find/", params={"html_path": public}).json()
    return f"/admin/pages/{found['id']}/edit/"


def write_first_text(translator: Page, public: str, words: str) -> None:
    """Translate the first text of a public page."""
    translator.goto(editing_screen(translator, public))
    texts = translator.locator(".js-translation-editor")
    texts.get_by_role("button", name="Modifica").first.click()
    texts.get_by_role("textbox").first.fill(words)
    texts.get_by_role("button", name="Salva").first.click()
    expect(texts.get_by_text(words).first).to_be_visible()


def test_a_translator_is_offered_the_other_languages_alone(sign_in):
    translator = sign_in("li")
    menu = translator.get_by_role("navigation", name="Menu principale")
    for entry in ("Filiere industriali", "Immagini", "Documenti"):
        expect(menu.get_by_role("link", name=entry)).to_have_count(0)
    italian_of = {"Relazioni di visita": "Putuo incontra", "Profili": "Delta del Fiume Azzurro"}
    for section, italian in italian_of.items():
        menu.get_by_role("link", name=section, exact=True).click()
        expect(translator.get_by_role("heading", level=1)).to_contain_text(section)
        expect(translator.get_by_role("table")).to_contain_text("普陀")
        expect(translator.get_by_role("table").get_by_role("link", name=italian)).to_have_count(0)
        expect(translator.get_by_role("link", name="Aggiungi")).to_have_count(0)


@pytest.mark.parametrize("name", ["home", "report", "company"])
def test_a_translator_is_refused_where_italian_is_written(sign_in, name):
    translator = sign_in("li")
    expect_refused(translator, editing_screen(translator, PAGES[name]), {"title": "Riscritto"})


def test_a_translator_is_refused_the_chains(sign_in):
    for screen in ("", "add/"):
        expect_refused(sign_in("li"), f"/admin/snippets/entities/industrychain/{screen}", {"name": "Nuova"})


def test_a_translator_writes_in_another_language_and_leaves_publishing_to_others(sign_in, reader):
    translator = sign_in("li")
    reader.goto(ENGLISH)
    before = reader.get_by_role("heading", level=1).inner_text()
    write_first_text(translator, ENGLISH, "Words by Li")
    expect_no_publishing(translator)
    send(translator, translator.url, {"action": "publish"})
    reader.goto(ENGLISH)
    expect(reader.get_by_role("heading", level=1)).to_have_text(before)


def test_words_written_meanwhile_are_not_published_unread(sign_in, reader):
    """The reviewer's screen was opened before the translator wrote."""
    address = "/en/profiles/"
    reader.goto(address)
    before = reader.get_by_role("heading", level=1).inner_text()
    reviewer, translator = sign_in("rossi"), sign_in("li")
    reviewer.goto(editing_screen(reviewer, address))
    publish = reviewer.locator('.js-translation-editor button[name="action"][value="publish"]')
    expect(publish).to_be_visible()
    write_first_text(translator, address, "Written meanwhile")
    publish.click()
    expect(reviewer.locator(".messages")).to_contain_text("da quando hai aperto la traduzione")
    expect(reviewer.get_by_text("Written meanwhile").first).to_be_visible()
    reader.goto(address)
    expect(reader.get_by_role("heading", level=1)).to_have_text(before)
