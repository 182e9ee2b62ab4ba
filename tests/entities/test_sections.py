"""Sections route to their children, and to nothing the public may not see."""

import pytest

from entities.models import EntityPage
from tests.entities.editing import make_private
from tests.factories import chain_section, make_profile, profiles, reports
from visits.models import InspectionReportPage

pytestmark = pytest.mark.django_db


def test_a_profile_has_the_address_of_its_section_and_slug(client):
    page = make_profile(slug="qingtao", title="Qingtao")
    assert page.url == "/it/profili/qingtao/"
    response = client.get(page.url)
    assert response.status_code == 200
    assert response.context["page"] == page


def test_a_child_is_read_by_its_own_type_without_reading_it_twice(rf, django_assert_num_queries):
    page, section = make_profile(slug="qingtao"), profiles()
    request = rf.get(page.url)
    with django_assert_num_queries(1):
        found = section.route(request, ["qingtao"]).page
    assert type(found) is type(page)
    assert found == page


@pytest.mark.parametrize("slug", ["nessuno", "%00", "x" * 5_000, "..", "qingtao/oltre", "QINGTAO"])
def test_there_is_nothing_at_another_address(visitor, slug):
    page = make_profile(slug="qingtao")
    assert visitor.get(f"{profiles().url}{slug}/", follow=True).status_code == 404
    assert visitor.get(page.url).status_code == 200


def test_a_draft_is_not_found(visitor):
    page = make_profile(live=False)
    assert visitor.get(f"{profiles().url}{page.slug}/").status_code == 404


def test_an_unpublished_profile_is_not_found(visitor):
    page = make_profile()
    address = page.url
    page.unpublish()
    assert visitor.get(address).status_code == 404


@pytest.mark.parametrize("closed", ["the page", "its section"])
def test_a_private_profile_asks_for_its_password(client, closed):
    page = make_profile(title="Azienda segreta", summary="Nessuno lo sappia.")
    make_private(page if closed == "the page" else profiles())
    response = client.get(page.url)
    assert "Nessuno lo sappia." not in response.content.decode()
    assert b'type="password"' in response.content


def test_a_profile_is_found_in_its_own_section_only(visitor):
    page = make_profile(slug="qingtao")
    assert visitor.get(f"{reports().url}{page.slug}/").status_code == 404


def test_a_section_holds_what_its_list_of_types_says():
    assert (profiles().child_model, reports().child_model) == (EntityPage, InspectionReportPage)
    assert chain_section().child_model is None
