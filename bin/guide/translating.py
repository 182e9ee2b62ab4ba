"""What those who translate see: a step, a picture."""

from playwright.sync_api import expect

from guide.camera import TOUR, head_of, open_side, parts_of
from tests.e2e.editing import message, open_listed, open_tab, publish, save_draft

COMPANY = "Qingtao Energy"


def translations(walk):
    leave_behind(walk)
    page = walk.by("li")
    page.goto("/admin/")
    menu = page.get_by_role("navigation", name="Menu principale")
    menu.get_by_role("button", name="Report").click()
    menu.get_by_role("link", name="Traduzioni da fare").click()
    return page, head_of(page), page.get_by_role("row").nth(6)


def leave_behind(walk):
    """One changes a sentence of a page that is translated, another one publishes it."""
    page, other = walk.by("wang"), walk.by("bianchi")
    open_listed(page, "Profili", COMPANY)
    open_tab(page, "Chi è").get_by_role("textbox", name="In una frase").fill(
        "Celle allo stato solido, dal laboratorio alla serie."
    )
    save_draft(page)
    expect(message(page)).to_contain_text(COMPANY)
    open_listed(other, "Profili", COMPANY)
    publish(other)
    expect(message(other)).to_contain_text(COMPANY)


def beginning(walk):
    page = walk.by("li")
    page.get_by_role("main").get_by_role("link", name=TOUR).first.click()
    return page, page.get_by_role("heading", level=1), page.get_by_role("button", name="Invia")


def translation(walk):
    page = walk.by("li")
    page.go_back()
    row = page.get_by_role("row").filter(has_text=COMPANY).filter(has_text="cinese")
    row.get_by_role("link").first.click()
    editor = page.locator(".js-translation-editor")
    editor.get_by_role("button", name="Traduci").click()
    editor.get_by_role("textbox").fill("固态电芯，从实验室到量产。")
    return page, page.get_by_role("tablist"), editor.get_by_role("button", name="Salva")


def glossary(walk):
    page = walk.by("li")
    return page, *parts_of(open_side(page, "glossary", "Mostra il glossario"))


STEPS = (translations, beginning, translation, glossary)
