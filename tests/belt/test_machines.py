"""What crawlers are told: where not to go, and every public page."""

from xml.etree import ElementTree

import pytest

from belt.models import ChainIndexPage, HomePage
from entities.models import IndustryChain
from tests.factories import (
    add,
    chain_section,
    italian_home,
    make_chain,
    make_profile,
    make_report,
    open_questions,
    profiles,
    reports,
)
from visits.models import ReportIndexPage

pytestmark = pytest.mark.django_db

SITEMAP = "{http://www.sitemaps.org/schemas/sitemap/0.9}"


def locations(client):
    response = client.get("/sitemap.xml")
    assert response.status_code == 200
    assert response["Content-Type"] == "application/xml"
    root = ElementTree.XML(response.content)
    assert root.tag == f"{SITEMAP}urlset"
    return [found.text for found in root.iter(f"{SITEMAP}loc")]


def chain_address(chain):
    return f"{chain_section().full_url}{chain.slug}/"


def hide(page):
    page.view_restrictions.create(restriction_type="login")


def test_robots_are_kept_out_of_the_admin_and_shown_the_sitemap(client):
    response = client.get("/robots.txt")
    assert response.status_code == 200
    assert response["Content-Type"].startswith("text/plain")
    lines = response.content.decode().splitlines()
    assert lines[0] == "User-agent: *"
    assert "Disallow: /admin/" in lines
    assert "Sitemap: http://testserver/sitemap.xml" in lines
    assert not {"Disallow: /", "Disallow: /it/", "Disallow: /media/"} & set(lines)


def test_robots_cannot_be_written(client):
    assert client.post("/robots.txt").status_code == 405


def test_the_sitemap_names_every_public_page_and_chain_once(client):
    chain, part = make_chain(), make_chain()
    IndustryChain.objects.filter(pk=part.pk).update(parent=chain)
    site = make_profile(chains=(chain,))
    report = make_report(site, delegation=site)
    pages = [italian_home(), reports(), profiles(), chain_section(), open_questions(), site, report]
    expected = {page.full_url for page in pages} | {chain_address(chain), chain_address(part)}
    expected.add(f"{profiles().full_url}a-z/")
    found = locations(client)
    assert set(found) == expected
    assert len(found) == len(expected)


def test_every_address_of_the_sitemap_answers(client):
    chain, _section = make_chain(), chain_section()
    make_report(make_profile(chains=(chain,)))
    found = locations(client)
    assert chain_address(chain) in found
    assert {client.get(address.removeprefix("http://localhost")).status_code for address in found} == {200}


@pytest.mark.parametrize("how", ["draft", "private"])
def test_pages_the_public_may_not_see_are_not_named(client, how):
    profile = make_profile(live=how != "draft", slug="riservata")
    report = make_report(make_profile(), live=how != "draft", slug="riservato")
    if how == "private":
        hide(profile)
        hide(report)
    assert not [address for address in locations(client) if "riservat" in address]


def test_a_private_section_hides_what_lies_in_it_chains_too(client):
    make_chain()
    make_profile()
    hide(profiles())
    hide(chain_section())
    assert locations(client) == [italian_home().full_url]


def test_merged_and_undefined_chains_are_not_named_retired_ones_are(client):
    loser, winner, undefined, retired = make_chain(), make_chain(), make_chain(definition=""), make_chain()
    IndustryChain.objects.filter(pk=loser.pk).update(retired=True, merged_into=winner)
    IndustryChain.objects.filter(pk=retired.pk).update(retired=True)
    chain_section()
    found = locations(client)
    assert {chain_address(winner), chain_address(retired)} <= set(found)
    assert not {chain_address(loser), chain_address(undefined)} & set(found)


def test_pages_of_every_published_language_are_named(client):
    chain = make_chain()
    home = HomePage.objects.get(locale__language_code="en")
    home.standfirst = "A test."
    home.save_revision().publish()
    section = add(home, ReportIndexPage(title="Reports", slug="reports"))
    chains = add(home, ChainIndexPage(title="Chains", slug="chains"))
    expected = {"http://localhost/en/", section.full_url, chains.full_url, f"{chains.full_url}{chain.slug}/"}
    assert expected <= set(locations(client))
