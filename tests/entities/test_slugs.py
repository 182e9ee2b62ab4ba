"""Addresses made from titles, when a page is saved before its screen has made one."""

import pytest
from django.utils import timezone

from entities.models import EntityPage
from entities.slugs import LONGEST_SLUG, free_slug, slug_from
from tests.entities.editing import create, problems, profile_form, save
from tests.factories import make_profile, profiles

AUTOSAVE = {"HTTP_ACCEPT": "application/json"}


@pytest.mark.parametrize(
    ("title", "slug"),
    [
        ("Bosideng S.p.A.", "bosideng-spa"),
        ("Città dell’innovazione", "citta-dellinnovazione"),
        ("友达光电", "you-da-guang-dian"),
        ("长三角", "chang-san-jiao"),
        ("昆山 Kunshan", "kunshan"),
        ("2025", "2025"),
        ("——", ""),
    ],
)
def test_a_title_gives_an_address(title, slug):
    assert slug_from(title) == slug


def test_an_address_is_never_too_long():
    assert len(slug_from("昆" * 255)) <= LONGEST_SLUG
    assert slug_from("a" * 199 + " " + "b" * 50) == "a" * 199


@pytest.mark.django_db
def test_a_taken_address_is_numbered():
    for slug in ("qingtao", "qingtao-1", "qingtao-energy"):
        make_profile(title="Qingtao", slug=slug)
    assert free_slug("Qingtao", profiles()) == "qingtao-2"
    assert free_slug("Qing", profiles()) == "qing"


@pytest.mark.django_db
@pytest.mark.parametrize(("title", "slug"), [("Qingtao", "qingtao-1"), ("清陶", "qing-tao")])
def test_a_profile_saved_without_an_address_gets_one(admin_client, title, slug):
    make_profile(title="Qingtao", slug="qingtao")
    response = create(admin_client, profile_form(title=title, slug=""))
    assert response.status_code == 302, problems(response)
    assert EntityPage.objects.get(slug=slug).title == title


@pytest.mark.django_db
def test_a_screen_that_saves_itself_learns_the_address(admin_client):
    address = f"/admin/pages/add/entities/entitypage/{profiles().pk}/"
    answer = admin_client.post(address, profile_form(title="清陶", slug=""), **AUTOSAVE).json()
    assert answer["field_updates"]["slug"] == "qing-tao"
    answer = admin_client.post(address, profile_form(title="清陶", slug="my-own"), **AUTOSAVE).json()
    assert "slug" not in answer["field_updates"]


@pytest.mark.django_db
def test_a_namesake_gets_the_next_address(admin_client):
    make_profile(title="Kunshan", slug="kunshan")
    address = f"/admin/pages/add/entities/entitypage/{profiles().pk}/"
    answer = admin_client.post(address, profile_form(title="Kunshan", slug="kunshan"), **AUTOSAVE).json()
    assert answer["field_updates"]["slug"] == "kunshan-1"


@pytest.mark.django_db
def test_a_title_typed_on_into_that_of_a_namesake_gets_it_too(admin_client):
    make_profile(title="Kunshan", slug="kunshan")
    draft = make_profile(title="Kun", slug="kun", live=False)
    response = save(admin_client, draft, profile_form(title="Kunshan", slug="kunshan"))
    assert response.status_code == 302, problems(response)
    draft.refresh_from_db()
    assert draft.get_latest_revision_as_object().slug == "kunshan-1"


@pytest.mark.django_db
@pytest.mark.parametrize("live", [True, False])
def test_an_address_somebody_chose_or_readers_know_is_never_changed(admin_client, live):
    make_profile(title="Kunshan", slug="kunshan")
    page = make_profile(title="Altro", slug="altro", live=live)
    page.first_published_at = timezone.now() if live else None
    page.save()
    title = "Kunshan" if live else "Altro"
    assert "slug" in problems(save(admin_client, page, profile_form(title=title, slug="kunshan")))


@pytest.mark.django_db
def test_a_title_without_a_letter_is_asked_for_an_address(admin_client):
    assert "slug" in problems(create(admin_client, profile_form(title="——", slug="")))


@pytest.mark.django_db
def test_no_title_is_asked_for_alone(admin_client):
    assert [*problems(create(admin_client, profile_form(title="", slug="")))] == ["title"]


@pytest.mark.django_db
def test_an_existing_page_never_loses_its_address(admin_client):
    page = make_profile(title="Qingtao", slug="qingtao")
    assert "slug" in problems(save(admin_client, page, profile_form(title="Altro nome", slug="")))
    page.refresh_from_db()
    assert page.slug == "qingtao"
