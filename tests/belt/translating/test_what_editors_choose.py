"""Three languages ask editors nothing more: new pages are Italian, and each entity is offered once."""

import pytest
from bs4 import BeautifulSoup
from django.urls import reverse

from entities.models import EntityPage
from tests.factories import make_place, make_profile, profiles, reports
from tests.translations import locale, translate

pytestmark = pytest.mark.django_db


@pytest.fixture
def both():
    """A place in Italian and English, and one in Italian alone."""
    kunshan = make_place(title="Kunshan", slug="kunshan")
    make_place(title="Changshu")
    return kunshan, translate(EntityPage.objects.get(pk=kunshan.pk))


@pytest.mark.parametrize(
    ("listing", "app", "model", "section"),
    [
        ("reports", "visits", "inspectionreportpage", reports),
        ("profiles", "entities", "entitypage", profiles),
    ],
)
def test_a_new_page_goes_into_the_italian_section(admin_client, both, listing, app, model, section):
    parent = section()
    answer = admin_client.get(reverse(f"{listing}:choose_parent"))
    assert answer.url == reverse("wagtailadmin_pages:add", args=[app, model, parent.pk])


def test_in_the_list_of_a_language_it_goes_there(admin_client, both):
    _italian, english = both
    answer = admin_client.get(reverse("profiles:choose_parent"), {"locale": "en"})
    assert answer.url == reverse(
        "wagtailadmin_pages:add", args=["entities", "entitypage", english.get_parent().pk]
    )
    assert admin_client.get(reverse("profiles:choose_parent"), {"locale": "'"}).status_code == 200


@pytest.mark.parametrize("chooser", ["profile_chooser", "place_chooser"])
def test_each_entity_is_offered_once(admin_client, both, chooser):
    own = make_profile(title="Only English", kind="city")
    EntityPage.objects.filter(pk=own.pk).update(locale=locale("en"))
    html = BeautifulSoup(admin_client.get(reverse(f"{chooser}:choose")).json()["html"], "html.parser")
    titles = [link.get_text(strip=True) for link in html.select("a[data-chooser-modal-choice]")]
    assert sorted(titles) == ["Changshu", "Kunshan", "Only English"]
