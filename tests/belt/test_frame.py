"""What frames every page: menu, trail and languages, for a fixed number of queries."""

import re

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from wagtail.models import Site

from belt.models import ChainIndexPage, HomePage
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
from tests.translations import open_home, told
from visits.models import ReportIndexPage

pytestmark = pytest.mark.django_db


def html_of(client, address):
    response = client.get(address)
    assert response.status_code == 200
    return response.content.decode()


def menu(html):
    header = re.search(r'<ul class="site-header__menu">(.*?)</ul>', html, re.DOTALL)
    return re.findall(r'<a href="([^"]+)"([^>]*)>([^<]+)</a>', header.group(1)) if header else []


def titles(html):
    return [title for _address, _state, title in menu(html)]


def current(html):
    return {title: state.strip() for _address, state, title in menu(html) if state}


def trail(html):
    found = re.search(r'<nav class="breadcrumbs".*?</nav>', html, re.DOTALL)
    return re.findall(r'<a href="([^"]+)">', found.group(0)) if found else []


def languages(html):
    switcher = re.search(r'<ul class="languages">(.*?)</ul>', html, re.DOTALL).group(1)
    items = re.findall(r"<li[^>]*>(.*?)</li>", switcher, re.DOTALL)
    return [re.search(r'href="([^"]+)"', item).group(1) if "href=" in item else None for item in items]


def publish_home(language):
    home = HomePage.objects.get(locale__language_code=language)
    home.standfirst = "A test."
    home.save_revision().publish()
    return HomePage.objects.get(pk=home.pk)


def test_the_menu_follows_the_order_of_the_pages(client):
    for section in (profiles, reports, chain_section):
        section()
    html = html_of(client, "/it/")
    assert [(address, title) for address, _state, title in menu(html)] == [
        ("/it/profili/", "Profili"),
        ("/it/relazioni/", "Relazioni"),
        ("/it/filiere/", "Filiere"),
    ]


def test_a_section_taken_out_of_the_menus_is_not_in_it(client):
    reports()
    section = profiles()
    section.show_in_menus = False
    section.save()
    assert titles(html_of(client, "/it/")) == ["Relazioni"]
    assert html_of(client, section.url)


@pytest.mark.parametrize("how", ["draft", "private"])
def test_a_section_the_public_may_not_see_is_not_in_the_menu(client, how):
    section = profiles()
    reports()
    if how == "draft":
        section.unpublish()
    else:
        section.view_restrictions.create(restriction_type="login")
    html = html_of(client, "/it/")
    assert titles(html) == ["Relazioni"]
    assert "Profili" not in html


def test_pages_below_a_section_are_not_in_the_menu(client):
    profile = make_profile()
    profile.show_in_menus = True
    profile.save()
    assert titles(html_of(client, "/it/")) == ["Profili"]


def test_a_site_without_sections_has_no_menu(client):
    assert menu(html_of(client, "/it/")) == []


def test_the_menu_marks_where_the_reader_is(client):
    chain = make_chain()
    profile, section = make_profile(), chain_section()
    reports()
    assert current(html_of(client, "/it/")) == {}
    assert current(html_of(client, profiles().url)) == {"Profili": 'aria-current="page"'}
    assert current(html_of(client, profile.url)) == {"Profili": 'aria-current="true"'}
    assert current(html_of(client, f"{section.url}{chain.slug}/")) == {"Filiere": 'aria-current="true"'}


def test_the_trail_leads_from_home_to_above_the_page(client):
    profile, report, chain = make_profile(), make_report(make_profile()), make_chain()
    section = chain_section()
    assert trail(html_of(client, "/it/")) == []
    assert trail(html_of(client, profiles().url)) == ["/it/"]
    assert trail(html_of(client, profile.url)) == ["/it/", profiles().url]
    assert trail(html_of(client, report.url)) == ["/it/", reports().url]
    assert trail(html_of(client, f"{section.url}{chain.slug}/")) == ["/it/", section.url]


def test_languages_without_a_home_are_named_and_lead_nowhere(client):
    html = html_of(client, "/it/")
    assert languages(html) == [None, None, None]
    assert html.count("data-missing") == 2


def test_languages_lead_to_the_translation_of_the_page_or_else_to_what_is_above_it(client):
    english = publish_home("en")
    section = reports()
    translated = ReportIndexPage(
        title="Reports", slug="reports", show_in_menus=True, translation_key=section.translation_key
    )
    add(english, translated)
    report = make_report(make_profile())
    assert languages(html_of(client, section.url)) == [None, "/en/reports/", None]
    assert languages(html_of(client, report.url)) == [None, "/en/reports/#not-translated", None]
    assert languages(html_of(client, "/en/reports/")) == ["/it/relazioni/", None, None]
    assert titles(html_of(client, "/en/")) == ["Reports"]


def test_a_translation_that_is_a_draft_is_not_led_to(client):
    english, section = publish_home("en"), reports()
    draft = ReportIndexPage(title="Reports", slug="reports", translation_key=section.translation_key)
    add(english, draft, live=False)
    assert languages(html_of(client, section.url)) == [None, "/en/#not-translated", None]


def test_the_frame_finds_the_sections_chains_link_to(client):
    chain = make_chain()
    profile = make_profile(chains=(chain,))
    assert "/filiere/" not in html_of(client, profile.url)
    section = chain_section()
    assert f'href="{section.url}{chain.slug}/"' in html_of(client, profile.url)
    assert ChainIndexPage.objects.listed().get() == section


def test_the_footer_holds_note_feed_and_data(client):
    HomePage.objects.filter(pk=italian_home().pk).update(footer_note="Pubblica la redazione.")
    assert 'href="/it/relazioni/feed/"' not in html_of(client, "/it/")
    reports()
    footer = html_of(client, "/it/").split('<footer class="site-footer">')[1]
    assert "Pubblica la redazione." in footer
    for address in ("/it/relazioni/feed/", "/api/v2/pages/", "/sitemap.xml"):
        assert f'href="{address}"' in footer


def test_the_name_of_the_site_is_the_one_staff_gave_it(client):
    site = Site.objects.get(is_default_site=True)
    site.site_name = "Il Nastro"
    site.save()
    html = html_of(client, "/it/")
    assert "Il Nastro</title>" in html
    assert "Il Nastro</a>" in html


def test_another_language_calls_the_site_as_its_home_page(client):
    open_home("zh-hans")
    HomePage.objects.filter(locale__language_code="zh-hans").update(title="产业带 La Cintura")
    told(reports(), "zh-hans", "reports", title="考察报告")
    html = html_of(client, "/zh-hans/reports/")
    assert "<title>考察报告 · 产业带 La Cintura</title>" in html
    assert '产业带 <span lang="it">La Cintura</span></a>' in html
    assert "<name>产业带 La Cintura</name>" in client.get("/zh-hans/reports/feed/").content.decode()
    assert "La Cintura</title>" in html_of(client, "/it/relazioni/")


def test_an_error_page_has_the_frame_too(visitor):
    reports()
    response = visitor.get("/it/mai-esistita/")
    assert response.status_code == 404
    assert titles(response.content.decode()) == ["Relazioni"]


def test_the_frame_costs_the_same_however_large_the_site_is(client):
    def cost(address):
        with CaptureQueriesContext(connection) as queries:
            client.get(address)
        return len(queries)

    section = open_questions()
    cost(section.url)
    alone = cost(section.url)
    for make in (reports, profiles, chain_section):
        make()
    for language in ("en", "zh-hans"):
        home = publish_home(language)
        add(home, ReportIndexPage(title="Reports", slug=f"reports-{language}", show_in_menus=True))
    cost(section.url)
    assert cost(section.url) == alone
