"""Who withdraws a page in one language is told where readers still find it."""

from html import unescape

import pytest
from django.urls import reverse
from wagtail.models import PageViewRestriction

from entities.models import EntityPage
from entities.querysets import leading_to_versions
from tests.belt.translating.half_done import fresh
from tests.factories import make_profile, make_report
from tests.translations import submit, translate

pytestmark = pytest.mark.django_db


def warnings(answer):
    """What an answer warns of on the screen it leads to."""
    return [str(message) for message in answer.context["messages"] if message.level_tag == "warning"]


def edit(client, page):
    return client.get(reverse("wagtailadmin_pages:edit", args=[page.pk]))


def test_withdrawing_a_page_names_its_public_versions(admin_client, tour):
    english, chinese = translate(tour), submit(tour, "zh-hans").get_target_instance()
    answer = admin_client.post(reverse("wagtailadmin_pages:unpublish", args=[tour.pk]), follow=True)
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


def visited_in_english():
    """A company with a report that stops there, both in English too; the English company and report."""
    company = make_profile(title="Fabbrica")
    english = translate(company)
    tour = translate(make_report(company, title="Un viaggio"))
    return english, tour


@pytest.mark.parametrize("way", ["unpublish", "delete"])
def test_who_withdraws_a_translation_is_told_what_leads_to_it(admin_client, way):
    english, tour = visited_in_english()
    answer = admin_client.get(reverse(f"wagtailadmin_pages:{way}", args=[english.pk]), follow=True)
    sentence = "1 pagina vi rimanda" if way == "delete" else "1 pagina in questa lingua porta qui"
    screen = unescape(answer.content.decode())
    assert sentence in screen
    assert f"«{tour.title}»" in screen


def test_a_translation_that_others_lead_to_is_not_deleted_while_it_is_public(admin_client):
    english, _tour = visited_in_english()
    address = reverse("wagtailadmin_pages:delete", args=[english.pk])
    admin_client.post(address)
    assert EntityPage.objects.filter(pk=english.pk).exists()
    fresh(english).unpublish()
    admin_client.post(address)
    assert not EntityPage.objects.filter(pk=english.pk).exists()


def test_an_original_is_not_counted_as_led_to_by_its_translations(admin_client):
    english, _tour = visited_in_english()
    company = english.get_translations().get().specific
    assert leading_to_versions([company.pk]) == []


def test_who_withdraws_several_at_once_is_told_of_each(admin_client):
    english, _tour = visited_in_english()
    report = fresh(_tour)
    bulk = reverse("wagtail_bulk_action", args=["wagtailcore", "page", "unpublish"])
    answer = admin_client.post(f"{bulk}?id={english.pk}&id={report.pk}", follow=True)
    assert [sentence for sentence in warnings(answer) if "altre lingue" in sentence].__len__() == 2
