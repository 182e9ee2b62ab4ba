"""Four eyes: what one person wrote last, another one publishes."""

import datetime as dt

import pytest
import time_machine
from django.contrib.auth import get_user_model
from django.contrib.auth.models import Group
from django.contrib.messages import get_messages
from django.core.exceptions import PermissionDenied
from django.core.management import call_command
from django.test import Client
from django.urls import reverse
from django.utils import timezone
from wagtail.models import Page
from wagtail.test.utils.form_data import inline_formset

from belt.roles import REVIEWERS, WRITERS, set_up_roles
from entities.authorship import may_publish
from entities.models import EntityPage
from tests.entities.editing import create, form_of, profile_form, save, waived
from tests.factories import make_profile, profiles, reports

pytestmark = pytest.mark.django_db


@pytest.fixture
def people():
    """A writer and two reviewers, each at a browser; ``user`` is who sits there."""
    reports(), profiles()
    set_up_roles()

    def somebody(name, role):
        client = Client()
        client.user = get_user_model().objects.create_user(username=name)
        client.user.groups.add(Group.objects.get(name=role))
        client.force_login(client.user)
        return client

    return somebody("wang", WRITERS), somebody("rossi", REVIEWERS), somebody("bianchi", REVIEWERS)


def draft():
    return make_profile(live=False, kind="institution")


def fresh(page):
    return Page.objects.get(pk=page.pk).specific


def edit(client, page, action="", **changes):
    """Send the editing form as it stands, with changes, by a button; the messages that follow."""
    form = form_of(fresh(page).get_latest_revision_as_object(), **changes)
    answer = client.post(
        reverse("wagtailadmin_pages:edit", args=[page.pk]),
        form | ({action: "1"} if action else {}),
        follow=True,
    )
    assert answer.status_code == 200
    return [str(message) for message in answer.context["messages"]]


def approve(client, page, **changes):
    form = form_of(fresh(page).get_latest_revision_as_object(), **changes)
    form |= {"action-workflow-action": "1", "workflow-action-name": "approve"}
    answer = client.post(reverse("wagtailadmin_pages:edit", args=[page.pk]), form, follow=True)
    return [str(message) for message in answer.context["messages"]]


def publish(client, page, **changes):
    return edit(client, page, "action-publish", **changes)


def offered(client, page):
    return client.get(reverse("wagtailadmin_pages:edit", args=[page.pk])).content.decode()


def test_a_reviewer_publishes_what_somebody_else_wrote(people):
    writer, reviewer, _other = people
    page = draft()
    edit(writer, page, summary="Cambiata.")
    assert 'name="action-publish"' in offered(reviewer, page)
    edit(reviewer, page, "action-publish")
    assert fresh(page).live


def test_a_reviewer_does_not_publish_own_changes_and_loses_none(people):
    _writer, reviewer, other = people
    page = draft()
    messages = edit(reviewer, page, "action-publish", summary="Mia.")
    assert any("un’altra persona" in message for message in messages)
    assert not fresh(page).live
    assert fresh(page).get_latest_revision_as_object().summary == "Mia."
    assert 'name="action-publish"' not in offered(reviewer, page)
    edit(other, page, "action-publish")
    assert fresh(page).live


def test_a_new_page_is_published_by_somebody_else(people):
    _writer, reviewer, other = people
    answer = create(reviewer, profile_form(title="Nuova", slug="nuova"), publish=True)
    assert any("un’altra persona" in str(message) for message in get_messages(answer.wsgi_request))
    page = EntityPage.objects.get(slug="nuova")
    assert not page.live
    assert may_publish(other.user, page)


def test_an_administrator_publishes_alone(admin_client):
    page = draft()
    save(admin_client, page, form_of(page), publish=True)
    assert fresh(page).live


def test_bulk_publishing_asks_for_another_person_too(people):
    _writer, reviewer, other = people
    page = draft()
    edit(reviewer, page, summary="Mia.")
    address = reverse("wagtail_bulk_action", args=["wagtailcore", "page", "publish"]) + f"?id={page.pk}"
    answer = reviewer.post(address, follow=True)
    assert any(page.title in str(message) for message in answer.context["messages"])
    assert not fresh(page).live
    other.post(address)
    assert fresh(page).live


def test_bulk_publishing_looks_at_the_drafts_below_as_well(people):
    _writer, reviewer, other = people
    page, section = draft(), fresh(profiles())
    edit(reviewer, page, summary="Mia.")
    section.save_revision(user=other.user)
    address = reverse("wagtail_bulk_action", args=["wagtailcore", "page", "publish"]) + f"?id={section.pk}"
    reviewer.post(address, {"include_descendants": "on"})
    assert not fresh(page).live


def offered_messages(client, page):
    return list(client.get(reverse("wagtailadmin_pages:edit", args=[page.pk])).context["messages"])


def submitted(writer):
    page = draft()
    edit(writer, page, "action-submit", summary="Pronta.")
    assert fresh(page).workflow_in_progress
    return page


def test_what_is_submitted_is_approved_by_a_reviewer(people):
    writer, reviewer, _other = people
    page = submitted(writer)
    assert 'data-workflow-action-name="approve"' in offered(reviewer, page)
    assert f"I lettori vedono «{page.title}» come l’avete approvata." in approve(reviewer, page)
    assert fresh(page).live
    assert fresh(page).summary == "Pronta."


def test_a_writer_neither_sees_nor_posts_an_approval(people):
    writer, _reviewer, _other = people
    page = submitted(writer)
    assert 'data-workflow-action-name="approve"' not in offered(writer, page)
    approve(writer, page)
    assert not fresh(page).live


def test_the_last_editor_is_told_and_refused(people):
    writer, reviewer, other = people
    page = submitted(writer)
    edit(reviewer, page, summary="Corretta.")
    screen = offered(reviewer, page)
    assert 'data-workflow-action-name="approve"' not in screen
    assert "un’altra persona" in screen
    refused, *why = approve(reviewer, page)
    assert "non è approvata" in refused
    assert any("un’altra persona" in sentence for sentence in why)
    assert not fresh(page).live
    approve(other, page)
    assert fresh(page).live


def test_an_approval_that_comes_with_changes_is_kept_as_a_draft(people):
    writer, reviewer, other = people
    page = submitted(writer)
    messages = approve(reviewer, page, summary="Corretta approvando.")
    assert any("non è approvata" in message for message in messages)
    assert not fresh(page).live
    assert fresh(page).get_latest_revision_as_object().summary == "Corretta approvando."
    approve(other, page)
    assert fresh(page).summary == "Corretta approvando."


@pytest.mark.parametrize(
    "extra", [{}, {"workflow-action-extra-data": "no JSON"}, {"workflow-action-name": None}]
)
def test_an_answer_nobody_waits_for_any_more_is_kept_as_a_draft(people, extra):
    writer, reviewer, other = people
    page = submitted(writer)
    form = form_of(fresh(page).get_latest_revision_as_object(), summary="Letta tardi.")
    form |= {"action-workflow-action": "1", "workflow-action-name": "reject", "next": ""} | extra
    if not extra:
        approve(other, page)
    form = {name: value for name, value in form.items() if value is not None}
    answer = reviewer.post(reverse("wagtailadmin_pages:edit", args=[page.pk]), form, follow=True)
    assert answer.status_code == 200
    assert any("non aspetta più" in str(message) for message in answer.context["messages"])


@pytest.mark.parametrize("initial", [0, 1])
@pytest.mark.parametrize("button", [approve, publish])
def test_a_row_that_is_not_public_yet_is_no_change_of_who_approves_it(people, button, initial):
    writer, reviewer, _other = people
    page = make_profile(kind="institution")
    page.save_revision().publish()
    row = {"id": "", "kind": "gap", "title": "Manca", "text": "Che cosa?", "status": "open"}
    edit(writer, page, "action-submit", rows={"editorial_notes": [row]})
    waived(fresh(page))
    edit(reviewer, page, rows={"editorial_notes": inline_formset([row], initial=initial)})
    button(reviewer, page, rows={"editorial_notes": inline_formset([row], initial=initial)})
    [note] = fresh(page).editorial_notes.all()
    assert note.title == "Manca"
    assert not fresh(page).has_unpublished_changes


def test_another_row_is_a_change(people):
    writer, reviewer, _other = people
    page = make_profile(kind="institution")
    page.save_revision().publish()
    row = {"id": "", "kind": "gap", "title": "Manca", "text": "Che cosa?", "status": "open"}
    edit(writer, page, "action-submit", rows={"editorial_notes": [row]})
    waived(fresh(page))
    messages = approve(reviewer, page, rows={"editorial_notes": [row | {"title": "Altro"}]})
    assert any("non è approvata" in message for message in messages)
    assert not fresh(page).editorial_notes.exists()


def workflow_action(client, page, name="approve"):
    state = fresh(page).current_workflow_task_state
    address = reverse("wagtailadmin_pages:workflow_action", args=[page.pk, name, state.pk])
    return client.post(address, {"comment": ""}, headers={"x-requested-with": "XMLHttpRequest"})


def test_the_desk_s_own_buttons_hold_to_the_rule(people):
    writer, reviewer, other = people
    page = submitted(writer)
    edit(reviewer, page, summary="Corretta.")
    assert workflow_action(reviewer, page).status_code == 403
    assert not fresh(page).live
    workflow_action(other, page)
    assert fresh(page).live


def test_a_program_is_refused_as_well(people):
    writer, reviewer, _other = people
    page = submitted(writer)
    edit(reviewer, page, summary="Corretta.")
    state = fresh(page).current_workflow_task_state
    with pytest.raises(PermissionDenied):
        state.task.specific.on_action(state, reviewer.user, "approve")


def test_an_unfinished_draft_goes_back_with_the_reasons(people):
    writer, reviewer, other = people
    page = submitted(writer)
    edit(other, page, summary="")
    workflow_action(reviewer, page)
    assert not fresh(page).live
    state = fresh(page).current_workflow_state
    assert state.status == state.STATUS_NEEDS_CHANGES
    assert "frase" in state.current_task_state.comment.lower()
    [told] = [str(sentence) for sentence in offered_messages(writer, page) if "Da cambiare" in str(sentence)]
    assert "frase" in told.lower()
    edit(writer, page, "action-submit", summary="Ecco.")
    assert not [sentence for sentence in offered_messages(writer, page) if "Da cambiare" in str(sentence)]


def test_an_approved_page_waits_for_its_hour(people):
    writer, reviewer, _other = people
    page, tomorrow = draft(), timezone.localtime(timezone.now() + dt.timedelta(days=1))
    hour = tomorrow.strftime("%Y-%m-%d %H:%M")
    edit(writer, page, "action-submit", go_live_at=hour)
    assert f"«{page.title}» è approvata e aspetta la sua ora." in approve(reviewer, page, go_live_at=hour)
    assert not fresh(page).live
    assert fresh(page).approved_schedule
    with time_machine.travel(tomorrow + dt.timedelta(minutes=1)):
        call_command("publish_scheduled")
    assert fresh(page).live
