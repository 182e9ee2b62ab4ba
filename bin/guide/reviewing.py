"""What those who review see, and what comes after publishing: a step, a picture."""

import re

from playwright.sync_api import expect

from guide.camera import CHAIN, TOUR, WIDE, WORKSHOP, head_of, panel_of, parts_of, what_is_left
from tests.e2e.editing import approve, choose, message, open_from_the_desk, open_listed, open_tab, submit


def review(walk):
    page = walk.by("wang")
    page.reload()
    submit(page)
    expect(message(page)).to_contain_text(TOUR)
    other = walk.by("rossi")
    other.goto("/admin/")
    return other, other.get_by_role("heading", level=1), other.get_by_role("table").first


def waiver(walk):
    page = walk.by("rossi")
    open_from_the_desk(page, TOUR)
    panel = what_is_left(page)
    panel.get_by_role("textbox", name=re.compile("Ogni tappa")).fill("Solo una notte a Suzhou.")
    return page, *parts_of(panel)


def approval(walk):
    page = walk.by("rossi")
    for answer in ("Pubblica senza", "Riguardate"):
        what_is_left(page).get_by_role("button", name=re.compile(f"^{answer}")).click()
        expect(message(page)).to_contain_text("cronologia")
    page.get_by_role("button", name="Altre azioni").click()
    return (
        page,
        page.get_by_role("button", name="Salva bozza"),
        page.get_by_role("button", name="Richiedi modifiche"),
    )


def schedule(walk):
    page = walk.by("rossi")
    page.keyboard.press("Escape")
    page.get_by_role("button", name="Attiva/disattiva stato").click()
    page.get_by_role("button", name="Pianifica pubblicazione").click()
    return page, page.get_by_role("dialog").locator(".w-dialog__box")


def verification(walk):
    approve_report(walk.by("bianchi"))
    page = walk.by("rossi")
    page.keyboard.press("Escape")
    page.get_by_role("button", name="Attiva/disattiva stato").click()
    open_listed(page, "Profili", WORKSHOP)
    panel = open_tab(page, "Chi è")
    panel.get_by_role("combobox", name="Verifica*").select_option("verified")
    return page, panel_of(page, "Verifica")


def approve_report(page):
    open_from_the_desk(page, TOUR)
    approve(page)
    # Refused, one stays on the screen.
    page.wait_for_url(re.compile(r"/pages/\d+/$"))


def resolution(walk):
    page = walk.by("rossi")
    panel = open_tab(page, "Fonti e note")
    panel.get_by_role("combobox", name="Stato*").select_option("resolved")
    panel.get_by_role("textbox", name="Risolta il").fill("2026-04-02")
    panel.get_by_role("textbox", name="Che cosa si è fatto").fill(
        "L’azienda ha risposto: il 2012, come da registro."
    )
    return page, panel_of(page, "Note di redazione")


def changes(walk):
    page = walk.by("wang")
    open_listed(page, "Relazioni di visita", TOUR)
    panel = open_tab(page, "Fonti e note")
    panel.get_by_role("button", name="Aggiungi Nota di modifica").click()
    row = panel_of(page, "Note di modifica")
    row.get_by_role("textbox").nth(0).fill("2026-04-09")
    row.get_by_role("textbox").nth(1).fill("Correzione: la linea di prova era ferma, non in costruzione.")
    return page, row


def profiles(walk):
    page = walk.by("bianchi")
    open_listed(page, "Profili", "Kaiber")
    page.get_by_role("note").get_by_role("link", name=re.compile("^Unisci")).click()
    page.get_by_role("textbox", name="Motivo").fill("Scritto due volte.")
    return page, head_of(page), page.get_by_role("button", name="Unisci", exact=True)


def undo(walk):
    page = walk.by("bianchi")
    page.get_by_role("button", name="Unisci", exact=True).click()
    return page, message(page)


def acceptance(walk):
    page = walk.by("bianchi")
    menu = page.get_by_role("navigation", name="Menu principale")
    menu.get_by_role("link", name="Filiere industriali").click()
    page.set_viewport_size(WIDE)
    row = page.get_by_role("row").filter(has_text=CHAIN)
    row.get_by_role("button", name="Più opzioni").click()
    last = row.get_by_role("link", name="Unisci a un’altra filiera")
    return page, page.get_by_role("columnheader").first, row.get_by_role("cell").nth(3), last


def merge(walk):
    page = walk.by("bianchi")
    row = page.get_by_role("row").filter(has_text="Display ed elettronica")
    page.keyboard.press("Escape")
    row.get_by_role("button", name="Più opzioni").click()
    row.get_by_role("link", name="Unisci a un’altra filiera").click()
    choose(page, page.get_by_role("button", name="Scegli"), "Semiconduttori e software")
    page.get_by_role("button", name="Mostra che cosa cambia").click()
    page.get_by_role("textbox", name="Motivo").fill("Due nomi per la stessa filiera.")
    touched = page.get_by_role("region", name="Che cosa passa a")
    return page, head_of(page), touched, page.get_by_role("button", name="Unisci", exact=True)


def lists(walk):
    page = walk.by("bianchi")
    page.goto("/admin/")
    menu = page.get_by_role("navigation", name="Menu principale")
    menu.get_by_role("button", name="Report").click()
    menu.get_by_role("link", name="Note di redazione aperte").click()
    return page, head_of(page), page.get_by_role("row").nth(2)


STEPS = (
    review,
    waiver,
    approval,
    schedule,
    verification,
    resolution,
    changes,
    profiles,
    undo,
    acceptance,
    merge,
    lists,
)
