"""What the explorer's page says and links to, for readers and for machines."""

import csv
import io
import json
import xml.etree.ElementTree as ET

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from belt.explorer.facets import forget
from belt.explorer.selection import LONGEST_QUERY
from entities.models import EntityName
from tests.atom import ATOM
from tests.belt.explorer.desk import Screen, everything_of, explorer
from tests.factories import chain_section, make_chain, make_place, make_profile, make_report

pytestmark = [pytest.mark.django_db, pytest.mark.dialect]

QUERIES = 25


@pytest.fixture
def coffee():
    """Two profiles in Kunshan, one of them in the chain of coffee, and a report."""
    explorer(), chain_section()
    city = make_place(title="Kunshan", slug="kunshan")
    chain = make_chain(name="Caffè", slug="caffe")
    profile = make_profile(title="=Centro", located_in=city, chains=(chain,))
    make_report(profile, start_date="2025")
    return profile


def test_the_selection_reads_as_a_sentence(coffee):
    assert Screen(("chain", "caffe"), ("type", "profile")).sentence == "1 profilo nella filiera Caffè"
    screen = Screen(("place", "kunshan"), ("chain", "caffe"), ("q", "centro"))
    assert screen.sentence == "1 profilo a Kunshan nella filiera Caffè con la parola «centro»"
    assert Screen(("chain", "caffe")).sentence == "1 profilo e 1 relazione nella filiera Caffè"
    assert Screen(("year", "2025"), ("type", "report")).sentence == "1 relazione nei viaggi del 2025"
    assert Screen(("kind", "park"), ("status", "verified")).sentence.startswith("Nessun risultato di tipo")


def test_neither_search_takes_more_than_can_be_asked(client, coffee):
    assert client.get(explorer().url).content.decode().count(f'maxlength="{LONGEST_QUERY}"') == 2


def test_a_report_is_not_said_to_have_touched_the_chain_in_the_place():
    explorer()
    kunshan = make_place(title="Kunshan", slug="kunshan")
    coffee = make_chain(name="Caffè", slug="caffe")
    make_report(make_profile(located_in=kunshan), make_profile(chains=(coffee,)))
    screen = Screen(("chain", "caffe"), ("place", "kunshan"))
    assert screen.sentence == "1 relazione con Kunshan tra i luoghi e Caffè tra le filiere"


def test_the_sentence_is_good_italian(coffee):
    make_place(title="Fengjinnan", slug="fengjinnan", kind="district")
    make_place(title="Distretto di Putuo", slug="putuo", kind="district")
    for year in ("2024", "2022"):
        make_report(coffee, start_date=year)
    assert Screen(("place", "fengjinnan")).sentence == "1 profilo a Fengjinnan"
    assert Screen(("place", "putuo")).sentence == "1 profilo nel Distretto di Putuo"
    several = Screen(("status", "received"), ("status", "stub"), ("kind", "company"), ("kind", "park"))
    assert "di tipo «azienda» o «parco" in several.sentence
    assert "con stato «ricevuto, da verificare» o «senza" in several.sentence
    years = Screen(("year", "2024"), ("year", "2022"), ("type", "report"))
    assert years.sentence == "2 relazioni nei viaggi del 2022 o del 2024"
    nothing = Screen(("type", "report"), ("kind", "city"))
    assert nothing.sentence == "Nessuna relazione di tipo città"
    assert "corrisponde" not in nothing.html


def test_a_chip_takes_its_value_away(coffee):
    html = Screen(("chain", "caffe"), ("place", "kunshan")).html
    assert 'href="/it/esplora/?place=kunshan"' in html
    assert 'href="/it/esplora/?chain=caffe"' in html


def test_what_was_ignored_is_named(coffee):
    html = Screen(("chain", "no-such"), ("colour", "<b>")).html
    assert "Ignorato: chain=no-such" in html
    assert "Ignorato: colour=&lt;b&gt;" in html


def test_what_was_ignored_is_shown_short_and_without_signs_that_disturb(coffee):
    screen = Screen(("fbclid", "x" * 300), ("utm", "\u202e\0"), ("page", "99"), ("chain", "caffe"))
    assert screen.response.status_code == 200
    assert f"Ignorato: fbclid={'x' * 32}…<" in screen.html
    assert "Ignorato: utm=\ufffd\ufffd" in screen.html
    assert "Ignorato: page=99" in screen.html
    assert screen.found == Screen(("chain", "caffe")).found


def test_too_much_is_a_clear_400(client):
    explorer()
    answer = client.get("/it/esplora/?" + "&".join(f"chain=a{number}" for number in range(13)))
    assert answer.status_code == 400
    assert "dodici valori" in answer.content.decode()
    assert client.get("/it/esplora/", {"q": "x" * 201}).status_code == 400
    assert client.get("/it/esplora/?q=%ff").status_code == 400
    assert client.get("/it/esplora/export.csv?q=%00").status_code == 400
    assert client.get("/it/esplora/?foo%00=a").status_code == 400
    assert client.get("/it/esplora/?%ff=a").status_code == 400
    many = client.get("/it/esplora/", {"q": " ".join(f"a{number}" for number in range(33))})
    assert many.status_code == 400
    assert "trentadue parole" in many.content.decode()


def test_one_chain_belongs_to_its_own_page_and_more_to_nobody(coffee):
    assert 'rel="canonical" href="http://testserver/it/filiere/caffe/"' in Screen(("chain", "caffe")).html
    assert "noindex" not in Screen(("chain", "caffe")).html
    assert 'rel="canonical" href="http://localhost/it/esplora/"' in Screen().html
    for pairs in ([("q", "centro")], [("chain", "caffe"), ("place", "kunshan")], [("type", "report")]):
        assert 'content="noindex, nofollow"' in Screen(*pairs).html


def test_crawlers_are_kept_from_combinations(client, coffee):
    robots = client.get("/robots.txt").content.decode().splitlines()
    assert "Disallow: /it/esplora/?" in robots
    assert "Allow: /it/esplora/?chain=" in robots
    assert "Disallow: /it/esplora/?chain=*&" in robots


def test_the_feed_has_the_same_results(client, coffee):
    answer = client.get("/it/esplora/feed/?chain=caffe")
    entries = ET.fromstring(answer.content).findall(f"{ATOM}entry")  # noqa: S314 -- our own feed
    assert len(entries) == Screen(("chain", "caffe")).total == 2


def test_the_exports_have_the_same_results_in_the_same_order(client, coffee):
    query = "?place=kunshan"
    expected = everything_of(("place", "kunshan"))
    rows = json.loads(b"".join(client.get(f"/it/esplora/export.json{query}").streaming_content))["results"]
    assert [row["id"] for row in rows] == expected
    text = b"".join(client.get(f"/it/esplora/export.csv{query}").streaming_content).decode("utf-8-sig")
    table = list(csv.DictReader(io.StringIO(text)))
    assert [int(row["id"]) for row in table] == expected
    assert {row["title"] for row in table} >= {"'=Centro"}
    assert rows[0]["url"].startswith("http://testserver/it/")
    labelled = next(row for row in rows if row["chains"])
    assert labelled["chain_labels"] == ["Caffè"]
    assert labelled["kind_label"] == "azienda"
    assert labelled["verification_label"]


def test_the_exports_say_which_chinese_name_is_doubtful(client, coffee):
    for title, doubtful in (("Sicura", False), ("Incerta", True)):
        name = EntityName(text="中科", language="zh", script="Hans", doubtful=doubtful)
        make_profile(title=title, rows={"names": [name]})
    told = json.loads(b"".join(client.get("/it/esplora/export.json").streaming_content))["results"]
    assert {row["title"] for row in told if row["chinese_name_doubtful"]} == {"Incerta"}
    text = b"".join(client.get("/it/esplora/export.csv").streaming_content).decode("utf-8-sig")
    table = {row["title"]: row["chinese_name_doubtful"] for row in csv.DictReader(io.StringIO(text))}
    assert (table["Sicura"], table["Incerta"], table["'=Centro"]) == ("false", "true", "false")


def test_the_exports_give_the_name_in_the_other_script(client, coffee):
    chinese = EntityName(text="清陶能源", language="zh", script="Hans")
    profile = make_profile(title="Qingtao Energy", rows={"names": [chinese]})
    told = json.loads(b"".join(client.get("/it/esplora/export.json").streaming_content))["results"]
    row = next(row for row in told if row["id"] == profile.pk)
    assert (row["name_beside"], row["name_beside_language"]) == ("清陶能源", "zh-Hans")


def test_other_exports_do_not_exist(client, coffee):
    assert client.get("/it/esplora/export.xml").status_code == 404
    assert client.get("/it/profili/export.csv").status_code == 404
    explorer().unpublish()
    assert client.get("/it/esplora/export.csv").status_code == 404


def test_a_link_of_the_matrix_gives_what_its_cell_says(client, coffee):
    for address in ("/it/", "/it/filiere/"):
        html = client.get(address).content.decode()
        assert 'href="/it/esplora/?type=profile&amp;chain=caffe&amp;place=kunshan"' in html
    assert Screen(("type", "profile"), ("chain", "caffe"), ("place", "kunshan")).total == 1


def queries_of(*pairs):
    forget()
    with CaptureQueriesContext(connection) as queries:
        assert Screen(*pairs).response.status_code == 200
    return len(queries)


def test_queries_are_few_and_do_not_grow(coffee):
    pairs = [
        ("q", "prova"),
        ("type", "profile"),
        ("chain", "caffe"),
        ("place", "kunshan"),
        ("kind", "company"),
    ]
    Screen(*pairs)
    before = queries_of(*pairs), queries_of()
    city = make_place(located_in=None)
    for _number in range(30):
        chain = make_chain()
        make_report(make_profile(located_in=city, chains=(chain,)), start_date="2024")
    after = queries_of(*pairs), queries_of()
    assert after == before
    assert max(after) <= QUERIES


def test_pages_of_results_hold_every_result_once(coffee):
    for _number in range(30):
        make_profile()
    found = everything_of()
    assert len(found) == len(set(found)) == Screen().total
    assert Screen(("page", "9999")).found == Screen().found


pieces = st.sampled_from(["q", "chain", "place", "page", "=", "&", "%", "%ff", "%00", "a", ";", "\xff"])
queries = st.binary(max_size=60).map(lambda raw: raw.decode("latin-1")) | st.lists(pieces).map("".join)


@settings(max_examples=60, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(query=queries)
def test_no_address_breaks_the_explorer(client, coffee, query):
    for path in ("/it/esplora/", "/it/esplora/suggest/", "/it/esplora/export.json", "/it/esplora/feed/"):
        answer = client.get(path, QUERY_STRING=query)
        assert answer.status_code in (200, 400)
