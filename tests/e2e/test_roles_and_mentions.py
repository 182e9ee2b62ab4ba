"""Mentions, decided by who writes: linked, ignored in one sentence, never suggested again."""

import re

import pytest
from playwright.sync_api import Locator, Page, expect

from tests.e2e.editing import message, open_listed, open_tab

pytestmark = pytest.mark.usefixtures("people")

TITLE, OTHER = "Un viaggio pieno di nomi", "Un secondo viaggio di nomi"
TEXT = (
    "<p>La delegazione ha visto Bosideng Group e Qingtao Energy. "
    "Il sole sorgeva su Aurora Prova. A Kunshan si è discusso di Putuo.</p>"
)
MAKE = """
from tests.factories import make_profile, make_report
here = make_profile(title="Aurora Prova", slug="aurora-prova")
for title, slug in {titles}:
    make_report(here, title=title, slug=slug, live=False, body=[("paragraph", {text!r})])
"""


@pytest.fixture(scope="module")
def drafts(site):
    """Two drafts that name the same profiles."""
    titles = [(TITLE, "viaggio-di-nomi"), (OTHER, "secondo-viaggio-di-nomi")]
    site.answer(MAKE.format(titles=titles, text=TEXT))


def mention(panel: Locator, words: str) -> Locator:
    """What the panel still suggests for some words."""
    suggested = panel.get_by_role("region", name=re.compile("^Suggerite"))
    return suggested.get_by_role("listitem").filter(has_text=re.compile(f"→ {words}"))


def decide(page: Page, words: str, decision: str) -> None:
    panel = open_tab(page, "Menzioni")
    mention(panel, words).get_by_role("button", name=re.compile(f"^{decision}")).click()


def left_alone(panel: Locator) -> Locator:
    panel.get_by_text(re.compile("^Lasciate stare")).click()
    return panel.get_by_role("group").filter(has_text=re.compile("Lasciate stare"))


def test_a_writer_links_all_mentions_but_those_decided_otherwise(sign_in, drafts):
    writer = sign_in("wang")
    open_listed(writer, "Relazioni di visita", TITLE)
    decide(writer, "Kunshan", "Non qui")
    expect(message(writer)).to_contain_text("«Kunshan» non si suggerisce più in questa frase.")
    decide(writer, "Aurora Prova", "Mai per queste parole")
    expect(message(writer)).to_contain_text("«Aurora Prova»")
    open_tab(writer, "Menzioni").get_by_role("button", name=re.compile("^Collega tutte le 3")).click()
    expect(message(writer)).to_contain_text("3 menzioni collegate nella bozza.")
    panel = open_tab(writer, "Menzioni")
    expect(panel).to_contain_text("Non resta nulla da collegare.")
    expect(panel.get_by_text(re.compile(r"^Già collegate \(3\)"))).to_be_visible()

    open_listed(writer, "Relazioni di visita", OTHER)
    panel = open_tab(writer, "Menzioni")
    expect(mention(panel, "Kunshan")).to_be_visible()
    expect(mention(panel, "Aurora Prova")).to_have_count(0)


def test_a_mention_is_accepted_alone(editor):
    open_listed(
        editor,
        "Relazioni di visita",
        "Putuo incontra Kunshan e Changshu: batterie, fibra di carbonio e caffè lungo la Cintura",
    )
    panel = open_tab(editor, "Menzioni")
    row = panel.get_by_role("listitem").filter(has_text="Per Putuo è")
    row.get_by_role("button", name=re.compile("^Collega")).click()
    expect(message(editor)).to_contain_text("1 menzione collegata nella bozza.")
    expect(open_tab(editor, "Menzioni")).to_contain_text("Non resta nulla da collegare.")
