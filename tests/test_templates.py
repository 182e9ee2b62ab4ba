"""Templates hand each other what they name, and say what they need."""

import re

import pytest
from django.conf import settings

FOLDER = settings.BASE_DIR / "templates"
INCLUDE = re.compile(r'{% include "([^"]+)"[^%]*?( only)? %}')
INCLUDES = [
    (str(path.relative_to(FOLDER)), *found.groups())
    for path in sorted(FOLDER.rglob("*.html"))
    for found in INCLUDE.finditer(path.read_text())
]


def test_nothing_is_handed_on_unnamed():
    assert len(INCLUDES) > 50
    assert [(path, included) for path, included, only in INCLUDES if not only] == []


@pytest.mark.parametrize("included", sorted({included for _path, included, _only in INCLUDES}))
def test_what_is_included_begins_by_saying_what_it_needs(included):
    assert (FOLDER / included).read_text().startswith("{# ")
