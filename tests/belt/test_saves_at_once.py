"""Two screens that save at once: the second waits, and sees what the first has left."""

import threading

import pytest
from django.contrib.auth import get_user_model
from django.db import connection, connections, transaction
from django.test import Client
from django.urls import reverse
from wagtail.models import ModelLogEntry, Page, PageLogEntry, PageSubscription, Revision

from belt.models import ContentState
from entities.models import EntityIndexPage, EntityPage
from tests.entities.editing import form_of, profile_form
from tests.factories import make_profile, profiles

pytestmark = pytest.mark.skipif(connection.vendor != "postgresql", reason="SQLite lets one write at a time")

BY_ITSELF = {"accept": "application/json"}


@pytest.fixture(autouse=True)
def committed(django_db_setup, django_db_blocker):
    """Rows that other connections see; taken away by hand: a flush would take the first pages too."""
    with django_db_blocker.unblock():
        yield
        for section in EntityIndexPage.objects.all():
            section.delete()
        PageSubscription.objects.all().delete()
        get_user_model().objects.all().delete()
        for model in (ModelLogEntry, PageLogEntry, Revision, ContentState):
            model.objects.all().delete()
        connection.close()


@pytest.fixture
def browser():
    client = Client()
    client.force_login(get_user_model().objects.create_superuser("chen"))
    return client


def waiting_for(first, second):
    """What both answer, where ``second`` is asked while ``first`` is not over."""
    answers = []

    def work():
        try:
            answers.append(second())
        finally:
            connections.close_all()

    thread = threading.Thread(target=work)
    with transaction.atomic():
        answers.append(first())
        thread.start()
        thread.join(timeout=1)
        assert thread.is_alive(), "did not wait"
    thread.join(timeout=30)
    return answers


def test_a_new_page_that_saves_itself_and_is_published_meanwhile_is_one_page(browser):
    address = reverse("wagtailadmin_pages:add", args=("entities", "entitypage", profiles().pk))
    itself, pressed = waiting_for(
        lambda: browser.post(address, profile_form(), headers=BY_ITSELF),
        lambda: browser.post(address, profile_form() | {"action-publish": "1"}),
    )
    assert itself.json()["success"]
    assert pressed.status_code == 200
    assert "slug" in pressed.context["form"].errors
    assert EntityPage.objects.filter(slug="qingtao").count() == 1


def test_of_two_windows_that_save_themselves_at_once_the_second_is_told(browser):
    page = make_profile(live=False)
    latest = page.save_revision()
    version = {"loaded_revision_id": latest.pk, "loaded_revision_created_at": latest.created_at.isoformat()}
    address = reverse("wagtailadmin_pages:edit", args=[page.pk])

    def saved(summary):
        return browser.post(address, form_of(page, summary=summary) | version, headers=BY_ITSELF)

    one, two = waiting_for(lambda: saved("Una."), lambda: saved("Altra."))
    assert one.json()["success"]
    assert two.json()["error_code"] == "invalid_revision"
    draft = Page.objects.get(pk=page.pk).specific.get_latest_revision_as_object()
    assert draft.summary == "Una."
