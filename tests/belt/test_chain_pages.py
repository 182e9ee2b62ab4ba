"""The section of industry chains and the page of each chain."""

import pytest
from bs4 import BeautifulSoup
from django.utils import translation

from belt.explorer.facets import facet_index
from belt.models import BeltStation
from entities.models import ChainLink, IndustryChain
from tests.factories import chain_section, italian_home, make_chain, make_place, make_profile, make_report
from tests.translations import open_home, told

pytestmark = pytest.mark.django_db


def address_of(chain):
    return f"{chain_section().url}{chain.slug}/"


def open_chain(client, chain):
    response = client.get(address_of(chain))
    assert response.status_code == 200
    return response.context


def merge(loser, winner):
    IndustryChain.objects.filter(pk=loser.pk).update(retired=True, merged_into=winner)


def hide(page):
    page.view_restrictions.create(restriction_type="login")


def members(stage):
    return [member.entity for group in stage.groups for member in group.members]


def shown(context):
    return [
        entity for stage in [*context["known_stages"], context["unspecified"]] for entity in members(stage)
    ]


def test_a_chain_is_shown_with_its_definition(client):
    chain = make_chain(name="Batterie", definition="Dal litio alla cella.")
    response = client.get(address_of(chain))
    assert response.context["chain"] == chain
    html = response.content.decode()
    assert "<h1>Batterie</h1>" in html
    assert "Dal litio alla cella." in html
    assert f'<link rel="canonical" href="http://localhost{address_of(chain)}">' in html


@pytest.mark.parametrize("path", ["mai-esistita/", "mai-esistita/feed/", "feed/", "a/b/"])
def test_an_unknown_chain_is_not_found(visitor, path):
    make_chain()
    assert visitor.get(f"{chain_section().url}{path}").status_code == 404


def test_a_chain_without_definition_is_not_found(visitor):
    chain = make_chain(definition="")
    assert visitor.get(address_of(chain)).status_code == 404
    assert chain.name not in visitor.get(chain_section().url).content.decode()


@pytest.mark.parametrize("path", ["", "feed/"])
def test_a_merged_chain_leads_to_the_winner_for_good(client, path):
    loser, middle, winner = make_chain(), make_chain(), make_chain()
    merge(middle, winner)
    merge(loser, middle)
    for chain in (loser, middle):
        response = client.get(f"{address_of(chain)}{path}")
        assert response.status_code == 301
        assert response["Location"] == f"{address_of(winner)}{path}"


def test_a_chain_merged_into_one_without_definition_is_not_found(visitor):
    loser, winner = make_chain(), make_chain(definition="")
    merge(loser, winner)
    assert visitor.get(address_of(loser)).status_code == 404


def test_a_merged_chains_profiles_and_reports_are_the_winners(client):
    loser, winner = make_chain(), make_chain()
    profile = make_profile(chains=((loser, "upstream"),))
    report = make_report(make_profile(), chains=(loser,))
    merge(loser, winner)
    context = open_chain(client, winner)
    assert shown(context) == [profile]
    assert context["reports"] == [report]


def test_the_parts_of_a_merged_chain_go_with_it(client):
    loser, winner = make_chain(), make_chain()
    part = make_chain(parent=loser)
    profile = make_profile(chains=(part,))
    merge(loser, winner)
    assert shown(open_chain(client, winner)) == [profile]


def test_sub_chains_are_included_at_any_depth(client):
    top = make_chain()
    middle = make_chain(parent=top)
    bottom = make_chain(parent=middle)
    profiles = [
        make_profile(title=name, chains=(chain,))
        for name, chain in zip("abc", [top, middle, bottom], strict=True)
    ]
    report = make_report(profiles[2])
    context = open_chain(client, top)
    assert shown(context) == profiles
    assert context["entity_count"] == 3
    assert context["children"] == [middle]
    assert context["reports"] == [report]
    assert shown(open_chain(client, middle)) == profiles[1:]
    assert open_chain(client, bottom)["ancestors"] == [top, middle]


def test_a_retired_chain_keeps_its_page_and_says_so(client):
    chain = make_chain()
    profile = make_profile(chains=(chain,))
    IndustryChain.objects.filter(pk=chain.pk).update(retired=True)
    response = client.get(address_of(chain))
    assert response.status_code == 200
    assert shown(response.context) == [profile]
    assert "ritirata" in response.content.decode()


def test_profiles_stand_at_the_stage_of_their_link(client):
    chain = make_chain()
    placed = {
        stage: make_profile(chains=((chain, stage),))
        for stage in ("downstream", "unspecified", "upstream", "midstream")
    }
    context = open_chain(client, chain)
    assert [stage.stage for stage in context["known_stages"]] == ["upstream", "midstream", "downstream"]
    for stage in [*context["known_stages"], context["unspecified"]]:
        assert members(stage) == [placed[stage.stage]]
        assert stage.count == 1


def test_an_empty_stage_is_kept_for_that_is_a_finding(client):
    chain = make_chain()
    make_profile(chains=((chain, "upstream"),))
    response = client.get(address_of(chain))
    assert [stage.count for stage in response.context["known_stages"]] == [1, 0, 0]
    assert response.content.decode().count("data-empty") == 2


def test_a_profile_at_two_stages_stands_at_both_and_counts_once(client):
    chain = make_chain()
    profile = make_profile(chains=((chain, "upstream"), (chain, "downstream")))
    context = open_chain(client, chain)
    assert shown(context) == [profile, profile]
    assert context["entity_count"] == 1


def test_the_map_is_shown_only_where_something_is_counted(client):
    chain, place = make_chain(), make_place(longitude=120, latitude=31)
    BeltStation.objects.create(home=italian_home(), place=place, locale=italian_home().locale)
    make_profile(chains=(chain,))
    assert open_chain(client, chain)["belt_map"] is None
    make_profile(chains=(chain,), located_in=place)
    assert open_chain(client, chain)["belt_map"] is not None


def test_a_stage_in_another_chain_says_nothing_about_this_one(client):
    chain, other = make_chain(), make_chain()
    profile = make_profile(chains=((chain, "unspecified"), (other, "upstream")))
    context = open_chain(client, chain)
    assert members(context["unspecified"]) == [profile]
    assert [stage.count for stage in context["known_stages"]] == [0, 0, 0]


def test_members_are_grouped_by_place_and_the_unknown_place_comes_last(client):
    chain = make_chain()
    kunshan, changshu = make_place(title="Kunshan"), make_place(title="Changshu")
    for place in (kunshan, None, changshu, kunshan):
        make_profile(located_in=place, chains=((chain, "upstream"),))
    groups = open_chain(client, chain)["known_stages"][0].groups
    assert [(group.place, len(group.members)) for group in groups] == [(changshu, 1), (kunshan, 2), (None, 1)]


def test_a_member_in_a_place_nobody_sees_stands_in_the_one_around_it(client):
    chain, jiangsu = make_chain(), make_place(title="Jiangsu", longitude=120, latitude=31)
    secret = make_place(title="Segreto", located_in=jiangsu, longitude=121, latitude=31)
    make_profile(located_in=secret, chains=((chain, "upstream"),))
    hide(secret)
    response = client.get(address_of(chain))
    assert [group.place for group in response.context["known_stages"][0].groups] == [jiangsu]
    assert "Jiangsu" in response.content.decode()
    assert "Segreto" not in response.content.decode()


def test_what_the_public_may_not_see_is_not_counted(client):
    chain = make_chain()
    secret, secret_report = make_profile(chains=(chain,)), make_report(make_profile(), chains=(chain,))
    hide(secret)
    hide(secret_report)
    make_profile(live=False, chains=(chain,))
    make_report(make_profile(), live=False, chains=(chain,))
    context = open_chain(client, chain)
    assert shown(context) == context["reports"] == context["neighbours"] == []
    assert context["entity_count"] == 0


def test_neighbours_are_the_other_chains_of_its_profiles_most_shared_first(client):
    chain, part = make_chain(), make_chain(name="Alfa")
    near, nearer = make_chain(name="Beta"), make_chain(name="Gamma")
    IndustryChain.objects.filter(pk=part.pk).update(parent=chain)
    make_profile(chains=(chain, near, nearer))
    make_profile(chains=(part, nearer))
    make_profile(chains=(make_chain(),))
    found = open_chain(client, chain)["neighbours"]
    assert found == [
        {"profiles": 2, "reports": 0, "chains": [nearer]},
        {"profiles": 1, "reports": 0, "chains": [near]},
    ]


def test_chains_seen_on_the_same_tour_are_neighbours_after_those_of_the_same_profiles(client):
    chain, near, alone = make_chain(), make_chain(), make_chain()
    met, also_met = make_chain(name="Alfa"), make_chain(name="Beta")
    site = make_profile(chains=(chain, near))
    make_report(site, make_profile(chains=(also_met, met)))
    make_report(site)
    make_report(make_profile(chains=(alone,)))
    response = client.get(address_of(chain))
    assert response.context["neighbours"] == [
        {"profiles": 1, "reports": 2, "chains": [near]},
        {"profiles": 0, "reports": 1, "chains": [met, also_met]},
    ]
    assert "1 profilo in comune · 2 relazioni in comune" in response.content.decode()


def test_a_neighbour_that_was_merged_appears_as_its_winner_once(client):
    chain, loser, winner = make_chain(), make_chain(), make_chain()
    make_profile(chains=(chain, loser, winner))
    merge(loser, winner)
    assert open_chain(client, chain)["neighbours"] == [{"profiles": 1, "reports": 0, "chains": [winner]}]


def test_a_chain_merged_into_this_one_is_no_neighbour(client):
    chain, loser = make_chain(), make_chain()
    make_profile(chains=(chain, loser))
    merge(loser, chain)
    assert open_chain(client, chain)["neighbours"] == []


def test_a_chain_without_anything_still_has_a_page(client):
    context = open_chain(client, make_chain())
    assert context["entity_count"] == 0
    assert context["belt_map"] is None


def test_the_index_counts_profiles_with_sub_chains_once(client):
    top = make_chain(name="Alfa")
    part, other = make_chain(name="Beta", parent=top), make_chain(name="Gamma")
    make_profile(chains=(top, part))
    make_profile(chains=(part,))
    hide(make_profile(chains=(top,)))
    tree = client.get(chain_section().url).context["tree"]
    told = [(item["chain"], item["depth"], item["entity_count"], item["url"]) for item in tree]
    assert told == [
        (top, 0, 2, address_of(top)),
        (part, 1, 2, address_of(part)),
        (other, 0, 0, address_of(other)),
    ]


def test_the_index_is_in_the_order_of_the_reader_s_names_whoever_asked_first(client):
    section = chain_section()
    open_home("en")
    english = told(section, "en", "chains", "Chains")
    make_chain(slug="acqua", name="Acqua", name_en="Water")
    make_chain(slug="zinco", name="Zinco", name_en="Alloys")
    with translation.override("it"):
        facet_index(english.locale_id)
    html = BeautifulSoup(client.get("/en/chains/").content, "html.parser")
    assert [link.get_text() for link in html.select(".tree__name a")] == ["Alloys", "Water"]


def test_the_index_names_retired_chains_and_leaves_out_merged_ones(client):
    retired, loser, winner = make_chain(), make_chain(), make_chain()
    IndustryChain.objects.filter(pk=retired.pk).update(retired=True)
    merge(loser, winner)
    response = client.get(chain_section().url)
    assert {item["chain"] for item in response.context["tree"]} == {retired, winner}


def test_profiles_of_another_language_are_not_mixed_in(client):
    chain = make_chain()
    translated = make_profile(chains=(chain,))
    english = type(chain_section().locale).objects.get(language_code="en")
    type(translated).objects.filter(pk=translated.pk).update(locale=english)
    assert ChainLink.objects.filter(tag=chain).exists()
    assert shown(open_chain(client, chain)) == []
