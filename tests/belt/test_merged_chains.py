"""Pages tagged with a chain that was merged show the chain that is left."""

import csv
import io

import pytest

from entities.models import IndustryChain
from tests.belt.explorer.desk import explorer
from tests.factories import chain_section, make_chain, make_profile, make_report

pytestmark = [pytest.mark.django_db, pytest.mark.dialect]


@pytest.fixture
def chains():
    """Moka was merged into Espresso, Espresso into Caffè."""
    coffee = make_chain(name="Caffè", slug="caffe")
    espresso, mocha = make_chain(name="Espresso", slug="espresso"), make_chain(name="Moka", slug="moka")
    IndustryChain.objects.filter(pk=espresso.pk).update(retired=True, merged_into=coffee)
    IndustryChain.objects.filter(pk=mocha.pk).update(retired=True, merged_into=espresso)
    return coffee, espresso, mocha


def test_a_profile_and_a_report_show_the_survivor_once(client, chains):
    chain_section()
    coffee, _espresso, mocha = chains
    profile = make_profile(chains=(mocha, coffee))
    report = make_report(profile, chains=(mocha,))
    for page in (profile, report):
        html = client.get(page.url).content.decode()
        assert "Caffè" in html
        assert 'href="/it/filiere/caffe/"' in html
        assert "Moka" not in html


def test_exports_and_feeds_name_the_survivor(client, chains):
    explorer()
    report = make_report(make_profile(chains=(chains[2],)))
    text = client.get("/it/esplora/export.csv").getvalue().decode("utf-8-sig")
    tagged = {row["chains"] for row in csv.DictReader(io.StringIO(text)) if row["chains"]}
    assert tagged == {"caffe"}
    feed = client.get(f"{report.get_parent().url}feed/").content.decode()
    assert 'term="Caffè"' in feed
    assert "Moka" not in feed


def test_neighbours_meet_in_the_survivor(client, chains):
    one, other = make_profile(chains=(chains[1],)), make_profile(chains=(chains[0],))
    for page, neighbour in ((one, other), (other, one)):
        [group] = client.get(page.url).context["neighbours"]
        assert group["chain"] == chains[0]
        assert group["entities"] == [neighbour]


def test_a_circle_of_merges_ends():
    one, other = make_chain(retired=True), make_chain(retired=True)
    IndustryChain.objects.filter(pk=one.pk).update(merged_into=other)
    IndustryChain.objects.filter(pk=other.pk).update(merged_into=one)
    assert IndustryChain.objects.get(pk=one.pk).survivor in (one, other)


def test_a_chain_that_lost_its_definition_is_not_shown(client):
    chain_section()
    chain = make_chain(name="Vapore")
    page = make_profile(chains=(chain,))
    IndustryChain.objects.filter(pk=chain.pk).update(definition="")
    assert "Vapore" not in client.get(page.url).content.decode()
