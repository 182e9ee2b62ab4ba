"""Links to chains are addresses: of one language, and led on to that of the reader."""

import json

import pytest
from django.utils.translation import override
from wagtail.models import Page

from entities.prose import Destination, led_on
from tests.factories import chain_section, make_chain, make_profile, make_report
from tests.translations import translate

pytestmark = pytest.mark.django_db


def body(address):
    text = f'<p>Il <a href="{address}">caffè</a>.</p>'
    return json.dumps([{"type": "paragraph", "value": text, "id": "a"}])


@pytest.fixture
def link(db):
    """The address of a chain in Italian."""
    return f"{chain_section().url}{make_chain(slug='caffe').slug}/"


def links_on(client, page):
    html = client.get(page.url).content.decode()
    return html.split('class="prose"')[1]


@pytest.mark.parametrize(
    ("before", "further"),
    [("", ""), ("", "?stage=upstream&amp;p=2"), ("", "#profili"), ("http://localhost", "feed/")],
)
def test_a_translated_text_leads_to_the_chain_in_its_language(client, link, before, further):
    page = make_report(make_profile(), body=body(before + link + further))
    english = translate(page)
    section = translate(chain_section())
    assert f'<a href="{before}{link}{further}">' in links_on(client, page)
    assert f'<a href="{section.url}caffe/{further}">' in links_on(client, english)


def test_so_does_what_was_seen_at_a_stop(client, link):
    page = make_report(make_profile())
    [stop] = page.stops.all()
    stop.observation = f'<p>Il <a href="{link}">caffè</a>.</p>'
    page.stops = [stop]
    page.save_revision().publish()
    english = translate(page)
    section = translate(chain_section())
    assert f'<a href="{section.url}caffe/">' in client.get(english.url).content.decode()


def test_where_the_language_has_no_chains_the_link_says_in_which_it_leads(client, link):
    english = translate(make_report(make_profile(), body=body(link)))
    assert f'<a href="{link}" hreflang="it" data-language="(in Italian)">' in links_on(client, english)


def test_a_link_that_was_written_for_the_language_stays(client, link):
    section = translate(chain_section())
    address = f"{section.url}caffe/"
    english = translate(make_report(make_profile(), body=body(address)))
    assert f'<a href="{address}">' in links_on(client, english)


@pytest.mark.parametrize(
    ("address", "led"),
    [
        ("/it/filiere/", "/en/chains/"),
        ("/it/filiere", "/en/chains/"),
        ("/it/filiere?x=1", "/en/chains/?x=1"),
        ("/it/filiere-altre/", "/it/filiere-altre/"),
    ],
)
def test_it_goes_by_the_whole_name_of_the_section(address, led):
    with override("en"):
        html = led_on(f'<a href="{address}">x</a>', {"/it/filiere/": Destination("/en/chains/")})
    assert html.startswith(f'<a href="{led}"')


def test_any_other_page_in_another_language_says_so():
    link = '<a href="/it/profili/kunshan/">x</a>'
    with override("en"):
        assert 'hreflang="it" data-language="(in Italian)"' in led_on(link, {})
    assert led_on(link, {}) == link


@pytest.mark.parametrize("html", ['<a href="/altro/x/">x</a>', '<a href="//e.org/">x</a>', "<p>x</p>"])
def test_other_links_stay(html):
    assert led_on(html, {"/it/filiere/": Destination("/en/chains/"), 3: Destination("/it/x/")}) == html


def test_no_query_is_made_for_it(client, link, django_assert_max_num_queries):
    pages = [make_report(make_profile(), body=body(given)) for given in (link, "/altro/")]
    translate(chain_section())
    english = [translate(page) for page in pages]
    assert Page.objects.filter(pk__in=[page.pk for page in english], live=True).count() == 2
    counts = []
    for page in english:
        client.get(page.url)
        with django_assert_max_num_queries(30) as asked:
            client.get(page.url)
        counts.append(len(asked))
    assert counts[0] == counts[1]


def test_a_full_address_of_a_page_in_another_language_says_so(client, db):
    english = translate(make_report(make_profile(), body=body("http://localhost/it/profili/a-z/")))
    link = '<a href="http://localhost/it/profili/a-z/" hreflang="it" data-language="(in Italian)">'
    assert link in links_on(client, english)
