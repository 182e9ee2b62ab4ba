"""The explorer's controls: the order of options, what is folded, where an empty selection leads."""

import pytest

from tests.belt.explorer.desk import OPTION, Screen, explorer
from tests.factories import make_chain, make_place, make_profile, make_report

pytestmark = [pytest.mark.django_db, pytest.mark.dialect]


def values(screen, facet):
    return [value for name, value, _count, _rest in OPTION.findall(screen.html) if name == facet]


@pytest.fixture
def places():
    """Twelve places, the first with one profile, the second with two…; places count themselves."""
    explorer()
    for number in range(12):
        place = make_place(title=f"Luogo {number:02}", slug=f"luogo-{number:02}")
        for _ in range(number // 2):
            make_profile(located_in=place)


def test_options_stand_by_count_then_name_whatever_is_chosen(places):
    expected = [f"luogo-{number:02}" for number in (10, 11, 8, 9, 6, 7, 4, 5, 2, 3, 0, 1)]
    assert values(Screen(), "place") == expected
    assert values(Screen(("place", "luogo-01")), "place") == expected


def test_a_long_list_folds_and_opens_where_something_chosen_would_be_hidden(places):
    assert '<details class="facet__more">' in Screen().html
    assert '<details class="facet__more">' in Screen(("place", "luogo-10")).html
    assert '<details class="facet__more" open>' in Screen(("place", "luogo-01")).html


def test_an_empty_selection_loses_as_few_conditions_as_possible():
    explorer()
    make_place(title="Nanjing", slug="nanjing"), make_place(title="Putuo", slug="putuo")
    coffee, wear = make_chain(slug="caffe", name="Caffè"), make_chain(slug="abiti", name="Abiti")
    for chain in (coffee, coffee, wear):
        make_profile(chains=(chain,))
    screen = Screen(("place", "nanjing"), ("place", "putuo"), ("chain", "caffe"), ("chain", "abiti"))
    assert screen.total == 0
    assert "Senza «Nanjing» e «Putuo» ci sono 3 risultati" in screen.html
    assert 'href="/it/esplora/?chain=caffe&amp;chain=abiti"' in screen.html


def test_where_no_single_condition_is_to_blame_several_are_dropped():
    explorer()
    make_place(title="Nanjing", slug="nanjing")
    make_chain(slug="caffe", name="Caffè")
    make_profile(title="Bosideng")
    make_report(make_profile(), start_date="2024")
    screen = Screen(("place", "nanjing"), ("chain", "caffe"), ("q", "bosideng"))
    assert screen.total == 0
    assert "Senza «Caffè» e «Nanjing» c’è 1 risultato" in screen.html
    assert 'href="/it/esplora/?q=bosideng"' in screen.html


def test_of_very_many_words_and_of_words_without_spaces_some_are_kept_too():
    explorer()
    make_profile(title="Zenergy", summary="Batterie.")
    html = Screen(("q", "un due tre quattro cinque sei sette otto nove batterie")).html
    assert 'href="/it/esplora/?q=batterie"' in html
    assert 'href="/it/esplora/?q=batterie"' in Screen(("q", "xyz;batterie")).html


def test_of_words_alone_as_few_as_possible_are_dropped():
    explorer()
    make_profile(title="Zenergy", summary="Batterie e caffè.")
    make_profile(title="Qingtao", summary="Batterie.")
    html = Screen(("q", "zenergy batterie xyz")).html
    assert "Senza «xyz» c’è 1 risultato" in html
    assert 'href="/it/esplora/?q=zenergy+batterie"' in html
    html = Screen(("q", "xyz batterie zenergx"), ("sort", "name")).html
    assert "Senza «xyz» e «zenergx» ci sono 2 risultati" in html
    assert 'href="/it/esplora/?q=batterie&amp;sort=name"' in html
    assert "Vedi tutto" in Screen(("q", "xyz zyx --")).html


def test_a_single_condition_without_results_leads_to_everything():
    explorer()
    make_chain(slug="caffe")
    html = Screen(("chain", "caffe")).html
    assert '<a href="/it/esplora/">' in html
    assert "Senza «" not in html
