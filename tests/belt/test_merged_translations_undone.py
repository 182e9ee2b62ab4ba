"""Two merged profiles are two again in every language, also where a translation cannot follow."""

import datetime as dt

import pytest
from django.contrib.auth import get_user_model
from django.utils import timezone
from wagtail_localize.models import StringTranslation, Translation

from belt.models import BehindTranslation
from entities.authorship import last_editor
from entities.models import ChainLink, EntityName, EntityPage, EntityRelation
from entities.profile_merging.merge import merge
from entities.profile_merging.undo import undo
from tests.factories import make_chain, make_profile, make_report
from tests.translations import translate
from visits.models import InspectionReportPage

pytestmark = pytest.mark.django_db


@pytest.fixture
def chains(db):
    return make_chain(), make_chain()


@pytest.fixture
def loser(chains):
    page = make_profile(title="Doppione", kind="institution")
    page.names.add(EntityName(text="双份", language="zh", script="Hans"))
    page.save()
    for chain in chains:
        ChainLink.objects.create(content_object=page, tag=chain, stage="upstream", evidence="stated")
    return page


@pytest.fixture
def winner(chains):
    page = make_profile(title="Fabbrica", kind="institution", chains=(chains[0],))
    page.verification, page.verified_by, page.verified_on = "verified", "Lin", dt.date(2026, 1, 1)
    page.save_revision().publish()
    return fresh(page)


def fresh(page):
    return EntityPage.objects.get(pk=page.pk)


def facts(page):
    page = fresh(page)
    names = [name.text for name in page.names.all()]
    links = sorted((link.tag_id, link.stage, link.evidence) for link in page.chain_links.all())
    return names, links, page.verification, page.verified_on


def type_something(page):
    """As a translator does who has not finished."""
    words = StringTranslation.objects.get(
        context__object=page.translation_key, context__path="summary", locale__language_code="en"
    )
    words.data = "Nobody has read this."
    words.save()


def stop(page):
    Translation.objects.filter(source__object_id=page.translation_key).update(enabled=False)


def do_nothing(page):
    """Nobody is at work."""


@pytest.mark.parametrize("of_both", [True, False])
@pytest.mark.parametrize("meanwhile", [type_something, stop, do_nothing])
@pytest.mark.parametrize("before", [type_something, stop, do_nothing])
def test_a_translation_has_again_what_it_had(loser, winner, of_both, before, meanwhile):
    english = translate(winner)
    if of_both:
        translate(loser)
    before(winner)
    had = facts(english)
    merge(fresh(loser), fresh(winner), user=None, reason="Scritto due volte.")
    meanwhile(winner)
    undone = undo(fresh(loser), user=None)
    assert facts(english) == had
    assert facts(fresh(english).live_revision.as_object()) == had
    assert fresh(english).summary == "EN Prova."
    assert undone.kept == []
    assert not BehindTranslation.objects.exists()


def test_so_has_one_that_followed_only_because_of_the_merge(loser, winner):
    english = translate(winner)
    draft = fresh(winner).get_latest_revision_as_object()
    draft.relations.add(EntityRelation(kind="part_of", target=loser, stated_in="Lo dice il testo."))
    draft.save_revision().publish()
    had, behind = facts(english), set(BehindTranslation.objects.values_list("page", "since"))
    assert behind
    merge(fresh(loser), fresh(winner), user=None, reason="Scritto due volte.")
    assert facts(english) != had
    undo(fresh(loser), user=None)
    assert facts(english) == had
    assert BehindTranslation.objects.get().page_id == english.pk


@pytest.mark.parametrize("waits", [True, False])
def test_links_from_the_one_to_the_other_are_back_in_every_language(loser, winner, waits):
    link = f'<p>Vedi <a linktype="page" id="{loser.pk}">il doppione</a>.</p>'
    winner.body = [("paragraph", link)]
    winner.save_revision().publish()
    english = translate(winner)
    translate(loser)
    if waits:
        draft = fresh(winner)
        draft.summary = "Non ancora pubblico."
        draft.save_revision()
    body = fresh(english).body.raw_data[0]["value"]
    merge(fresh(loser), fresh(winner), user=None, reason="Scritto due volte.")
    assert fresh(english).body.raw_data[0]["value"] != body
    assert undo(fresh(loser), user=None).kept == []
    assert fresh(english).body.raw_data[0]["value"] == body
    assert fresh(english).live_revision.as_object().body.raw_data[0]["value"] == body


def test_one_that_somebody_has_published_since_stays_and_is_named(loser, winner):
    english = translate(winner)
    merge(fresh(loser), fresh(winner), user=None, reason="Scritto due volte.")
    stop(winner)
    fresh(english).save_revision().publish()
    merged = facts(english)
    undone = undo(fresh(loser), user=None)
    assert facts(english) == merged
    assert undone.kept == ["EN Fabbrica (in inglese)"]


def report_in(codes, *sites):
    """A report and its translations, all public, with stops at ``sites``."""
    report = make_report(*sites, title="Viaggio", start_date="2026-05", chains=(make_chain(),))
    for stop in report.stops.all():
        stop.observation = "<p>Visto.</p>"
        stop.save()
    fresh_report(report).save_revision().publish()
    return [fresh_report(report), *(translate(report, code) for code in codes)]


def fresh_report(report):
    return InspectionReportPage.objects.get(pk=report.pk)


def sites(report):
    """Where readers' version and the newest one stop."""
    report = fresh_report(report)
    versions = (report, report.get_latest_revision_as_object())
    return [[stop.entity for stop in version.stops.all()] for version in versions]


@pytest.mark.parametrize("which", [0, 1])
@pytest.mark.parametrize("is_published", [True, False])
def test_a_page_that_was_changed_in_one_language_stays_in_all_and_is_named(
    loser, winner, which, is_published
):
    reports, untouched = report_in(["en", "zh-hans"], loser), report_in(["en"], loser)
    merge(fresh(loser), fresh(winner), user=None, reason="Scritto due volte.")
    # The translations do not follow what lacks words.
    changed = fresh_report(reports[which])
    changed.standfirst = "Una frase in più."
    revision = changed.save_revision()
    if is_published:
        revision.publish()
    undone = undo(fresh(loser), user=None)
    assert undone.kept == ["EN Viaggio (in inglese)", "EN Viaggio (in cinese)", "Viaggio"]
    assert [sites(report) for report in reports] == [[[winner], [winner]]] * 3
    assert [sites(report) for report in untouched] == [[[loser], [loser]]] * 2
    assert fresh_report(reports[2]).standfirst == "EN Una prova."


def test_a_draft_saved_by_a_window_opened_before_is_left_with_the_winner(loser, winner):
    writer = get_user_model().objects.create_user("bianchi")
    [report] = report_in([], loser)
    window = fresh_report(report)
    window.standfirst = "Una frase in più."
    window.stops = list(window.stops.all())
    merge(fresh(loser), fresh(winner), user=None, reason="Scritto due volte.")
    revision = window.save_revision(user=writer)
    revision.refresh_from_db()
    assert [row["entity"] for row in revision.content["stops"]] == [loser.pk]
    assert undo(fresh(loser), user=None).kept == ["Viaggio"]
    assert sites(report) == [[winner], [winner]]
    draft = fresh_report(report).get_latest_revision_as_object()
    assert draft.standfirst == "Una frase in più."
    assert last_editor(fresh_report(report)) == writer.pk


def test_what_waits_for_its_hour_comes_out_as_it_was_written(loser, winner):
    report, english = report_in(["en"], loser)
    draft = fresh_report(report)
    draft.go_live_at = timezone.now() + dt.timedelta(hours=1)
    waiting = draft.save_revision(approved_go_live_at=draft.go_live_at)
    merge(fresh(loser), fresh(winner), user=None, reason="Scritto due volte.")
    stop(report)
    fresh_report(english).save_revision().publish()
    undo(fresh(loser), user=None)
    assert fresh_report(report).latest_revision == waiting
    waiting.refresh_from_db()
    assert [one.entity for one in waiting.as_object().stops.all()] == [loser]
