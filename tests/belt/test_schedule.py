"""Pages appear at their hour; what cannot appear holds up nothing else."""

import datetime as dt
import os

import pytest
import time_machine
from django.core.management import call_command
from wagtail.models import PageLogEntry

from belt.management.commands import keep_schedule
from belt.models.review import NOT_READY
from entities.models import EntityPage
from tests.factories import make_place, make_profile

pytestmark = pytest.mark.django_db

NOON = dt.datetime(2026, 11, 24, 12, tzinfo=dt.UTC)


def schedule(page, **changes):
    """Give a draft an hour, as approving it with one does."""
    for name, value in changes.items():
        setattr(page, name, value)
    page.go_live_at = NOON
    with time_machine.travel(NOON - dt.timedelta(hours=1)):
        page.save_revision(approved_go_live_at=NOON, clean=False)
    return page


def publish_due(capsys):
    with time_machine.travel(NOON + dt.timedelta(minutes=1)):
        call_command("publish_scheduled")
    return capsys.readouterr().err


def is_live(page):
    return EntityPage.objects.get(pk=page.pk).live


def test_a_page_appears_at_its_hour_and_not_before(capsys):
    page = schedule(make_profile(live=False, kind="institution"))
    with time_machine.travel(NOON - dt.timedelta(minutes=1)):
        call_command("publish_scheduled")
    assert not is_live(page)
    assert publish_due(capsys) == ""
    assert is_live(page)


def test_two_places_that_would_lie_in_each_other_stay_drafts_and_the_rest_appears(capsys):
    one, two = make_place(live=False), make_place(live=False)
    schedule(one, located_in=two)
    schedule(two, located_in=one)
    other = schedule(make_profile(live=False, kind="institution"))
    told = publish_due(capsys)
    assert one.title in told
    assert two.title in told
    assert [is_live(page) for page in (one, two, other)] == [False, False, True]
    entry = PageLogEntry.objects.get(page=one.pk, action=NOT_READY)
    assert one.title in str(entry.formatter.format_message(entry))
    assert publish_due(capsys) == ""


def test_what_has_become_incomplete_stays_a_draft(capsys):
    page = schedule(make_profile(live=False, kind="institution"), summary="")
    assert page.title in publish_due(capsys)
    assert not is_live(page)


def test_the_dry_run_changes_nothing(capsys):
    page = schedule(make_profile(live=False), summary="")
    with time_machine.travel(NOON + dt.timedelta(minutes=1)):
        call_command("publish_scheduled", dryrun=True)
    assert page.revisions.filter(approved_go_live_at__isnull=False).exists()


def test_the_schedule_is_kept_until_whoever_started_it_is_gone(monkeypatch):
    page = schedule(make_profile(live=False, kind="institution"))
    parents = iter([7, 7, 7, 1])
    monkeypatch.setattr(os, "getppid", lambda: next(parents, 1))
    monkeypatch.setattr(keep_schedule.connections, "close_all", lambda: None)
    with time_machine.travel(NOON + dt.timedelta(minutes=1), tick=True):
        call_command("keep_schedule")
    assert is_live(page)
