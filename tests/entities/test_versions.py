"""A reference means an entity: readers are led to it in their language, else in the site's first one."""

import json

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from wagtail.models import Page

from entities.models import EntityPage
from entities.versions import by_every_key, connected_pages, in_language, versions_of
from tests.factories import make_profile, make_report
from tests.translations import locale, translate
from visits.models import InspectionReportPage

pytestmark = [pytest.mark.django_db, pytest.mark.dialect]


@pytest.fixture
def both():
    return make_profile(title="Fonte", slug="fonte")


@pytest.fixture
def spring(both):
    """The same profile in English."""
    return translate(both)


@pytest.fixture
def italian():
    return make_profile(title="Solo", slug="solo")


def titles(language, *pages):
    found = by_every_key(versions_of(EntityPage.objects, [page.pk for page in pages], language))
    return [found[page.pk].title if page.pk in found else None for page in pages]


def test_each_entity_comes_once_in_the_language_or_in_the_first_one(both, spring, italian):
    found = in_language(EntityPage.objects, "en")
    assert [(page.title, page.language) for page in found] == [("EN Fonte", "en"), ("Solo", "it")]
    assert {page.title for page in in_language(EntityPage.objects, "it")} == {"Fonte", "Solo"}
    assert {page.title for page in in_language(EntityPage.objects, "zh-hans")} == {"Fonte", "Solo"}


def test_where_the_first_language_lacks_it_each_comes_once_as_well(both):
    for code in ("zh-hans", "en"):
        translate(both, code)
    both.unpublish()
    assert [page.language for page in in_language(EntityPage.objects, "it")] == ["en"]
    assert [page.language for page in in_language(EntityPage.objects, "zh-hans")] == ["zh-hans"]


def test_any_version_leads_to_the_one_of_the_reader(both, spring, italian):
    assert titles("en", both, spring, italian) == ["EN Fonte", "EN Fonte", "Solo"]
    assert titles("it", both, spring, italian) == ["Fonte", "Fonte", "Solo"]


def test_what_the_public_may_not_see_is_passed_over(both, spring):
    spring.unpublish()
    assert titles("en", both) == ["Fonte"]
    spring.save_revision().publish()
    both.unpublish()
    assert titles("en", both) == ["EN Fonte"]
    assert titles("it", both) == ["EN Fonte"]
    EntityPage.objects.get(pk=spring.pk).unpublish()
    assert titles("it", both) == [None]


def test_it_is_one_query_however_many(both, spring, italian):
    with CaptureQueriesContext(connection) as queries:
        assert titles("en", both, italian, spring)
    assert len(queries) == 1


def test_texts_that_refer_to_any_version_mention_it(both, spring):
    link = json.dumps([{"type": "paragraph", "value": f'<p><a linktype="page" id="{both.pk}">qui</a></p>'}])
    told = make_profile(title="Narra", body=link)
    make_profile(title="Narra solo qui", body=link)
    told.save_revision().publish()
    translate(EntityPage.objects.get(pk=told.pk))
    named = connected_pages(spring, set(), "en").filter(mentions_it=True)
    assert sorted(page.title for page in named) == ["EN Narra", "Narra solo qui"]
    assert sorted(page.title for page in connected_pages(both, set(), "it")) == ["Narra", "Narra solo qui"]


@pytest.fixture
def tour(both, italian):
    """A tour to both profiles, whose texts link to both."""
    links = "".join(f'<a linktype="page" id="{page.pk}">{page.title}</a> ' for page in (both, italian))
    report = make_report(both, italian, body=json.dumps([{"type": "paragraph", "value": f"<p>{links}</p>"}]))
    stop = report.stops.first()
    stop.observation = f"<p>{links}</p>"
    stop.save()
    report = InspectionReportPage.objects.get(pk=report.pk)
    report.save_revision().publish()
    return InspectionReportPage.objects.get(pk=report.pk)


def test_an_english_report_leads_to_english_profiles_where_there_are_any(tour, spring, italian, client):
    english = translate(tour)
    response = client.get(english.url)
    assert [stop.profile for stop in response.context["itinerary"].stops] == [spring, italian]
    html = response.content.decode()
    assert f'href="{spring.url}"' in html
    assert f'href="{italian.url}"' in html
    assert 'href="/it/profili/fonte/"' not in html
    assert response.context["page"].stops.first().entity_id != spring.pk


def test_an_italian_report_goes_on_leading_to_italian_profiles(tour, both, spring, italian, client):
    translate(tour)
    response = client.get(tour.url)
    assert [stop.profile for stop in response.context["itinerary"].stops] == [both, italian]
    assert spring.url not in response.content.decode()


def test_a_report_costs_the_same_in_every_language(tour, spring, client):
    english = translate(tour)

    def cost(page):
        client.get(page.url)
        with CaptureQueriesContext(connection) as queries:
            assert client.get(page.url).status_code == 200
        return len(queries)

    # Wagtail's routing reads which home page is that of the language.
    assert cost(english) == cost(tour) + 1 <= 20
    assert Page.objects.filter(locale=locale("en"), live=True).count() == 5
