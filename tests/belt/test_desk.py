"""The desk and its lists: what is left to do, for whoever may do it."""

import csv
import datetime as dt
import re

import pytest
from django.contrib.auth import get_user_model
from django.contrib.auth.models import Group
from django.core.files.base import ContentFile
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.urls import reverse
from django.utils import timezone, translation
from wagtail.documents import get_document_model
from wagtail.models import Collection
from wagtail.users.models import UserProfile

from belt.roles import REVIEWERS, TRANSLATORS, WRITERS, set_up_roles
from entities import worklists as about_profiles
from entities.models import BrokenLink, EntityPage
from tests.entities.editing import a_note, queries_of
from tests.factories import make_chain, make_place, make_profile, make_report, profiles, reports
from tests.translations import translate
from visits.worklists import UndatedReports

pytestmark = [pytest.mark.django_db, pytest.mark.dialect]

LISTS = [worklist.name for worklist in (*about_profiles.WORKLISTS, UndatedReports)]


@pytest.fixture
def sign_in():
    reports(), profiles()
    set_up_roles()

    def somebody(role):
        client = Client()
        client.user = get_user_model().objects.create_user(username=role)
        client.user.groups.add(Group.objects.get(name=role))
        client.force_login(client.user)
        return client

    return somebody


def listed(client, name, query=""):
    answer = client.get(reverse(f"worklist_{name}") + query)
    assert answer.status_code == 200
    return [getattr(row, "title", str(row)) for row in answer.context["object_list"]]


def test_profiles_to_write_come_by_the_number_of_pages_that_name_them(admin_client):
    rare, often, done = make_profile(), make_profile(), make_profile(verification="received")
    for number in range(3):
        report = make_report(often, *([rare] if number == 0 else []), done)
        report.save_revision().publish()
    found = listed(admin_client, "wanted-profiles")
    assert found.index(often.title) < found.index(rare.title)
    assert done.title not in found
    [row] = EntityPage.objects.filter(pk=often.pk).wanted()
    assert row.referrers == 3


def test_a_page_in_several_languages_names_a_profile_once():
    named = make_profile()
    report = make_report(named)
    report.save_revision().publish()
    make_report(named).save_revision().publish()
    translate(report)
    [row] = EntityPage.objects.filter(pk=named.pk).wanted()
    assert row.referrers == 2


def test_profiles_not_verified_and_their_filter(admin_client):
    company, city = make_profile(), make_place()
    found = listed(admin_client, "unverified-profiles")
    assert {company.title, city.title} <= set(found)
    assert listed(admin_client, "unverified-profiles", "?kind=city") == [city.title]


@pytest.mark.parametrize("name", ["wanted-profiles", "unverified-profiles", "due-profiles"])
def test_the_filter_by_place_offers_places_alone_and_nothing_reads_a_text(admin_client, name):
    city = make_place(review_on=timezone.localdate())
    make_profile(located_in=city, review_on=timezone.localdate())
    with CaptureQueriesContext(connection) as queries:
        offered = admin_client.get(reverse(f"worklist_{name}")).context["filters"].form["located_in"]
    assert list(offered.field.queryset) == [city]
    assert texts_in(queries) == []


def texts_in(queries):
    """The queries that read the text of a profile."""
    return [query["sql"] for query in queries if '"entities_entitypage"."body"' in query["sql"]]


def test_profiles_are_due_on_their_day(admin_client):
    today = timezone.localdate()
    late, now, later = (make_profile(review_on=today + dt.timedelta(days=days)) for days in (-9, 0, 1))
    assert listed(admin_client, "due-profiles") == [late.title, now.title]
    assert later.title not in listed(admin_client, "due-profiles")


def test_open_notes_alone(admin_client):
    resolved = a_note(
        title="Risolta", status="resolved", resolved_on=dt.date(2026, 1, 1), resolution="Fatto."
    )
    make_profile(rows={"editorial_notes": [a_note(title="Aperta"), resolved]})
    assert listed(admin_client, "open-notes") == ["Aperta"]


def test_reports_without_a_date(admin_client):
    undated, dated = make_report(make_profile()), make_report(make_profile(), start_date="2025")
    assert listed(admin_client, "undated-reports") == [undated.title]
    assert dated.title not in listed(admin_client, "undated-reports")


def test_a_document_is_unused_until_a_page_refers_to_it(admin_client):
    document = get_document_model().objects.create(title="Testo", file=ContentFile(b"x", name="testo.txt"))
    assert listed(admin_client, "unused-documents") == ["Testo"]
    report = make_report(make_profile())
    report.received_document = document
    draft = report.save_revision()
    assert listed(admin_client, "unused-documents") == []
    draft.publish()
    assert listed(admin_client, "unused-documents") == []


def test_unused_files_are_filtered_by_the_day_they_came_and_by_their_collection(admin_client):
    root = Collection.get_first_root_node()
    archive = root.add_child(name="Archivio")
    documents = get_document_model().objects
    for title, collection, day in (("Vecchio", root, 1), ("Nuovo", archive, 20)):
        one = documents.create(title=title, file=ContentFile(b"x", name="a.txt"), collection=collection)
        documents.filter(pk=one.pk).update(created_at=dt.datetime(2026, 5, day, 12, tzinfo=dt.UTC))
    assert listed(admin_client, "unused-documents", "?created_at_from=2026-05-10") == ["Nuovo"]
    assert listed(admin_client, "unused-documents", f"?collection_id={root.pk}") == ["Vecchio"]
    assert listed(admin_client, "unused-images", "?created_at_from=gestern") == []


def test_an_export_is_called_like_its_list_and_tells_languages_apart(admin_client):
    make_profile(title="Fonte", rows={"editorial_notes": [a_note(title="Aperta")]})
    answer = admin_client.get(reverse("worklist_open-notes"), {"export": "csv"})
    assert 'filename="open-notes.csv"' in answer["Content-Disposition"]
    head, row = b"".join(answer.streaming_content).decode().splitlines()[:2]
    assert head == "Nota di redazione,Tipo,Pagina,Lingua,Indirizzo,Testo"
    assert ",Fonte,italiano,http://localhost/it/profili/" in row


def test_no_export_hands_a_formula_to_a_spreadsheet(admin_client):
    make_profile(rows={"editorial_notes": [a_note(title='=HYPERLINK("http://example.org")')]})
    answer = admin_client.get(reverse("worklist_open-notes"), {"export": "csv"})
    _head, row = csv.reader(b"".join(answer.streaming_content).decode().splitlines())
    assert row[0] == '\'=HYPERLINK("http://example.org")'


@pytest.mark.parametrize("name", [*LISTS, "unused-images", "unused-documents"])
@pytest.mark.parametrize("form", ["csv", "xlsx"])
def test_every_list_can_be_exported(admin_client, name, form):
    make_report(make_profile(rows={"editorial_notes": [a_note()]}, review_on=timezone.localdate()))
    answer = admin_client.get(reverse(f"worklist_{name}"), {"export": form})
    assert answer.status_code == 200
    assert b"".join(answer.streaming_content) if answer.streaming else answer.content


def test_an_export_is_in_the_language_of_its_reader(admin_client, admin_user):
    UserProfile.objects.create(user=admin_user, preferred_language="en")
    make_profile(rows={"editorial_notes": [a_note(title="Aperta")]})
    with translation.override(None):
        answer = admin_client.get(reverse("worklist_open-notes"), {"export": "csv"})
        head = b"".join(answer.streaming_content).decode().splitlines()[0]
    assert head == "Editorial note,Kind,Page,Language,Address,Text"


@pytest.mark.parametrize("name", LISTS)
def test_a_list_shows_what_its_reader_may_edit(sign_in, name):
    site = make_profile(rows={"editorial_notes": [a_note()]}, review_on=timezone.localdate())
    make_report(site)
    now = timezone.now()
    BrokenLink.objects.create(page=site, target="x", problem="gone", broken_since=now, checked_at=now)
    assert listed(sign_in(WRITERS), name)
    assert listed(sign_in(TRANSLATORS), name) == []


@pytest.mark.parametrize("name", [*LISTS, "unused-images"])
def test_nobody_else_sees_a_list(client, name):
    assert client.get(reverse(f"worklist_{name}")).status_code == 302


def desk(client):
    answer = client.get("/admin/")
    assert answer.status_code == 200
    return answer.content.decode()


def test_the_desk_shows_drafts_of_mine_and_not_of_others(sign_in):
    writer, reviewer = sign_in(WRITERS), sign_in(REVIEWERS)
    page = make_profile(live=False, title="Bozza di Wang")
    page.save_revision(user=writer.user)
    assert re.search(r"Le mie bozze.*Bozza di Wang", desk(writer), re.DOTALL)
    assert "Le mie bozze" not in desk(reviewer)


def test_a_draft_that_somebody_else_saves_stays_on_my_desk_until_it_is_public(sign_in):
    writer, reviewer = sign_in(WRITERS), sign_in(REVIEWERS)
    page = make_profile(live=False, title="Bozza di Wang", kind="institution")
    page.save_revision(user=writer.user)
    page.save_revision(user=reviewer.user)
    assert "Bozza di Wang" in desk(writer)
    page.latest_revision.publish()
    EntityPage.objects.get(pk=page.pk).save_revision(user=reviewer.user)
    assert "Le mie bozze" not in desk(writer)
    assert "Le mie bozze" in desk(reviewer)


def test_the_desk_shows_what_waits_for_a_reviewer(sign_in):
    writer, reviewer = sign_in(WRITERS), sign_in(REVIEWERS)
    page = make_profile(live=False, title="Aspetta la revisione", located_in=make_place())
    page.save_revision(user=writer.user)
    page.get_workflow().start(page, writer.user)
    assert "Aspetta la revisione" in desk(reviewer)


def test_the_desk_shows_notes_dues_and_the_week(sign_in):
    due = timezone.localdate()
    page = make_profile(
        rows={"editorial_notes": [a_note(title="Che anno?")]}, review_on=due, title="Da rivedere"
    )
    page.save_revision().publish()
    shown = desk(sign_in(REVIEWERS))
    for words in ("Che anno?", "Da rivedere", "Pubblicate in settimana", "Profili da scrivere"):
        assert words in shown


def test_the_desk_reads_no_text_of_a_profile(sign_in):
    client = sign_in(REVIEWERS)
    make_profile(review_on=timezone.localdate(), title="Da rivedere")
    with CaptureQueriesContext(connection) as queries:
        assert "Da rivedere" in desk(client)
    assert texts_in(queries) == []


def test_the_desk_costs_the_same_however_much_there_is_to_do(sign_in):
    client = sign_in(REVIEWERS)

    def work():
        page = make_profile(
            rows={"editorial_notes": [a_note()]}, review_on=timezone.localdate(), located_in=make_place()
        )
        page.save_revision(user=client.user).publish()
        page.summary = "Ancora."
        page.save_revision(user=client.user)

    work(), work()
    desk(client)
    few = queries_of(lambda: desk(client))
    for _time in range(4):
        work()
    assert queries_of(lambda: desk(client)) == few


def test_proposed_chains_wait_for_those_who_decide(sign_in):
    make_chain(name="Semiconduttori proposti", proposed=True)
    assert "Semiconduttori proposti" in desk(sign_in(REVIEWERS))
    assert "Semiconduttori proposti" not in desk(sign_in(WRITERS))


def test_in_three_languages_an_entity_and_its_note_are_listed_once(admin_client):
    page = make_profile(
        title="Fonte", verification="stub", rows={"editorial_notes": [a_note(title="Quando?")]}
    )
    page.save_revision().publish()
    translate(EntityPage.objects.get(pk=page.pk))
    shown = desk(admin_client)
    assert "EN Quando?" not in shown
    assert "Quando?" in shown
    assert listed(admin_client, "wanted-profiles") == ["Fonte"]


def test_a_profile_that_was_merged_is_nobodys_draft(sign_in):
    client = sign_in(REVIEWERS)
    winner, loser = make_profile(title="Resta"), make_profile(title="Doppione", live=False)
    loser.save_revision(user=client.user)
    assert "Doppione" in desk(client)
    type(loser).objects.filter(pk=loser.pk).update(merged_into=winner.pk)
    assert "Doppione" not in desk(client)
