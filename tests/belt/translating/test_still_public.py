"""Who withdraws a page in one language is told where readers still find it."""

import pytest
from django.urls import reverse
from wagtail.models import PageViewRestriction

from tests.belt.translating.half_done import fresh
from tests.translations import submit, translate

pytestmark = pytest.mark.django_db


def warnings(answer):
    """What an answer warns of on the screen it leads to."""
    return [str(message) for message in answer.context["messages"] if message.level_tag == "warning"]


def edit(client, page):
    return client.get(reverse("wagtailadmin_pages:edit", args=[page.pk]))


@pytest.mark.parametrize("way", ["unpublish", "delete"])
def test_withdrawing_a_page_names_its_public_versions(admin_client, tour, way):
    english, chinese = translate(tour), submit(tour, "zh-hans").get_target_instance()
    answer = admin_client.post(reverse(f"wagtailadmin_pages:{way}", args=[tour.pk]), follow=True)
    [sentence] = warnings(answer)
    assert "Un viaggio" in sentence
    assert "nglese" in sentence
    assert "inese" not in sentence
    assert reverse("wagtailadmin_pages:edit", args=[english.pk]) in sentence
    assert reverse("wagtailadmin_pages:edit", args=[chinese.pk]) not in sentence


def test_the_screen_of_a_private_page_names_them(admin_client, tour):
    translate(tour)
    assert warnings(edit(admin_client, tour)) == []
    PageViewRestriction.objects.create(page=tour, restriction_type="login")
    [sentence] = warnings(edit(admin_client, tour))
    assert "nglese" in sentence


def test_a_withdrawn_translation_names_its_source(admin_client, tour):
    english = translate(tour)
    english.unpublish()
    [sentence] = warnings(edit(admin_client, fresh(english)))
    assert "taliano" in sentence


def test_a_translation_that_is_only_begun_was_never_withdrawn(admin_client, tour):
    assert warnings(edit(admin_client, submit(tour, "en").get_target_instance())) == []


def test_what_is_withdrawn_everywhere_is_no_longer_found(admin_client, tour):
    translate(tour).unpublish()
    answer = admin_client.post(reverse("wagtailadmin_pages:unpublish", args=[tour.pk]), follow=True)
    assert warnings(answer) == []
