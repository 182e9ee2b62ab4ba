"""What the site knows it does not know, computed from its rows."""

import pytest
from wagtail.models import Locale, Site

from belt.models import SiteSettings
from entities.models import EditorialNote, Source
from tests.factories import italian_home, make_place, make_profile, make_report, open_questions

pytestmark = [pytest.mark.django_db, pytest.mark.dialect]


def note(title, kind="gap", **given):
    return EditorialNote(kind=kind, title=title, text="Che cosa manca?", **given)


def known(**given):
    """A profile that lacks nothing."""
    values = {"verification": "received", "kind": "institution"}
    rows = {"sources": [Source(title="Testo", locale=italian_home().locale)]}
    return make_profile(rows=rows | given.pop("rows", {}), **values | given)


def asked(client):
    response = client.get(open_questions().url)
    assert response.status_code == 200
    return response.context


def hide(page):
    page.view_restrictions.create(restriction_type="login")


def counts(context):
    return {name: len(context[name]) for name in ("stubs", "undated_reports", "unplaced", "unsourced")}


def test_a_site_without_gaps_asks_nothing(client):
    known()
    response = client.get(open_questions().url)
    context = response.context
    assert context["note_count"] == 0
    assert set(counts(context).values()) == {0}
    assert "data-note" not in response.content.decode()


def test_open_notes_of_profiles_and_reports_are_listed_by_kind(client):
    known(title="Profilo", rows={"editorial_notes": [note("Uno"), note("Due", kind="contradiction")]})
    make_report(known(), delegation=known(), rows={"editorial_notes": [note("Tre")]}, title="Viaggio")
    context = asked(client)
    groups = {group["kind"]: [found.title for found in group["notes"]] for group in context["note_groups"]}
    assert groups == {"contradiction": ["Due"], "gap": ["Uno", "Tre"]}
    assert context["note_count"] == 3
    assert [group["label"] for group in context["note_groups"]] == ["contraddizioni", "informazioni mancanti"]


def test_each_note_leads_to_its_page(client):
    profile = known(rows={"editorial_notes": [note("Dubbio")]})
    html = client.get(open_questions().url).content.decode()
    assert 'data-note="gap"' in html
    assert f'<a href="{profile.url}">{profile.title}</a>' in html


def test_resolved_notes_ask_nothing_any_more(client):
    resolved = note("Chiusa", status="resolved", resolved_on="2025-07-01", resolution="Corretto.")
    known(rows={"editorial_notes": [resolved]})
    assert asked(client)["note_count"] == 0


def test_profiles_known_only_from_reports_are_listed(client):
    stub = known(verification="stub")
    known(verification="verified", verified_by="Redazione", verified_on="2025-07-01")
    context = asked(client)
    assert context["stubs"] == [stub]
    assert counts(context) == {"stubs": 1, "undated_reports": 0, "unplaced": 0, "unsourced": 0}


def test_tours_without_a_date_are_listed(client):
    undated = make_report(known(), delegation=known())
    make_report(known(), delegation=known(), start_date="2025")
    context = asked(client)
    assert context["undated_reports"] == [undated]
    assert counts(context) == {"stubs": 0, "undated_reports": 1, "unplaced": 0, "unsourced": 0}


@pytest.mark.parametrize("kind", ["company", "park", "exhibition_centre", "creative_hub"])
def test_sites_without_a_place_are_listed(client, kind):
    site = known(kind=kind)
    known(kind=kind, located_in=known(kind="city"))
    context = asked(client)
    assert context["unplaced"] == [site]
    assert counts(context) == {"stubs": 0, "undated_reports": 0, "unplaced": 1, "unsourced": 0}


@pytest.mark.parametrize("kind", ["city", "district", "province", "region", "institution", "programme"])
def test_what_is_no_site_needs_no_place(client, kind):
    known(kind=kind)
    assert asked(client)["unplaced"] == []


def test_profiles_without_a_source_are_listed(client):
    profile = known(rows={"sources": []})
    context = asked(client)
    assert context["unsourced"] == [profile]
    assert counts(context) == {"stubs": 0, "undated_reports": 0, "unplaced": 0, "unsourced": 1}


def test_one_profile_can_lack_everything(client):
    profile = make_profile(kind="company", rows={"editorial_notes": [note("Dubbio")]})
    context = asked(client)
    assert context["stubs"] == context["unplaced"] == context["unsourced"] == [profile]
    assert context["note_count"] == 1


@pytest.mark.parametrize("how", ["private", "draft"])
def test_what_the_public_may_not_see_is_not_given_away(client, how):
    rows = {"editorial_notes": [note("Segreto")], "sources": []}
    profile = make_profile(title="Profilo riservato", rows=rows, live=how != "draft")
    rows = {"editorial_notes": [note("Segreto")]}
    report = make_report(
        known(), title="Viaggio riservato", delegation=known(), rows=rows, live=how != "draft"
    )
    if how == "private":
        hide(profile)
        hide(report)
    response = client.get(open_questions().url)
    assert response.context["note_count"] == 0
    assert set(counts(response.context).values()) == {0}
    html = response.content.decode()
    for secret in ("Segreto", "Profilo riservato", "Viaggio riservato"):
        assert secret not in html


def test_a_private_place_is_not_named_beside_a_profile(client):
    secret = make_place(title="Luogo riservato")
    site = make_profile(located_in=secret)
    hide(secret)
    html = client.get(open_questions().url).content.decode()
    assert site.title in html
    assert "Luogo riservato" not in html


def test_gaps_of_another_language_stay_there(client):
    profile = make_profile(rows={"editorial_notes": [note("Dubbio")]})
    english = Locale.objects.get(language_code="en")
    type(profile).objects.filter(pk=profile.pk).update(locale=english)
    context = asked(client)
    assert context["note_count"] == 0
    assert set(counts(context).values()) == {0}


def test_the_strip_on_top_says_how_many_of_each(client):
    make_profile()
    html = client.get(open_questions().url).content.decode()
    strip = html[html.index('<dl class="facts">') : html.index("</dl>")]
    assert strip.count("<dt>") == 5
    assert strip.count("<dd>1</dd>") == 3
    assert strip.count("<dd>0</dd>") == 2


def test_readers_are_asked_to_write_only_where_there_is_an_address(client):
    assert "mailto:" not in client.get(open_questions().url).content.decode()
    site = Site.objects.get(is_default_site=True)
    SiteSettings.objects.update_or_create(site=site, defaults={"contact_email": "redazione@example.org"})
    assert 'href="mailto:redazione@example.org"' in client.get(open_questions().url).content.decode()
