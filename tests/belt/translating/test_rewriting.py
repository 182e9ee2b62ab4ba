"""Who wrote a translated text is who changed it last, not who last pressed a button."""

import json
import re
from html import unescape

import pytest
from django.urls import reverse
from wagtail_localize.models import SegmentOverride, StringTranslation, Translation

from belt.roles import REVIEWERS, TRANSLATORS
from belt.translating.editor import last_translator
from entities.authorship import last_editor
from tests.belt.translating.half_done import english_of, fresh
from tests.belt.translating.people import at_a_browser
from tests.factories import make_profile
from tests.translations import submit, translate

pytestmark = pytest.mark.django_db


@pytest.fixture
def profile(db):
    page = make_profile(title="Fabbrica", summary="Una prova.", kind="institution")
    page.save_revision().publish()
    return fresh(page)


@pytest.fixture
def people(db):
    known = (("li", TRANSLATORS), ("rossi", REVIEWERS), ("verdi", REVIEWERS))
    clients = [at_a_browser(name, role) for name, role in known]
    for client in clients:
        client.user.first_name = client.user.username.title()
        client.user.save()
    return clients


def put(client, address, value):
    answer = client.put(address, f"value={value}", content_type="application/x-www-form-urlencoded")
    assert answer.status_code in (200, 201)
    return answer.json()


def address_of(segment, translation):
    return reverse("wagtail_localize:edit_string_translation", args=[translation.pk, segment.pk])


def address_of_slug(translation):
    place = translation.source.overridablesegment_set.get(context__path="slug")
    return reverse("wagtail_localize:edit_override", args=[translation.pk, place.pk])


def write_all(client, translation, words="Words"):
    for segment in translation.source.stringsegment_set.all():
        put(
            client,
            reverse("wagtail_localize:edit_string_translation", args=[translation.pk, segment.pk]),
            words,
        )


def test_a_text_saved_as_it_stands_stays_with_its_writer(people, profile):
    translator, reviewer, _other = people
    translation = submit(profile, "en")
    write_all(reviewer, translation)
    before = list(StringTranslation.objects.order_by("pk").values())
    write_all(translator, translation)
    assert list(StringTranslation.objects.order_by("pk").values()) == before
    assert last_translator(translation) == reviewer.user.pk
    write_all(translator, translation, "Other words")
    assert last_translator(translation) == translator.user.pk


def test_the_answer_names_the_writer(people, profile):
    translator, reviewer, _other = people
    translation = submit(profile, "en")
    address = address_of(translation.source.stringsegment_set.first(), translation)
    for client, words, writer in (
        (reviewer, "Words", reviewer),
        (translator, "Words", reviewer),
        (translator, "Others", translator),
    ):
        assert put(client, address, words)["last_translated_by"]["full_name"] == writer.user.first_name


def test_a_value_saved_as_it_stands_stays_with_its_writer(people, profile):
    translator, reviewer, _other = people
    translation = submit(profile, "en")
    address = address_of_slug(translation)
    for client, value, writer in (
        (reviewer, "factory", reviewer),
        (translator, "factory", reviewer),
        (translator, "works", translator),
    ):
        put(client, address, value)
        assert SegmentOverride.objects.get().last_translated_by == writer.user


def test_who_stops_a_translation_has_written_nothing_of_it(people, profile):
    _translator, reviewer, other = people
    translation = submit(profile, "en")
    write_all(reviewer, translation)
    other.post(reverse("wagtail_localize:stop_translation", args=[translation.pk]))
    assert last_editor(english_of(profile)) == reviewer.user.pk


def test_words_that_go_on_are_those_of_who_changed_them(people, profile):
    _translator, reviewer, other = people
    english = translate(profile)
    translation = Translation.objects.get(source__object_id=profile.translation_key)
    translation.enabled = False
    translation.save()
    english.summary = "By hand."
    english.save_revision(user=reviewer.user)
    fresh(english).get_latest_revision_as_object().save_revision(user=other.user)
    address = reverse("wagtailadmin_pages:edit", args=[english.pk])
    other.post(address, {"localize-restart-translation": "x"})
    assert StringTranslation.objects.get(data="By hand.").last_translated_by == reviewer.user


def opened(client, page):
    """The address of a translation editor, and what its form sends with a press on "publish"."""
    address = reverse("wagtailadmin_pages:edit", args=[page.pk])
    props = re.search(r'data-props="([^"]+)"', client.get(address).content.decode())[1]
    return address, {"action": "publish", "opened_at": json.loads(unescape(props))["opened_at"]}


def public_words(page):
    now = fresh(page)
    return now.title, now.slug


@pytest.mark.parametrize("changed", ["a text", "a value"])
def test_what_others_write_meanwhile_is_not_published_unread(people, profile, changed):
    translator, reviewer, other = people
    page = translate(profile)
    translation = Translation.objects.get(source__object_id=page.translation_key, target_locale=page.locale)
    address, sent = opened(reviewer, page)
    if changed == "a text":
        write_all(translator, translation, "Nobody has read this")
    else:
        put(translator, address_of_slug(translation), "nobody-has-read-this")
    before = public_words(page)
    assert "da quando hai aperto" in reviewer.post(address, sent, follow=True).content.decode()
    assert public_words(page) == before
    _address, sent = opened(other, page)
    assert "da quando hai aperto" not in other.post(address, sent, follow=True).content.decode()
    assert public_words(page) != before


def test_a_moment_that_no_screen_has_sent_is_none(people, profile):
    _translator, reviewer, _other = people
    page = translate(profile)
    address, sent = opened(reviewer, page)
    for moment in ("", "2026-13-40", "\0", sent["opened_at"][:-1]):
        assert reviewer.post(address, sent | {"opened_at": moment}).status_code == 302
