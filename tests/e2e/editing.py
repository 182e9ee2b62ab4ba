"""What an editor does on the screens of the admin, in words of the tests."""

import re

from playwright.sync_api import Locator, Page, expect

CHAIN = "Batterie a stato solido"
STANDFIRST = "Due tappe a Kunshan, scritte da una prova."


def enter(page: Page, name: str, password: str) -> None:
    """Sign in to the admin."""
    page.goto("/admin/")
    page.get_by_role("textbox", name="Nome utente").fill(name)
    page.get_by_role("textbox", name="Password").fill(password)
    page.get_by_role("button", name="Accedi").click()
    expect(page.get_by_role("navigation", name="Menu principale")).to_be_visible()


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


def name_it(page: Page, field: Locator, name: str) -> None:
    """Fill in a name and let the screen make an address of it, which it does a moment later."""
    field.fill(name)
    field.blur()
    expect(page.locator("input[name=slug]")).not_to_have_value("")


def save_draft(page: Page) -> None:
    page.get_by_role("button", name="Salva bozza").click()


def publish(page: Page) -> None:
    page.get_by_role("button", name="Altre azioni").click()
    page.get_by_role("button", name="Pubblica", exact=True).click()


def submit(page: Page) -> None:
    """Hand the page over to those who review."""
    page.get_by_role("button", name="Altre azioni").click()
    page.get_by_role("button", name=re.compile("^Invia a Revisione")).click()


def approve(page: Page) -> None:
    page.get_by_role("button", name="Altre azioni").click()
    page.get_by_role("button", name=re.compile("^Approva")).first.click()


def expect_published(page: Page, title: str) -> None:
    expect(message(page)).to_contain_text(re.compile(f"'{title}' .*pubblicata"))


def open_from_the_desk(page: Page, title: str) -> None:
    """Open the editing screen of a page that waits on the desk."""
    page.goto("/admin/")
    page.get_by_role("main").get_by_role("link", name=title).first.click()
    expect(page.get_by_role("heading", level=1)).to_contain_text(title)


def open_listed(page: Page, section: str, title: str) -> None:
    """Open the editing screen of something Italian in the list that the menu leads to."""
    menu = page.get_by_role("navigation", name="Menu principale")
    menu.get_by_role("link", name=section, exact=True).click()
    expect(page.get_by_role("heading", level=1)).to_contain_text(section)
    page.goto(f"{page.url.partition('?')[0]}?locale=it")
    page.get_by_role("main").get_by_role("link", name=title, exact=True).first.click()
    expect(page.get_by_role("heading", level=1)).to_contain_text(title)


def start(page: Page, section: str, action: str) -> None:
    page.get_by_role("navigation", name="Menu principale").get_by_role("link", name=section).click()
    page.get_by_role("link", name=action).click()
    expect(page.get_by_role("heading", level=1)).to_contain_text("Nuovo")
    page.wait_for_load_state()


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
    for stop in stops(panel).all():
        observe(stop, "Una visita breve.")
    return panel


def observe(stop: Locator, words: str) -> None:
    """Say what was seen at a stop."""
    stop.get_by_role("textbox").nth(1).fill(words)
    expect(stop.locator("input[name$='-observation']")).to_have_value(re.compile(words))


def add_chain(page: Page) -> None:
    """Say that the text names a chain."""
    panel = open_tab(page, "Filiere")
    choose_several(page, panel.get_by_role("button", name="Aggiungi filiera"), [CHAIN])
    choose_evidence(panel)


def add_source(page: Page, title: str) -> None:
    panel = open_tab(page, "Fonti e note")
    panel.get_by_role("button", name="Aggiungi Fonte").click()
    panel.get_by_role("region", name="Fonte 1").get_by_role("textbox", name="Titolo").fill(title)
