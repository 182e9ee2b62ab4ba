"""Cards and names: all they show is read in a fixed number of queries, however many there are."""

import pytest

from entities.models import EntityName, EntityPage
from entities.slugs import slug_from
from tests.entities.editing import make_private, queries_of
from tests.factories import make_chain, make_place, make_profile, profiles
from tests.translations import open_home, told

pytestmark = pytest.mark.django_db


@pytest.fixture
def grow():
    """Make so many full profiles, each with a place, chains and names."""

    def make(count):
        for _ in range(count):
            names = [EntityName(text="清陶", language="zh"), EntityName(text="清陶能源", language="zh")]
            make_profile(located_in=make_place(), chains=(make_chain(), make_chain()), rows={"names": names})

    return make


@pytest.fixture
def grown(grow):
    """Three full profiles and their places."""
    grow(3)


def all_of_a_card(page):
    chinese = page.chinese_name
    return (
        page.title,
        page.summary,
        page.get_kind_display(),
        page.place.title if page.place else "",
        (chinese.text, chinese.html_lang, chinese.doubtful) if chinese else None,
        [chain.label for chain in page.card_chains],
    )


def all_of_a_name(page):
    return page.title, page.place.title if page.place else "", page.chinese_name and page.chinese_name.text


def read_cards():
    return [all_of_a_card(page) for page in EntityPage.objects.listed().for_cards()]


def read_names():
    return [all_of_a_name(page) for page in EntityPage.objects.listed().for_names()]


def test_cards_take_two_queries(grown, no_n_plus_one, django_assert_num_queries):
    with django_assert_num_queries(2):
        assert len(read_cards()) == 6


def test_names_take_one_query(grown, no_n_plus_one, django_assert_num_queries):
    with django_assert_num_queries(1):
        assert len(read_names()) == 6


@pytest.mark.parametrize("read", [read_cards, read_names])
def test_three_times_the_rows_take_no_more_queries(grow, read):
    grow(2)
    before = queries_of(read)
    grow(4)
    assert queries_of(read) == before


def test_a_card_shows_its_own_rows():
    place, chain = make_place(title="Kunshan"), make_chain(name="Batterie")
    name = EntityName(text="清陶", language="zh", script="Hans", doubtful=True)
    make_profile(title="Qingtao", summary="Celle.", located_in=place, chains=(chain,), rows={"names": [name]})
    make_profile(title="Senza nulla")
    cards = {page.title: all_of_a_card(page) for page in EntityPage.objects.listed().for_cards()}
    assert cards["Qingtao"][3:] == ("Kunshan", ("清陶", "zh-Hans", True), ["Batterie"])
    assert cards["Senza nulla"][3:] == ("", None, [])


def test_a_card_names_a_chain_once_and_in_the_editors_order():
    chains = [make_chain(name=name) for name in ("Seconda", "Prima")]
    make_profile(title="Qingtao", chains=(chains[0], (chains[1], "upstream"), (chains[0], "downstream")))
    page = EntityPage.objects.for_cards().get(title="Qingtao")
    assert page.card_chains == chains


def test_cards_are_those_of_public_profiles_by_key():
    shown, private, draft = make_profile(), make_profile(), make_profile(live=False)
    make_private(private)
    keys = [shown.pk, private.pk, draft.pk, None, 0, shown.pk]
    assert EntityPage.objects.cards(keys) == {shown.pk: shown}
    assert EntityPage.objects.cards([None]) == {}


def test_in_chains_names_each_profile_once():
    chains = [make_chain(), make_chain()]
    both, one = make_profile(chains=tuple(chains)), make_profile(chains=(chains[0],))
    make_profile(chains=(make_chain(),))
    found = EntityPage.objects.in_chains([chain.pk for chain in chains]).order_by("pk")
    assert list(found) == [both, one]
    assert list(EntityPage.objects.in_chains([])) == []


def test_the_section_lists_profiles_with_no_more_queries_as_they_grow(grow, client):
    def ask():
        assert client.get(profiles().url).status_code == 200

    grow(2)
    ask()
    before = queries_of(ask)
    grow(4)
    assert queries_of(ask) == before


def test_the_section_lists_what_hangs_in_it_and_is_public(client):
    shown, private = make_profile(), make_profile()
    make_private(private)
    make_profile(live=False)
    response = client.get(profiles().url)
    assert list(response.context["page_obj"]) == [shown]
    assert private.title not in response.content.decode()


def test_the_section_lists_sites_then_places_then_the_rest_each_by_name(client):
    programme = make_profile(title="A", kind="programme")
    city = make_profile(title="B", kind="city")
    sites = [make_profile(title=title, kind=kind) for title, kind in (("élite", "park"), ("Zeta", "company"))]
    twins = [make_profile(title="C", kind="company") for _ in range(2)]
    page_obj = client.get(profiles().url).context["page_obj"]
    assert list(page_obj) == [*twins, *sites, city, programme]
    assert [page.group for page in page_obj] == [0, 0, 0, 0, 1, 2]


def test_a_long_section_is_cut_into_pages_in_its_order(client, monkeypatch):
    monkeypatch.setattr("entities.models.profile_index.PROFILES_PER_PAGE", 2)
    made = [make_profile(title=title) for title in "cab"]
    pages = [client.get(f"{profiles().url}?page={number}").context["page_obj"] for number in (1, 2)]
    assert [page.title for one in pages for page in one] == ["a", "b", "c"]
    assert sum(len(one.object_list) for one in pages) == len(made)


def test_chinese_names_are_listed_by_pinyin(client):
    open_home("zh-hans")
    section = told(profiles(), "zh-hans", "profiles")
    for title in ("苏州", "昆山", "常熟"):
        told(make_profile(kind="city"), "zh-hans", title=title, slug=slug_from(title))
    listed = client.get(section.url).context["page_obj"]
    assert [page.title for page in listed] == ["常熟", "昆山", "苏州"]


def test_what_a_language_lacks_is_listed_as_such(client):
    open_home("en")
    section = told(profiles(), "en", "profiles")
    both, lacking = make_profile(), make_profile(title="Solo in italiano")
    told(both, "en", "both")
    private, draft = make_profile(), make_profile(live=False)
    make_private(private)
    for address in (section.url, f"{section.url}a-z/"):
        response = client.get(address)
        assert [page.title for page in response.context["elsewhere"]] == [lacking.title]
        assert '<span lang="it">Solo in italiano</span> <span class="foreign">(in Italian)</span>' in (
            response.content.decode()
        )
    assert not client.get(profiles().url).context["elsewhere"]
    assert draft.pk


def test_chinese_sets_no_space_before_its_brackets(client):
    open_home("zh-hans")
    section = told(profiles(), "zh-hans", "profiles")
    make_profile(title="Fonte")
    html = client.get(section.url).content.decode()
    assert '<span lang="it">Fonte</span><span class="foreign">（意大利文）</span>' in html


def test_a_place_with_all_its_contents_takes_no_more_queries_as_they_grow(client):
    place, chain = make_place(chains=(make_chain(),)), make_chain()

    def ask():
        assert client.get(place.url).status_code == 200

    def fill(count):
        for _ in range(count):
            make_profile(located_in=place, chains=(chain, make_chain()))

    fill(2)
    ask()
    before = queries_of(ask)
    fill(6)
    assert queries_of(ask) == before
    assert len(client.get(place.url).context["contained"]) == 8
