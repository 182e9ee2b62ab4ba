"""The editors' guide shows every picture its command takes, and quotes screens as they are."""

import importlib
import re
from pathlib import Path

import polib
import pytest
import wagtail
import wagtail_localize
from django.conf import settings
from PIL import Image

ROOT = settings.BASE_DIR
GUIDE = ROOT / "docs" / "editors-guide.md"
PICTURES = ROOT / "docs" / "images" / "guide"
SHOWN = re.compile(r"!\[([^\]]*)\]\(images/guide/([a-z_]+)\.png\)")
MOST_BYTES = 80 * 1024
# Readers see them 760 pixels wide: letters are then seven tenths of what the screen has.
MOST_PIXELS = 1060

QUOTED = re.compile(r"«([^»]+)»|\*\*([^*]+)\*\*")
PLACEHOLDER = re.compile(r"%\(\w+\)s|\{\w+\}")
# What the guide says in such marks and no screen does: examples, half sentences, tasks.
NO_LABELS = {
    *("2025", "2025-06", "2026-03", "Changshu", "Kaiber", "Kunshan", "Qingtao Energy"),
    *("Officine Esempio di Suzhou", "testo ricevuto, senza data", "Correzione: …", "qui", "i", "più"),
    *("è stato sottolineato", "data sconosciuta", "fonte sconosciuta", "file PO", "in cinese semplificato"),
    *("Verificare un profilo", "Risolvere una nota", "Correggere una relazione pubblicata"),
    *("Unire due profili dello stesso ente", "Accettare o respingere una filiera proposta, unirne due"),
}


@pytest.fixture
def shown():
    """The alternative texts of the pictures in the guide, by name."""
    found = SHOWN.findall(GUIDE.read_text())
    assert len(found) == len({name for _alt, name in found}), "a picture is shown twice"
    return {name: alt for alt, name in found}


def test_every_picture_of_the_guide_exists_and_every_picture_is_shown(shown):
    assert set(shown) == {picture.stem for picture in PICTURES.iterdir()}


def test_every_picture_is_taken_by_a_step_of_the_walk(shown, monkeypatch):
    monkeypatch.syspath_prepend(str(ROOT / "bin"))
    steps = importlib.import_module("guide_pictures").STEPS
    assert sorted(step.__name__ for step in steps) == sorted(shown)


def test_whoever_does_not_see_a_picture_is_told_what_it_shows(shown):
    assert all(len(alt) > 20 for alt in shown.values())


def test_pictures_are_small():
    assert max(picture.stat().st_size for picture in PICTURES.iterdir()) <= MOST_BYTES


def test_pictures_are_narrow_enough_to_be_read():
    assert max(Image.open(picture).width for picture in PICTURES.iterdir()) <= MOST_PIXELS


def test_what_the_guide_quotes_is_written_on_the_screens():
    words, patterns = written_on_screens()
    quoted = {part.strip(" .") for label in labels() for part in label.split("→")} - NO_LABELS
    unknown = {label for label in quoted if label.lower() not in words and not patterns.fullmatch(label)}
    assert quoted
    assert not unknown


def labels() -> set[str]:
    """What the guide puts between quotation marks or in bold."""
    return {one or other for one, other in QUOTED.findall(" ".join(GUIDE.read_text().split()))}


def written_on_screens() -> tuple[set[str], re.Pattern[str]]:
    """The Italian words of the admin, and a pattern of those that are filled in: "Aggiungi %(label)s"."""
    packages = [ROOT / "locale", *(Path(package.__file__).parent for package in (wagtail, wagtail_localize))]
    files = [file for package in packages for file in package.glob("**/it/LC_MESSAGES/*.mo")]
    found = {
        re.sub("<[^>]+>", "", text).replace("'", "’").strip()
        for file in files
        for entry in polib.mofile(str(file))
        for text in (entry.msgstr, *entry.msgstr_plural.values())
    }
    filled = [PLACEHOLDER.split(text) for text in found if PLACEHOLDER.search(text)]
    told = [".+".join(map(re.escape, parts)) for parts in filled if len("".join(parts).strip()) > 4]
    return {text.lower() for text in found}, re.compile("|".join(told))


@pytest.mark.parametrize("name", ["README.md", "CONTRIBUTING.md", "Makefile"])
def test_the_command_is_named_where_commands_are_looked_for(name):
    asked = "guide: environment" if name == "Makefile" else "`make guide`"
    assert asked in (ROOT / name).read_text()
