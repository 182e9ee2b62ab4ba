"""The content checker shows an editor the faults of the text, not those of the site's frame."""

import json
import re
from html import unescape

import pytest

from tests.factories import make_profile

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
        ("Una sala con dieci macchine per il caffè", False),
        ("Fotovoltaico sul tetto", False),
    ],
)
def test_alternative_texts_that_say_nothing_are_pointed_out(admin_client, words, poor):
    checks = configuration(admin_client, make_profile())["spec"]["checks"]
    [pattern] = [check["options"]["pattern"] for check in checks if check["id"] == "check-image-alt-text"]
    assert bool(re.search(pattern, words, re.IGNORECASE)) is poor
