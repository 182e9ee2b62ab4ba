"""Translating: the pages of the other languages, and nothing of the Italian ones."""

import pytest
from playwright.sync_api import Page, expect

from tests.e2e.editing import message, save_draft
from tests.e2e.pages import PAGES
from tests.e2e.refusals import expect_refused, filled_in, send
from tests.e2e.test_roles_journey import expect_no_publishing

pytestmark = pytest.mark.usefixtures("people")


def editing_screen(page: Page, public: str) -> str:
    """The address at which a public page is edited."""
    found = page.request.get("/api/v2/pages/find/", params={"html_path": public}).json()
    return f"/admin/pages/{found['id']}/edit/"


def test_a_translator_is_offered_the_other_languages_alone(sign_in):
    translator = sign_in("li")
    menu = translator.get_by_role("navigation", name="Menu principale")
    for entry in ("Filiere industriali", "Immagini", "Documenti"):
        expect(menu.get_by_role("link", name=entry)).to_have_count(0)
    for section, count in (("Relazioni di visita", "0 relazioni"), ("Profili", "0 profili")):
        menu.get_by_role("link", name=section, exact=True).click()
        expect(translator.get_by_role("heading", level=1)).to_contain_text(section)
        expect(translator.get_by_role("navigation", name="Paginazione")).to_contain_text(count)
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
    translator.goto("/admin/pages/")
    row = translator.get_by_role("row").filter(has_text="inglese")
    row.get_by_role("link", name="La Cintura", exact=True).click()
    expect_no_publishing(translator)
    save_draft(translator)
    expect(message(translator)).to_contain_text("La Cintura")
    send(translator, translator.url, filled_in(translator) | {"action-publish": "1"})
    assert reader.goto("/en/").status == 404
