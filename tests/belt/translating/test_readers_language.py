"""Whatever a page names is shown in the reader's language, else in another, and then said so."""

import re

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.utils.translation import override

from belt.models import BeltStation
from belt.stations import visited_map
from entities.models import EntityPage, EntityRelation
from tests.belt.translating.site import ADDRESSES, html_at, in_every_language
from tests.factories import italian_home, make_chain, make_place, make_profile, make_report
from tests.test_query_budgets import BUDGETS, build
from tests.translations import translate
from visits.models import InspectionReportPage, VisitStop

pytestmark = pytest.mark.django_db


def relation(target):
    return EntityRelation(kind="part_of", target=target, stated_in="Testo ricevuto")


@pytest.fixture
def region():
    return make_place(title="Delta", kind="region", latitude=31, longitude=120)


@pytest.fixture
def city(region):
    return make_place(title="Kunshan", located_in=region, latitude="31.4", longitude=121)


@pytest.fixture
def chain():
    return make_chain()


@pytest.fixture
def group(city):
    return make_profile(title="Gruppo", located_in=city)


@pytest.fixture
def company(city, chain, group):
    return make_profile(
        title="Fonte", located_in=city, chains=(chain,), rows={"relations": [relation(group)]}
    )


@pytest.fixture
def tour(company, group):
    return make_report(company, group, title="Viaggio")


@pytest.fixture
def english(tour, company, city):
    """The tour, one of its companies and the city in English; the region and the group in Italian only."""
    return {page.title: translate(type(page).objects.get(pk=page.pk)) for page in (tour, company, city)}


def context(client, page):
    response = client.get(page.url)
    assert response.status_code == 200
    return response


def test_a_profile_stands_among_profiles_in_its_language(client, english, region, group):
    shown = context(client, english["Fonte"]).context
    assert shown["place_trail"] == [english["Kunshan"], region]
    assert [row.other for row in shown["relations"]] == [group]
    assert [visit.report for visit in shown["visits"]] == [english["Viaggio"]]
    [stop] = shown["visits"][0].stops
    assert (stop.profile, stop.next_stop.profile) == (english["Fonte"], group)


def test_what_lies_in_a_place_lies_in_it_in_every_language(client, english, company, group):
    shown = context(client, english["Kunshan"]).context
    assert set(shown["contained"]) == {english["Fonte"], group}
    assert [len(visit.stops) for visit in shown["visits"]] == [2]
    italian = context(client, EntityPage.objects.get(title="Kunshan")).context
    assert set(italian["contained"]) == {company, group}


def test_an_italian_page_shows_nothing_of_other_languages(client, english, tour, company, city):
    for page in (tour, company, city):
        html = context(client, page).content.decode()
        main = html[html.index("<main") : html.index("</main>")]
        assert "EN " not in main
        assert 'class="foreign"' not in main


def test_what_there_is_in_italian_only_is_marked_and_said_so(client, english, group):
    for title in ("Fonte", "Viaggio"):
        html = context(client, english[title]).content.decode()
        links = re.findall(rf'<a href="{group.url}"[^>]*>(.*?)</a>', html)
        assert links
        assert all('<span lang="it">Gruppo</span>' in link and "(in Italian)" in link for link in links)


def test_relations_to_a_profile_are_told_once(client, english, group):
    own = translate(EntityPage.objects.get(pk=group.pk))
    [row] = context(client, own).context["incoming_relations"]
    assert (row.other, row.stated_in) == (english["Fonte"], "EN Testo ricevuto")
    [row] = context(client, EntityPage.objects.get(pk=group.pk)).context["incoming_relations"]
    assert (row.other.title, row.stated_in) == ("Fonte", "Testo ricevuto")


def test_a_neighbour_in_the_chain_comes_once(client, english, chain, city):
    beside = make_profile(title="Accanto", chains=(chain,))
    for page, companion in ((english["Fonte"], beside), (EntityPage.objects.get(title="Accanto"), None)):
        [shown] = context(client, page).context["neighbours"]
        wanted = [companion] if companion else [EntityPage.objects.get(title="Fonte")]
        assert list(shown.entities if hasattr(shown, "entities") else shown["entities"]) == wanted


def test_a_tour_counts_once_whatever_it_is_told_in(english, city):
    for language in ("it", "en", "zh-hans"):
        with override(language):
            assert VisitStop.objects.count_by_place() == {city.translation_key: {"stops": 2, "reports": 1}}


def test_the_map_of_a_language_leads_to_its_pages(english, city):
    home = italian_home()
    BeltStation.objects.create(home=home, place=city, locale=home.locale, remark="Qui")
    with override("it"):
        [entry] = visited_map(home.locale_id).entries
    assert (entry.place.label, entry.place.url) == ("Kunshan", city.url)
    with override("en"):
        [entry] = visited_map(english["Kunshan"].locale_id).entries
    assert (entry.place.label, entry.place.url) == ("EN Kunshan", english["Kunshan"].url)


def test_reports_in_a_list_read_their_profiles_together(english, company, group, django_assert_num_queries):
    with override("en"), CaptureQueriesContext(connection) as queries:
        [report] = InspectionReportPage.objects.filter(pk=english["Viaggio"].pk).for_cards()
        profiles, places = report.itinerary.profiles, report.place_titles
    assert (profiles, places) == ([english["Fonte"], group], ["EN Kunshan"])
    assert len(queries) == 5
    with override("it"), django_assert_num_queries(5):
        [report] = InspectionReportPage.objects.filter(title="Viaggio").for_cards()
        assert (report.itinerary.profiles, report.place_titles) == ([company, group], ["Kunshan"])


def test_translated_pages_keep_to_the_same_budgets(client):
    pages = build(2)
    for name in ("report", "profile", "place"):
        slug = pages[name].rstrip("/").rsplit("/", 1)[1]
        model = InspectionReportPage if name == "report" else EntityPage
        page = model.objects.get(slug=slug)
        page.save_revision().publish()
        made = translate(model.objects.get(pk=page.pk))
        client.get(made.url)
        with CaptureQueriesContext(connection) as queries:
            assert client.get(made.url).status_code == 200
        assert len(queries) <= BUDGETS[name]


def test_a_language_says_how_much_it_lacks_instead_of_that_there_is_nothing(client):
    in_every_language("report", "company")
    nothing = ("No report has been published yet", "No published report touches")
    for name in ("home", "chain", "open questions"):
        english = html_at(client, ADDRESSES[name][1]).get_text()
        assert re.search(r"On the whole site, not yet in English:\s+1 report, 1 profile", english), name
        assert not any(sentence in english for sentence in nothing)
        assert "Non ancora in italiano" not in html_at(client, ADDRESSES[name][0]).get_text()
    assert nothing[0] not in html_at(client, ADDRESSES["reports"][1]).get_text()


def test_a_search_that_finds_nothing_names_what_only_other_languages_have(client):
    in_every_language("report", "company")
    [italian, english, _chinese] = ADDRESSES["explorer"]
    found = html_at(client, f"{english}?q=niente")
    links = {link["href"] for link in found.select("section[aria-labelledby=elsewhere] a")}
    assert links == {ADDRESSES["report"][0], ADDRESSES["company"][0]}
    assert not html_at(client, f"{italian}?q=niente").select("section[aria-labelledby=elsewhere]")
