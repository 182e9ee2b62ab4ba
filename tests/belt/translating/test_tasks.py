"""What is left to translate, for whoever may translate it."""

import datetime as dt

import pytest
import time_machine
from django.urls import reverse
from django.utils import timezone
from wagtail.models import Page
from wagtail_localize.models import StringTranslation

from belt.roles import REVIEWERS, TRANSLATORS, WRITERS
from tests.belt.translating.half_done import english_of, fresh, half_done
from tests.belt.translating.people import at_a_browser, told
from tests.entities.editing import queries_of
from tests.factories import make_profile, reports
from tests.translations import fill, locale, publish, submit, translate

pytestmark = [pytest.mark.django_db, pytest.mark.dialect]

LIST = "worklist_translations"


@pytest.fixture
def translator():
    return at_a_browser("li", TRANSLATORS)


def tasks(client, **query):
    answer = client.get(reverse(LIST), query)
    assert answer.status_code == 200
    return list(answer.context["object_list"])


def task_of(client, page, code="en"):
    of_page = {"kind": page._meta.model_name, "language": code}
    [found] = [task for task in tasks(client, **of_page) if task.source.pk == page.pk]
    return found.state, found.done, found.url


def test_a_page_is_first_missing_then_begun_then_complete_then_done(translator, tour):
    begin = reverse("wagtail_localize:submit_page_translation", args=[tour.pk])
    assert task_of(translator, tour) == ("missing", "", f"{begin}?select_locale=en")
    translation, page = half_done(tour)
    total, done = translation.get_progress()
    screen = reverse("wagtailadmin_pages:edit", args=[page.pk])
    assert task_of(translator, tour) == ("incomplete", f"{done} / {total}", screen)
    fill(translation)
    assert task_of(translator, tour) == ("ready", f"{total} / {total}", screen)
    publish(translation)
    assert tour.title not in {task.title for task in tasks(translator, language="en")}
    assert task_of(translator, tour, "zh-hans")[0] == "missing"


def test_a_changed_source_puts_it_back_on_the_list(translator, tour):
    translate(tour)
    changed = fresh(tour)
    changed.standfirst = "Altro."
    changed.save_revision().publish()
    state, done, _url = task_of(translator, tour)
    assert state == "behind"
    assert done
    fill(submit(tour, "en"))
    assert task_of(translator, tour)[0] == "ready"


def test_what_a_machine_wrote_is_not_done(translator, tour):
    translation, _page = half_done(tour)
    fill(translation)
    StringTranslation.objects.filter(context__path="title").update(translation_type="machine")
    assert task_of(translator, tour)[0] == "incomplete"


def test_only_what_the_public_sees_is_missing(translator):
    page = make_profile(live=False, title="Bozza")
    assert page.title not in {task.title for task in tasks(translator)}


def test_what_readers_lack_longest_comes_first(translator, tour):
    with time_machine.travel(timezone.now() - dt.timedelta(days=30)):
        old = make_profile()
    ever, *found = [task.since for task in tasks(translator, language="en") if task.state != "incomplete"]
    assert ever is None or found == sorted(found)
    published = [task.source.pk for task in tasks(translator) if task.since]
    assert published[0] == old.pk


@pytest.mark.parametrize(
    ("query", "values"),
    [
        ({"language": "zh-hans"}, ("language", {"zh-hans"})),
        ({"state": "incomplete"}, ("state", {"incomplete"})),
        ({"kind": "entitypage"}, ("kind", {"entitypage"})),
    ],
)
def test_the_filters(translator, tour, query, values):
    half_done(tour)
    name, wanted = values
    assert {getattr(task, name) for task in tasks(translator, **query)} == wanted
    assert len(tasks(translator)) > len(tasks(translator, **query))
    results = translator.get(reverse(f"{LIST}_results"), query | {"_w_filter_fragment": "1"})
    assert results.status_code == 200


def test_a_filter_that_means_nothing_is_no_failure(translator, tour):
    assert tasks(translator, language="xx", state="?", p="999")


def test_a_stopped_translation_is_the_editors_page(translator, tour):
    translation, page = half_done(tour)
    translation.enabled = False
    translation.save()
    assert task_of(translator, tour)[:2] == ("by-hand", "")
    page.save_revision().publish()
    assert tour.title not in {task.title for task in tasks(translator, language="en")}


def test_an_export_tells_the_time_of_the_wall(translator):
    with time_machine.travel(dt.datetime(2026, 11, 25, 20, 30, 15, 123456, tzinfo=dt.UTC), tick=False):
        make_profile(title="Nato tardi")
    answer = translator.get(reverse(LIST), {"export": "csv"})
    row = next(line for line in answer.getvalue().decode().splitlines() if line.startswith("Nato tardi"))
    assert row.endswith(",2026-11-26 04:30:15")


@pytest.mark.parametrize("form", ["csv", "xlsx"])
def test_the_list_can_be_exported(translator, tour, form):
    answer = translator.get(reverse(LIST), {"export": form})
    assert answer.status_code == 200
    body = b"".join(answer.streaming_content)
    assert form == "xlsx" or b"Un viaggio" in body


def test_it_costs_the_same_however_much_there_is_to_do(translator, tour):
    half_done(tour)
    tasks(translator)
    few = queries_of(lambda: tasks(translator))
    for _number in range(3):
        half_done_profile()
    assert queries_of(lambda: tasks(translator)) == few


def half_done_profile():
    page = make_profile()
    page.save_revision().publish()
    submit(page, "en")


@pytest.mark.parametrize(("role", "status"), [(WRITERS, 302), (TRANSLATORS, 200), (REVIEWERS, 200)])
def test_who_sees_the_list(tour, role, status):
    client = at_a_browser("lin", role)
    assert client.get(reverse(LIST)).status_code == status
    menu = client.get("/admin/").content.decode()
    assert (reverse(LIST) in menu) == (status == 200)
    library = client.get(reverse("wagtail_localize:translations_report"))
    assert library.url == reverse(LIST)
    assert reverse("wagtail_localize:translations_report") not in menu


def test_the_desk_shows_what_is_to_be_done(tour, translator):
    assert "translationstodo" in translator.get("/admin/").content.decode()
    assert "translationstodo" not in at_a_browser("wang", WRITERS).get("/admin/").content.decode()


def test_what_is_complete_comes_first_on_the_desk(tour):
    translation, _page = half_done(tour)
    fill(translation)
    for _number in range(8):
        make_profile()
    assert "EN" not in tour.title
    assert tour.title in at_a_browser("rossi", REVIEWERS).get("/admin/").content.decode()


def begin(client, page, *codes):
    address = reverse("wagtail_localize:submit_page_translation", args=[page.pk])
    return client.post(address, {"locales": [locale(code).pk for code in codes]}, follow=True)


def test_a_translator_begins_and_translates_but_does_not_publish(translator, tour, run_callbacks):
    with run_callbacks(execute=True):
        assert begin(translator, tour, "en").status_code == 200
    page = english_of(tour)
    screen = translator.get(reverse("wagtailadmin_pages:edit", args=[page.pk]))
    assert screen.status_code == 200
    translation = submit(tour, "en")
    for segment in translation.source.stringsegment_set.all():
        address = reverse("wagtail_localize:edit_string_translation", args=[translation.pk, segment.pk])
        answer = translator.put(address, "value=Words", content_type="application/x-www-form-urlencoded")
        assert answer.status_code == 201
    with run_callbacks(execute=True):
        address = reverse("wagtailadmin_pages:edit", args=[page.pk])
        assert translator.post(address, {"action": "publish"}).status_code in (302, 403)
    assert not fresh(page).live
    assert task_of(translator, tour)[0] == "ready"


def test_a_translator_does_not_translate_into_italian_nor_what_nobody_may_see(translator, tour):
    page = english_of_own()
    begin(translator, page, "it")
    assert not Page.objects.filter(translation_key=page.translation_key, locale=locale("it")).exists()
    assert begin(translator, make_profile(live=False), "en").status_code in (302, 403, 200)
    assert not Page.objects.filter(title__startswith="Azienda", locale=locale("en")).exists()


def english_of_own():
    submit(reports(), "en")
    section = english_of(reports())
    Page.objects.filter(pk=section.pk).update(translation_key="00000000-0000-4000-8000-000000000000")
    return fresh(section)


def test_a_writer_begins_no_translation(tour):
    client = at_a_browser("wang", WRITERS)
    begin(client, tour, "en")
    translation = submit(tour, "zh-hans")
    client.post(reverse("wagtail_localize:update_translations", args=[translation.source_id]))
    assert not Page.objects.filter(translation_key=tour.translation_key, locale=locale("en")).exists()


def test_a_translator_stops_no_translation(translator, tour):
    translation, page = half_done(tour)
    address = reverse("wagtail_localize:stop_translation", args=[translation.pk])
    assert told(translator.post(address, follow=True))
    translation.refresh_from_db()
    assert translation.enabled
    at_a_browser("rossi", REVIEWERS).post(address)
    translation.refresh_from_db()
    assert not translation.enabled
    assert english_of(tour).pk == page.pk


def test_what_is_translated_stays_when_a_draft_goes_on_by_hand(tour):
    translation = submit(tour, "en")
    fill(translation)
    page = english_of(tour)
    assert page.get_latest_revision_as_object().title == "Un viaggio", "nobody has saved it yet"
    address = reverse("wagtail_localize:stop_translation", args=[translation.pk])
    at_a_browser("rossi", REVIEWERS).post(address)
    draft = fresh(page).get_latest_revision_as_object()
    assert (draft.title, draft.live) == ("EN Un viaggio", False)


def test_a_text_that_is_not_sent_is_no_failure(translator, tour):
    translation, _page = half_done(tour)
    segment = translation.source.stringsegment_set.first()
    address = reverse("wagtail_localize:edit_string_translation", args=[translation.pk, segment.pk])
    assert translator.put(address).status_code == 400
    for sent in ("value=a%00b", "value=a\0b"):
        answer = translator.put(address, sent, content_type="application/x-www-form-urlencoded")
        assert answer.status_code == 400
    nested = f"value={'<b>' * 3000}a{'</b>' * 3000}"
    answer = translator.put(address, nested, content_type="application/x-www-form-urlencoded")
    assert answer.status_code == 400
    assert StringTranslation.objects.get(context=segment.context_id).data != nested
    answer = translator.put(address, "value=a", content_type="application/x-www-form-urlencoded")
    assert answer.status_code in (200, 201)
