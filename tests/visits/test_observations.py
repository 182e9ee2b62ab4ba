"""What was observed at a stop can name other pages: on the report, on its paper and on the profile."""

import pytest
from bs4 import BeautifulSoup

from tests.entities.editing import make_private, queries_of
from tests.factories import make_place, make_profile, make_report
from visits.models import VisitStop

pytestmark = pytest.mark.django_db


def observed(*pages, sites=None):
    """A report whose stops link to one of the pages each."""
    report = make_report(*(sites or [make_profile() for _ in pages]))
    for stop, page in zip(report.stops.all(), pages, strict=True):
        stop.observation = f'<p>Come a <a linktype="page" id="{page.pk}">{page.title}</a>.</p>'
        stop.save()
    return report


def links(client, page, area, words):
    """Where the words lead in a part of a page."""
    html = BeautifulSoup(client.get(page.url).content, "html.parser")
    return [link.get("href") for link in html.select(f"{area} a") if link.get_text() == words]


AREAS = [".card__text", ".dossier__observation", ".rows__text"]


@pytest.mark.parametrize("area", AREAS)
@pytest.mark.parametrize("hide", [None, make_private, lambda page: page.unpublish()])
def test_a_link_leads_where_the_public_may_go(client, area, hide):
    named, site = make_place(title="Kunshan"), make_profile()
    report = observed(named, sites=[site])
    if hide:
        hide(named)
    page = site if area == ".rows__text" else report
    assert links(client, page, area, "Kunshan") == [None if hide else named.url]


def test_the_addresses_of_pages_observed_are_printed(client):
    named = make_place()
    html = BeautifulSoup(client.get(observed(named).url).content, "html.parser")
    assert named.full_url in [row.get_text() for row in html.select(".addresses dd")]


def test_a_nonsensical_link_becomes_plain_words(client):
    site = make_profile()
    report = make_report(site)
    VisitStop.objects.update(observation=f'<p><a linktype="page" id="{"9" * 30}">Ignoto</a></p>')
    assert links(client, report, ".card__text", "Ignoto") == [None]
    assert links(client, site, ".rows__text", "Ignoto") == [None]


@pytest.mark.parametrize("of_profile", [False, True])
def test_more_observations_take_no_more_queries(client, of_profile):
    places = [make_place() for _ in range(9)]

    def queries(count):
        site = make_profile()
        page = observed(*places[:count], sites=[site] * count)
        page = site if of_profile else page
        client.get(page.url)
        return queries_of(lambda: client.get(page.url))

    assert queries(3) == queries(9)
