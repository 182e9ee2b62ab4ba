"""The Atom feed of each chain: the reports that touched it or a part of it."""

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from tests.atom import ATOM, feed_at, links, titles
from tests.factories import chain_section, make_chain, make_place, make_profile, make_report, reports

pytestmark = pytest.mark.django_db


def address_of(chain):
    return f"{chain_section().url}{chain.slug}/feed/"


def feed(client, chain):
    return feed_at(client, address_of(chain))


def test_the_feed_says_which_chain_it_follows(client):
    chain = make_chain(name="Batterie", definition="Dal litio & dal sale.")
    root = feed(client, chain)
    assert root.tag == f"{ATOM}feed"
    assert root.findtext(f"{ATOM}title") == "Batterie · La Cintura"
    assert root.findtext(f"{ATOM}subtitle") == "Dal litio & dal sale."
    assert links(root, "self") == [f"http://testserver{address_of(chain)}"]
    assert links(root, "alternate") == [f"http://testserver{chain_section().url}{chain.slug}/"]


def test_reports_that_name_the_chain_or_stop_in_it_come_newest_first(client):
    chain = make_chain()
    make_report(make_profile(), chains=(chain,), title="Nominata", start_date="2024")
    make_report(make_profile(chains=(chain,)), title="Visitata", start_date="2025")
    make_report(make_profile(), title="Altra", start_date="2025-06")
    root = feed(client, chain)
    assert titles(root) == ["Visitata", "Nominata"]
    for entry in root.findall(f"{ATOM}entry"):
        assert links(entry, "alternate")[0].startswith(f"http://testserver{reports().url}")
        assert entry.findtext(f"{ATOM}updated")


def test_parts_of_a_chain_are_followed_with_it_and_not_the_other_way(client):
    top = make_chain()
    part = make_chain(parent=top)
    make_report(make_profile(chains=(part,)), title="Nella parte")
    make_report(make_profile(), chains=(top,), title="Nel tutto")
    assert set(titles(feed(client, top))) == {"Nella parte", "Nel tutto"}
    assert titles(feed(client, part)) == ["Nella parte"]


def test_private_and_draft_reports_and_private_sites_are_absent(client):
    chain = make_chain()
    secret = make_profile(chains=(chain,))
    make_report(secret, title="Passa dal segreto")
    secret.view_restrictions.create(restriction_type="login")
    make_report(make_profile(), chains=(chain,), title="Bozza", live=False)
    hidden = make_report(make_profile(), chains=(chain,), title="Privata")
    hidden.view_restrictions.create(restriction_type="login")
    assert titles(feed(client, chain)) == []


def test_each_address_is_announced_on_its_page(client):
    chain = make_chain()
    html = client.get(f"{chain_section().url}{chain.slug}/").content.decode()
    assert f'<link rel="alternate" type="application/atom+xml" href="{address_of(chain)}"' in html


def test_both_feeds_cost_the_same_however_many_rows_there_are(client):
    chain = make_chain()

    def travel():
        sites = [make_profile(located_in=make_place(), chains=(chain, make_chain())) for _ in range(2)]
        make_report(*sites, chains=(chain, make_chain()))

    def costs():
        found = []
        for address in (address_of(chain), reports().feed_url):
            client.get(address)
            with CaptureQueriesContext(connection) as queries:
                assert client.get(address).status_code == 200
            found.append(len(queries))
        return found

    travel()
    few = costs()
    for _ in range(2):
        travel()
    assert costs() == few
