"""The Atom feed of a section of reports."""

import datetime as dt

import pytest

from tests.atom import ATOM, feed_at, links, titles
from tests.factories import make_chain, make_profile, make_report, reports

pytestmark = pytest.mark.django_db


def feed(client):
    return feed_at(client, reports().feed_url)


def test_the_address_is_the_sections_own():
    assert reports().feed_url == "/it/relazioni/feed/"


def test_the_feed_says_what_it_is_and_in_which_language(client):
    make_report(make_profile())
    root = feed(client)
    assert root.tag == f"{ATOM}feed"
    assert root.findtext(f"{ATOM}title") == f"{reports().title} · La Cintura"
    assert root.get("{http://www.w3.org/XML/1998/namespace}lang") == "it"
    assert root.findtext(f"{ATOM}id")
    assert links(root, "self") == ["http://testserver/it/relazioni/feed/"]
    assert links(root, "alternate") == ["http://testserver/it/relazioni/"]


def test_tours_come_newest_first_and_those_without_a_date_last(client):
    for title, date in [("Vecchio", "2024"), ("Ignoto", ""), ("Nuovo", "2025-06-12")]:
        make_report(make_profile(), title=title, start_date=date)
    assert titles(feed(client)) == ["Nuovo", "Vecchio", "Ignoto"]


def test_only_public_reports_are_told(client):
    make_report(make_profile(), title="Pubblica")
    make_report(make_profile(), title="Bozza", live=False)
    make_report(make_profile(), title="Privata").view_restrictions.create(restriction_type="login")
    assert titles(feed(client)) == ["Pubblica"]


def test_links_are_absolute_and_identify_the_entry(client):
    reported = [make_report(make_profile()), make_report(make_profile())]
    entries = feed(client).findall(f"{ATOM}entry")
    addresses = [links(entry, "alternate") for entry in entries]
    assert addresses == [[f"http://testserver{report.url}"] for report in reversed(reported)]
    assert len({entry.findtext(f"{ATOM}id") for entry in entries}) == 2


def test_entries_say_when_they_were_published_and_updated(client):
    report = make_report(make_profile())
    report.save_revision().publish()
    report.refresh_from_db()
    assert report.first_published_at < report.last_published_at
    root = feed(client)
    entry = root.find(f"{ATOM}entry")
    told = [dt.datetime.fromisoformat(entry.findtext(f"{ATOM}{name}")) for name in ("published", "updated")]
    assert told == [report.first_published_at, report.last_published_at]
    assert dt.datetime.fromisoformat(root.findtext(f"{ATOM}updated")) == told[1]


def test_entries_carry_the_chains_of_the_tour(client):
    own, seen = make_chain(name="Batterie"), make_chain(name="Schermi")
    make_report(make_profile(chains=(seen,)), chains=(own,))
    entry = feed(client).find(f"{ATOM}entry")
    assert [category.get("term") for category in entry.findall(f"{ATOM}category")] == ["Batterie", "Schermi"]


def test_the_feed_names_its_author_as_atom_demands(client):
    make_report(make_profile())
    root = feed(client)
    assert root.findtext(f"{ATOM}author/{ATOM}name")


def test_an_introduction_becomes_words_without_markup(client):
    section = reports()
    section.introduction = "<p>Ricerca &amp; <b>sviluppo</b></p>"
    section.save()
    assert feed(client).findtext(f"{ATOM}subtitle") == "Ricerca & sviluppo"


def test_a_standfirst_with_signs_of_markup_is_read_as_it_was_written(client):
    make_report(make_profile(), standfirst="Costi <b> & ricavi < 10")
    summary = feed(client).find(f"{ATOM}entry/{ATOM}summary")
    as_text = summary.get("type", "text") == "text"
    assert summary.text == ("Costi <b> & ricavi < 10" if as_text else "Costi &lt;b&gt; &amp; ricavi &lt; 10")


def test_an_empty_section_has_an_empty_feed(client):
    assert titles(feed(client)) == []


def test_the_feed_is_short(client, monkeypatch):
    monkeypatch.setattr("visits.feeds.ReportFeed.length", 3)
    for _ in range(4):
        make_report(make_profile(), make_profile(), chains=(make_chain(),))
    assert len(titles(feed(client))) == 3


def test_the_feed_of_a_private_section_is_private_too(client):
    make_report(make_profile(), title="Riservata")
    reports().view_restrictions.create(restriction_type="login")
    response = client.get(reports().feed_url)
    assert response.status_code == 302
    assert b"Riservata" not in response.content


def test_the_section_announces_its_feed(client):
    page = client.get(reports().url).content.decode()
    assert '<link rel="alternate" type="application/atom+xml" href="/it/relazioni/feed/"' in page
