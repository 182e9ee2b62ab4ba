"""A place that a language lacks stays a place to browse by, under the name and in the language it has."""

import pytest

from entities.models import EntityPage
from tests.belt.translating.site import html_at, in_every_language
from tests.factories import make_place, make_profile
from visits.models import InspectionReportPage, VisitStop

pytestmark = [pytest.mark.django_db, pytest.mark.dialect]
EXPLORER, CHOSEN = "/en/explore/", "/en/explore/?place=valle"


@pytest.fixture
def valley():
    """The valley in which a company lies that English readers have in English, the valley in Italian only."""
    place = in_every_language("place")["place"]
    EntityPage.objects.filter(pk=place.pk).update(latitude=31, longitude=120, title="Valle Alta")
    return EntityPage.objects.get(pk=place.pk)


def options(html):
    found = [(option.select_one("[data-count]"), option) for option in html.select(".option")]
    return {box["value"]: (box["data-count"], option) for box, option in found}


def test_it_can_be_chosen_and_is_marked(client, valley):
    count, option = options(html_at(client, EXPLORER))["valle"]
    assert count == "2"
    assert str(option.select_one("[lang]")) == '<span lang="it">Valle Alta</span>'


def test_what_is_chosen_in_one_language_stays_chosen_in_the_other(client, valley):
    html = html_at(client, CHOSEN)
    assert html.select_one("output").decode_contents() == (
        '1 profile and 1 report in <span lang="it">Valle Alta</span>'
    )
    assert [chip.select_one("[lang]").text for chip in html.select(".chip")] == ["Valle Alta"]
    assert not html.select("[data-ignored]")
    [italian] = html.select('.languages a[hreflang="it"]')
    assert italian["href"] == "/it/esplora/?place=valle"


def test_in_chinese_its_italian_name_is_no_english(client, valley):
    sentence = html_at(client, "/zh-hans/explore/?place=valle").select_one("output")
    assert [(run["lang"], run.text) for run in sentence.select("[lang]")] == [("it", "Valle Alta")]


def test_one_in_which_nothing_of_the_language_stands_is_not_offered(client, valley):
    make_place(title="Altrove", slug="altrove")
    assert "altrove" not in options(html_at(client, EXPLORER))
    html = html_at(client, f"{EXPLORER}?place=altrove")
    assert not html.select("[data-ignored]")
    assert options(html)["altrove"][0] == "0"
    assert options(html_at(client, "/it/esplora/"))["altrove"][0] == "1"


def test_one_that_the_public_may_not_see_is_none(client, valley):
    EntityPage.objects.filter(pk=valley.pk).update(live=False)
    assert [chip.text for chip in html_at(client, CHOSEN).select("[data-ignored]")] == [
        "Ignored: place=valle"
    ]


def test_the_matrix_has_its_column(client, valley):
    [column] = html_at(client, "/en/chains/").select(".matrix thead a")
    assert (column["href"], column.decode_contents()) == (
        "/en/explore/?place=valle",
        '<span lang="it">Valle Alta</span>',
    )


def test_the_page_of_a_chain_groups_by_it_and_draws_it(client, valley):
    html = html_at(client, "/en/chains/acqua/")
    [place] = html.select(".stage__place")
    assert place.text == "Valle Alta (in Italian)"
    [entry] = html.select(".belt-map__place")
    assert entry.select_one("a")["href"] == valley.url
    assert str(entry.select_one("[lang]")) == '<span lang="it">Valle Alta</span>'
    assert "(in Italian)" in entry.text
    [drawn] = html.select('.belt-map__drawing[data-format="wide"] .belt-map__link')
    assert drawn["aria-label"].startswith("Valle Alta (in Italian)")


def test_the_card_of_a_report_marks_it(client, valley):
    [facts] = html_at(client, "/en/reports/").select(".story__facts")
    assert str(facts.select_one("[lang]")) == '<span lang="it">Valle Alta</span>'


def test_a_report_is_found_by_what_it_saw_in_another_language(client, valley):
    """Stops, places and chains of profiles that English lacks count for an English report all the same."""
    mountain = make_place(title="Monte", slug="monte")
    site = make_profile(title="Torre", located_in=mountain)
    report = InspectionReportPage.objects.get(locale__language_code="en")
    VisitStop.objects.create(report=report, entity=site, sort_order=9)
    html = html_at(client, f"{EXPLORER}?place=monte")
    assert [title.text for title in html.select(".result__title")] == ["A tour"]
    assert options(html)["monte"][0] == "1"
