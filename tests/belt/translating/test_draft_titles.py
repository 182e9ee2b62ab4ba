"""What the admin's lists call a translation while it is being written."""

import pytest
from django.urls import reverse

from belt.roles import TRANSLATORS
from tests.belt.translating.half_done import fresh, half_done
from tests.belt.translating.people import at_a_browser

pytestmark = pytest.mark.django_db


@pytest.mark.parametrize(
    ("typed", "listed"),
    [
        ("Research &amp; development", "Research & development"),
        ("A" * 300, "A" * 255),
        ("&amp;" * 255, "&" * 255),
        ("   ", None),
        ("\u200b", None),
        ("<script>x</script>", None),
    ],
)
def test_lists_show_a_title_as_text_of_a_length_that_they_can_keep(tour, typed, listed):
    translation, page = half_done(tour)
    segment = translation.source.stringsegment_set.get(context__path="title")
    address = reverse("wagtail_localize:edit_string_translation", args=[translation.pk, segment.pk])
    answer = at_a_browser("li", TRANSLATORS).put(
        address, f"value={typed.replace('&', '%26')}", content_type="application/x-www-form-urlencoded"
    )
    assert answer.status_code in {200, 201}
    assert answer.json()["data"] == typed
    assert fresh(page).draft_title == (page.title if listed is None else listed)
