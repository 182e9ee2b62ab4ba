"""Drafts that save themselves: words, stops, two windows, a button pressed meanwhile, and no network."""

import re
import time
from collections.abc import Callable
from urllib.parse import urlsplit

import pytest
from playwright.sync_api import APIResponse, Page, Route, expect

from tests.e2e.conftest import PATIENCE
from tests.e2e.editing import (
    add_chain,
    add_source,
    add_stops,
    choose_evidence,
    choose_several,
    expect_published,
    message,
    open_tab,
    publish,
    save_draft,
    start,
    stops,
    write_tour,
)

KUNSHAN = "AU Optronics (Kunshan) Co., Ltd."
COFFEE = "Centro Creativo per l’Industria del Caffè di Kunshan"
CHANGSHU = "Changshu Switchgear Manufacturing Co., Ltd."


@pytest.fixture
def window(new_context, session_of, site):
    """Opens further windows of the same editor."""

    def opened(address: str) -> Page:
        page = new_context(storage_state=session_of(site.editor)).new_page()
        page.set_default_timeout(PATIENCE)
        page.goto(address)
        return page

    return opened


def saving(page: Page, state: str):
    return page.locator(f"#w-autosave-indicator[data-w-autosave-state-value={state}]")


# Whether the screen looks for changes, and whether all that stands in it is saved.
WATCHES = """() => {
  const form = document.querySelector("form[data-edit-form]");
  const controller = (name) => window.wagtail.app.getControllerForElementAndIdentifier(form, name);
  const [watch, autosave] = [controller("w-unsaved"), controller("w-autosave")];
  const watches = Boolean(watch?.initialFormData && watch.checkInterval);
  return [watches, watches && watch.initialFormData === watch.formData && !autosave.submitPromise];
}"""


def expect_watching(page: Page) -> None:
    """The screen looks for changes, which begins two seconds after it was opened."""
    _until(lambda: page.evaluate(WATCHES)[0], page)


def expect_saved(page: Page) -> None:
    """The draft has saved itself, and nothing is left to be saved."""
    _until(lambda: page.evaluate(WATCHES)[1], page)
    expect(saving(page, "saved")).to_contain_text("Salvato")


def _until(is_so: Callable[[], bool], page: Page) -> None:
    until = time.monotonic() + PATIENCE / 1000
    while not is_so():
        assert time.monotonic() < until, "not in time"
        page.wait_for_timeout(100)


def standfirst(page: Page):
    return open_tab(page, "Viaggio").get_by_role("textbox", name="Sommario")


def add_another_stop(page: Page, words: str, title: str) -> None:
    panel = open_tab(page, "Itinerario")
    choose_several(page, panel.get_by_role("button", name="Aggiungi tappa"), [title], words)


def written(page: Page, title: str) -> str:
    """A report with one stop that has saved itself; the address of its screen."""
    write_tour(page, title)
    add_stops(page, "Changshu", [CHANGSHU])
    expect_saved(page)
    # Saved before the tab was chosen, the address names the tab as well.
    expect(page).to_have_url(re.compile(r"/admin/pages/\d+/edit/(#[\w-]+)?$"))
    return urlsplit(page.url).path


class Held:
    """Keeps back the answer to the next draft that saves itself; the server has saved it by then."""

    def __init__(self, page: Page, address: str | re.Pattern[str]) -> None:
        self.page, self.address = page, address
        self.kept: list[tuple[Route, APIResponse]] = []
        page.route(address, self._keep)

    def _keep(self, route: Route) -> None:
        is_first = not self.kept and route.request.method == "POST"
        if is_first and "json" in (route.request.header_value("accept") or ""):
            self.kept.append((route, route.fetch()))
        else:
            route.continue_()

    def expect_kept(self) -> None:
        _until(lambda: bool(self.kept), self.page)

    def let_go(self) -> None:
        [(route, answer)] = self.kept
        assert answer.ok
        route.fulfill(response=answer)


def test_a_draft_saves_itself_and_says_so(editor):
    address = written(editor, "Un viaggio che si salva da sé")
    standfirst(editor).fill("Scritto senza premere nulla.")
    expect_saved(editor)
    editor.goto(address)
    expect(standfirst(editor)).to_have_value("Scritto senza premere nulla.")
    expect(stops(open_tab(editor, "Itinerario"))).to_contain_text([CHANGSHU])


def test_what_is_typed_as_soon_as_the_screen_opens_is_saved_too(editor):
    address = written(editor, "Un viaggio scritto subito")
    editor.goto(address)
    standfirst(editor).fill("Scritto subito.")
    expect_saved(editor)
    editor.goto(address)
    expect(standfirst(editor)).to_have_value("Scritto subito.")


def test_what_is_typed_while_the_answer_is_on_its_way_is_saved_too(editor):
    address = written(editor, "Un viaggio scritto in fretta")
    held = Held(editor, f"**{address}")
    field = standfirst(editor)
    field.fill("Prima")
    held.expect_kept()
    field.press_sequentially(" e poi")
    held.let_go()
    expect_saved(editor)
    editor.goto(address)
    expect(standfirst(editor)).to_have_value("Prima e poi")


def test_a_stop_that_saves_itself_is_there_once(editor):
    address = written(editor, "Un viaggio con due tappe")
    add_another_stop(editor, "Kunshan", KUNSHAN)
    expect_saved(editor)
    choose_evidence(open_tab(editor, "Itinerario"))
    expect_saved(editor)
    editor.goto(address)
    expect(stops(open_tab(editor, "Itinerario"))).to_contain_text([CHANGSHU, KUNSHAN])


def test_two_windows_neither_double_a_stop_nor_lose_one(editor, window):
    address = written(editor, "Un viaggio in due finestre")
    editor.goto(address)
    other = window(address)
    for page in (editor, other):
        expect_watching(page)
    add_another_stop(editor, "Kunshan", KUNSHAN)
    expect_saved(editor)
    add_another_stop(other, "Kunshan", COFFEE)
    expect(saving(other, "paused")).to_contain_text("in pausa")
    expect(
        other.get_by_text(
            "C’è una versione più recente: salvando, la schermata torna con ciò che avete scritto qui, "
            "da rileggere."
        )
    ).to_be_visible()

    save_draft(other)
    dialog = other.get_by_role("dialog").filter(has=other.get_by_role("button", name="Salva bozza"))
    dialog.get_by_role("button", name="Salva bozza").click()
    expect(message(other)).to_contain_text("Avete salvato una versione più recente in un’altra finestra")
    panel = open_tab(other, "Itinerario")
    expect(stops(panel)).to_contain_text([CHANGSHU, COFFEE, KUNSHAN])
    save_draft(other)
    expect(message(other)).to_contain_text("aggiornata")
    for page in (editor, other):
        page.goto(address)
        expect(stops(open_tab(page, "Itinerario"))).to_contain_text([CHANGSHU, COFFEE, KUNSHAN])


def test_a_new_page_published_while_it_saves_itself_is_one_page(editor, new_context):
    title = "Un viaggio pubblicato subito"
    held = Held(editor, re.compile(r"/admin/pages/add/visits/inspectionreportpage/\d+/$"))
    write_tour(editor, title)
    held.expect_kept()
    add_stops(editor, "Kunshan", [KUNSHAN])
    add_source(editor, "Testo ricevuto, senza data")
    add_chain(editor)
    publish(editor)
    held.let_go()
    expect_published(editor, title)
    editor.goto(f"/admin/pages/search/?q={title}")
    expect(editor.get_by_role("main").get_by_role("link", name=title, exact=True)).to_have_count(1)
    reader = new_context().new_page()
    reader.goto("/it/relazioni/un-viaggio-pubblicato-subito/")
    expect(reader.locator("li[data-stop]")).to_have_count(1)


def test_a_button_waits_for_a_saving_under_way(editor):
    address = written(editor, "Un viaggio che aspetta")
    held = Held(editor, f"**{address}")
    add_another_stop(editor, "Kunshan", KUNSHAN)
    held.expect_kept()
    save_draft(editor)
    held.let_go()
    expect(message(editor)).to_contain_text("aggiornata")
    expect(stops(open_tab(editor, "Itinerario"))).to_contain_text([CHANGSHU, KUNSHAN])


def test_after_a_refused_publication_the_draft_goes_on_saving_itself(editor):
    address = written(editor, "Un viaggio rifiutato")
    publish(editor)
    expect(open_tab(editor, "Fonti e note")).to_contain_text("Indicate almeno una fonte")
    expect_saved(editor)
    standfirst(editor).fill("Dopo il rifiuto.")
    expect_saved(editor)
    editor.goto(address)
    expect(standfirst(editor)).to_have_value("Dopo il rifiuto.")


def test_without_a_network_the_words_stay_and_are_saved_later(editor):
    address = written(editor, "Un viaggio senza rete")
    editor.context.set_offline(True)
    standfirst(editor).fill("Scritto in treno.")
    expect(saving(editor, "paused")).to_be_visible()
    expect(editor.get_by_text("Si è verificato un errore di rete.")).to_be_visible()
    save_draft(editor)
    dialog = editor.get_by_role("dialog")
    expect(dialog).to_contain_text("Si è verificato un errore di rete")
    dialog.get_by_role("button", name="Chiudi").click()
    expect(editor.locator("[name=standfirst]")).to_have_value("Scritto in treno.")
    editor.context.set_offline(False)
    expect_saved(editor)
    editor.goto(address)
    expect(standfirst(editor)).to_have_value("Scritto in treno.")


def test_a_profile_that_is_no_longer_verified_says_so_at_once(editor):
    start(editor, "Profili", "Aggiungi profilo")
    panel = open_tab(editor, "Chi è")
    panel.get_by_role("textbox", name="Titolo").fill("Ente verificato per prova")
    add_source(editor, "Testo ricevuto, senza data")
    add_chain(editor)
    panel = open_tab(editor, "Chi è")
    panel.get_by_label("Verificato da").fill("Chen")
    panel.get_by_label("Verificato il").fill("2026-01-02")
    panel.get_by_role("combobox", name="Verifica").select_option("verified")
    expect_saved(editor)
    editor.reload()
    expect_watching(editor)
    panel = open_tab(editor, "Chi è")
    panel.get_by_role("textbox", name="In una frase").fill("Cambiata.")
    expect(editor.get_by_text("il profilo non è più verificato")).to_be_visible()
    expect(panel.get_by_role("combobox", name="Verifica")).to_have_value("received")
    expect_saved(editor)
    editor.reload()
    expect(open_tab(editor, "Chi è").get_by_role("combobox", name="Verifica")).to_have_value("received")
