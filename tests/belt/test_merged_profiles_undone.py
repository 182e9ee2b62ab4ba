"""Two profiles that were made one are two again, exactly, unless somebody has built on it."""

import json

import pytest
from django.apps import apps
from wagtail.contrib.redirects.models import Redirect
from wagtail.models import Locale

from entities.authorship import last_editor
from entities.merging.merge import merge as merge_chains
from entities.merging.undo import undo as undo_chains
from entities.models import ChainLink, DistinctProfiles, EntityName, EntityPage, MentionDecision
from entities.profile_merging.merge import merge
from entities.profile_merging.undo import ProfileUndoError, undo, undoable
from tests.entities.editing import a_note, a_relation, a_source
from tests.factories import make_chain, make_place, make_profile, make_report
from visits.models import VisitStop

pytestmark = [pytest.mark.django_db, pytest.mark.dialect]

ROWS = (
    "entities.EntityName",
    "entities.EntityRelation",
    "entities.Source",
    "entities.EditorialNote",
    "entities.ChainLink",
    "entities.MentionDecision",
    "entities.DistinctProfiles",
    "visits.VisitStop",
    "wagtailredirects.Redirect",
)
PAGES = ("entities.EntityPage", "visits.InspectionReportPage")
# What saving anew changes without changing what is said.
PASSING = ("latest_revision_id", "latest_revision_created_at", "last_published_at", "live_revision_id")


@pytest.fixture
def loser(db):
    return make_place(title="Kunshan bis", slug="kunshan-bis")


@pytest.fixture
def winner(db):
    return make_place(title="Kunshan", slug="kunshan")


def fresh(page):
    return type(page).objects.get(pk=page.pk)


def merged(loser, winner):
    merge(loser, winner, user=None, reason="Scritto due volte.")


def everything():
    said = {label: list(apps.get_model(label).objects.order_by("pk").values()) for label in ROWS}
    for label in PAGES:
        rows = list(apps.get_model(label).objects.order_by("pk").values())
        for row in rows:
            row["body"] = list(row["body"].raw_data)
        said[label] = [
            {name: str(value) for name, value in row.items() if name not in PASSING} for row in rows
        ]
    return said


def body_naming(page):
    paragraph = f'<p><a id="{page.pk}" linktype="page">Qui</a></p>'
    return json.dumps(
        [
            {"type": "paragraph", "value": paragraph, "id": "a"},
            {"type": "profile", "value": page.pk, "id": "b"},
        ]
    )


def test_all_is_as_it_was(loser, winner):
    chain, other = make_chain(), make_chain()
    for page, evidence in ((loser, "stated"), (winner, "external")):
        page.names.add(EntityName(text=f"昆山{page.pk}", language="zh", script="Hans"))
        page.sources.add(a_source(title=f"Di {page.pk}"))
        page.editorial_notes.add(a_note())
        page.chain_links.add(ChainLink(tag=chain, evidence=evidence))
        page.save()
    loser.chain_links.add(ChainLink(tag=other, evidence="stated"))
    loser.save()
    third = make_profile(located_in=loser, rows={"relations": [a_relation(loser), a_relation(winner)]})
    make_report(loser, winner, third, delegation=loser, body=body_naming(loser))
    make_report(loser, live=False)
    for entity in (loser, winner):
        MentionDecision.objects.create(
            entity=entity, kind="never", words="qui", decided_at="2026-01-01T00:00Z"
        )
    DistinctProfiles.objects.create(one=loser, other=winner, decided_at="2026-01-01T00:00Z")
    merged(make_place(), loser)
    before = everything()
    for _ in range(2):
        merged(loser, winner)
        assert everything() != before
        assert undoable(fresh(loser))
        assert undo(loser, user=None).kept == []
        after = everything()
        for label, rows in before.items():
            assert after[label] == rows, label
    assert fresh(loser).live


def test_it_is_read_again_as_before_at_its_own_address(loser, winner, client):
    report = make_report(loser)
    draft = fresh(report)
    draft.title = "Bozza"
    draft.save_revision()
    merged(loser, winner)
    undo(loser, user=None)
    assert client.get(loser.url).status_code == 200
    assert [stop.entity for stop in fresh(report).get_latest_revision_as_object().stops.all()] == [loser]
    assert not Redirect.objects.exists()


def test_pages_saved_since_stay_and_are_named(loser, winner):
    saved, untouched = make_report(loser, title="Ritoccata"), make_report(loser)
    merged(loser, winner)
    fresh(saved).save_revision()
    assert undo(loser, user=None).kept == ["Ritoccata"]
    assert VisitStop.objects.get(report=saved.pk).entity == winner
    assert VisitStop.objects.get(report=untouched.pk).entity == loser


def test_drafts_saved_with_the_winner_since_are_named(loser, winner):
    page = make_profile(title="Bozza con la relazione")
    draft = fresh(page)
    draft.relations = [a_relation(loser)]
    draft.save_revision()
    merged(loser, winner)
    fresh(page).get_latest_revision_as_object().save_revision()
    assert undo(loser, user=None).kept == ["Bozza con la relazione"]


def test_rows_changed_past_every_form_stay(loser, winner):
    report, other = make_report(loser, title="Ritoccata"), make_place()
    merged(loser, winner)
    VisitStop.objects.filter(report=report.pk).update(entity=other)
    assert undo(loser, user=None).kept == ["Ritoccata"]
    assert VisitStop.objects.get(report=report.pk).entity == other


def test_the_draft_of_the_winner_says_what_it_said(loser, winner):
    draft = fresh(winner)
    draft.summary = "Non ancora pubblico."
    draft.save_revision()
    merged(loser, winner)
    undo(loser, user=None)
    draft = fresh(winner).get_latest_revision_as_object()
    assert draft.summary == "Non ancora pubblico."
    assert not draft.names.exists()
    assert fresh(winner).summary == "Prova."


def test_who_wrote_the_draft_of_the_winner_remains_its_last_editor(loser, winner, django_user_model):
    writer, merger = (django_user_model.objects.create_user(name) for name in ("verdi", "rossi"))
    winner.summary = "Nuova."
    winner.save_revision(user=writer)
    merge(loser, winner, user=merger, reason="Scritto due volte.")
    assert last_editor(fresh(winner)) == writer.pk
    undo(fresh(loser), user=merger)
    assert last_editor(fresh(winner)) == writer.pk


def test_a_draft_that_was_merged_is_a_draft_again(winner):
    unseen = make_place(title="Bozza", live=False)
    merged(unseen, winner)
    undo(unseen, user=None)
    assert not fresh(unseen).live
    assert fresh(unseen).merged_into is None
    assert not fresh(winner).get_latest_revision_as_object().names.exists()


def test_other_languages_come_along(loser, winner):
    english, chinese = Locale.objects.get(language_code="en"), Locale.objects.get(language_code="zh-hans")
    pages = {}
    for page, locale in ((loser, english), (winner, english), (loser, chinese)):
        pages[page.pk, locale] = page.copy_for_translation(locale, copy_parents=True, alias=False)
        pages[page.pk, locale].save_revision().publish()
    before = everything()
    merged(loser, winner)
    undo(loser, user=None)
    assert everything() == before
    assert fresh(pages[loser.pk, english]).live


@pytest.mark.parametrize("which", ["loser", "winner"])
def test_nothing_is_undone_after_either_has_changed(loser, winner, which):
    merged(loser, winner)
    fresh({"loser": loser, "winner": winner}[which]).save_revision(log_action=True)
    before = everything()
    assert undoable(fresh(loser)) is None
    with pytest.raises(ProfileUndoError):
        undo(loser, user=None)
    assert everything() == before


def test_an_earlier_merge_into_the_same_stays(loser, winner):
    earlier = make_place()
    merged(earlier, winner)
    merged(loser, winner)
    undo(loser, user=None)
    assert fresh(earlier).merged_into == winner
    assert undoable(fresh(earlier)) is None


def test_what_is_not_merged_cannot_be_undone(loser):
    with pytest.raises(ProfileUndoError):
        undo(loser, user=None)


def test_a_handed_over_translation_is_not_undone_alone(loser, winner):
    page = loser.copy_for_translation(Locale.objects.get(language_code="en"), copy_parents=True, alias=False)
    merged(loser, winner)
    with pytest.raises(ProfileUndoError):
        undo(EntityPage.objects.get(pk=page.pk), user=None)


def test_while_a_chain_of_theirs_is_merged_since_they_stay_one(loser, winner):
    nearer, other = make_chain(), make_chain()
    ChainLink.objects.create(content_object=winner, tag=nearer)
    for chain, stage in ((nearer, "upstream"), (other, "midstream")):
        ChainLink.objects.create(content_object=loser, tag=chain, stage=stage, evidence="stated")
    before = everything()
    merged(loser, winner)
    merge_chains(nearer, other, user=None, reason="Una sola.")
    assert not undoable(fresh(loser))
    with pytest.raises(ProfileUndoError, match=nearer.name):
        undo(fresh(loser), user=None)
    assert [link.tag_id for link in fresh(winner).chain_links.all()] == [other.pk]
    undo_chains(fresh(nearer), user=None)
    undone = undo(fresh(loser), user=None)
    assert undone.kept == []
    assert everything() == before
