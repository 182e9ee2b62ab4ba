"""Writing and reviewing, each by the person whose task it is."""

import re

import pytest
from playwright.sync_api import Page, expect

from belt.roles import REVIEWERS, WRITERS
from tests.e2e.conftest import PATIENCE
from tests.e2e.test_editor_journey import choose, message, open_tab, publish, save_draft, start

TITLE = "Istituto di Prova di Kunshan"
SUMMARY = "Un istituto scritto da una prova."
MAKE_USERS = """
from django.contrib.auth import get_user_model
from django.contrib.auth.models import Group
for name, role in {people}:
    user = get_user_model().objects.create_user(username=name, password={password!r})
    user.groups.add(Group.objects.get(name=role))
"""
PEOPLE = {"wang": WRITERS, "rossi": REVIEWERS, "bianchi": REVIEWERS}


@pytest.fixture(scope="module")
def people(site):
    """A writer and two reviewers who can sign in."""
    site.answer(MAKE_USERS.format(people=list(PEOPLE.items()), password=site.password))


@pytest.fixture
def sign_in(new_context, site, people):
    def as_somebody(name: str) -> Page:
        page = new_context().new_page()
        page.set_default_timeout(PATIENCE)
        page.goto("/admin/")
        page.get_by_role("textbox", name="Nome utente").fill(name)
        page.get_by_role("textbox", name="Password").fill(site.password)
        page.get_by_role("button", name="Accedi").click()
        expect(page.get_by_role("navigation", name="Menu principale")).to_be_visible()
        return page

    return as_somebody


def other_action(page: Page, name: str):
    page.get_by_role("button", name="Altre azioni").click()
    return page.get_by_role("button", name=re.compile(f"^{name}"))


def open_from_the_desk(page: Page, title: str) -> None:
    page.goto("/admin/")
    page.get_by_role("main").get_by_role("link", name=title).first.click()
    expect(page.get_by_role("heading", level=1)).to_contain_text(title)


def write_institute(page: Page) -> None:
    start(page, "Profili", "Aggiungi profilo")
    panel = open_tab(page, "Chi è")
    panel.get_by_role("textbox", name="Titolo").fill(TITLE)
    panel.get_by_label("Tipo").select_option("istituzione")
    choose(page, panel.get_by_role("button", name=re.compile("^Scegli un (luogo|profilo)$")), "Kunshan")
    panel.get_by_role("textbox", name="In una frase").fill(SUMMARY)


def test_a_profile_is_written_by_one_and_approved_by_another(sign_in, new_context):
    writer = sign_in("wang")
    write_institute(writer)
    expect(writer.get_by_label("Verifica", exact=True)).to_have_count(0)
    save_draft(writer)
    writer.get_by_role("button", name="Altre azioni").click()
    expect(writer.get_by_role("button", name="Pubblica", exact=True)).to_have_count(0)
    writer.get_by_role("button", name=re.compile("^Invia a Revisione")).click()
    expect(message(writer)).to_contain_text(TITLE)

    reviewer = sign_in("rossi")
    open_from_the_desk(reviewer, TITLE)
    open_tab(reviewer, "Chi è").get_by_role("textbox", name="In una frase").fill(f"{SUMMARY} Riletto.")
    save_draft(reviewer)
    reviewer.reload()
    expect(reviewer.get_by_text("la approva un’altra persona").first).to_be_visible()
    reviewer.get_by_role("button", name="Altre azioni").click()
    expect(reviewer.get_by_role("button", name=re.compile("^Approva"))).to_have_count(0)

    other = sign_in("bianchi")
    open_from_the_desk(other, TITLE)
    other_action(other, "Approva e pubblica|Approva").first.click()
    expect(message(other)).to_contain_text(TITLE)
    reader = new_context().new_page()
    assert reader.goto("/it/profili/istituto-di-prova-di-kunshan/").status == 200
    expect(reader.get_by_role("main")).to_contain_text(f"{SUMMARY} Riletto.")


def test_mentions_are_accepted_one_by_one(editor):
    editor.goto("/admin/reports/")
    editor.get_by_role("link", name=re.compile("^Putuo incontra Kunshan")).first.click()
    panel = open_tab(editor, "Menzioni")
    row = panel.get_by_role("listitem").filter(has_text="Per Putuo è")
    row.get_by_role("button", name=re.compile("^Collega")).click()
    expect(message(editor)).to_contain_text("1 menzione collegata nella bozza.")
    expect(open_tab(editor, "Menzioni")).to_contain_text("Non resta nulla da collegare.")


def test_a_second_profile_of_the_same_name_is_asked_about(editor):
    start(editor, "Profili", "Aggiungi profilo")
    panel = open_tab(editor, "Chi è")
    panel.get_by_role("textbox", name="Titolo").fill("Bosideng S.p.A.")
    panel.get_by_label("Tipo").select_option("istituzione")
    panel.get_by_role("textbox", name="In una frase").fill(SUMMARY)
    publish(editor)
    expect(editor.get_by_text("«Bosideng Group» potrebbe essere lo stesso.").first).to_be_visible()
    save_draft(editor)
    another = editor.get_by_role("button", name=re.compile("^Non è lo stesso.*Bosideng Group"))
    another.click()
    expect(message(editor)).to_contain_text("«Bosideng Group» è un altro")
    expect(another).to_have_count(0)
