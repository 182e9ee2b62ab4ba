"""What those who review see, and what comes after publishing: a step, a picture."""

from playwright.sync_api import expect

from guide.camera import CHAIN, TOUR, WORKSHOP, head_of, panel_of
from tests.e2e.editing import approve, choose, message, open_from_the_desk, open_listed, open_tab, submit


def review(walk):
    page = walk.by("wang")
    page.reload()
    submit(page)
    expect(message(page)).to_contain_text(TOUR)
    other = walk.by("rossi")
    other.goto("/admin/")
    return other, other.get_by_role("heading", level=1), other.get_by_role("table").first


def approval(walk):
    page = walk.by("rossi")
    open_from_the_desk(page, TOUR)
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
    panel.get_by_role("textbox", name="Verificato da").fill("Rossi")
    panel.get_by_role("textbox", name="Verificato il").fill("2026-04-02")
    return page, panel_of(page, "Verifica")


def approve_report(page):
    open_from_the_desk(page, TOUR)
    approve(page)
    expect(message(page)).to_contain_text(TOUR)


def resolution(walk):
    page = walk.by("rossi")
    panel = open_tab(page, "Fonti e note")
    panel.get_by_role("combobox", name="Stato*").select_option("resolved")
    panel.get_by_role("textbox", name="Risolta il").fill("2026-04-02")
    panel.get_by_role("textbox", name="Che cosa si è fatto").fill(
        "L’azienda ha risposto: il 2012, come da registro."
    )
    return page, panel_of(page, "Note di redazione")


def acceptance(walk):
    page = walk.by("bianchi")
    menu = page.get_by_role("navigation", name="Menu principale")
    menu.get_by_role("link", name="Filiere industriali").click()
    row = page.get_by_role("row").filter(has_text=CHAIN)
    row.get_by_role("button", name="Più opzioni").click()
    return page, page.get_by_role("row").first, row, row.get_by_role("link", name="Unisci a un’altra filiera")


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
    return page, head_of(page), page.get_by_role("row").nth(4)


STEPS = (review, approval, schedule, verification, resolution, acceptance, merge, lists)
