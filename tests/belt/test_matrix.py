"""The chain by place matrix against a count made without it."""

from collections import defaultdict
from urllib.parse import parse_qsl, urlsplit

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from belt.explorer.facets import facet_index, forget
from belt.matrix import chain_place_matrix
from entities.enums import EntityKind
from entities.models import EntityPage, IndustryChain
from tests.belt.explorer.desk import Screen, explorer
from tests.factories import italian_home, make_chain, make_place, make_profile, profiles

pytestmark = [pytest.mark.django_db, pytest.mark.dialect]


def matrix():
    # Some tests write rows behind Wagtail's back.
    forget()
    index = facet_index(italian_home().locale_id)
    return chain_place_matrix(index, index.chains.at("/it/filiere/"), "/it/esplora/")


def told():
    """What the matrix says, without its empty cells."""
    return {
        (row.chain.pk, cell.place.key): cell.count
        for row in matrix().rows
        for cell in row.cells
        if cell.count
    }


def counted():
    """The same, by walking from each public profile up to its outermost chain and through its places."""
    found = defaultdict(set)
    public = {page.pk: page for page in EntityPage.objects.live().public()}
    columns = {
        next(places_around(page, public), None) for page in public.values() if page.kind in EntityKind.sites()
    }
    for page in public.values():
        around = {*({page.pk} if page.is_place else ()), *places_around(page, public)}
        for link in page.chain_links.all():
            chain = link.tag
            while chain.merged_into or chain.parent:
                chain = chain.merged_into or chain.parent
            for place_key in around & columns if chain.definition else ():
                found[chain.pk, place_key].add(page.pk)
    return {key: len(sites) for key, sites in found.items()}


def places_around(page, public):
    """The public places around a page, nearest first; one nobody sees is passed through."""
    place = page.located_in
    while place:
        if place.pk in public:
            yield place.pk
        place = place.located_in


def hide(page):
    page.view_restrictions.create(restriction_type="login")


def test_numbers_equal_an_independent_count():
    kunshan, changshu = make_place(), make_place()
    top, other = make_chain(), make_chain()
    part = make_chain(parent=top)
    make_profile(located_in=kunshan, chains=(top,))
    make_profile(located_in=kunshan, chains=(part, other))
    make_profile(located_in=changshu, chains=(part,))
    make_profile(located_in=changshu)
    assert told() == counted()
    assert told() == {
        (top.pk, kunshan.pk): 2,
        (top.pk, changshu.pk): 1,
        (other.pk, kunshan.pk): 1,
    }


def test_a_site_in_a_chain_and_its_sub_chain_counts_once():
    kunshan, top = make_place(), make_chain()
    make_profile(located_in=kunshan, chains=(top, make_chain(parent=top), make_chain(parent=top)))
    assert told() == counted() == {(top.pk, kunshan.pk): 1}


def test_private_and_draft_sites_are_not_counted():
    kunshan, chain = make_place(), make_chain()
    hide(make_profile(located_in=kunshan, chains=(chain,)))
    make_profile(located_in=kunshan, chains=(chain,), live=False)
    assert told() == counted() == {}
    assert matrix().rows == matrix().columns == []


def test_a_private_place_is_no_column():
    secret, chain = make_place(), make_chain()
    make_profile(located_in=secret, chains=(chain,))
    hide(secret)
    assert told() == counted() == {}
    assert matrix().columns == []


def test_what_stands_in_a_private_place_counts_for_the_one_around_it():
    jiangsu, chain = make_place(), make_chain()
    secret = make_place(located_in=jiangsu)
    make_profile(located_in=secret, chains=(chain,))
    hide(secret)
    assert told() == counted() == {(chain.pk, jiangsu.pk): 1}


def test_a_private_section_empties_the_matrix():
    make_profile(located_in=make_place(), chains=(make_chain(),))
    hide(profiles())
    assert matrix().rows == matrix().columns == []


def test_places_and_institutions_are_no_sites():
    chain, region = make_chain(), make_place(kind="region")
    make_place(located_in=region, chains=(chain,))
    make_profile(kind="institution", located_in=region, chains=(chain,))
    assert told() == counted() == {}


def test_a_merged_chain_counts_for_its_winner():
    kunshan, loser, winner = make_place(), make_chain(), make_chain()
    make_profile(located_in=kunshan, chains=(loser, winner))
    IndustryChain.objects.filter(pk=loser.pk).update(retired=True, merged_into=winner)
    assert told() == counted() == {(winner.pk, kunshan.pk): 1}


def test_a_part_of_a_merged_chain_counts_for_the_winner():
    kunshan, loser, winner = make_place(), make_chain(), make_chain()
    make_profile(located_in=kunshan, chains=(make_chain(parent=loser),))
    IndustryChain.objects.filter(pk=loser.pk).update(retired=True, merged_into=winner)
    assert told() == counted() == {(winner.pk, kunshan.pk): 1}


def test_a_part_of_a_chain_without_definition_counts_for_itself():
    kunshan = make_place()
    part = make_chain(parent=make_chain(definition=""))
    make_profile(located_in=kunshan, chains=(part,))
    assert told() == {(part.pk, kunshan.pk): 1}


def test_the_levels_of_shade_follow_the_numbers():
    kunshan, changshu = make_place(title="A"), make_place(title="B")
    chain = make_chain()
    for place, count in ((kunshan, 6), (changshu, 1)):
        for _ in range(count):
            make_profile(located_in=place, chains=(chain,))
    [row] = matrix().rows
    assert [(cell.count, cell.level) for cell in row.cells] == [(6, 3), (1, 1)]


def test_a_single_site_stays_pale():
    make_profile(located_in=make_place(), chains=(make_chain(),))
    [row] = matrix().rows
    assert [(cell.count, cell.level) for cell in row.cells] == [(1, 1)]


def test_only_cells_with_a_number_lead_on():
    kunshan, changshu = make_place(title="A"), make_place(title="B")
    chain, other = make_chain(name="A"), make_chain(name="B")
    make_profile(located_in=kunshan, chains=(chain,))
    make_profile(located_in=changshu, chains=(other,))
    first, second = matrix().rows
    assert first.url == f"/it/filiere/{chain.slug}/"
    address = f"/it/esplora/?type=profile&chain={chain.slug}&place={kunshan.slug}"
    assert [cell.url for cell in first.cells] == [address, ""]
    assert second.cells[0].url == ""
    assert [cell.level for cell in first.cells] == [1, 0]


def test_behind_every_number_stands_a_list_of_that_length():
    explorer()
    cities = [make_place(title=name, slug=name.lower()) for name in ("Kunshan", "Changshu", "Suzhou")]
    top, other, loser = make_chain(), make_chain(), make_chain()
    chains = [top, make_chain(parent=top), other, loser]
    for number in range(14):
        make_profile(
            located_in=cities[number % 3],
            chains=(chains[number % 4], chains[(number + number // 4) % 4])[: 1 + (number % 4 > 0)],
            live=number % 7 > 0,
        )
    hide(make_profile(located_in=cities[0], chains=(top,)))
    IndustryChain.objects.filter(pk=loser.pk).update(retired=True, merged_into=other)
    found = matrix()
    cells = [cell for row in found.rows for cell in row.cells]
    assert len(cells) == 6
    for cell in filter(lambda cell: cell.count, cells):
        screen = Screen(*parse_qsl(urlsplit(cell.url).query))
        assert screen.total == len(screen.found) == cell.count
    for row in found.rows:
        empty = {cell.place.key for cell in row.cells if not cell.count}
        for column in found.columns:
            pairs = [("type", "profile"), ("chain", row.chain.slug), *parse_qsl(urlsplit(column.url).query)]
            assert (Screen(*pairs).total == 0) == (column.place.key in empty)


def test_it_says_when_it_does_not_show_all(monkeypatch):
    for name in ("A", "B", "C"):
        make_profile(located_in=make_place(title=name), chains=(make_chain(name=name),))
    assert not matrix().is_cut
    monkeypatch.setattr("belt.matrix.MOST_PLACES", 2)
    assert matrix().is_cut
    assert len(matrix().columns) == 2


def test_rows_and_columns_keep_one_order():
    names = ["Gamma", "Alfa", "Beta"]
    for name in names:
        make_profile(located_in=make_place(title=name), chains=(make_chain(name=name),))
    found = matrix()
    assert [row.chain.name for row in found.rows] == sorted(names)
    assert [column.place.title for column in found.columns] == sorted(names)
    places = [column.place for column in found.columns]
    assert all([cell.place for cell in row.cells] == places for row in found.rows)


def test_an_empty_site_has_an_empty_matrix():
    assert matrix().rows == []
    assert matrix().columns == []


@pytest.fixture
def cast():
    """Two places, a chain with a part, a chain alone; sites come and go with each example."""
    top = make_chain()
    return [make_place(), make_place()], [top, make_chain(parent=top), make_chain()]


@settings(max_examples=8, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(sites=st.lists(st.tuples(st.integers(0, 1), st.sets(st.integers(0, 2))), max_size=4))
def test_whatever_stands_where_the_numbers_are_right(cast, sites):
    places, chains = cast
    EntityPage.objects.filter(kind="company").delete()
    for place, tags in sites:
        make_profile(located_in=places[place], chains=tuple(chains[tag] for tag in tags))
    profiles().refresh_from_db()
    assert told() == counted()
