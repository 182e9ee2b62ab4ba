"""Every number the explorer shows is the size of the list one gets by following it."""

import random

import pytest
from django.contrib.auth.models import Group
from wagtail.models import PageViewRestriction

from belt.explorer.facets import forget
from belt.explorer.selection import FACETS
from entities.models import EntityPage, IndustryChain
from tests.belt.explorer.desk import Screen, everything_of, explorer
from tests.belt.explorer.oracle import Oracle
from tests.factories import chain_section, italian_home, make_chain, make_place, make_profile, make_report

pytestmark = [pytest.mark.django_db, pytest.mark.dialect]

SEEDS = range(12)


@pytest.fixture(scope="module")
def site(kept_for_the_module):
    """Nested places and chains, a merged and a retired chain, pages that are private or drafts."""
    explorer(), chain_section()
    forget()
    jiangsu = make_place(title="Jiangsu", slug="jiangsu", kind="province")
    cities = [
        make_place(title=name, slug=name.lower(), located_in=jiangsu)
        for name in ("Kunshan", "Changshu", "Taicang", "Wuxi")
    ]
    quarter = make_place(title="Quartiere", slug="quartiere", kind="district", located_in=cities[2])
    cities = [*cities, quarter]
    energy = make_chain(name="Energia", slug="energia")
    solid = make_chain(name="Stato solido", slug="stato-solido", parent=energy)
    coffee = make_chain(name="Caffè", slug="caffe")
    old = make_chain(name="Pile", slug="pile", retired=True, merged_into=energy)
    retired = make_chain(name="Vapore", slug="vapore", retired=True)
    gone = make_chain(name="Senza", slug="senza", definition="", parent=coffee)
    roast = make_chain(name="Tostatura", slug="tostatura", parent=gone)
    # Rows as no form would leave them: merged into a part of itself, and into a part of a part.
    thread = make_chain(name="Filo", slug="filo", retired=True)
    yarn = make_chain(name="Filato", slug="filato", parent=thread)
    cloth = make_chain(name="Tessuto", slug="tessuto", retired=True)
    weft = make_chain(
        name="Trama", slug="trama", parent=make_chain(name="Telaio", slug="telaio", parent=cloth)
    )
    for loser, part in ((thread, yarn), (cloth, weft)):
        IndustryChain.objects.filter(pk=loser.pk).update(merged_into=part)
    chains = [energy, solid, coffee, old, retired, gone, roast, thread, yarn, cloth, weft]
    dice = random.Random(7)
    profiles = [
        make_profile(
            kind=dice.choice(["company", "park", "creative_hub"]),
            located_in=dice.choice(cities),
            chains=tuple(dice.sample(chains, dice.choice([0, 1, 2, 3]))),
            verification=dice.choice(["stub", "received"]),
            summary=dice.choice(["Batterie e motori.", "Un caffè in città.", "昆山的企业。"]),
            live=number % 5 != 0,
        )
        for number in range(14)
    ]
    live = [profile for profile in profiles if profile.live]
    for number in range(5):
        make_report(
            *dice.sample(live, 3),
            chains=(dice.choice(chains),),
            start_date=["", "2024", "2025-03"][number % 3],
            live=number != 4,
        )
    PageViewRestriction.objects.create(page=live[0], restriction_type="login")
    PageViewRestriction.objects.create(page=cities[2], restriction_type="login")
    cities[3].unpublish()
    group = PageViewRestriction.objects.create(page=live[1], restriction_type="groups")
    group.groups.add(Group.objects.create(name="Amici"))


def random_words(dice: random.Random, oracle: Oracle) -> str:
    """One word or two: of those the pages hold, inflected ones, and one that nobody says."""
    pages = [*oracle.profiles.values(), *oracle.reports.values()]
    texts = [text for page in pages for text in [*page.search_names(), *page.search_texts()]]
    # Titles are numbered by how many pages earlier tests have made.
    held = {word for text in texts for word in text.split() if not word.isdigit()}
    words = [*sorted(held), "batteria", "CAFFE", "motore", "viaggi", "企业", "l'azienda", "grifone"]
    return " ".join(dice.sample(words, dice.choice([1, 1, 2])))


def random_selection(dice: random.Random, screen: Screen, oracle: Oracle) -> list[tuple[str, str]]:
    """Some of the values that are on offer, and words half of the time."""
    pairs = dice.sample(sorted(screen.counts), dice.choice([0, 1, 2, 3]))
    return pairs + ([("q", random_words(dice, oracle))] if dice.random() < 0.5 else [])


def one_option_of_each_facet(dice: random.Random, screen: Screen) -> list[tuple[str, str]]:
    options = [[key for key in sorted(screen.counts) if key[0] == facet] for facet in FACETS]
    return [dice.choice(offered) for offered in options]


@pytest.mark.parametrize("seed", SEEDS)
def test_every_count_is_the_size_of_its_list(site, seed):
    oracle = Oracle()
    dice = random.Random(seed)
    chosen = random_selection(dice, Screen(), oracle)
    screen = Screen(*chosen)
    assert set(everything_of(*chosen)) == oracle.fitting(chosen)
    for (facet, value), count in screen.counts.items():
        alone = [pair for pair in chosen if pair[0] != facet] + [(facet, value)]
        assert len(oracle.fitting(alone)) == count, (chosen, facet, value)
    for facet, value in one_option_of_each_facet(dice, screen):
        alone = [pair for pair in chosen if pair[0] != facet] + [(facet, value)]
        assert len(everything_of(*alone)) == screen.counts[facet, value], (chosen, facet, value)


def test_what_the_public_may_not_see_is_counted_nowhere(site):
    found = set(everything_of())
    public = {page.pk for page in EntityPage.objects.live().public()}
    assert found & {page.pk for page in EntityPage.objects.all()} == public
    assert Screen(("type", "profile")).total == len(public)


def test_a_place_includes_what_lies_in_it(site):
    jiangsu, kunshan = Screen(("place", "jiangsu")), Screen(("place", "kunshan"))
    assert set(everything_of(("place", "kunshan"))) < set(everything_of(("place", "jiangsu")))
    assert jiangsu.total > kunshan.total > 0


def test_a_place_nobody_sees_does_not_part_those_around_it(site):
    assert set(everything_of(("place", "quartiere"))) < set(everything_of(("place", "jiangsu")))
    html = Screen(("place", "jiangsu")).html
    assert "Taicang" not in html
    assert "Wuxi" not in html
    assert "Ignorato: place=wuxi" in Screen(("place", "wuxi")).html


def test_a_chain_includes_its_parts_and_what_was_merged_into_it(site):
    energy = set(everything_of(("chain", "energia")))
    assert set(everything_of(("chain", "stato-solido"))) <= energy
    assert everything_of(("chain", "pile")) == everything_of(("chain", "energia"))
    assert 'value="pile"' not in Screen().html
    assert 'value="vapore"' in Screen().html


def test_every_chain_readers_can_browse_stands_in_the_tree_once(site):
    tree = [item["chain"] for item in chain_section().tree()]
    listed = list(IndustryChain.objects.listed())
    assert sorted(chain.slug for chain in tree) == sorted(chain.slug for chain in listed)
    assert {"filato", "trama", "telaio"} <= {chain.slug for chain in tree}


def test_a_chain_nobody_can_browse_does_not_part_those_around_it(site):
    assert set(everything_of(("chain", "tostatura"))) <= set(everything_of(("chain", "caffe")))


def test_values_of_one_facet_widen_and_facets_narrow(site):
    both = Screen(("place", "kunshan"), ("place", "changshu")).total
    assert both >= max(Screen(("place", "kunshan")).total, Screen(("place", "changshu")).total)
    assert Screen(("place", "kunshan"), ("type", "report")).total <= Screen(("place", "kunshan")).total


def test_years_are_those_of_tours_and_of_who_was_visited(site):
    years = {value for facet, value in Screen().counts if facet == "year"}
    assert years == {"2024", "2025"}
    of_2024 = Oracle().fitting([("year", "2024"), ("type", "profile")])
    assert set(everything_of(("year", "2024"), ("type", "profile"))) == of_2024
    assert of_2024


def test_an_option_that_leads_nowhere_stays_and_is_disabled(site):
    screen = Screen(("kind", "city"))
    assert "disabled" in screen.option("type", "report")
    assert "disabled" not in screen.option("type", "profile")
    nothing = Screen(("kind", "city"), ("type", "report"))
    assert nothing.total == 0
    assert "disabled" not in nothing.option("kind", "city")


def test_options_stand_by_count_then_name(site):
    counts = [(-count, value) for (facet, value), count in Screen().counts.items() if facet == "status"]
    assert [count for count, _value in counts] == sorted(count for count, _value in counts)


def test_a_private_section_is_gone_at_once(site):
    before = Screen().total
    home = italian_home()
    restriction = PageViewRestriction.objects.create(
        page=home.get_children().get(slug="relazioni"), restriction_type="login"
    )
    assert Screen().total < before
    restriction.delete()
    assert Screen().total == before
