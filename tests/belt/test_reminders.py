"""Who verifies profiles is written to when one falls due, and only then."""

import datetime as dt

import pytest
from django.contrib.auth import get_user_model
from django.contrib.auth.models import Group
from django.core.management import call_command

from belt.reminders import remind
from belt.roles import REVIEWERS, WRITERS, set_up_roles
from tests.factories import make_profile, profiles, reports

pytestmark = pytest.mark.django_db

TODAY = dt.date(2026, 11, 25)


@pytest.fixture(autouse=True)
def staff(db):
    reports(), profiles()
    set_up_roles()
    for name, role in (("lin", REVIEWERS), ("ada", WRITERS), ("bo", REVIEWERS)):
        user = get_user_model().objects.create_user(name, email="" if name == "bo" else f"{name}@example.org")
        user.groups.add(Group.objects.get(name=role))


def due(days, **given):
    return make_profile(review_on=TODAY + dt.timedelta(days=days), **given)


def test_reviewers_with_an_address_are_written_to_in_their_language(mailoutbox):
    due(0, title="Qingtao Energy"), due(-30, title="Kaiber & Co."), due(1, title="Domani")
    assert remind(TODAY) == ["lin@example.org"]
    (letter,) = mailoutbox
    assert letter.to == ["lin@example.org"]
    assert letter.subject == "2 profili da ricontrollare"
    assert "Qingtao Energy (25 novembre 2026)" in letter.body
    assert "Kaiber & Co." in letter.body
    assert "Domani" not in letter.body
    assert "http://localhost" in letter.body
    assert "/admin/worklists/due-profiles/" in letter.body


@pytest.mark.parametrize("days", [[], [-1], [1]])
def test_nobody_is_written_to_on_other_days(mailoutbox, days):
    for number in days:
        due(number)
    assert remind(TODAY) == []
    assert mailoutbox == []


def test_what_is_overdue_is_told_again_on_mondays(mailoutbox):
    due(-30)
    days = [TODAY + dt.timedelta(days=number) for number in range(7)]
    assert [day.strftime("%A") for day in days if remind(day)] == ["Monday"]
    assert len(mailoutbox) == 1


def test_the_command_says_whom_it_wrote_to(mailoutbox, capsys, time_machine):
    time_machine.move_to(dt.datetime(2026, 11, 25, 8, tzinfo=dt.UTC))
    due(0)
    call_command("remind_reviewers")
    assert "lin@example.org" in capsys.readouterr().out
    time_machine.move_to(dt.datetime(2026, 11, 26, 8, tzinfo=dt.UTC))
    call_command("remind_reviewers")
    assert "Nothing" in capsys.readouterr().out
    assert len(mailoutbox) == 1


def test_where_no_mail_is_set_up_nobody_is_said_to_be_written_to(capsys, settings):
    settings.EMAIL_BACKEND = "django.core.mail.backends.dummy.EmailBackend"
    make_profile(review_on=dt.date(2020, 1, 1))
    call_command("remind_reviewers")
    assert "nobody is written to" in capsys.readouterr().out
