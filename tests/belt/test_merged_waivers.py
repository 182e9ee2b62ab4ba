"""What a report may be published without outlasts a merge of the profiles it names, and its undoing."""

import datetime as dt

import pytest
import time_machine
from django.core.management import call_command
from wagtail.test.utils.form_data import rich_text

from entities.done.answers import unfinished_draft, waive
from entities.models import DoneDecision
from entities.profile_merging.merge import merge
from entities.profile_merging.undo import undo
from tests.belt.test_definition_of_done import a_stop, done_report, fresh
from tests.entities.editing import problems, save
from tests.factories import make_place
from tests.visits.test_report_form import form_of, stop_row

pytestmark = pytest.mark.django_db

# After all that the fixtures have made.
NOW = dt.datetime(2030, 1, 1, 12, tzinfo=dt.UTC)


@pytest.fixture
def loser(db):
    return make_place(title="Kunshan bis")


@pytest.fixture
def winner(db):
    return make_place(title="Kunshan")


def report_at(*sites, **given):
    """A public report of tours of which nothing is told."""
    report = done_report(rows={"stops": [a_stop(entity=site, observation="") for site in sites]}, **given)
    report.save_revision().publish()
    return fresh(report)


def merged(loser, winner):
    merge(fresh(loser), fresh(winner), user=None, reason="Scritto due volte.")


def waived(report, by):
    waive(fresh(report), "observations", "Il testo tace.", by=by, at=NOW)


def left_of(report):
    """What readers' version and the newest draft still lack, and nobody has waived."""
    report = fresh(report)
    versions = (report, report.get_latest_revision_as_object())
    return [criterion.code for version in versions for criterion in unfinished_draft(version)]


def decisions():
    return list(DoneDecision.objects.order_by("pk").values_list("page", "mark", "reason", "decided_by"))


@pytest.mark.parametrize("at_both", [True, False])
def test_a_waiver_outlasts_a_merge_and_its_undoing(loser, winner, admin_user, at_both):
    report = report_at(loser, *([winner] if at_both else []))
    waived(report, admin_user)
    before = decisions()
    for _ in range(2):
        merged(loser, winner)
        assert left_of(report) == []
        undo(fresh(loser), user=None)
        assert left_of(report) == []
        assert decisions() == before


def test_a_stop_that_nobody_waived_is_still_asked_for(loser, winner, admin_user):
    report, bare = report_at(loser), report_at(loser)
    waived(report, admin_user)
    merged(loser, winner)
    draft = fresh(report)
    draft.stops.add(a_stop(entity=winner, observation=""))
    draft.save_revision()
    assert left_of(report) == ["observations"]
    assert left_of(bare) == ["observations"] * 2


def test_what_is_waived_while_two_are_one_is_so_when_they_are_two_again(loser, winner, admin_user):
    report = report_at(loser)
    merged(loser, winner)
    waived(report, admin_user)
    undo(fresh(loser), user=None)
    assert [stop.entity for stop in fresh(report).stops.all()] == [loser]
    assert left_of(report) == []


def test_a_report_left_with_the_winner_keeps_its_waiver(loser, winner, admin_user):
    report = report_at(loser)
    waived(report, admin_user)
    merged(loser, winner)
    fresh(report).save_revision().publish()
    assert undo(fresh(loser), user=None).kept == [report.title]
    assert [stop.entity for stop in fresh(report).stops.all()] == [winner]
    assert left_of(report) == []


@pytest.mark.parametrize("undone", [True, False])
def test_a_scheduled_report_comes_out_at_its_hour(loser, winner, admin_user, undone):
    report = report_at(winner)
    with time_machine.travel(NOW):
        draft = fresh(report)
        draft.stops.add(a_stop(entity=loser, observation=""))
        draft.standfirst = "Con la seconda tappa."
        draft.go_live_at = NOW + dt.timedelta(hours=1)
        draft.save_revision()
        waived(report, admin_user)
        draft.save_revision(approved_go_live_at=draft.go_live_at)
        # What comes after it is no matter of the scheduled one.
        draft.stops.add(a_stop(entity=winner))
        draft.save_revision()
        merged(loser, winner)
        if undone:
            undo(fresh(loser), user=None)
    with time_machine.travel(NOW + dt.timedelta(hours=2)):
        call_command("publish_scheduled")
    report = fresh(report)
    assert report.standfirst == "Con la seconda tappa."
    assert [stop.entity for stop in report.stops.all()] == [winner, loser if undone else winner]


def test_a_form_opened_before_is_published_with_its_waiver(loser, winner, admin_user, admin_client):
    report = report_at(loser)
    waived(report, admin_user)
    [stop], [source] = report.stops.all(), report.sources.all()
    form = form_of(
        slug=report.slug,
        standfirst="Cambiata.",
        delegation=report.delegation,
        stops=[stop_row(loser, id=stop.pk, observation=rich_text(""))],
        initial_stops=1,
        sources=[{"id": source.pk, "title": source.title}],
        initial_sources=1,
    )
    merged(loser, winner)
    answer = save(admin_client, report, form, publish=True)
    assert answer.status_code == 302, problems(answer)
    report = fresh(report)
    assert (report.standfirst, [one.entity for one in report.stops.all()]) == ("Cambiata.", [winner])
