"""Writing and reviewing, each by the person whose task it is."""

import re

import pytest
from playwright.sync_api import Page, expect

from tests.e2e.editing import (
    add_chain,
    add_source,
    add_stops,
    approve,
    choose,
    message,
    open_from_the_desk,
    open_tab,
    publish,
    save_draft,
    start,
    submit,
    write_tour,
)
from tests.e2e.refusals import filled_in, send

pytestmark = pytest.mark.usefixtures("people")

SUMMARY = "Un istituto scritto da una prova."


def write_institute(page: Page, title: str) -> None:
    start(page, "Profili", "Aggiungi profilo")
    panel = open_tab(page, "Chi è")
    panel.get_by_role("textbox", name="Titolo").fill(title)
    panel.get_by_label("Tipo").select_option("istituzione")
    choose(page, panel.get_by_role("button", name=re.compile("^Scegli un (luogo|profilo)$")), "Kunshan")
    panel.get_by_role("textbox", name="In una frase").fill(SUMMARY)


def expect_no_publishing(page: Page) -> None:
    """Among what the editor can do, hidden behind "more" or not, there is no making public."""
    for name in ("Pubblica", "Approva"):
        button = page.get_by_role("button", name=re.compile(f"^{name}"), include_hidden=True)
        expect(button).to_have_count(0)


def test_a_profile_is_written_by_one_and_approved_by_another(sign_in, reader):
    title = "Istituto di Prova di Kunshan"
    writer = sign_in("wang")
    write_institute(writer, title)
    save_draft(writer)
    expect(message(writer)).to_contain_text(title)
    submit(writer)
    expect(message(writer)).to_contain_text(title)

    reviewer = sign_in("bianchi")
    open_from_the_desk(reviewer, title)
    approve(reviewer)
    expect(message(reviewer)).to_contain_text(title)
    assert reader.goto("/it/profili/istituto-di-prova-di-kunshan/").status == 200
    expect(reader.get_by_role("main")).to_contain_text(SUMMARY)


def test_a_report_is_never_made_public_by_who_changed_it_last(sign_in, reader):
    title, address = "Un viaggio a sei mani", "/it/relazioni/un-viaggio-a-sei-mani/"
    writer = sign_in("wang")
    write_tour(writer, title)
    add_stops(writer, "Bosideng", ["Bosideng Group"])
    add_chain(writer)
    add_source(writer, "Testo ricevuto, senza data")
    save_draft(writer)
    expect(message(writer)).to_contain_text(title)
    expect_no_publishing(writer)
    send(writer, writer.url, filled_in(writer) | {"action-publish": "1"})
    writer.reload()
    submit(writer)
    expect(message(writer)).to_contain_text(title)
    assert reader.goto(address).status == 404

    reviewer = sign_in("rossi")
    open_from_the_desk(reviewer, title)
    summary = open_tab(reviewer, "Viaggio").get_by_role("textbox", name="Sommario")
    summary.fill("Una tappa a Changshu, riletta.")
    save_draft(reviewer)
    expect(message(reviewer)).to_contain_text(title)
    reviewer.reload()
    expect(reviewer.get_by_text("la approva un’altra persona").first).to_be_visible()
    expect_no_publishing(reviewer)
    approval = {"action-workflow-action": "true", "workflow-action-name": "approve"}
    for asked in (approval, {"action-publish": "1"}):
        send(reviewer, reviewer.url, filled_in(reviewer) | asked)
        assert reader.goto(address).status == 404

    other = sign_in("bianchi")
    open_from_the_desk(other, title)
    approve(other)
    expect(message(other)).to_contain_text(title)
    assert reader.goto(address).status == 200
    expect(reader.get_by_role("main")).to_contain_text("Una tappa a Changshu, riletta.")


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
