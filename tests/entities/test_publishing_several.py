"""Publishing several pages at once holds to the rules that a form holds."""

import datetime as dt

import pytest
from django.urls import reverse
from django.utils import timezone

from entities.duplicates import declare_distinct
from entities.models import EntityPage, Source
from tests.entities.editing import a_source
from tests.factories import make_chain, make_place, make_profile, make_report, profiles, reports
from visits.models import InspectionReportPage, VisitStop

pytestmark = pytest.mark.django_db


def publish(admin_client, *pages, descendants=False):
    """The messages that answer the bulk action."""
    query = "&".join(f"id={page.pk}" for page in pages)
    address = reverse("wagtail_bulk_action", args=["wagtailcore", "page", "publish"])
    section = reverse("wagtailadmin_explore", args=[reports().pk])
    response = admin_client.post(
        f"{address}?{query}&next={section}", {"include_descendants": "on"} if descendants else {}, follow=True
    )
    assert response.status_code == 200
    return [str(message) for message in response.context["messages"]]


def draft_report(**changes):
    stops = [VisitStop(entity=make_profile(), evidence="stated", observation="<p>Visto.</p>")]
    rows = {"stops": stops}
    report = make_report(live=False, start_date="2026-05", chains=(make_chain(),), rows=rows)
    for name, value in changes.items():
        setattr(report, name, value)
    report.save_revision(clean=False)
    return report


def is_live(page):
    return type(page).objects.get(pk=page.pk).live


def test_complete_drafts_are_published(admin_client):
    report, profile = draft_report(), make_profile(live=False, kind="institution")
    profile.save_revision()
    publish(admin_client, report, profile)
    assert is_live(report)
    assert is_live(profile)


@pytest.mark.parametrize(
    ("changes", "sentence"),
    [
        ({"standfirst": ""}, "Sommario"),
        ({"stops": []}, "almeno una tappa"),
        ({"sources": []}, "almeno una fonte"),
        ({"stops": [VisitStop(entity=None)]}, "Sito"),
        ({"body": '[{"type": "note", "value": "caffe"}]'}, "caffe"),
        ({"start_date": "", "end_date": "2025"}, "primo giorno"),
    ],
)
def test_an_incomplete_draft_is_refused_in_words_and_stays_as_it_is(admin_client, changes, sentence):
    report = draft_report(**changes)
    [message] = publish(admin_client, report)
    assert report.title in message
    assert sentence.lower() in message.lower()
    assert not is_live(report)


def test_one_incomplete_draft_holds_up_all_of_them(admin_client):
    good, bad = draft_report(), draft_report(sources=[])
    [message] = publish(admin_client, good, bad)
    assert bad.title in message
    assert not is_live(good)


def test_drafts_below_a_page_are_looked_at_as_well(admin_client):
    bad = draft_report(stops=[])
    [message] = publish(admin_client, reports(), descendants=True)
    assert bad.title in message
    assert not is_live(bad)


def test_a_site_needs_its_place(admin_client):
    company = make_profile(live=False)
    company.save_revision()
    [message] = publish(admin_client, company)
    assert "luogo" in message
    assert not EntityPage.objects.get(pk=company.pk).live


def test_the_newest_draft_counts_not_what_was_published_before(admin_client):
    report = make_report(make_profile())
    report.sources = []
    report.save_revision(clean=False)
    assert publish(admin_client, report)
    assert InspectionReportPage.objects.get(pk=report.pk).sources.count() == 1


def test_a_verified_profile_needs_a_source_however_it_is_published(admin_client):
    page = make_profile(live=False, located_in=make_place())
    page.verification, page.verified_by, page.verified_on = "verified", "Anna", dt.date(2026, 1, 1)
    page.save_revision(clean=False)
    [message] = publish(admin_client, page)
    assert "almeno una fonte" in message
    assert not is_live(page)


def test_index_pages_have_no_such_rules(admin_client):
    section = profiles()
    section.save_revision()
    assert not any("pronta" in message for message in publish(admin_client, section))
    assert Source.objects.count() == 0


def test_two_places_do_not_come_to_lie_in_each_other(admin_client):
    first, second = make_place(live=False), make_place(live=False)
    for place, around in ((first, second), (second, first)):
        place.located_in = around
        place.save_revision(clean=False)
    assert len(publish(admin_client, first, second)) == 2
    assert not is_live(first)
    assert not is_live(second)


def test_a_profile_that_may_be_another_one_is_asked_about_here_too(admin_client):
    place = make_place()
    known = {"located_in": place, "chains": (make_chain(),), "live": False}
    twins = [
        make_profile(title="Officine Lanterna", rows={"sources": [a_source()]}, **known) for _ in range(2)
    ]
    for twin in twins:
        twin.save_revision()
    [sentence] = publish(admin_client, twins[0])
    assert sentence.endswith(
        "pubblicazione: «Officine Lanterna» potrebbe essere lo stesso. Salvate una bozza "
        "e dite, sopra il nome, che non lo è."
    )
    assert not is_live(twins[0])
    declare_distinct(*twins, by=None, at=timezone.now())
    publish(admin_client, twins[0])
    assert is_live(twins[0])


def test_who_is_public_already_is_asked_about_only_where_a_draft_renames_it(admin_client):
    place = make_place()
    other = make_profile(title="Lanterna", located_in=place)
    page = make_profile(located_in=place, chains=(make_chain(),), rows={"sources": [a_source()]})
    page.save_revision().publish()
    draft = EntityPage.objects.get(pk=page.pk)
    draft.summary = "Altro."
    draft.save_revision()
    publish(admin_client, draft)
    assert EntityPage.objects.get(pk=page.pk).summary == "Altro."
    draft.title = "Lanterna"
    draft.save_revision()
    publish(admin_client, draft)
    assert EntityPage.objects.get(pk=page.pk).title != other.title


def test_what_waits_for_its_hour_is_not_said_to_be_published(admin_client):
    page = make_profile(kind="institution")
    page.go_live_at = "2030-01-01T12:00:00Z"
    page.save_revision(approved_go_live_at=page.go_live_at).publish()
    sentences = publish(admin_client, page)
    assert any("aspetta la sua ora" in sentence for sentence in sentences)
