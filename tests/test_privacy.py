"""What is private or not published is named nowhere in public."""

import pytest
from django.contrib.auth.models import Group
from django.test import Client
from wagtail.models import PageViewRestriction

from belt.models import BeltStation
from entities.models import EditorialNote, EntityName, EntityPage, EntityRelation
from tests import factories
from visits.models import InspectionReportPage

pytestmark = pytest.mark.django_db

WAYS = ["login", "password", "groups", "unpublished"]
SECRET = "Riservatissima"


def by(*ways):
    return pytest.mark.parametrize("way", ways)


def hide(page, way):
    """Take a page from the public in one of the ways editors have."""
    if way == "unpublished":
        for below in page.get_descendants(inclusive=True).reverse().specific():
            below.unpublish()
        return
    restriction = PageViewRestriction.objects.create(page=page, restriction_type=way, password="segreto")
    if way == "groups":
        restriction.groups.add(Group.objects.create(name="Lettori"))


def note(title):
    return EditorialNote(kind="gap", title=title, text="Manca.", locale=factories.profiles().locale)


def link_to(page):
    return (
        f'[{{"type": "paragraph", "value": "<p>Vedi <a linktype=\\"page\\" id=\\"{page.pk}\\">là</a>.</p>"}}]'
    )


@pytest.fixture(scope="module")
def site(kept_for_the_module):
    """Two profiles of one chain in one city, seen on one of three tours; each page knows the others."""
    chain = factories.make_chain(slug="filiera", name="Filiera di prova")
    city = factories.make_place(title="Città nota", slug="citta", latitude=31, longitude=121)
    hidden = factories.make_profile(
        title=f"Profilo {SECRET}",
        slug="riservata",
        summary=f"Sommario {SECRET}",
        chains=((chain, "midstream"),),
        located_in=city,
        rows={
            "names": [EntityName(text=f"Nome {SECRET}", language="it", script="Latn")],
            "editorial_notes": [note(f"Nota {SECRET}")],
        },
    )
    known = factories.make_profile(
        title="Azienda nota",
        slug="nota",
        chains=((chain, "midstream"),),
        located_in=city,
        body=link_to(hidden),
        rows={"relations": [EntityRelation(kind="partner_of", target=hidden, stated_in="Testo")]},
    )
    hidden.body = link_to(known)
    hidden.relations.add(EntityRelation(kind="partner_of", target=known, stated_in=f"Testo {SECRET}"))
    hidden.save_revision().publish()
    factories.make_report(known, title="Viaggio primo", slug="primo", start_date="2023")
    factories.make_report(
        hidden,
        known,
        hidden,
        title="Viaggio secondo",
        slug="secondo",
        start_date="2024",
        body=link_to(hidden),
    )
    factories.make_report(known, title="Viaggio terzo", slug="terzo", start_date="2025")
    factories.chain_section()
    factories.open_questions()
    home = factories.italian_home()
    home.standfirst, home.stations = "Prova.", [BeltStation(place=city, locale=home.locale)]
    home.save_revision().publish()


PUBLIC = [
    "/it/",
    "/it/relazioni/",
    "/it/relazioni/primo/",
    "/it/relazioni/secondo/",
    "/it/relazioni/terzo/",
    "/it/relazioni/feed/",
    "/it/profili/",
    "/it/profili/citta/",
    "/it/profili/nota/",
    "/it/filiere/",
    "/it/filiere/filiera/",
    "/it/filiere/filiera/feed/",
    "/it/cosa-non-sappiamo/",
    "/sitemap.xml",
    "/api/v2/pages/",
    "/api/v2/pages/?type=entities.EntityPage&fields=*",
    "/api/v2/pages/?type=visits.InspectionReportPage&fields=*",
    "/api/v2/pages/?search=riservatissima",
    "/it/non-esiste/",
]


def public():
    """What every public address says now."""
    client = Client()
    return {address: client.get(address).content.decode().lower() for address in PUBLIC}


def telling(bodies, *words, beyond=None):
    """The addresses, but those below ``beyond``, that hold one of the words, whatever their case."""
    return [
        address
        for address, body in bodies.items()
        if (beyond is None or beyond not in address) and any(word.lower() in body for word in words)
    ]


@pytest.fixture
def hidden(site, way):
    """The profile, after it was taken from the public."""
    page = EntityPage.objects.get(slug="riservata")
    hide(page, way)
    return page


def test_before_it_is_hidden_the_profile_is_named_everywhere(site):
    # The other reports print the profile of a stop whose text names it.
    silent = ["/it/relazioni/", "/it/filiere/", "/it/non-esiste/"]
    silent += ["/it/relazioni/feed/", "/it/filiere/filiera/feed/"]
    silent += ["/api/v2/pages/?type=visits.InspectionReportPage&fields=*"]
    assert set(PUBLIC) - set(telling(public(), SECRET, "/riservata/")) == set(silent)


@by(*WAYS)
def test_a_hidden_profile_is_named_nowhere(hidden, way, client):
    assert telling(public(), SECRET, "/riservata/") == []
    response = client.get(hidden.url, follow=True)
    assert SECRET not in response.content.decode()
    assert (response.status_code == 404) == (way == "unpublished")


@by("login", "unpublished")
def test_a_hidden_profile_is_counted_nowhere(hidden, way, client):
    rows = client.get("/it/").context["matrix"].rows
    assert [[cell.count for cell in row.cells] for row in rows] == [[1]]
    assert client.get("/it/filiere/").context["tree"][0]["entity_count"] == 1
    assert client.get("/it/filiere/filiera/").context["entity_count"] == 1
    assert client.get("/it/cosa-non-sappiamo/").context["note_count"] == 0
    assert client.get("/it/profili/nota/").context["mentions"] == []


@by("password", "unpublished")
def test_a_stop_at_a_hidden_profile_keeps_its_number_and_loses_its_name(hidden, way, client):
    stops = client.get("/it/relazioni/secondo/").context["itinerary"].stops
    assert [(stop.number, stop.profile and stop.profile.slug) for stop in stops] == [
        (1, None),
        (2, "nota"),
        (3, None),
    ]


@by(*WAYS)
def test_a_hidden_profile_is_not_in_the_api(hidden, way, client):
    assert client.get(f"/api/v2/pages/{hidden.pk}/", follow=True).status_code == 404
    assert client.get(f"/api/v2/pages/find/?html_path={hidden.url}", follow=True).status_code == 404
    assert client.get("/api/v2/pages/?slug=riservata").json()["items"] == []


@by(*WAYS)
def test_a_hidden_report_is_named_nowhere_and_the_others_lead_past_it(site, way, client):
    hide(InspectionReportPage.objects.get(slug="secondo"), way)
    bodies = public()
    assert telling(bodies, "Viaggio secondo") == []
    assert set(telling(bodies, "/secondo/")) <= {"/it/relazioni/secondo/"}
    assert client.get("/it/relazioni/primo/").context["next_report"].slug == "terzo"
    assert client.get("/it/relazioni/terzo/").context["previous_report"].slug == "primo"


@by("groups", "unpublished")
def test_a_hidden_section_of_profiles_takes_all_of_them_away(site, way):
    hide(factories.profiles(), way)
    bodies = public()
    assert telling(bodies, SECRET, "Azienda nota", "Città nota") == []
    assert telling(bodies, "/it/profili/", beyond="profili") == []


@by("login", "password")
def test_a_hidden_section_of_reports_takes_all_of_them_away(site, way):
    hide(factories.reports(), way)
    bodies = public()
    assert telling(bodies, "Viaggio primo", "Viaggio secondo", "Viaggio terzo") == []
    assert telling(bodies, "/it/relazioni/", beyond="relazioni") == []


@by("groups", "unpublished")
def test_a_hidden_section_of_chains_leaves_no_dead_links(site, way):
    hide(factories.chain_section(), way)
    assert telling(public(), "/it/filiere/", beyond="filiere") == []


@by("login", "unpublished")
def test_a_hidden_home_page_hides_all_that_stands_below_it(site, way, client):
    hide(factories.italian_home(), way)
    assert telling(public(), SECRET, "Azienda nota", "Viaggio primo") == []
    assert client.get("/").status_code in (302, 404)


def test_a_change_that_is_not_published_is_not_shown(site):
    hide(EntityPage.objects.get(slug="riservata"), "unpublished")
    known = EntityPage.objects.get(slug="nota")
    known.title = known.summary = f"Azienda {SECRET}"
    known.save_revision()
    assert telling(public(), SECRET) == []


def test_who_has_to_sign_in_is_asked_on_a_page_of_the_site(client):
    page = factories.make_profile(title="Solo per chi accede")
    PageViewRestriction.objects.create(page=page, restriction_type=PageViewRestriction.LOGIN)
    answer = client.get(page.url, follow=True)
    html = answer.content.decode()
    assert "Questa pagina è per chi accede" in html
    assert "Solo per chi accede" not in html
    assert client.post(answer.request["PATH_INFO"], {"username": "x", "password": "y"}).status_code == 200
