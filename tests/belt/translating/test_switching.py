"""The switcher leads to the same place in another language, or says that it is not there."""

import pytest
from django.conf import settings
from django.db import connection
from django.test.utils import CaptureQueriesContext

from belt.models import HomePage
from entities.models import EntityPage, profile_index
from tests.belt.translating.site import (
    ADDRESSES,
    TAGS,
    html_at,
    in_every_language,
    in_italian,
    switched,
)
from tests.factories import add, chain_section, profiles
from tests.translations import locale, open_home, told

pytestmark = pytest.mark.django_db

PLACES = [
    (address, dict(zip(TAGS, versions, strict=True)))
    for versions in ADDRESSES.values()
    for address in versions
]


def everywhere():
    """Every address of the site with the language of its page."""
    return [(address, next(tag for tag in TAGS if versions[tag] == address)) for address, versions in PLACES]


def test_every_page_leads_to_itself_in_the_other_languages_and_back(client):
    in_every_language()
    for address, versions in PLACES:
        html = html_at(client, address)
        others = {tag: other for tag, other in versions.items() if other != address}
        assert switched(html) == others, address
        assert versions[html.html["lang"]] == address


def test_the_language_that_is_read_is_marked_and_no_link(client):
    in_every_language()
    for address, tag in everywhere():
        current = html_at(client, address).select(".languages [aria-current]")
        assert [(one.name, one["lang"]) for one in current] == [("span", tag)], address


def test_the_explorer_keeps_its_selection(client):
    in_every_language()
    html = html_at(client, "/it/esplora/?place=valle&fbclid=x&chain=acqua&sort=newest&kind=company&q=Fonte")
    kept = "?q=Fonte&chain=acqua&place=valle&kind=company&sort=newest"
    assert switched(html) == {"en": f"/en/explore/{kept}", "zh-Hans": f"/zh-hans/explore/{kept}"}


@pytest.mark.parametrize(
    "query", ["?chain=acqua", "?place=valle", "?type=report", "?kind=company&status=stub", "?sort=newest"]
)
def test_a_selection_means_the_same_in_every_language(client, query):
    in_every_language()
    italian = html_at(client, f"/it/esplora/{query}")
    for address in switched(italian).values():
        html = html_at(client, address)
        assert not html.select("[data-ignored]")
        assert html.output["data-total"] == italian.output["data-total"] != "0"
        assert switched(html)["it"] == f"/it/esplora/{query}"


def test_pages_of_lists_and_letters_are_kept_and_nothing_else(client, monkeypatch):
    in_every_language()
    monkeypatch.setattr(profile_index, "PROFILES_PER_PAGE", 1)
    monkeypatch.setattr(profile_index, "NAMES_ON_ONE_PAGE", 1)
    for asked, kept in [
        ("/it/profili/?page=2&fbclid=x", "/en/profiles/?page=2"),
        ("/it/profili/?page=1", "/en/profiles/"),
        ("/it/profili/?page=99999", "/en/profiles/?page=2"),
        ("/it/profili/?page=%00<b>", "/en/profiles/"),
        ("/it/profili/a-z/?letter=V", "/en/profiles/a-z/?letter=V"),
        ("/it/profili/a-z/?letter=%22><b>", "/en/profiles/a-z/"),
        ("/it/cosa-non-sappiamo/?page=2", "/en/open-questions/"),
    ]:
        assert switched(html_at(client, asked))["en"] == kept, asked


def test_what_nobody_can_read_is_not_asked_again(client):
    in_every_language()
    html = html_at(client, f"/it/esplora/?q={'x' * 201}", status=400)
    assert switched(html) == {"en": "/en/explore/", "zh-Hans": "/zh-hans/explore/"}


def test_what_is_not_translated_leads_to_the_nearest_page_above_and_says_so(client):
    in_every_language("company")
    html = html_at(client, "/it/profili/fonte/")
    assert switched(html)["en"] == "/en/profiles/#not-translated"
    link = html.select_one(".languages a[hreflang=en]")
    assert link.has_attr("data-instead")
    assert link.get_text().endswith(" Profiles)")
    assert link.select_one("[lang=it]").get_text(strip=True)
    arrived = html_at(client, "/en/profiles/").find(id="not-translated")
    assert arrived.get_text(strip=True)
    assert not html_at(client, "/it/profili/").select("[data-instead]")


def test_where_the_section_is_not_translated_either_the_home_is_nearest(client):
    in_every_language("profiles", "place", "company", "chains", "explorer")
    for name in ("profiles", "a to z", "company", "chains", "chain", "explorer"):
        html = html_at(client, ADDRESSES[name][0])
        assert switched(html) == {"en": "/en/#not-translated", "zh-Hans": "/zh-hans/#not-translated"}, name
    selected = html_at(client, "/it/esplora/?place=valle")
    assert switched(selected)["en"] == "/en/#not-translated"
    assert html_at(client, "/en/").find(id="not-translated")


@pytest.mark.parametrize("how", ["draft", "private"])
def test_a_version_the_public_may_not_see_is_none(client, how):
    pages = in_every_language()
    for name, nearest in [("company", "/en/profiles/"), ("chains", "/en/")]:
        hidden = pages[name].get_translation(locale("en"))
        if how == "draft":
            hidden.unpublish()
        else:
            hidden.view_restrictions.create(restriction_type="login")
        assert switched(html_at(client, ADDRESSES[name][0]))["en"] == f"{nearest}#not-translated"


@pytest.mark.parametrize("how", ["draft", "private"])
def test_a_language_whose_home_nobody_sees_is_named_and_not_offered(client, how):
    in_every_language()
    home = HomePage.objects.get(locale=locale("en"))
    if how == "draft":
        HomePage.objects.filter(pk=home.pk).update(live=False)
    else:
        home.view_restrictions.create(restriction_type="login")
    for versions in ADDRESSES.values():
        html = html_at(client, versions[0])
        assert switched(html) == {"zh-Hans": versions[2]}
        missing = html.select(".languages [data-missing]")
        assert [(one.name, one["lang"]) for one in missing] == [("span", "en")]


def test_a_private_page_leads_to_its_public_version(client):
    pages = in_every_language()
    pages["company"].view_restrictions.create(restriction_type="password", password="x")
    html = html_at(client, "/it/profili/fonte/")
    assert html.html["lang"] == "it"
    assert switched(html)["en"] == "/en/profiles/spring/"


def test_private_versions_of_a_private_page_lead_to_each_other_and_to_no_search_engine(client):
    pages = in_every_language()
    for page in pages["company"].get_translations(inclusive=True):
        page.view_restrictions.create(restriction_type="password", password="x")
    html = html_at(client, "/it/profili/fonte/")
    assert switched(html)["en"] == "/en/profiles/spring/"
    assert not html.select("link[hreflang]")
    assert switched(html_at(client, "/en/profiles/spring/"))["zh-Hans"] == "/zh-hans/profiles/spring/"


def test_a_page_of_another_language_alone_leads_to_the_italian_section(client):
    open_home("en")
    section = told(profiles(), "en", "profiles")
    alone = add(section, EntityPage(title="Alone", slug="alone", kind="company", summary="A test."))
    assert switched(html_at(client, alone.url)) == {"it": "/it/profili/#not-translated"}


@pytest.mark.parametrize("tag", TAGS)
def test_an_error_page_speaks_its_language_and_leads_to_the_homes(visitor, tag):
    in_every_language()
    html = html_at(visitor, f"/{tag.lower()}/profiles/no-such-page/", status=404)
    assert html.html["lang"] == tag
    homes = {one: f"/{one.lower()}/" for one in TAGS if one != tag}
    assert switched(html) == homes
    assert html.find(id="not-translated") is None


def test_nobody_is_led_away_from_an_explicit_address(client):
    in_every_language()
    for address, tag in everywhere():
        for other in TAGS:
            client.cookies[settings.LANGUAGE_COOKIE_NAME] = other.lower()
            response = client.get(address, headers={"accept-language": other})
            assert response.status_code == 200, address
            assert f'<html lang="{tag}">' in response.content.decode()
            assert response["Content-Language"] == tag
            assert "Accept-Language" not in response.get("Vary", "")


@pytest.mark.parametrize("address", ["/documents/9/x.pdf", "/media/images/x.jpg", "/static/x.css"])
def test_a_missing_file_is_told_in_the_readers_language_and_caches_know(visitor, address):
    response = visitor.get(address, headers={"accept-language": "en"})
    assert response.status_code == 404
    assert "Accept-Language" in response["Vary"]


def test_a_missing_page_is_not_looked_for_in_the_readers_language(visitor):
    in_every_language()
    response = visitor.get("/it/profili/spring/", headers={"accept-language": "en"})
    assert response.status_code == 404
    assert response["Content-Language"] == "it"


def test_the_switcher_costs_nothing_more_where_there_is_something_to_switch_to(client):
    def cost(address):
        client.get(address)
        with CaptureQueriesContext(connection) as queries:
            assert client.get(address).status_code == 200
        return len(queries)

    pages = in_italian()
    addresses = ["/it/cosa-non-sappiamo/", "/it/profili/", chain_section().url]
    alone = [cost(address) for address in addresses]
    for code in ("en", "zh-hans"):
        open_home(code)
        for name in ("open questions", "profiles", "chains"):
            told(pages[name], code, name.replace(" ", "-"))
    assert [cost(address) for address in addresses] == alone


def test_where_a_page_was_withdrawn_its_other_versions_are_named(client):
    pages = in_every_language()
    company = EntityPage.objects.get(translation_key=pages["company"].translation_key, locale=locale("en"))
    company.unpublish()
    html = html_at(client, "/en/profiles/spring/", status=404)
    ways = html.select_one("main .ways")
    found = {link["href"]: (link["hreflang"], link.text) for link in ways.select("a")}
    assert found == {
        "/it/profili/fonte/": ("it", "Fonte (in Italian)"),
        "/zh-hans/profiles/spring/": ("zh-Hans", "甘泉 (in Chinese)"),
    }
    assert [run["lang"] for run in ways.select("a span[lang]")] == ["it", "zh-Hans"]
    assert switched(html) == {"it": "/it/profili/fonte/", "zh-Hans": "/zh-hans/profiles/spring/"}
    EntityPage.objects.filter(translation_key=company.translation_key).update(live=False)
    assert "not published in this language" not in html_at(client, "/en/profiles/spring/", status=404).text


def test_where_a_page_was_withdrawn_a_language_without_it_leads_to_its_home(client):
    pages = in_every_language()
    versions = EntityPage.objects.filter(translation_key=pages["company"].translation_key)
    versions.exclude(locale=locale("zh-hans")).update(live=False)
    html = html_at(client, "/en/profiles/spring/", status=404)
    assert switched(html) == {"it": "/it/", "zh-Hans": "/zh-hans/profiles/spring/"}


def test_a_language_without_its_home_is_not_named_for_a_withdrawn_page(client):
    pages = in_every_language()
    EntityPage.objects.get(translation_key=pages["company"].translation_key, locale=locale("en")).unpublish()
    HomePage.objects.filter(locale=locale("zh-hans")).update(live=False)
    html = html_at(client, "/en/profiles/spring/", status=404)
    assert switched(html) == {"it": "/it/profili/fonte/"}
    assert [link["href"] for link in html.select("main .ways a[hreflang]")] == ["/it/profili/fonte/"]


def test_the_versions_of_a_withdrawn_page_are_read_once(client):
    pages = in_every_language()
    EntityPage.objects.get(translation_key=pages["company"].translation_key, locale=locale("en")).unpublish()

    with CaptureQueriesContext(connection) as queries:
        html = html_at(client, "/en/profiles/spring/", status=404)
    assert len(switched(html)) == len(html.select("main .ways a[hreflang]")) == 2
    assert sum('"translation_key" IN (SELECT' in query["sql"] for query in queries) == 1


def test_an_address_that_never_was_names_no_versions(client):
    in_every_language()
    html = html_at(client, "/en/profiles/nothing/", status=404)
    assert "not published in this language" not in html.text
    assert "The address is wrong" in html.text
