"""While they write, editors are shown poor headings, links, alternative texts and abbreviations."""

import json

import pytest
from playwright.sync_api import Page, expect

CHECKS = "Attiva/Disattiva controlli"
MAKE_PAGES = """
import io, json
from django.core.files.images import ImageFile
from PIL import Image
from wagtail.images import get_image_model
from entities.models import EntityIndexPage, EntityPage
drawn = io.BytesIO()
Image.new("RGB", (64, 36), "teal").save(drawn, "png")
image = get_image_model().objects.create(title="Sala", file=ImageFile(drawn, name="sala.png"))
section = EntityIndexPage.objects.filter(locale__language_code="it").get()
for slug, (heading, level, words, alt) in json.loads({texts!r}).items():
    body = [
        {{"type": "heading", "value": {{"text": heading, "level": level}}}},
        {{"type": "paragraph", "value": words}},
        {{"type": "picture", "value": {{"image": image.pk, "alt": alt, "credit": "Redazione"}}}},
    ]
    page = EntityPage(title=slug.capitalize(), slug=slug, kind="institution", summary="Prova.", live=False)
    page.body, page.locale, page.search_description = json.dumps(body), section.locale, "Una prova."
    section.add_child(instance=page)
    page.save_revision(clean=False)
    print(page.pk)
"""
TEXTS = {
    "difettosa": (
        "TUTTO IN MAIUSCOLO",
        "h3",
        '<p>Del BMS si legge <a href="https://example.org/">qui</a>.</p>',
        "DSC_0042.jpg",
    ),
    "pulita": (
        "Che cosa si è visto",
        "h2",
        '<p>Il sistema di gestione (BMS) è nella <a href="https://example.org/">guida alle celle</a>.</p>',
        "Una linea di prova con due tecnici",
    ),
}
REMARKS = {
    "Titolo che non orienta": "#t-tutto-in-maiuscolo",
    "Collegamento che non dice dove porta": "a[",
    "Sigla che nessuno spiega": "#BMS",
    "Il testo alternativo dell'immagine ha un pattern non appropriato": "img",
}


@pytest.fixture(scope="module")
def pages(site) -> dict[str, str]:
    """The editing screens of a page with one fault of each kind, and of a page with none."""
    keys = site.answer(MAKE_PAGES.format(texts=json.dumps(TEXTS))).split()
    return {name: f"/admin/pages/{key}/edit/" for name, key in zip(TEXTS, keys, strict=True)}


def checked(page: Page, address: str):
    """The rows of the side panel, once everything has been looked at."""
    page.goto(address)
    page.get_by_role("button", name=CHECKS).click()
    # Counted last.
    expect(page.locator("[data-content-word-count]")).not_to_have_text("-")
    return page.locator("[data-checks-panel] [data-content-checker-row]")


def test_each_fault_is_pointed_out_with_its_place(editor, pages):
    rows = checked(editor, pages["difettosa"])
    for words, place in REMARKS.items():
        row = rows.filter(has_text=words)
        expect(row).to_have_count(1)
        expect(row).to_contain_text(place)
    expect(rows).to_have_count(len(REMARKS))


def test_a_clean_page_is_left_in_peace(editor, pages):
    expect(checked(editor, pages["pulita"])).to_have_count(0)


def test_the_checker_follows_what_is_being_written(editor, pages):
    rows = checked(editor, pages["pulita"])
    expect(rows).to_have_count(0)
    editor.get_by_role("tab", name="Chi è").click()
    sentence = editor.get_by_role("textbox", name="In una frase")
    sentence.fill("Produce NEV.")
    # Leaving a field is a change as well, should the first have come while the preview was being made.
    sentence.blur()
    expect(rows).to_contain_text(["Sigla che nessuno spiega"])
    expect(rows).to_contain_text(["#NEV"])
    sentence.fill("Produce veicoli a nuova energia (NEV).")
    sentence.blur()
    expect(rows).to_have_count(0)
