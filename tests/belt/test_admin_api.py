"""The admin's own API answers what its screens ask, and does nothing."""

import pytest
from django.urls import reverse
from wagtail.admin.api.views import PagesAdminAPIViewSet

from belt.admin_api import ReadingPages
from belt.roles import REVIEWERS
from entities.models import EntityPage
from tests.belt.translating.people import at_a_browser
from tests.factories import make_profile, profiles

pytestmark = pytest.mark.django_db


@pytest.fixture
def reviewer():
    return at_a_browser("rossi", REVIEWERS)


def test_it_answers_what_the_explorer_asks(reviewer):
    make_profile(title="Fonte")
    answer = reviewer.get(reverse("wagtailadmin_api:pages:listing"), {"child_of": profiles().pk})
    assert [item["admin_display_title"] for item in answer.json()["items"]] == ["Fonte"]


@pytest.mark.parametrize("action", PagesAdminAPIViewSet.actions)
def test_no_action_of_wagtail_s_goes_round_the_screens(reviewer, action):
    page = make_profile(title="Fonte")
    page.title = "Sorgente"
    page.save_revision(user=reviewer.user)
    address = reverse("wagtailadmin_api:pages:action", args=[page.pk, action])
    given = {"destination_page_id": profiles().pk, "slug": "altra", "recursive": False, "locale": "en"}
    assert reviewer.post(address, given, follow=True).status_code == 404
    [left] = EntityPage.objects.all()
    assert (left.title, left.live) == ("Fonte", True)


def test_another_endpoint_of_the_library_is_read_only_too(reviewer):
    """Should Wagtail give pictures or documents actions one day, this asks for a decision."""
    from wagtail.admin.api.urls import admin_api

    acting = [name for name, view in admin_api._endpoints.items() if getattr(view, "actions", None)]
    assert acting == []
    assert admin_api._endpoints["pages"] is ReadingPages
