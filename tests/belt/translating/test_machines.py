"""A machine may propose texts; what it wrote is no translation until a person has taken it over."""

import pytest
from django.urls import reverse
from wagtail_localize.machine_translators.dummy import DummyTranslator
from wagtail_localize.models import StringTranslation

from belt.roles import REVIEWERS, TRANSLATORS, WRITERS
from tests.belt.translating.half_done import english_of, fresh
from tests.belt.translating.people import at_a_browser, told
from tests.entities.editing import waived
from tests.translations import submit

pytestmark = pytest.mark.django_db


class BrokenTranslator(DummyTranslator):
    def translate(self, source_locale, target_locale, strings):
        raise ConnectionError


class OddTranslator(DummyTranslator):
    def translate(self, source_locale, target_locale, strings):
        return {}["translations"]


class EmptyTranslator(DummyTranslator):
    def translate(self, source_locale, target_locale, strings):
        return dict(None)


class ListTranslator(DummyTranslator):
    def translate(self, source_locale, target_locale, strings):
        return [].get("translatedText")


def switched_on(settings, machine="wagtail_localize.machine_translators.dummy.DummyTranslator"):
    settings.WAGTAILLOCALIZE_MACHINE_TRANSLATOR = {"CLASS": machine}


@pytest.fixture
def translation(tour):
    return submit(tour, "en")


@pytest.fixture
def translator():
    return at_a_browser("li", TRANSLATORS)


def screen(client, tour):
    return client.get(reverse("wagtailadmin_pages:edit", args=[english_of(tour).pk])).content.decode()


def translate(client, translation):
    address = reverse("wagtail_localize:machine_translate", args=[translation.pk])
    return client.post(address, follow=True)


def push_publish(client, tour, callbacks):
    with callbacks(execute=True):
        address = reverse("wagtailadmin_pages:edit", args=[english_of(tour).pk])
        return client.post(address, {"action": "publish"}, follow=True)


def take_over(client, translation):
    return client.post(reverse("take_over_from_machines", args=[translation.pk]), follow=True)


def test_it_is_off_unless_somebody_switches_it_on(translator, translation, tour):
    assert translate(translator, translation).status_code == 404
    assert "machineTranslator&quot;: null" in screen(translator, tour)
    assert not StringTranslation.objects.exists()


def test_what_a_machine_wrote_stays_a_draft(
    settings, translator, translation, tour, run_callbacks, admin_client
):
    switched_on(settings)
    assert translate(translator, translation).status_code == 200
    total, written = translation.get_progress()
    assert total == written
    [reason] = told(push_publish(admin_client, tour, run_callbacks))
    assert str(total) in reason
    assert not english_of(tour).live


def test_no_other_way_publishes_it_either(settings, translator, translation, tour, admin_client):
    switched_on(settings)
    translate(translator, translation)
    translation.save_target(publish=False)
    page = english_of(tour)
    waived(page)
    address = reverse("wagtail_bulk_action", args=["wagtailcore", "page", "publish"]) + f"?id={page.pk}"
    assert told(admin_client.post(address, follow=True))
    assert not fresh(page).live


def test_who_has_read_it_takes_it_over_and_another_person_publishes_it(
    settings, translation, tour, run_callbacks
):
    switched_on(settings)
    reader, other = at_a_browser("rossi", REVIEWERS), at_a_browser("bianchi", REVIEWERS)
    translate(reader, translation)
    assert 'data-side-panel="machine"' in screen(reader, tour)
    take_over(reader, translation)
    assert 'data-side-panel="machine"' not in screen(reader, tour)
    push_publish(reader, tour, run_callbacks)
    assert not english_of(tour).live
    push_publish(other, tour, run_callbacks)
    assert english_of(tour).live


def test_a_text_that_a_person_saves_is_theirs(settings, translator, translation):
    switched_on(settings)
    translate(translator, translation)
    segment = translation.source.stringsegment_set.get(context__path="standfirst")
    address = reverse("wagtail_localize:edit_string_translation", args=[translation.pk, segment.pk])
    translator.put(address, "value=A trial.", content_type="application/x-www-form-urlencoded")
    said = StringTranslation.objects.get(context__path="standfirst")
    assert (said.translation_type, said.last_translated_by) == ("manual", translator.user)


def test_nobody_else_takes_over(settings, translator, translation):
    switched_on(settings)
    translate(translator, translation)
    take_over(at_a_browser("wang", WRITERS), translation)
    assert set(StringTranslation.objects.values_list("translation_type", flat=True)) == {"machine"}


@pytest.mark.parametrize("broken", [BrokenTranslator, OddTranslator, EmptyTranslator, ListTranslator])
def test_a_machine_out_of_reach_is_no_failure(settings, translator, translation, broken):
    switched_on(settings, f"{__name__}.{broken.__name__}")
    answer = translate(translator, translation)
    assert answer.status_code == 200
    assert told(answer)
    assert not StringTranslation.objects.exists()
