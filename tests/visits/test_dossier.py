"""What a report prints beyond what the screen shows: its profiles in full and the addresses it names."""

import json

import pytest
from bs4 import BeautifulSoup

from entities.models import EditorialNote
from tests.factories import make_place, make_profile, make_report
from tests.translations import translate

pytestmark = pytest.mark.django_db


def body(*blocks):
    return json.dumps([{"type": kind, "value": value} for kind, value in blocks])


def heading(text, level):
    return "heading", {"text": text, "level": level}


def link(page):
    return "paragraph", f'<p>Si veda <a linktype="page" id="{page.pk}">qui</a>.</p>'


def printed(client, report):
    """The part of the page that only paper shows."""
    return BeautifulSoup(client.get(report.url).content, "html.parser").select_one("#stops ~ .on-paper")


def test_each_stop_prints_its_profile_in_full_in_the_order_of_the_tour(client):
    first = make_profile(title="Prima", summary="Fa sedili.", body=body(("paragraph", "<p>Storia.</p>")))
    second = make_profile(title="Seconda")
    entries = printed(client, make_report(second, first)).select("article")
    assert [entry.h3.get_text() for entry in entries] == ["1. Seconda", "2. Prima"]
    assert "Fa sedili." in entries[1].get_text()
    assert "Storia." in entries[1].get_text()
    assert first.full_url in entries[1].get_text()


def test_headings_of_a_printed_profile_stand_below_its_name_and_have_no_anchor(client):
    profile = make_profile(body=body(heading("Storia", "h2"), heading("Oggi", "h3")))
    entry = printed(client, make_report(profile))
    assert [(tag.name, tag.get_text(), tag.get("id")) for tag in entry.find_all(["h4", "h5"])] == [
        ("h4", "Storia", None),
        ("h5", "Oggi", None),
    ]


def test_a_profiles_notes_are_printed_with_it_and_told_apart_by_its_name(client):
    notes = [
        EditorialNote(kind="gap", title="In testa", text="?"),
        EditorialNote(kind="gap", title="Nel testo", text="?", code="qui"),
    ]
    profile = make_profile(title="Bosideng", body=body(("note", "qui")), rows={"editorial_notes": notes})
    asides = printed(client, make_report(profile)).select("aside")
    assert [aside.select_one(".note__title").get_text() for aside in asides] == ["In testa", "Nel testo"]
    assert all(aside["aria-label"].endswith("(Bosideng)") for aside in asides)


def test_links_in_a_printed_profile_lead_where_the_public_may_go(client):
    shown, hidden = make_place(), make_place(live=False)
    entry = printed(client, make_report(make_profile(body=body(link(shown), link(hidden)))))
    assert [found.get("href") for found in entry.select(".prose a")] == [shown.url, None]


def test_a_profile_the_public_may_not_see_is_not_printed(client):
    hidden = make_profile(title="Segreta", live=False, body=body(("paragraph", "<p>Riserbo.</p>")))
    assert "Riserbo" not in printed(client, make_report(hidden)).get_text()


def test_the_addresses_of_all_pages_named_are_printed_whole(client):
    named, from_profile, hidden = make_place(), make_place(), make_place(live=False)
    report = make_report(make_profile(body=body(link(from_profile))), body=body(link(named), link(hidden)))
    page = BeautifulSoup(client.get(report.url).content, "html.parser")
    listed = {row.dt.get_text(): row.dd.get_text() for row in page.select(".addresses > div")}
    assert listed == {place.title: place.full_url for place in (named, from_profile)}


def test_a_profile_prints_the_addresses_it_names(client):
    named = make_place()
    page = BeautifulSoup(client.get(make_profile(body=body(link(named))).url).content, "html.parser")
    assert [row.get_text() for row in page.select(".addresses dd")] == [named.full_url]


def test_notes_of_a_profile_in_another_language_are_printed_in_that(client):
    notes = [EditorialNote(kind="gap", title="Manca l’anno", text="Il testo non lo dice.")]
    report = make_report(make_profile(title="Bosideng", rows={"editorial_notes": notes}))
    report.save_revision().publish()
    [aside] = printed(client, translate(report, "zh-hans", "ZH ")).select("aside")
    assert aside.find_parent(lang=True)["lang"] == "it"
    assert aside["aria-label"] == "Nota di redazione: Manca l’anno (Bosideng)"
    assert not aside.select("[lang]")
