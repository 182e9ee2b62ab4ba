"""The content checker shows an editor the faults of the text, not those of the site's frame."""

import json
import re
from html import unescape
from pathlib import Path

import pytest
import wagtail.admin
from bs4 import BeautifulSoup

from belt.content_checker import CHECK, OF_MARKS
from entities.doubts.listing import doubts_of
from entities.models import EntityPage
from tests.factories import make_profile
from visits.models import InspectionReportPage

pytestmark = pytest.mark.django_db


def configuration(client, page):
    html = client.get(f"/admin/pages/{page.pk}/edit/").content.decode()
    found = re.search(r'<script id="checker-axe-configuration"[^>]*>(.*?)</script>', html)
    assert found, "no checker on the screen"
    return json.loads(unescape(found[1]))


def test_only_the_content_is_checked(admin_client):
    found = configuration(admin_client, make_profile())
    assert found["context"]["include"] == ["main"]
    assert {"image-alt", "heading-order", "link-name"} <= set(found["options"]["runOnly"])


@pytest.mark.parametrize(
    ("words", "poor"),
    [
        ("DSC_0042.jpg", True),
        ("foto", True),
        ("Immagine di una sala", True),
        ("照片", True),
        ("", True),
        ("Una sala con dieci macchine per il caffè", False),
        ("Fotovoltaico sul tetto", False),
    ],
)
def test_alternative_texts_that_say_nothing_are_pointed_out(admin_client, words, poor):
    checks = configuration(admin_client, make_profile())["spec"]["checks"]
    [pattern] = [check["options"]["pattern"] for check in checks if check["id"] == "check-image-alt-text"]
    assert bool(re.search(pattern, words, re.IGNORECASE)) is poor


def test_marks_of_the_preview_are_looked_for_with_a_function_that_axe_knows(admin_client):
    found = configuration(admin_client, make_profile())
    rules = {rule["id"]: rule for rule in found["spec"]["rules"]}
    for rule, mark in OF_MARKS.items():
        assert rule in found["options"]["runOnly"]
        assert rules[rule]["selector"] == f'[data-remark="{mark}"]'
        assert rules[rule]["none"] == [CHECK]
        assert found["messages"][rule]["error_name"]
        assert found["messages"][rule]["help_text"]
    [check] = [check for check in found["spec"]["checks"] if check["id"] == CHECK]
    scripts = Path(wagtail.admin.__file__).parent / "static/wagtailadmin/js"
    for name in ("core.js", "userbar.js"):
        assert f'"{check["evaluate"]}":function' in (scripts / name).read_text()


def test_the_starter_content_is_told_of_nothing(starter_site):
    pages = [*EntityPage.objects.all(), *InspectionReportPage.objects.all()]
    assert len(pages) > 20
    told = {}
    for page in pages:
        shown = BeautifulSoup(page.make_preview_request().content, "html.parser")
        found = [(element["data-remark"], element.get_text()) for element in shown.select("[data-remark]")]
        if found:
            told[page.slug] = found
    assert told == {}


def test_notes_answer_every_doubt_that_the_starter_content_raises(starter_site):
    pages = [*EntityPage.objects.all(), *InspectionReportPage.objects.all()]
    assert {page.slug: found for page in pages if (found := doubts_of(page))} == {}
