"""The front door: newest report, what changed lately, matrix and map."""

import datetime as dt

import pytest
from wagtail.models import Locale, Page

from belt.changes import CHANGES_SHOWN
from belt.models import HomePage
from tests.factories import italian_home, make_chain, make_place, make_profile, make_report, reports

pytestmark = pytest.mark.django_db


def opened(client):
    response = client.get("/it/")
    assert response.status_code == 200
    return response.context


def hide(page):
    page.view_restrictions.create(restriction_type="login")


def published(page, first, last):
    moments = [dt.datetime(2025, 7, day, tzinfo=dt.UTC) for day in (first, last)]
    Page.objects.filter(pk=page.pk).update(first_published_at=moments[0], last_published_at=moments[1])


def changed(client):
    return [change.page.pk for change in opened(client)["changes"]]


def test_the_home_says_what_the_site_is(client):
    HomePage.objects.filter(pk=italian_home().pk).update(
        headline="Viaggi lungo il fiume", standfirst="Otto città."
    )
    html = client.get("/it/").content.decode()
    assert "<h1>Viaggi lungo il fiume</h1>" in html
    assert '<p class="standfirst">Otto città.</p>' in html
    assert '<meta name="description" content="Otto città.">' in html


def test_an_empty_site_has_a_home(client):
    context = opened(client)
    assert context["newest_report"] is None
    assert context["changes"] == []
    assert context["belt_map"] is None
    assert context["matrix"].rows == []


def test_the_newest_tour_is_shown_whenever_it_was_published(client):
    newest = make_report(make_profile(), start_date="2025-06")
    make_report(make_profile(), start_date="2024")
    make_report(make_profile())
    response = client.get("/it/")
    assert response.context["newest_report"] == newest
    assert f'data-result="{newest.pk}"' in response.content.decode()


@pytest.mark.parametrize("how", ["draft", "private", "other language"])
def test_a_report_the_reader_may_not_see_is_not_the_newest(client, how):
    shown = make_report(make_profile(), start_date="2024")
    other = make_report(make_profile(), start_date="2025", live=how != "draft", title="Riservata")
    if how == "private":
        hide(other)
    elif how == "other language":
        english = HomePage.objects.get(locale=Locale.objects.get(language_code="en"))
        other.move(english, "last-child")
    response = client.get("/it/")
    assert response.context["newest_report"] == shown
    assert "Riservata" not in response.content.decode()


def test_reports_and_profiles_published_last_come_first(client):
    site = make_profile()
    report = make_report(site, delegation=site)
    published(site, 1, 3)
    published(report, 2, 2)
    assert changed(client) == [site.pk, report.pk]
    told = [(change.page.pk, change.is_new) for change in opened(client)["changes"]]
    assert told == [(site.pk, False), (report.pk, True)]


def test_equal_moments_keep_one_order(client):
    pages = [make_profile() for _ in range(3)]
    for page in pages:
        published(page, 1, 1)
    assert changed(client) == [page.pk for page in reversed(pages)]


def test_only_the_latest_changes_are_shown(client):
    for _ in range(CHANGES_SHOWN + 2):
        make_profile()
    assert len(changed(client)) == CHANGES_SHOWN


def test_sections_are_no_news(client):
    reports()
    assert changed(client) == []


def test_what_the_public_may_not_see_is_no_news(client):
    hide(make_profile(title="Riservata"))
    make_profile(title="Bozza segreta", live=False)
    response = client.get("/it/")
    assert response.context["changes"] == []
    html = response.content.decode()
    assert "Riservata" not in html
    assert "Bozza segreta" not in html


def test_a_page_changed_in_a_draft_shows_what_is_published(client):
    profile = make_profile(title="Com’era")
    profile.title = "Come sarà"
    profile.save_revision()
    html = client.get("/it/").content.decode()
    assert "Com’era" in html
    assert "Come sarà" not in html


def test_the_matrix_counts_what_stands_in_this_language(client):
    kunshan, chain = make_place(title="Kunshan"), make_chain(name="Batterie")
    make_profile(located_in=kunshan, chains=(chain,))
    foreign = make_profile(located_in=kunshan, chains=(chain,))
    english = Locale.objects.get(language_code="en")
    type(foreign).objects.filter(pk=foreign.pk).update(locale=english)
    [row] = opened(client)["matrix"].rows
    assert (row.chain, [cell.count for cell in row.cells]) == (chain, [1])


@pytest.mark.parametrize(
    "address", ["/it/mai-esistita/", "/it/relazioni/mai-esistita/", "/it/mai/esistita/affatto/"]
)
def test_an_address_that_leads_nowhere_is_not_found(visitor, address):
    reports()
    assert visitor.get(address).status_code == 404
