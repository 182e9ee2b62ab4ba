"""Verifying a profile and resolving a note: seen and done by who reviews, and by nobody else."""

import re

import pytest
from playwright.sync_api import Locator, Page, expect

from tests.e2e.editing import message, open_listed, open_tab, publish, save_draft
from tests.e2e.refusals import filled_in, send

pytestmark = pytest.mark.usefixtures("people")

WORKSHOP, ADDRESS = "Torneria di Prova", "/it/profili/torneria-di-prova/"
MAKE = """
from entities.models import EditorialNote, EntityPage, IndustryChain, Source
from tests.factories import make_profile, profiles
locale = profiles().locale
make_profile(
    title={title!r}, slug="torneria-di-prova",
    located_in=EntityPage.objects.get(slug="kunshan", locale=locale),
    summary="Torni e frese a Kunshan.", chains=(IndustryChain.objects.usable().order_by("pk").first(),),
    rows={{
        "sources": [Source(title="Testo ricevuto, senza data", locale=locale)],
        "editorial_notes": [
            EditorialNote(kind="gap", title="Manca l’anno", text="Lo stiamo chiedendo.", locale=locale)
        ],
    }},
)
"""
VERIFYING = ("Verificato da", "Verificato il")
RESOLVING = ("Stato", "Risolta il", "Che cosa si è fatto")


@pytest.fixture(scope="module")
def workshop(site):
    """A published profile with a source and an open note."""
    site.answer(MAKE.format(title=WORKSHOP))


def field(panel: Locator, label: str) -> Locator:
    name = re.compile(rf"^{label}\*?$")
    return panel.get_by_role("textbox", name=name).or_(panel.get_by_role("combobox", name=name))


def expect_fields(panel: Locator, labels: tuple[str, ...], count: int) -> None:
    for label in labels:
        expect(field(panel, label)).to_have_count(count)


def published_by_another(sign_in) -> None:
    """What one reviewer wrote, another one publishes."""
    other = sign_in("bianchi")
    open_listed(other, "Profili", WORKSHOP)
    publish(other)
    expect(message(other)).to_contain_text(WORKSHOP)


def sent_past_the_screen(page: Page, fields: dict[str, str]) -> None:
    """Save the draft with more in its form than the screen shows."""
    assert not fields.keys() & filled_in(page).keys()
    assert send(page, page.url, filled_in(page) | fields).ok
    page.reload()


def test_a_reviewer_verifies_a_profile_until_its_facts_change(sign_in, reader, workshop):
    writer, reviewer = sign_in("wang"), sign_in("rossi")
    open_listed(writer, "Profili", WORKSHOP)
    panel = open_tab(writer, "Chi è")
    expect_fields(panel, VERIFYING, 0)
    choices = field(panel, "Verifica").locator("option").all_inner_texts()
    assert choices == ["senza profilo ricevuto", "ricevuto, da verificare"]
    mine = {"verified_by": "Wang", "verified_on": "2026-02-01"}
    sent_past_the_screen(writer, mine)

    open_listed(reviewer, "Profili", WORKSHOP)
    panel = open_tab(reviewer, "Chi è")
    expect_fields(panel, VERIFYING, 1)
    expect(field(panel, "Verifica")).to_have_value("stub")
    field(panel, "Verifica").select_option("verificato")
    field(panel, "Verificato da").fill("Rossi")
    field(panel, "Verificato il").fill("2026-02-03")
    save_draft(reviewer)
    expect(message(reviewer)).to_contain_text(WORKSHOP)
    published_by_another(sign_in)
    reader.goto(ADDRESS)
    for words in ("Rossi", "3 febbraio 2026"):
        expect(reader.get_by_role("main")).to_contain_text(words)

    open_listed(writer, "Profili", WORKSHOP)
    expect(writer.get_by_text("Questo profilo è verificato").first).to_be_visible()
    open_tab(writer, "Chi è").get_by_role("textbox", name="In una frase").fill("Torni, frese e presse.")
    save_draft(writer)
    expect(writer.get_by_text("il profilo non è più verificato, torna «ricevuto»").first).to_be_visible()
    reviewer.reload()
    expect(field(open_tab(reviewer, "Chi è"), "Verifica")).to_have_value("received")


def test_without_a_source_nothing_is_verified(sign_in, workshop):
    reviewer = sign_in("rossi")
    open_listed(reviewer, "Profili", "Distretto di Putuo")
    sources = open_tab(reviewer, "Fonti e note").get_by_role("region", name="Fonte")
    for source in sources.all():
        source.get_by_role("button", name="Elimina").click()
    panel = open_tab(reviewer, "Chi è")
    field(panel, "Verifica").select_option("verificato")
    field(panel, "Verificato da").fill("Rossi")
    field(panel, "Verificato il").fill("2026-02-03")
    save_draft(reviewer)
    expect(open_tab(reviewer, "Chi è")).to_contain_text(
        "Un profilo verificato ha bisogno di almeno una fonte."
    )


def test_a_reviewer_resolves_a_note_and_readers_see_how(sign_in, reader, workshop):
    writer, reviewer = sign_in("wang"), sign_in("rossi")
    open_listed(writer, "Profili", WORKSHOP)
    expect_fields(open_tab(writer, "Fonti e note"), RESOLVING, 0)
    mine = {"status": "resolved", "resolved_on": "2026-02-01", "resolution": "Niente."}
    sent_past_the_screen(writer, {f"editorial_notes-0-{name}": value for name, value in mine.items()})

    open_listed(reviewer, "Profili", WORKSHOP)
    panel = open_tab(reviewer, "Fonti e note")
    expect_fields(panel, RESOLVING, 1)
    expect(field(panel, "Stato")).to_have_value("open")
    field(panel, "Stato").select_option("resolved")
    field(panel, "Risolta il").fill("2026-02-04")
    field(panel, "Che cosa si è fatto").fill("L’anno è scritto sulla targa.")
    save_draft(reviewer)
    expect(message(reviewer)).to_contain_text(WORKSHOP)
    published_by_another(sign_in)
    reader.goto(ADDRESS)
    for words in ("Manca l’anno", "L’anno è scritto sulla targa.", "4 febbraio 2026"):
        expect(reader.get_by_role("main")).to_contain_text(words)
