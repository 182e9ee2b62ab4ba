"""A translation's own address: told at once if it can be none, and never replaced by the source's unasked."""

import json
from urllib.parse import urlencode

import pytest
from django.urls import reverse
from wagtail.models import Page
from wagtail_localize.models import Translation

from belt.roles import REVIEWERS, TRANSLATORS
from belt.translating.overrides import faulty_values
from tests.belt.translating.half_done import english_of
from tests.belt.translating.people import at_a_browser
from tests.belt.translating.test_following import change, fresh
from tests.factories import make_profile, make_report
from tests.translations import translate

pytestmark = pytest.mark.django_db


@pytest.fixture
def translation(tour):
    translate(tour)
    return Translation.objects.get(source__object_id=tour.translation_key)


@pytest.fixture
def write(translation):
    """Write the address of the translation; what the editor is told of it."""
    translator = at_a_browser("li", TRANSLATORS)
    segment = translation.source.overridablesegment_set.get(context__path="slug")
    address = reverse("wagtail_localize:edit_override", args=[translation.pk, segment.pk])

    def put(value):
        sent = urlencode({"value": value})
        answer = translator.put(address, sent, content_type="application/x-www-form-urlencoded")
        assert answer.status_code in (200, 201)
        return answer.json()["error"]

    return put


@pytest.mark.parametrize("value", ["普陀区", "", "a b", "x" * 300, "taken", "feed"])
def test_one_that_cannot_be_is_told_until_it_is_mended(tour, translation, write, value):
    section = english_of(tour).get_parent()
    section.add_child(instance=Page(title="Taken", slug="taken", locale=section.locale))
    assert write(value)
    assert list(faulty_values(translation))
    assert write("a-tour") is None
    assert list(faulty_values(translation)) == []


@pytest.mark.parametrize(
    ("value", "is_fine"),
    [
        ("/en/chains/acqua/", True),
        ("https://example.org/a?b=c", True),
        ("mailto:a@example.org", True),
        ("tel:+390612345", True),
        *((value, False) for value in ("javascript:alert(1)", "15", "abc", "", "http://[", "//x.org")),
        ("/", True),
        *((value, False) for value in ("mailto:", "/\\evil.org", "/\t/evil.org", "/a b")),
    ],
)
def test_an_address_within_a_text_is_one_that_may_be_followed(value, is_fine):
    body = json.dumps(
        [{"type": "paragraph", "value": '<p>Una <a href="/it/filiere/acqua/">filiera</a>.</p>', "id": "a"}]
    )
    report = make_report(make_profile(), body=body)
    translate(report)
    translation = Translation.objects.get(source__object_id=report.translation_key)
    segment = translation.source.overridablesegment_set.exclude(context__path="slug").get()
    address = reverse("wagtail_localize:edit_override", args=[translation.pk, segment.pk])
    answer = at_a_browser("li", TRANSLATORS).put(
        address, urlencode({"value": value}), content_type="application/x-www-form-urlencoded"
    )
    assert (answer.json()["error"] is None) is is_fine
    assert (list(faulty_values(translation)) == []) is is_fine


def test_nothing_is_published_with_it(tour, translation, write):
    english, reviewer = english_of(tour), at_a_browser("rossi", REVIEWERS)
    write("普陀区")
    address = reverse("wagtailadmin_pages:edit", args=[english.pk])
    answer = reviewer.post(address, {"action": "publish"}, follow=True)
    assert "«普陀区» lì non può stare" in " ".join(str(message) for message in answer.context["messages"])
    change(tour, start_date="2025-07")
    assert (fresh(english).slug, fresh(english).start_date) == (english.slug, english.start_date)


def test_one_that_readers_know_is_not_taken_away(tour, translation, write):
    translator = at_a_browser("wu", TRANSLATORS)
    write("a-tour")
    segment = translation.source.overridablesegment_set.get(context__path="slug")
    address = reverse("wagtail_localize:edit_override", args=[translation.pk, segment.pk])
    assert translator.delete(address).status_code == 400
    english_of(tour).unpublish()
    assert translator.delete(address).status_code == 200


def test_a_mended_one_is_published(tour, translation, write):
    english, reviewer = english_of(tour), at_a_browser("rossi", REVIEWERS)
    write("普陀区")
    write("a-tour")
    reviewer.post(reverse("wagtailadmin_pages:edit", args=[english.pk]), {"action": "publish"})
    assert fresh(english).slug == "a-tour"
