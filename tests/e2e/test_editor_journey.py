"""What an editor does: a profile, a tour that stops there, and the order of its stops."""

import re

from playwright.sync_api import expect

from tests.e2e.editing import (
    STANDFIRST,
    add_chain,
    add_source,
    add_stops,
    choose_several,
    expect_published,
    message,
    observe,
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
MISSING_SOURCE = "Indicate almeno una fonte, anche solo «testo ricevuto, senza data»"
OBSERVATION = "Una linea pilota, vista in funzione."


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
    observe(stops(panel).last, OBSERVATION)
    add_chain(editor)
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
    add_chain(editor)
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
    add_chain(editor)
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
