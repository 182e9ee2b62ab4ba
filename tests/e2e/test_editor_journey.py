"""What an editor does: a profile, a tour that stops there, and the order of its stops."""

import re

from playwright.sync_api import expect

from tests.e2e.editing import (
    CHAIN,
    STANDFIRST,
    add_source,
    add_stops,
    choose_evidence,
    choose_several,
    expect_published,
    message,
    open_tab,
    publish,
    save_draft,
    search,
    start,
    stops,
    write_profile,
    write_tour,
)

CHAIN_ADDRESS = "/it/filiere/batterie-stato-solido/"
MISSING_SOURCE = "Indicate almeno una fonte, anche solo «testo ricevuto, senza data»."
OBSERVATION = "Una linea pilota, vista in funzione."


<<<<<<< HEAD
=======
def open_tab(page: Page, name: str) -> Locator:
    """A tab of the editing screen, to look for fields in."""
    page.get_by_role("tab", name=re.compile(f"^{name}")).click()
    panel = page.get_by_role("tabpanel", name=re.compile(f"^{name}"))
    expect(panel).to_be_visible()
    return panel


def choose(page: Page, opener: Locator, title: str) -> None:
    """Choose one thing in the window that the button opens."""
    opener.click()
    window = page.get_by_role("dialog")
    search(window, title)
    window.get_by_role("link", name=title, exact=True).click()
    expect_closed(page, window)


def choose_several(page: Page, opener: Locator, titles: list[str], words: str = "") -> None:
    """Tick several things in the window that the button opens, after searching it for the words."""
    opener.click()
    window = page.get_by_role("dialog")
    if words:
        search(window, words)
    for title in titles:
        window.get_by_role("checkbox", name=title, exact=True).check()
    window.get_by_role("button", name="Conferma selezione").click()
    expect_closed(page, window)


def expect_closed(page: Page, window: Locator) -> None:
    """The window is gone and has given the focus back: it would take it from what is filled in next."""
    expect(window).to_be_hidden()
    expect(page.locator("body.modal-open")).to_have_count(0)


def search(window: Locator, words: str) -> None:
    window.get_by_role("textbox", name="Cerca termine").fill(words)
    expect(window.get_by_role("alert")).to_contain_text(re.compile("corrispondenz"))


def message(page: Page) -> Locator:
    """What the admin says on top of the page it answers with."""
    return page.get_by_role("main").get_by_role("status").first


def save_draft(page: Page) -> None:
    page.get_by_role("button", name="Salva bozza").click()


def publish(page: Page) -> None:
    page.get_by_role("button", name="Altre azioni").click()
    page.get_by_role("button", name="Pubblica", exact=True).click()


def expect_published(page: Page, title: str) -> None:
    expect(message(page)).to_contain_text(re.compile(f"'{title}' .*pubblicata"))


def start(page: Page, section: str, action: str) -> None:
    page.get_by_role("navigation", name="Menu principale").get_by_role("link", name=section).click()
    page.get_by_role("link", name=action).click()
    expect(page.get_by_role("heading", level=1)).to_contain_text("Nuovo")


def write_profile(page: Page, title: str) -> None:
    """Fill in the profile of a company at Kunshan that belongs to a chain."""
    start(page, "Profili", "Aggiungi profilo")
    panel = open_tab(page, "Chi è")
    panel.get_by_role("textbox", name="Titolo").fill(title)
    panel.get_by_label("Tipo").select_option("azienda")
    choose(page, panel.get_by_role("button", name=re.compile("^Scegli un (luogo|profilo)$")), "Kunshan")
    panel.get_by_role("textbox", name="In una frase").fill(f"{title}: celle allo stato solido.")
    panel = open_tab(page, "Filiere e relazioni")
    choose_several(page, panel.get_by_role("button", name="Aggiungi filiera"), [CHAIN])
    panel.get_by_label("Posizione").select_option("a monte")
    choose_evidence(panel)


def choose_evidence(panel: Locator) -> None:
    """Say of every row of a panel what it rests on."""
    for choice in panel.get_by_label("Prova").all():
        choice.select_option(index=1)


def write_tour(page: Page, title: str) -> None:
    """Fill in the first tab of a report."""
    start(page, "Relazioni di visita", "Aggiungi relazione di visita")
    panel = open_tab(page, "Viaggio")
    panel.get_by_role("textbox", name="Titolo").fill(title)
    panel.get_by_role("textbox", name="Sommario").fill(STANDFIRST)
    choose(page, panel.get_by_role("button", name="Scegli un profilo"), "Distretto di Putuo")
    panel.get_by_role("textbox", name="Primo giorno").fill("2025-06")


def stops(panel: Locator) -> Locator:
    return panel.get_by_role("region", name=re.compile(r"^Tappa \d"))


def add_stops(page: Page, words: str, titles: list[str]) -> Locator:
    """Choose the sites of a tour, all at once; no row without a site stays behind."""
    panel = open_tab(page, "Itinerario")
    choose_several(page, panel.get_by_role("button", name="Aggiungi tappa"), titles, words)
    unchosen = stops(panel).filter(has=page.get_by_role("button", name="Scegli un profilo"))
    if unchosen.count():
        unchosen.get_by_role("button", name="Elimina").click()
    expect(stops(panel)).to_have_count(len(titles))
    choose_evidence(panel)
    return panel


def add_source(page: Page, title: str) -> None:
    panel = open_tab(page, "Fonti e note")
    panel.get_by_role("button", name="Aggiungi Fonte").click()
    panel.get_by_role("region", name="Fonte 1").get_by_role("textbox", name="Titolo").fill(title)


@pytest.fixture
def reader(new_context) -> Page:
    """Somebody who has not signed in."""
    return new_context().new_page()


>>>>>>> auto
def test_an_editor_finds_the_work_in_an_italian_admin(editor):
    expect(editor.locator("html")).to_have_attribute("lang", "it")
    menu = editor.get_by_role("navigation", name="Menu principale")
    for entry in ("Relazioni di visita", "Profili", "Filiere industriali"):
        expect(menu.get_by_role("link", name=entry)).to_be_visible()
    expect(editor).to_have_title(re.compile("La Cintura"))


def test_a_profile_and_a_tour_reach_the_readers_of_their_chain(editor, reader):
    profile, report = "Celle Pilota di Kunshan", "Una giornata tra le celle di Kunshan"
    other = "AU Optronics (Kunshan) Co., Ltd."
    write_profile(editor, profile)
    publish(editor)
    expect_published(editor, profile)

    write_tour(editor, report)
    panel = add_stops(editor, "Kunshan", [other, profile])
    stops(panel).last.get_by_role("textbox").nth(1).fill(OBSERVATION)
    expect(stops(panel).last.locator("input[name$='-observation']")).to_have_value(re.compile(OBSERVATION))
    panel = open_tab(editor, "Filiere")
    choose_several(editor, panel.get_by_role("button", name="Aggiungi filiera"), [CHAIN])
    choose_evidence(panel)
    add_source(editor, "Testo ricevuto, senza data")
    publish(editor)
    expect_published(editor, report)

    reader.goto(CHAIN_ADDRESS)
    upstream = reader.get_by_role("listitem").filter(has=reader.get_by_role("heading", name="A monte"))
    expect(upstream.get_by_role("link", name=profile)).to_be_visible()
    reader.get_by_role("main").get_by_role("link", name=report).click()
    expect(reader.get_by_role("heading", level=1)).to_have_text(report)
    expect(reader.get_by_role("main")).to_contain_text(STANDFIRST)
    expect(reader.get_by_role("main")).to_contain_text(OBSERVATION)
    expect(reader.get_by_role("main")).to_contain_text("giugno 2025")
    expect(reader.locator("li[data-stop]")).to_contain_text(["AU Optronics (Kunshan)", profile])


def test_the_preview_shows_the_page_as_readers_will_see_it(editor):
    title = "Un viaggio in anteprima"
    write_tour(editor, title)
    add_stops(editor, "Changshu", ["Changshu Switchgear Manufacturing Co., Ltd."])
    editor.get_by_role("button", name="Attiva/disattiva anteprima").click()
    preview = editor.frame_locator("#w-preview-iframe")
    expect(preview.get_by_role("heading", level=1)).to_have_text(title)
    expect(preview.get_by_role("main")).to_contain_text(STANDFIRST)
    expect(preview.locator("li[data-stop='1']")).to_contain_text("Changshu Switchgear")
    expect(preview.get_by_role("banner")).to_contain_text("La Cintura")


def test_stops_can_be_reordered_and_readers_see_the_new_order(editor, reader):
    title = "Un viaggio da riordinare"
    sites = ["AU Optronics (Kunshan) Co., Ltd.", "Centro Creativo per l’Industria del Caffè di Kunshan"]
    short_names = ["AU Optronics (Kunshan)", "Centro Creativo del Caffè"]
    write_tour(editor, title)
    add_stops(editor, "Kunshan", sites)
    add_source(editor, "Testo ricevuto, senza data")
    publish(editor)
    expect_published(editor, title)
    reader.goto("/it/relazioni/un-viaggio-da-riordinare/")
    expect(reader.locator("li[data-stop]")).to_contain_text(short_names)

    message(editor).get_by_role("link", name="Modifica").click()
    panel = open_tab(editor, "Itinerario")
    expect(stops(panel)).to_contain_text(sites)
    stops(panel).first.get_by_role("button", name="Sposta giù").click()
    expect(stops(panel)).to_contain_text(sites[::-1])
    publish(editor)
    expect_published(editor, title)
    reader.reload()
    expect(reader.locator("li[data-stop]")).to_contain_text(short_names[::-1])


def test_a_tour_without_a_source_is_kept_as_draft_and_says_what_it_lacks(editor, reader):
    title = "Un viaggio senza fonte"
    write_tour(editor, title)
    add_stops(editor, "Bosideng", ["Bosideng Group"])
    save_draft(editor)
    expect(message(editor)).to_contain_text(re.compile(f"'{title}' .*(creata|salvata|aggiornata)"))
    publish(editor)
    expect(open_tab(editor, r"Fonti e note \(1 errore\)")).to_contain_text(MISSING_SOURCE)
    panel = open_tab(editor, "Viaggio")
    expect(panel.get_by_role("textbox", name="Titolo")).to_have_value(title)
    expect(panel.get_by_role("textbox", name="Sommario")).to_have_value(STANDFIRST)
    expect(panel.get_by_role("textbox", name="Primo giorno")).to_have_value("2025-06")
    expect(panel).to_contain_text("Distretto di Putuo")
    expect(stops(open_tab(editor, "Itinerario"))).to_contain_text(["Bosideng Group"])
    assert reader.goto("/it/relazioni/un-viaggio-senza-fonte/").status == 404

    add_source(editor, "Testo ricevuto, senza data")
    publish(editor)
    expect_published(editor, title)
    assert reader.goto("/it/relazioni/un-viaggio-senza-fonte/").status == 200


def test_the_tab_of_the_text_counts_the_faults_in_its_blocks(editor):
    start(editor, "Relazioni di visita", "Aggiungi relazione di visita")
    panel = open_tab(editor, "Testo")
    panel.get_by_role("button", name="Inserisci un blocco").click()
    editor.get_by_role("option", name="Titolo").click()
    publish(editor)
    expect(editor.get_by_role("tab", name=re.compile(r"Testo \(1 errore\)"))).to_be_visible()


def test_lists_of_reports_show_date_stops_and_state(editor):
    row = editor.get_by_role("row").filter(has_text="Putuo incontra Kunshan e Changshu")

    def expect_columns() -> None:
        for column in ("Data", "Tappe", "Stato"):
            expect(editor.get_by_role("columnheader", name=column)).to_be_visible()
        for cell in ("data non indicata", "10"):
            expect(row.get_by_role("cell", name=cell, exact=True)).to_be_visible()
        expect(row.get_by_role("cell", name=re.compile("Stato attuale della pagina"))).to_be_visible()

    menu = editor.get_by_role("navigation", name="Menu principale")
    menu.get_by_role("link", name="Relazioni di visita").click()
    expect_columns()
    row.get_by_role("link", name="Relazioni", exact=True).click()
    expect(editor.get_by_role("heading", level=1)).to_contain_text("Esplorazione: Relazioni")
    expect_columns()


def test_choosing_the_sites_of_a_tour_leaves_no_stop_without_a_site(editor):
    start(editor, "Relazioni di visita", "Aggiungi relazione di visita")
    panel = open_tab(editor, "Itinerario")
    sites = ["AU Optronics (Kunshan) Co., Ltd.", "Centro Creativo per l’Industria del Caffè di Kunshan"]
    choose_several(editor, panel.get_by_role("button", name="Aggiungi tappa"), sites, "Kunshan")
    expect(stops(panel)).to_contain_text(sites)
    expect(panel.get_by_role("button", name="Scegli un profilo")).to_have_count(0)


def test_all_profiles_can_be_ticked_in_one_window(editor):
    start(editor, "Relazioni di visita", "Aggiungi relazione di visita")
    panel = open_tab(editor, "Itinerario")
    panel.get_by_role("button", name="Aggiungi tappa").click()
    window = editor.get_by_role("dialog")
    for title in ("AU Optronics Corporation", "Qingtao Energy", "Suzhou"):
        window.get_by_role("checkbox", name=title, exact=True).check()
    expect(window.get_by_role("button", name="Conferma selezione")).to_be_enabled()


def test_chains_can_be_searched_where_they_are_chosen(editor):
    start(editor, "Profili", "Aggiungi profilo")
    panel = open_tab(editor, "Filiere e relazioni")
    panel.get_by_role("button", name="Aggiungi filiera").click()
    window = editor.get_by_role("dialog")
    search(window, "carbonio")
    expect(window.get_by_role("checkbox", name="Fibra di carbonio")).to_be_visible()
    expect(window.get_by_role("checkbox", name="Caffè")).to_have_count(0)


def test_where_a_place_is_asked_only_places_are_offered(editor):
    start(editor, "Profili", "Aggiungi profilo")
    open_tab(editor, "Chi è").get_by_role("button", name=re.compile("^Scegli un")).click()
    window = editor.get_by_role("dialog")
    expect(window.get_by_role("heading", level=1)).to_contain_text("Scegli un luogo")
    expect(window.get_by_role("link", name="Kunshan", exact=True)).to_be_visible()
    expect(window.get_by_role("link", name="Qingtao Energy", exact=True)).to_have_count(0)


def test_a_profile_is_put_into_a_text_from_a_list_with_kind_and_place(editor):
    start(editor, "Relazioni di visita", "Aggiungi relazione di visita")
    panel = open_tab(editor, "Testo")
    panel.get_by_role("button", name="Inserisci un blocco").click()
    editor.get_by_role("option", name="Profilo").click()
    panel.get_by_role("button", name="Scegli un profilo").click()
    window = editor.get_by_role("dialog")
    row = window.get_by_role("row").filter(has=editor.get_by_role("link", name="Bosideng Group", exact=True))
    for cell in ("azienda", "Changshu"):
        expect(row.get_by_role("cell", name=cell, exact=True)).to_be_visible()
    row.get_by_role("link", name="Bosideng Group", exact=True).click()
    expect(window).to_be_hidden()
    expect(panel).to_contain_text("Bosideng Group")
