"""Chains: proposed by who writes; accepted, rejected, merged and parted again by who reviews."""

import pytest
from playwright.sync_api import Locator, Page, expect

from tests.e2e.editing import choose, message, name_it
from tests.e2e.refusals import expect_refused

pytestmark = pytest.mark.usefixtures("people")

ACCEPT, REJECT, MERGE = "Accetta la proposta", "Respingi la proposta", "Unisci a un’altra filiera"
MAKE = """
from tests.factories import make_chain, make_profile
leather = make_chain(name="Cuoio di prova", slug="cuoio-di-prova")
make_chain(name="Pelletteria di prova", slug="pelletteria-di-prova")
make_profile(title="Conceria di Prova", slug="conceria-di-prova", chains=(leather,))
"""


def open_chains(page: Page) -> None:
    menu = page.get_by_role("navigation", name="Menu principale")
    menu.get_by_role("link", name="Filiere industriali").click()
    expect(page.get_by_role("heading", level=1)).to_contain_text("Filiere industriali")


def propose(page: Page, name: str) -> None:
    open_chains(page)
    page.get_by_role("link", name="Aggiungi filiera industriale").first.click()
    page.wait_for_url("**/add/")
    name_it(page, page.get_by_role("textbox", name="Nome*"), name)
    page.get_by_role("textbox", name="Definizione", exact=True).fill("Dalla materia prima all’uso.")
    page.get_by_role("button", name="Salva", exact=True).click()
    expect(message(page)).to_contain_text(f"«{name}» è proposta")
    expect(message(page).get_by_role("link", name="Modifica")).to_have_count(0)


def row_of(page: Page, chain: str) -> Locator:
    return page.get_by_role("row").filter(has_text=chain)


def start_on(page: Page, chain: str, action: str) -> str:
    """Open one of the screens of a chain by way of the list; its address."""
    open_chains(page)
    row = row_of(page, chain)
    row.get_by_role("button", name=f"Più opzioni per '{chain}'").click()
    row.get_by_role("link", name=action).click()
    expect(page.get_by_role("heading", level=1)).to_contain_text(f"{action}: {chain}")
    return page.url


def expect_no_deciding(page: Page, chain: str) -> None:
    """Whoever may only propose sees the chain, and nothing to do about it."""
    open_chains(page)
    expect(row_of(page, chain)).to_be_visible()
    for action in (ACCEPT, REJECT, MERGE):
        expect(page.get_by_role("link", name=action, include_hidden=True)).to_have_count(0)


def test_a_writer_proposes_chains_and_a_reviewer_decides(sign_in):
    writer, reviewer = sign_in("wang"), sign_in("rossi")
    wanted, unwanted = "Ceramica di prova", "Tazzine di prova"
    for name in (wanted, unwanted):
        propose(writer, name)
    expect_no_deciding(writer, wanted)

    address = start_on(reviewer, wanted, ACCEPT)
    expect_refused(writer, address)
    reviewer.reload()
    reviewer.get_by_role("button", name=ACCEPT).click()
    expect(message(reviewer)).to_contain_text(f"«{wanted}» è accettata")

    address = start_on(reviewer, unwanted, REJECT)
    expect_refused(writer, address, {"reason": "Perché sì."})
    reviewer.reload()
    reviewer.get_by_role("textbox", name="Motivo").fill("Fa parte di «Ceramica di prova».")
    reviewer.get_by_role("button", name=REJECT).click()
    expect(message(reviewer)).to_contain_text(f"La proposta «{unwanted}» è respinta")
    expect(row_of(reviewer, unwanted)).to_have_count(0)
    open_chains(writer)
    expect(row_of(writer, wanted)).not_to_contain_text("proposta")
    expect(row_of(writer, unwanted)).to_have_count(0)


@pytest.fixture
def like_chains(site):
    """Two chains, one with a profile, that should be one."""
    site.answer(MAKE)


def test_a_reviewer_merges_two_chains_and_takes_it_back(sign_in, new_context, like_chains):
    loser, winner = "Cuoio di prova", "Pelletteria di prova"
    reviewer = sign_in("rossi")
    address = start_on(reviewer, loser, MERGE)
    expect_refused(sign_in("wang"), address, {"winner": "1", "reason": "Perché sì."})
    choose(reviewer, reviewer.get_by_role("button", name="Scegli"), winner)
    reviewer.get_by_role("button", name="Mostra che cosa cambia").click()
    touched = reviewer.get_by_role("region", name=f"Che cosa passa a «{winner}»")
    expect(touched.get_by_role("link", name="Conceria di Prova")).to_be_visible()
    assert address_of_chain(new_context) == (200, "/it/filiere/cuoio-di-prova/")
    reviewer.get_by_role("textbox", name="Motivo").fill("Due nomi per la stessa cosa.")
    reviewer.get_by_role("button", name="Unisci", exact=True).click()
    expect(message(reviewer)).to_contain_text(f"«{loser}» è stata unita a «{winner}»")
    assert address_of_chain(new_context) == (301, "/it/filiere/pelletteria-di-prova/")

    message(reviewer).get_by_role("link", name="Annulla").click()
    reviewer.get_by_role("button", name="Annulla l’unione").click()
    expect(message(reviewer)).to_contain_text(loser)
    assert address_of_chain(new_context) == (200, "/it/filiere/cuoio-di-prova/")


def address_of_chain(new_context) -> tuple[int, str]:
    """What the old address answers a reader's new browser with, and where the reader ends up."""
    reader = new_context().new_page()
    answer = reader.goto("/it/filiere/cuoio-di-prova/")
    expect(reader.get_by_role("main")).to_contain_text("Conceria di Prova")
    first = answer.request.redirected_from
    status = first.response().status if first else answer.status
    path = reader.evaluate("location.pathname")
    reader.context.close()
    return status, path
