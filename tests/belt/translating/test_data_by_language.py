"""Feeds, exports, suggestions and lists keep to the language of their address, and say which it is."""

import csv
import json

import pytest

from tests.atom import ATOM, feed_at, links, titles
from tests.belt.translating.site import ADDRESSES, TAGS, html_at, in_every_language

pytestmark = pytest.mark.django_db

LANGUAGE = "{http://www.w3.org/XML/1998/namespace}lang"
CHAINS = ("Acqua", "Water", "水")
TOURS = ("Viaggio", "A tour", "考察")
COMPANIES = ("Fonte", "Spring", "甘泉")
EACH = pytest.mark.parametrize("number", range(3), ids=TAGS)


@pytest.fixture(autouse=True)
def whole_site(db):
    in_every_language()


def exported(client, number, name):
    response = client.get(f"{ADDRESSES['explorer'][number]}export.{name}")
    assert response["Content-Language"] == TAGS[number]
    assert f'filename="la-cintura-{TAGS[number]}.{name}"' in response["Content-Disposition"]
    return b"".join(response.streaming_content).decode("utf-8-sig")


@EACH
@pytest.mark.parametrize("name", ["reports", "chain", "explorer"])
def test_a_feed_says_its_language_and_leads_to_pages_of_it(client, number, name):
    address = ADDRESSES[name][number]
    root = feed_at(client, f"{address}feed/")
    assert root.get(LANGUAGE) == TAGS[number]
    assert links(root, "self") == [f"http://testserver{address}feed/"]
    assert links(root, "alternate") == [f"http://testserver{address}"]
    assert TOURS[number] in titles(root)
    entries = root.findall(f"{ATOM}entry")
    led_to = [address for entry in entries for address in links(entry, "alternate")]
    assert all(one.startswith(f"http://testserver/{TAGS[number].lower()}/") for one in led_to)
    assert len(led_to) == len(entries) == (3 if name == "explorer" else 1)


@EACH
def test_a_feed_calls_chains_as_its_readers_do(client, number):
    root = feed_at(client, f"{ADDRESSES['chain'][number]}feed/")
    assert root.findtext(f"{ATOM}title") == f"{CHAINS[number]} · La Cintura"
    terms = [category.get("term") for category in root.iter(f"{ATOM}category")]
    assert terms == [CHAINS[number]]


@EACH
@pytest.mark.parametrize("name", ["reports", "chain", "explorer"])
def test_a_page_announces_the_feed_of_its_own_language(client, number, name):
    address = ADDRESSES[name][number]
    head = html_at(client, address).head
    assert [link["href"] for link in head.select("link[type='application/atom+xml']")] == [f"{address}feed/"]


@EACH
def test_exports_hold_one_language_and_say_which(client, number):
    told = json.loads(exported(client, number, "json"))
    assert told["language"] == TAGS[number]
    rows = list(csv.DictReader(exported(client, number, "csv").splitlines()))
    assert {row["title"] for row in rows} >= {TOURS[number], COMPANIES[number]}
    assert [row["url"] for row in rows] == [row["url"] for row in told["results"]]
    for row in [*rows, *told["results"]]:
        assert row["language"] == TAGS[number]
        assert row["url"].startswith(f"http://testserver/{TAGS[number].lower()}/")


@EACH
def test_suggestions_lead_to_pages_of_the_language_of_those_who_type(client, number):
    explorer = ADDRESSES["explorer"][number]
    found = client.get(f"{explorer}suggest/", {"q": COMPANIES[number]}).json()["suggestions"]
    assert [(one["text"], one["url"]) for one in found] == [(COMPANIES[number], ADDRESSES["company"][number])]
    for name in CHAINS:
        found = client.get(f"{explorer}suggest/", {"q": name}).json()["suggestions"]
        assert [one["url"] for one in found] == [ADDRESSES["chain"][number]], name


@EACH
def test_from_a_to_z_lists_the_profiles_of_one_language(client, number):
    main = html_at(client, ADDRESSES["a to z"][number]).main
    listed = {link["href"] for link in main.select(".rows__title a")}
    assert listed == {ADDRESSES["company"][number], ADDRESSES["place"][number]}
