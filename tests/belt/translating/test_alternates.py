"""Search engines are told which addresses are versions of one another: in every page and in the sitemap."""

from xml.etree import ElementTree

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from belt.alternates import Alternate, alternates
from belt.models import HomePage
from entities.models import profile_index
from tests.belt.translating.site import ADDRESSES, TAGS, html_at, in_every_language, in_italian
from tests.factories import make_profile
from tests.translations import locale, open_home, told

pytestmark = pytest.mark.django_db

SITEMAP = "{http://www.sitemaps.org/schemas/sitemap/0.9}"
LINK = "{http://www.w3.org/1999/xhtml}link"
MOST_QUERIES = 15
HOST = "http://localhost"


def expected(*versions):
    """The three addresses of a place, the Italian one also for all other readers."""
    named = {tag: HOST + address for tag, address in zip(TAGS, versions, strict=True)}
    return named | {"x-default": named["it"]}


def in_head(html):
    """What a page says of its versions, by language."""
    links = html.head.select("link[rel=alternate][hreflang]")
    told_of = {link["hreflang"]: link["href"] for link in links}
    assert len(links) == len(told_of)
    return told_of


def in_sitemap(client):
    """What the sitemap says of every address, by language."""
    root = ElementTree.XML(client.get("/sitemap.xml").content)
    found = {
        url.findtext(f"{SITEMAP}loc"): {link.get("hreflang"): link.get("href") for link in url.iter(LINK)}
        for url in root
    }
    assert len(found) == len(root)
    return found


def hide(page, how):
    if how == "draft":
        page.unpublish()
    else:
        page.view_restrictions.create(restriction_type="login")


def test_every_page_names_all_its_versions_and_itself(client):
    in_every_language()
    for versions in ADDRESSES.values():
        for address in versions:
            html = html_at(client, address)
            assert in_head(html) == expected(*versions), address
            assert [link["href"] for link in html.select("link[rel=canonical]")] == [HOST + address]


def test_the_sitemap_says_of_every_address_what_its_page_says(client):
    in_every_language()
    listed = in_sitemap(client)
    assert set(listed) == {HOST + address for versions in ADDRESSES.values() for address in versions}
    for location, versions in listed.items():
        html = html_at(client, location.removeprefix(HOST))
        assert in_head(html) == versions, location


def test_versions_name_each_other(client):
    in_every_language("company")
    listed = in_sitemap(client)
    assert len(listed) > 30
    for location, versions in listed.items():
        assert all(listed[other] == versions for other in versions.values())
        assert not versions or location in versions.values()


def test_what_stands_alone_names_nothing(client):
    in_every_language("company")
    assert in_head(html_at(client, "/it/profili/fonte/")) == {}
    assert in_sitemap(client)[f"{HOST}/it/profili/fonte/"] == {}


@pytest.mark.parametrize("how", ["draft", "private"])
@pytest.mark.parametrize("name", ["company", "profiles", "chains"])
def test_a_version_the_public_may_not_see_is_not_named(client, name, how):
    pages = in_every_language()
    hide(pages[name].get_translation(locale("en")), how)
    listed, italian = in_sitemap(client), ADDRESSES[name][0]
    left = {tag: url for tag, url in expected(*ADDRESSES[name]).items() if tag != "en"}
    assert in_head(html_at(client, italian)) == left == listed[HOST + italian]
    assert HOST + ADDRESSES[name][1] not in listed


def test_a_section_takes_with_it_what_it_answers_for(client):
    pages = in_every_language()
    pages["chains"].get_translation(locale("en")).unpublish()
    pages["profiles"].get_translation(locale("zh-hans")).unpublish()
    assert set(in_head(html_at(client, "/it/filiere/acqua/"))) == {"it", "zh-Hans", "x-default"}
    assert set(in_head(html_at(client, "/it/profili/a-z/"))) == {"it", "en", "x-default"}
    listed = in_sitemap(client)
    assert not {f"{HOST}/en/chains/acqua/", f"{HOST}/zh-hans/profiles/a-z/"} & set(listed)


def test_a_language_whose_home_nobody_sees_is_not_named(client):
    in_every_language()
    HomePage.objects.filter(locale=locale("en")).update(live=False)
    assert set(in_head(html_at(client, "/it/profili/fonte/"))) == {"it", "zh-Hans", "x-default"}
    assert client.get("/en/profiles/spring/").status_code == 404
    assert "en" not in {tag for versions in in_sitemap(client).values() for tag in versions}


def test_without_an_italian_version_the_next_language_is_for_all_others(client):
    pages = in_every_language()
    pages["company"].unpublish()
    versions = in_head(html_at(client, "/en/profiles/spring/"))
    assert versions == {
        "en": f"{HOST}/en/profiles/spring/",
        "zh-Hans": f"{HOST}/zh-hans/profiles/spring/",
        "x-default": f"{HOST}/en/profiles/spring/",
    }


def test_a_page_that_is_not_public_says_nothing_of_its_versions(client):
    pages = in_every_language()
    pages["company"].view_restrictions.create(restriction_type="password", password="x")
    assert in_head(html_at(client, "/it/profili/fonte/")) == {}
    assert set(in_head(html_at(client, "/en/profiles/spring/"))) == {"en", "zh-Hans", "x-default"}


@pytest.mark.parametrize(
    "address", ["/it/esplora/?place=valle", "/it/esplora/?chain=acqua", "/it/esplora/?page=2&q=x"]
)
def test_a_selection_has_no_versions_for_search_engines(client, address):
    in_every_language()
    html = html_at(client, address)
    assert in_head(html) == {}
    canonical = [link["href"] for link in html.select("link[rel=canonical]")]
    assert canonical == ([f"http://testserver{ADDRESSES['chain'][0]}"] if "chain" in address else [])


def test_one_letter_has_no_versions_since_names_begin_otherwise_elsewhere(client, monkeypatch):
    in_every_language()
    monkeypatch.setattr(profile_index, "NAMES_ON_ONE_PAGE", 1)
    assert in_head(html_at(client, "/it/profili/a-z/?letter=V")) == {}
    assert in_head(html_at(client, "/it/profili/a-z/")) == expected(*ADDRESSES["a to z"])


def test_errors_have_no_versions(visitor):
    in_every_language()
    assert in_head(html_at(visitor, "/it/mai-esistita/", status=404)) == {}
    assert in_head(html_at(visitor, f"/it/esplora/?q={'x' * 201}", status=400)) == {}


def test_the_sitemap_costs_the_same_however_many_pages_and_versions_there_are(client):
    def cost():
        client.get("/sitemap.xml")
        with CaptureQueriesContext(connection) as queries:
            found = in_sitemap(client)
        return len(queries), len(found)

    in_every_language()
    few, addresses = cost()
    for number in range(60):
        page = make_profile()
        for code in ("en", "zh-hans"):
            told(page, code, f"company-{number}")
    assert cost() == (few, addresses + 180)
    assert few <= MOST_QUERIES


def test_a_sitemap_in_parts_still_names_versions_in_other_parts(client, monkeypatch):
    monkeypatch.setattr("belt.sitemap.EveryLanguage.limit", 10)
    in_every_language()
    root = ElementTree.XML(client.get("/sitemap.xml?p=2").content)
    found = [{link.get("hreflang") for link in url.iter(LINK)} for url in root]
    assert found
    assert all(tags == {*TAGS, "x-default"} for tags in found)
    assert client.get("/sitemap.xml?p=99").status_code == 404


def test_the_first_language_of_several_is_for_all_others():
    versions = {"zh-hans": "/c/", "en": "/b/"}
    assert alternates(versions) == [
        Alternate("en", "/b/"), Alternate("zh-Hans", "/c/"), Alternate("x-default", "/b/")
    ]  # fmt: skip
    assert alternates({"it": "/a/"}) == alternates({}) == []


def test_a_language_with_a_home_alone_has_versions_of_that_alone(client):
    in_italian()
    open_home("en")
    assert set(in_head(html_at(client, "/en/"))) == {"it", "en", "x-default"}
    assert in_head(html_at(client, "/it/profili/")) == {}
