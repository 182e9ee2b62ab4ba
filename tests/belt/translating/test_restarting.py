"""A translation that was stopped goes on with what was written by hand, and loses none of it."""

import json

import pytest
from bs4 import BeautifulSoup
from django.urls import reverse
from wagtail_localize.models import StringTranslation, Translation

from belt.models import BehindTranslation
from belt.roles import REVIEWERS, TRANSLATORS
from tests.belt.translating.half_done import english_of
from tests.belt.translating.people import at_a_browser
from tests.belt.translating.test_following import change, fresh
from tests.entities.editing import form_of
from tests.factories import make_profile, make_report
from tests.translations import fill, submit, translate

pytestmark = pytest.mark.django_db

GO_ON = "localize-restart-translation"
TEXT = '<p>Prima la <a linktype="page" id="{}">fonte</a>.</p><p>Poi il mare.</p>'


def prose(text):
    """The one block of the report's text, which a hand leaves where it is."""
    return json.dumps([{"type": "paragraph", "value": text, "id": "a"}])


@pytest.fixture
def site(db):
    return make_profile(title="Fonte")


@pytest.fixture
def tour(site):
    facts = {"standfirst": "Prova.", "start_date": "2025-06", "body": prose(TEXT.format(site.pk))}
    page = make_report(site, title="Viaggio", **facts)
    page.save_revision().publish()
    return fresh(page)


def stopped(tour, **written):
    """The English report, written by hand since its translation was stopped, and that translation."""
    english = translate(tour)
    translation = Translation.objects.get(source__object_id=tour.translation_key)
    translation.enabled = False
    translation.save()
    for name, value in written.items():
        setattr(english, name, value)
    english.save_revision().publish()
    return fresh(english), translation


def go_on(client, page):
    address = reverse("wagtailadmin_pages:edit", args=[page.pk])
    answer = client.post(address, {GO_ON: "x"}, follow=True)
    assert answer.status_code == 200
    return " ".join(str(message) for message in answer.context["messages"])


def test_what_was_written_by_hand_stays_when_facts_follow(admin_client, tour, site):
    body = prose(TEXT.format(site.pk).replace("Poi il mare", "By hand"))
    english, translation = stopped(tour, title="By hand", standfirst="By hand too.", body=body)
    told = go_on(admin_client, english)
    assert "tradurre di nuovo" not in told
    translation.refresh_from_db()
    assert translation.enabled
    total, done = translation.get_progress()
    assert done == total
    assert not BehindTranslation.objects.exists()
    translation.save_target(publish=False)
    draft = fresh(english).get_latest_revision_as_object()
    assert (draft.title, draft.standfirst) == ("By hand", "By hand too.")
    assert "By hand" in str(draft.body[0].value)


def test_words_that_readers_know_follow_with_the_next_fact(admin_client, tour):
    english, _translation = stopped(tour, title="By hand")
    go_on(admin_client, english)
    change(tour, start_date="2025-07")
    assert (fresh(english).title, fresh(english).start_date) == ("By hand", "2025-07")
    assert not BehindTranslation.objects.exists()


def test_words_that_only_who_went_on_has_read_wait_for_a_second_person(admin_client, tour):
    english, _translation = stopped(tour, title="By hand")
    english.title = "Not read"
    english.save_revision()
    go_on(admin_client, english)
    change(tour, start_date="2025-07")
    assert (fresh(english).title, fresh(english).start_date) == ("By hand", "2025-06")
    assert BehindTranslation.objects.get().page_id == english.pk


@pytest.mark.parametrize(
    "text",
    ["<p>Only one.</p>", TEXT.format(10**6) + "<p>One more.</p>", TEXT.format(10**6)],
)
def test_what_has_other_paragraphs_or_links_is_translated_anew(admin_client, tour, text):
    english, translation = stopped(tour, title="By hand", body=prose(text))
    told = go_on(admin_client, english)
    assert "tradurre di nuovo" in told
    assert "Poi il mare" in told
    total, done = translation.get_progress()
    assert total - done == 2
    assert BehindTranslation.objects.get().page_id == english.pk
    change(tour, start_date="2025-07")
    assert fresh(english).title == "By hand"
    assert fresh(english).body.raw_data[0]["value"] == text


def test_the_words_of_the_source_are_no_translation(admin_client, tour):
    translation = submit(tour, "en")
    page = english_of(tour)
    assert translation.get_progress()[1] == 0
    admin_client.post(reverse("wagtail_localize:stop_translation", args=[translation.pk]))
    told = go_on(admin_client, page)
    assert "Viaggio" in told
    assert translation.get_progress()[1] == 0


def test_what_translators_wrote_after_the_page_stays(admin_client, tour):
    english = translate(tour)
    translation = Translation.objects.get(source__object_id=tour.translation_key)
    fill(translation, "New ")
    translation.enabled = False
    translation.save()
    go_on(admin_client, english)
    texts = StringTranslation.objects.filter(context__object=tour.translation_key, locale=english.locale)
    assert all(text.startswith("New ") for text in texts.values_list("data", flat=True))


def test_words_of_what_the_source_said_before_are_no_translation_of_what_it_says_now(admin_client, tour):
    english, translation = stopped(tour)
    change(tour, standfirst="Tutt’altra prova.")
    assert BehindTranslation.objects.get().page_id == english.pk
    told = go_on(admin_client, english)
    assert "Tutt’altra prova." in told
    total, done = translation.get_progress()
    assert total - done == 1
    assert BehindTranslation.objects.get().page_id == english.pk


@pytest.mark.parametrize(("role", "goes_on"), [(TRANSLATORS, False), (REVIEWERS, True)])
def test_who_may_publish_the_page_decides(tour, role, goes_on):
    english, translation = stopped(tour)
    client = at_a_browser("lin", role)
    screen = client.get(reverse("wagtailadmin_pages:edit", args=[english.pk])).content.decode()
    assert (GO_ON in screen) is goes_on
    go_on(client, english)
    translation.refresh_from_db()
    assert translation.enabled is goes_on


def test_who_still_writes_by_hand_loses_no_word_and_saves_none(people_of_a_profile):
    writer, reviewer, english = people_of_a_profile
    address = reverse("wagtailadmin_pages:edit", args=[english.pk])
    assert b'name="title"' in writer.get(address).content
    written = form_of(english, summary="Typed by hand.")
    go_on(reviewer, english)
    before = english.revisions.count()
    by_itself = writer.post(address, written, headers={"accept": "application/json"})
    assert by_itself.json()["error_code"] == "locked"
    assert "è stata ripresa: copia ciò che hai scritto" in by_itself.json()["error_message"]
    for button in ({}, {"action-submit": "x"}, {GO_ON: "x"}):
        answer = writer.post(address, written | button)
        screen = BeautifulSoup(answer.content, "html.parser")
        assert screen.select_one('[name="summary"]').get_text(strip=True) == "Typed by hand."
        assert "La traduzione di questa pagina è stata ripresa" in str(screen.select_one(".messages"))
    assert english.revisions.count() == before
    assert b"js-translation-editor" in writer.get(address).content


def test_who_publishes_what_was_stopped_meanwhile_is_told(people_of_a_profile):
    _writer, reviewer, english = people_of_a_profile
    address = reverse("wagtailadmin_pages:edit", args=[english.pk])
    answer = reviewer.post(address, {"action": "publish"}, follow=True)
    assert "la traduzione è stata interrotta" in " ".join(map(str, answer.context["messages"]))


@pytest.fixture
def people_of_a_profile(site):
    """A translator, a reviewer, and an English profile whose translation was stopped."""
    site.save_revision().publish()
    english = translate(fresh(site))
    Translation.objects.filter(source__object_id=site.translation_key).update(enabled=False)
    return at_a_browser("li", TRANSLATORS), at_a_browser("rossi", REVIEWERS), fresh(english)
