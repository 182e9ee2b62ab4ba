"""Two profiles of one entity become one: everything that named the first names the second."""

import json

import pytest
from django.contrib.auth import get_user_model
from wagtail.contrib.redirects.models import Redirect
from wagtail.models import Locale, Page, PageLogEntry

from belt.models import BeltStation
from entities.models import (
    ChainLink,
    DistinctProfiles,
    EntityName,
    EntityPage,
    EntityRelation,
    MentionDecision,
)
from entities.profile_merging.merge import merge
from entities.profile_merging.plan import plan
from tests.entities.editing import a_note, a_relation, a_source
from tests.factories import italian_home, make_chain, make_place, make_profile, make_report
from visits.models import InspectionReportPage, VisitStop

pytestmark = [pytest.mark.django_db, pytest.mark.dialect]

NOW = "2026-11-25T12:00:00Z"


@pytest.fixture
def loser(db):
    return make_profile(title="Qingtao Energia", slug="qingtao-energia")


@pytest.fixture
def winner(db):
    return make_profile(title="Qingtao Energy", slug="qingtao-energy")


def merged(loser, winner, user=None):
    merge(loser, winner, user=user, reason="Scritto due volte.")
    return fresh(loser), fresh(winner)


def fresh(page):
    return type(page).objects.get(pk=page.pk)


def link_to(page):
    return f'<p>Vista <a id="{page.pk}" linktype="page">la sede</a> e altro.</p>'


def prose(*blocks):
    return json.dumps(
        [{"type": kind, "value": value, "id": f"b{n}"} for n, (kind, value) in enumerate(blocks)]
    )


def test_its_names_become_aliases_each_once(loser, winner):
    loser.names.add(
        EntityName(text="清陶能源", language="zh", script="Hans"),
        EntityName(text="QINGTAO energy", language="en", script="Latn"),
        EntityName(text="Vecchia Qingtao", language="it", script="Latn", name_type="former"),
    )
    loser.save()
    _loser, winner = merged(loser, winner)
    names = [(name.text, name.name_type) for name in winner.names.all()]
    assert names == [("Qingtao Energia", "alias"), ("清陶能源", "alias"), ("Vecchia Qingtao", "former")]


def test_stops_delegations_places_stations_and_relations_follow(loser, winner):
    city, other = make_place(), make_profile(rows={"relations": []})
    loser = make_place(title="Kunshan bis")
    winner = make_place(title="Kunshan")
    report = make_report(loser, winner, delegation=loser)
    inside = make_profile(located_in=loser)
    station = BeltStation.objects.create(home=italian_home(), place=loser, locale=italian_home().locale)
    other.relations.add(a_relation(loser))
    other.save()
    loser.relations.add(a_relation(city))
    loser.save()
    merged(loser, winner)
    assert {stop.entity for stop in VisitStop.objects.filter(report=report.pk)} == {winner}
    assert fresh(report).delegation == fresh(inside).located_in == winner
    station.refresh_from_db()
    assert station.place == winner
    assert [row.target for row in EntityRelation.objects.filter(entity=other.pk)] == [winner]
    assert [row.target for row in fresh(winner).relations.all()] == [city]


def test_no_relation_leads_to_itself_or_stands_twice(loser, winner):
    other = make_profile()
    winner.relations.add(a_relation(loser), a_relation(other))
    winner.save()
    loser.relations.add(a_relation(winner), a_relation(other))
    loser.save()
    other.relations.add(a_relation(loser), a_relation(winner))
    other.save()
    merged(loser, winner)
    assert [row.target for row in fresh(winner).relations.all()] == [other]
    assert [row.target for row in fresh(other).relations.all()] == [winner]


def test_sources_notes_and_chains_are_brought_the_better_evidence_kept(loser, winner):
    both, only = make_chain(), make_chain()
    for page, evidence in ((loser, "stated"), (winner, "external")):
        page.sources.add(a_source(title="Comune"), a_source(title=f"Di {page.pk}"))
        page.editorial_notes.add(a_note(title="Comune", code=""))
        page.chain_links.add(ChainLink(tag=both, evidence=evidence, stage="unspecified"))
        page.save()
    loser.chain_links.add(ChainLink(tag=only, evidence="profile", stage="upstream"))
    loser.editorial_notes.add(a_note(title="Sola", code="caffe"))
    loser.save()
    _loser, winner = merged(loser, winner)
    assert [row.title for row in winner.sources.all()] == ["Comune", f"Di {winner.pk}", f"Di {loser.pk}"]
    assert [(note.title, note.code) for note in winner.editorial_notes.all()] == [
        ("Comune", ""),
        ("Sola", ""),
    ]
    assert [(link.tag, link.evidence, link.stage) for link in winner.chain_links.all()] == [
        (both, "stated", "unspecified"),
        (only, "profile", "upstream"),
    ]


def test_links_cards_and_observations_in_texts_follow_and_all_else_stays(loser, winner):
    body = prose(("paragraph", link_to(loser)), ("profile", loser.pk), ("paragraph", f"<p>{loser.pk}</p>"))
    report = make_report(winner, body=body)
    report.stops.add(VisitStop(entity=winner, evidence="stated", observation=link_to(loser)))
    report.save()
    section = italian_home().get_children().type(type(report.get_parent().specific)).first().specific
    section.introduction = link_to(loser)
    section.save()
    merged(loser, winner)
    report = fresh(report)
    values = [block["value"] for block in report.body.raw_data]
    assert values == [link_to(winner), winner.pk, f"<p>{loser.pk}</p>"]
    assert [block["id"] for block in report.body.raw_data] == ["b0", "b1", "b2"]
    assert report.stops.last().observation == link_to(winner)
    assert fresh(section).introduction == link_to(winner)


def test_decisions_about_it_follow_each_once(loser, winner):
    third = make_profile()
    keep = {"kind": "never", "decided_at": NOW}
    MentionDecision.objects.create(entity=loser, words="lega", **keep)
    MentionDecision.objects.create(entity=loser, words="qingtao", **keep)
    MentionDecision.objects.create(entity=winner, words="qingtao", **keep)
    for other in (winner, third):
        one, two = sorted([loser.pk, other.pk])
        DistinctProfiles.objects.create(one_id=one, other_id=two, decided_at=NOW)
    merged(loser, winner)
    told = MentionDecision.objects.order_by("words").values_list("entity", "words")
    assert list(told) == [(winner.pk, "lega"), (winner.pk, "qingtao")]
    pairs = DistinctProfiles.objects.values_list("one", "other")
    assert list(pairs) == [tuple(sorted([winner.pk, third.pk]))]


def test_its_address_leads_to_the_winner_for_good_in_one_step(loser, winner, client):
    last = make_profile(title="Qingtao", slug="qingtao")
    old, middle = loser.url, winner.url
    merged(loser, winner)
    merged(winner, last)
    for address in (old, middle):
        answer = client.get(address)
        assert (answer.status_code, answer["Location"]) == (301, last.url)
    assert fresh(loser).merged_into == last
    assert Redirect.objects.count() == 2


def test_it_is_out_of_sight_and_cannot_be_published(loser, winner):
    loser, winner = merged(loser, winner)
    assert not loser.live
    assert any("Qingtao Energy" in fault for fault in loser.faults())
    assert loser not in EntityPage.objects.unmerged()


def test_the_winner_keeps_what_it_got_when_it_is_edited_and_published_again(loser, winner):
    loser.names.add(EntityName(text="清陶能源", language="zh", script="Hans"))
    loser.save()
    _loser, winner = merged(loser, winner)
    draft = winner.get_latest_revision_as_object()
    assert {name.pk for name in draft.names.all()} == {name.pk for name in winner.names.all()}
    draft.title = "Qingtao Energy Ltd"
    draft.save_revision().publish()
    assert {name.text for name in fresh(winner).names.all()} == {"Qingtao Energia", "清陶能源"}


def test_a_draft_of_the_winner_stays_a_draft_and_gets_the_same(loser, winner):
    draft = fresh(winner)
    draft.summary = "Non ancora pubblico."
    draft.save_revision()
    _loser, winner = merged(loser, winner)
    assert winner.summary == "Prova."
    assert [name.text for name in winner.names.all()] == ["Qingtao Energia"]
    draft = winner.get_latest_revision_as_object()
    assert draft.summary == "Non ancora pubblico."
    draft.save_revision().publish()
    assert [name.text for name in fresh(winner).names.all()] == ["Qingtao Energia"]


def test_what_readers_never_saw_waits_in_a_draft(winner):
    unseen = make_profile(title="Bozza Qingtao", live=False)
    report = make_report(unseen, live=False)
    _unseen, winner = merged(unseen, winner)
    assert not winner.names.exists()
    draft = winner.get_latest_revision_as_object()
    assert [name.text for name in draft.names.all()] == ["Bozza Qingtao"]
    assert fresh(winner).has_unpublished_changes
    assert VisitStop.objects.get(report=report.pk).entity == winner
    assert not Redirect.objects.exists()


def test_what_only_the_newest_draft_says_waits_in_a_draft_too(loser, winner):
    loser.save_revision().publish()
    draft = fresh(loser)
    draft.names.add(EntityName(text="凯伯", language="zh", script="Hans"))
    draft.editorial_notes.add(a_note(title="Della bozza"))
    draft.save_revision()
    assert "凯伯" in [name.text for name in plan(fresh(loser), winner).belongings.names]
    _loser, winner = merged(fresh(loser), winner)
    assert [name.text for name in winner.names.all()] == ["Qingtao Energia"], "readers knew that name alone"
    draft = winner.get_latest_revision_as_object()
    assert {name.text for name in draft.names.all()} == {"Qingtao Energia", "凯伯"}
    assert [note.title for note in draft.editorial_notes.all()] == ["Della bozza"]


def test_a_verified_winner_is_received_again(loser, winner):
    winner.verification, winner.verified_by, winner.verified_on = "verified", "Lin", "2026-01-01"
    winner.sources.add(a_source())
    winner.save()
    winner = fresh(winner)
    assert plan(loser, winner).loses_verification
    _loser, winner = merged(loser, winner)
    assert (winner.verification, winner.verified_by, winner.verified_on) == ("received", "", None)


def test_drafts_and_scheduled_revisions_open_and_are_published_with_the_winner(loser, winner, settings):
    report, other = make_report(winner), make_profile()
    draft = fresh(report)
    draft.stops.add(VisitStop(entity=loser, evidence="stated", observation=link_to(loser)))
    draft.body = prose(("profile", loser.pk), ("paragraph", link_to(loser)))
    revision = draft.save_revision()
    revision.refresh_from_db()
    text = json.dumps(revision.content)
    scheduled = fresh(other)
    scheduled.relations.add(a_relation(loser), a_relation(winner))
    scheduled.go_live_at = "2030-01-01T12:00:00Z"
    waiting = scheduled.save_revision(approved_go_live_at=scheduled.go_live_at)
    told = plan(loser, winner)
    assert ([page.pk for page in told.drafts], [page.pk for page in told.scheduled]) == (
        [other.pk, report.pk],
        [other.pk],
    )
    merged(loser, winner)
    revision.refresh_from_db()
    waiting.refresh_from_db()
    assert json.dumps(revision.content) == text, "rewrote history"
    opened = fresh(report).get_latest_revision_as_object()
    assert [stop.entity_id for stop in opened.stops.all()] == [winner.pk, winner.pk]
    revision.publish()
    waiting.publish()
    report = fresh(report)
    assert {stop.entity for stop in report.stops.all()} == {winner}
    assert [block["value"] for block in report.body.raw_data] == [winner.pk, link_to(winner)]
    assert [row.target for row in fresh(other).relations.all()] == [winner]


def test_a_stop_saved_by_a_form_that_was_open_meanwhile_is_read_as_the_winner_s(loser, winner):
    report = make_report(winner)
    open_form = fresh(report)
    merged(loser, winner)
    open_form.stops.add(VisitStop(entity=loser, evidence="stated"))
    revision = open_form.save_revision()
    revision.publish()
    assert {stop.entity for stop in fresh(report).stops.all()} == {winner}


def test_translations_are_merged_or_handed_over(loser, winner):
    english, chinese = Locale.objects.get(language_code="en"), Locale.objects.get(language_code="zh-hans")
    translated = {}
    for page, locale in ((loser, english), (winner, english), (loser, chinese)):
        translated[page.pk, locale] = page.copy_for_translation(locale, copy_parents=True, alias=False)
        translated[page.pk, locale].save_revision().publish()
    report = make_report(translated[loser.pk, english])
    merged(loser, winner)
    theirs, ours = fresh(translated[loser.pk, english]), fresh(translated[winner.pk, english])
    assert theirs.merged_into == ours
    assert not theirs.live
    assert [name.text for name in ours.names.all()] == ["Qingtao Energia"]
    assert VisitStop.objects.get(report=report.pk).entity == ours
    handed = fresh(translated[loser.pk, chinese])
    assert handed.live
    assert handed.translation_key == winner.translation_key


def test_both_histories_say_who_and_why(loser, winner):
    user = get_user_model().objects.create_user("lin")
    merged(loser, winner, user)
    for page in (loser, winner):
        newest = PageLogEntry.objects.filter(page=page.pk).order_by("-timestamp", "-pk").first()
        assert (newest.user, newest.data["reason"]) == (user, "Scritto due volte.")


def test_the_plan_names_all_that_is_touched(loser, winner):
    live, draft = make_report(loser), make_report(loser, live=False)
    text = make_profile(body=prose(("paragraph", link_to(loser))))
    earlier = make_profile()
    merge(earlier, loser, user=None, reason="Prova.")
    told = plan(fresh(loser), winner)
    assert {page.pk for page in told.live} == {live.pk, text.pk}
    assert [page.pk for page in told.unpublished] == [draft.pk]
    assert told.merged_before == [earlier]
    assert told.belongings.names[0].text == "Qingtao Energia"
    assert Page.objects.get(pk=loser.pk).live
    assert InspectionReportPage.objects.get(pk=live.pk).stops.get().entity == loser
