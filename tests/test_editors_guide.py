"""The editors' guide shows every picture its command takes, and no other."""

import importlib
import re

import pytest
from django.conf import settings

ROOT = settings.BASE_DIR
PICTURES = ROOT / "docs" / "images" / "guide"
SHOWN = re.compile(r"!\[([^\]]*)\]\(images/guide/([a-z_]+)\.png\)")
MOST_BYTES = 80 * 1024


@pytest.fixture
def shown():
    """The alternative texts of the pictures in the guide, by name."""
    found = SHOWN.findall((ROOT / "docs" / "editors-guide.md").read_text())
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


@pytest.mark.parametrize("name", ["README.md", "CONTRIBUTING.md", "Makefile"])
def test_the_command_is_named_where_commands_are_looked_for(name):
    asked = "guide: environment" if name == "Makefile" else "`make guide`"
    assert asked in (ROOT / name).read_text()
