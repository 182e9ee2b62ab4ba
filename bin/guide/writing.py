"""What somebody who writes sees, from the desk to handing a report over: a step, a picture."""

import re

from playwright.sync_api import expect

from guide.camera import CHAIN, TOUR, WIDE, WORKSHOP, panel_of, parts_of, what_is_left
from tests.e2e.editing import (
    add_source,
    approve,
    choose,
    choose_several,
    message,
    name_it,
    open_from_the_desk,
    open_listed,
    open_tab,
    save_draft,
    search,
    start,
    stops,
    submit,
)


def desk(walk):
    page = walk.by("wang")
    page.goto("/admin/")
    menu = page.get_by_role("navigation", name="Menu principale").get_by_role(
        "link", name="Relazioni di visita"
    )
    return page, menu, page.get_by_role("heading", level=1), page.get_by_role("table").first


def profile(walk):
    page = walk.by("wang")
    start(page, "Profili", "Aggiungi profilo")
    panel = open_tab(page, "Chi è")
    panel.get_by_role("textbox", name="Titolo").fill(WORKSHOP)
    panel.get_by_label("Tipo").select_option("azienda")
    choose(page, panel.get_by_role("button", name=re.compile("^Scegli un (luogo|profilo)$")), "Suzhou")
    panel.get_by_role("textbox", name="In una frase").fill("Celle allo stato solido, dalla prova alla serie.")
    return page, page.get_by_role("tablist"), panel_of(page, "In una frase")


def names(walk):
    page = walk.by("wang")
    panel = open_tab(page, "Chi è")
    panel.get_by_role("button", name="Aggiungi Nome").click()
    row = panel_of(page, "Altri nomi")
    row.get_by_role("textbox").first.fill("示例工坊")
    row.get_by_label("Lingua").fill("zh")
    for choice, value in zip(row.get_by_role("combobox").all(), ("short", "Hans"), strict=True):
        choice.select_option(value)
    return page, row


def chains(walk):
    page = walk.by("wang")
    panel = open_tab(page, "Filiere e relazioni")
    choose_several(page, panel.get_by_role("button", name="Aggiungi filiera"), ["Batterie a stato solido"])
    panel.get_by_label("Posizione").select_option("a monte")
    panel.get_by_label("Prova").first.select_option("profile")
    return page, panel_of(page, "Filiere industriali")


def note(walk):
    page = walk.by("wang")
    add_source(page, "Testo ricevuto, senza data")
    panel = open_tab(page, "Fonti e note")
    panel.get_by_role("button", name="Aggiungi Nota di redazione").click()
    row = panel_of(page, "Note di redazione")
    row.get_by_role("combobox").first.select_option("gap")
    row.get_by_role("textbox", name="Titolo").fill("Manca l’anno di fondazione")
    row.get_by_role("textbox", name="Testo").fill(
        "Il profilo ricevuto non lo dice. Lo stiamo chiedendo all’azienda."
    )
    save_draft(page)
    expect(message(page)).to_contain_text(WORKSHOP)
    open_tab(page, "Fonti e note")
    return page, panel_of(page, "Note di redazione")


def namesake(walk):
    page = walk.by("wang")
    start(page, "Profili", "Aggiungi profilo")
    panel = open_tab(page, "Chi è")
    name_it(page, panel.get_by_role("textbox", name="Titolo"), "Kaiber")
    panel.get_by_label("Tipo").select_option("azienda")
    panel.get_by_role("textbox", name="In una frase").fill("Parti per sedili.")
    add_source(page, "Insegna fotografata all’ingresso")
    save_draft(page)
    open_tab(page, "Chi è")
    asked = page.get_by_role("note").filter(has_text="Kaiber")
    return page, asked, panel_of(page, "Titolo")


def proposal(walk):
    page = walk.by("wang")
    page.get_by_role("navigation", name="Menu principale").get_by_role(
        "link", name="Filiere industriali"
    ).click()
    page.set_viewport_size(WIDE)
    page.get_by_role("link", name="Aggiungi filiera industriale").first.click()
    page.wait_for_url("**/add/")
    name_it(page, page.get_by_role("textbox", name="Nome*"), CHAIN)
    page.get_by_role("textbox", name="Definizione", exact=True).fill(
        "Dagli elettroliti solidi ai sistemi finiti."
    )
    page.get_by_role("button", name="Salva", exact=True).click()
    expect(message(page)).to_contain_text(CHAIN)
    row = page.get_by_role("row").filter(has_text=CHAIN)
    return page, page.get_by_role("columnheader").first, row.get_by_role("cell").nth(3)


def trip(walk):
    page = walk.by("wang")
    publish_the_workshop(walk)
    start(page, "Relazioni di visita", "Aggiungi relazione di visita")
    panel = open_tab(page, "Viaggio")
    panel.get_by_role("textbox", name="Titolo").fill(TOUR)
    summary = "Da Shanghai a Suzhou, per vedere come una cella arriva alla serie. Due tappe in un giorno."
    panel.get_by_role("textbox", name="Sommario").fill(summary)
    choose(page, panel.get_by_role("button", name="Scegli un profilo"), "Distretto di Putuo")
    panel.get_by_role("textbox", name="Primo giorno").fill("2026-03")
    return page, page.get_by_role("tablist"), panel


def publish_the_workshop(walk):
    """Only what is public is found in a text, and brings its chains with it."""
    page, other = walk.by("wang"), walk.by("rossi")
    open_listed(page, "Profili", WORKSHOP)
    submit(page)
    expect(message(page)).to_contain_text(WORKSHOP)
    open_from_the_desk(other, WORKSHOP)
    what_is_left(other).get_by_role("button", name=re.compile("^Riguardate")).click()
    expect(message(other)).to_contain_text("cronologia")
    approve(other)
    expect(message(other)).to_contain_text(WORKSHOP)


def chooser(walk):
    page = walk.by("wang")
    open_tab(page, "Itinerario").get_by_role("button", name="Aggiungi tappa").click()
    window = page.get_by_role("dialog")
    search(window, "su")
    for title in (WORKSHOP, "Suzhou"):
        window.get_by_role("checkbox", name=title, exact=True).check()
    return page, window.locator(".modal-content")


def itinerary(walk):
    page = walk.by("wang")
    window = page.get_by_role("dialog")
    window.get_by_role("button", name="Conferma selezione").click()
    expect(window).to_be_hidden()
    panel = open_tab(page, "Itinerario")
    rows = stops(panel)
    rows.first.get_by_role("button", name="Sposta giù").click()
    rows.first.get_by_role("textbox").nth(1).press_sequentially("Ha visto una linea di prova, ferma.")
    for choice in panel.get_by_label("Prova").all():
        choice.select_option("stated")
    return page, page.get_by_role("tablist"), rows.first


def text(walk):
    page = walk.by("wang")
    panel = open_tab(page, "Testo")
    panel.get_by_role("button", name="Inserisci un blocco").first.click()
    page.get_by_role("option", name="Titolo").click()
    panel.get_by_role("textbox", name="Testo").first.fill("Suzhou: una cella alla volta")
    panel.get_by_role("button", name="Inserisci un blocco").last.click()
    page.get_by_role("option", name="Paragrafo").click()
    words = (
        f"A Suzhou la delegazione di Putuo ha visitato {WORKSHOP}. È stato sottolineato che il comparto "
        "varrà mille miliardi di yuan. Al ritorno si è parlato anche di Qingtao Energy."
    )
    panel.locator("[contenteditable=true]").last.press_sequentially(words)
    return page, page.get_by_role("tablist"), panel


def mentions(walk):
    page = walk.by("wang")
    add_source(page, "Testo ricevuto, senza data")
    save_draft(page)
    expect(message(page)).to_contain_text(TOUR)
    return page, page.get_by_role("tablist"), open_tab(page, "Menzioni")


def doubts(walk):
    page = walk.by("wang")
    panel = open_tab(page, "Menzioni")
    panel.get_by_role("button", name=re.compile("^Collega tutte")).click()
    expect(message(page)).to_contain_text("collegate nella bozza")
    panel.get_by_role("button", name=re.compile("^Aggiungi")).first.click()
    expect(message(page)).to_contain_text("Batterie")
    open_tab(page, "Fonti e note")
    return page, page.get_by_role("region", name=re.compile("^Che cosa pare dubbio|^Che cosa sembra dubbio"))


def done(walk):
    page = walk.by("wang")
    open_tab(page, "Fonti e note").get_by_role("button", name=re.compile("^Fanne una nota")).first.click()
    expect(message(page)).to_contain_text("ota")
    return page, *parts_of(what_is_left(page))


def submission(walk):
    page = walk.by("wang")
    page.get_by_role("button", name="Mostra che cosa resta prima di pubblicare").click()
    page.get_by_role("button", name="Altre azioni").click()
    return page, page.get_by_role("button", name="Salva bozza"), page.get_by_role("button", name="Invia a")


STEPS = (
    desk,
    profile,
    names,
    chains,
    note,
    namesake,
    proposal,
    trip,
    chooser,
    itinerary,
    text,
    mentions,
    doubts,
    done,
    submission,
)
