"""The page of a report and the section that lists them."""

import json
import re

import pytest
from wagtail.documents import get_document_model

from entities.models import EditorialNote
from tests.factories import make_chain, make_place, make_profile, make_report, reports
from visits.models import InspectionReportPage

pytestmark = pytest.mark.django_db


def html_of(client, page):
    response = client.get(page.url)
    assert response.status_code == 200
    return response.content.decode()


def facts(html):
    strip = html[html.index('<dl class="facts">') : html.index("</dl>")]
    pairs = re.findall(r"<dt>(.*?)</dt><dd>(.*?)</dd>", strip, re.DOTALL)
    return {term: re.sub(r"<[^>]+>", "", words).strip() for term, words in pairs}


def test_the_strip_of_facts_is_computed_from_the_rows(client):
    kunshan, changshu = make_place(title="Kunshan"), make_place(title="Changshu")
    batteries, screens = make_chain(), make_chain()
    report = make_report(
        make_profile(located_in=kunshan, chains=(batteries,)),
        make_profile(located_in=changshu, chains=(batteries, screens)),
        make_profile(located_in=kunshan),
        start_date="2025-06-12",
        end_date="2025-06-13",
        received_language="zh-hans",
        received_state="incomplete",
    )
    found = facts(html_of(client, report))
    assert found["Delegazione"] == "Delegazione"
    assert found["Quando"] == "12–13 giugno 2025"
    assert found["Luoghi"] == "Kunshan, Changshu"
    assert found["Tappe"] == "3"
    assert found["Filiere toccate"] == "2"
    assert found["Testo ricevuto"]


def test_an_unknown_date_is_said_to_be_unknown(client):
    assert facts(html_of(client, make_report(make_profile())))["Quando"] == "data non indicata"


def test_places_nobody_knows_are_said_to_be_unknown(client):
    assert facts(html_of(client, make_report(make_profile())))["Luoghi"] == "non noti"


def test_the_received_document_can_be_downloaded(client):
    document = get_document_model().objects.create(title="Testo", file="documents/testo.pdf")
    report = make_report(make_profile(), received_document=document)
    assert f'href="{document.url}"' in html_of(client, report)


def test_previous_and_next_lead_to_the_tours_before_and_after(client):
    older, report, newer = (
        make_report(make_profile(), start_date=date) for date in ("2025-01", "2025-02", "2025-03")
    )
    html = html_of(client, report)
    assert f'href="{older.url}" rel="prev"' in html
    assert f'href="{newer.url}" rel="next"' in html
    assert 'rel="prev"' not in html_of(client, older)
    assert 'rel="next"' not in html_of(client, newer)


def test_neighbours_that_are_not_public_are_passed_over(client):
    older, middle, newer = (
        make_report(make_profile(), start_date=date) for date in ("2025-01", "2025-02", "2025-03")
    )
    middle.unpublish()
    response = client.get(newer.url)
    assert response.context["previous_report"] == older
    assert middle.title not in response.content.decode()


def test_open_notes_are_shown_where_the_text_calls_them_or_at_the_top(client):
    notes = [
        EditorialNote(kind="gap", title="In cima", text="Manca."),
        EditorialNote(kind="contradiction", title="Nel testo", text="Due versioni.", code="caffe"),
        EditorialNote(
            kind="correction",
            title="Chiusa",
            text="?",
            status="resolved",
            resolved_on="2025-07-01",
            resolution="Fatto.",
        ),
    ]
    body = json.dumps([{"type": "note", "value": "caffe"}])
    report = make_report(make_profile(), body=body, rows={"editorial_notes": notes})
    response = client.get(report.url)
    assert [note.title for note in response.context["notes_top"]] == ["In cima"]
    assert [note.title for note in response.context["resolved_notes"]] == ["Chiusa"]
    html = response.content.decode()
    assert sorted(re.findall(r'data-note="(\w+)"', html)) == ["contradiction", "correction", "gap"]
    prose = html[html.index('<div class="prose">') : html.index('id="stops"')]
    assert "Nel testo" in prose
    assert "In cima" not in prose


def test_sources_are_named(client):
    assert "Testo ricevuto" in html_of(client, make_report(make_profile())).split('id="sources"')[1]


def test_the_citation_names_what_and_where(client):
    report = make_report(make_profile(), title="Putuo a Kunshan")
    cited = re.search(r"data-citation>(.*?)</p>", html_of(client, report)).group(1)
    assert cited.startswith("«Putuo a Kunshan». La Cintura")
    assert cited.endswith(report.full_url)


def test_a_draft_and_a_deleted_address_are_not_found(visitor):
    draft = make_report(make_profile(), live=False)
    assert visitor.get(f"{reports().url}{draft.slug}/").status_code == 404
    assert visitor.get(f"{reports().url}mai-esistita/").status_code == 404


def test_a_private_report_asks_who_is_there(client):
    report = make_report(make_profile(), title="Riservata")
    report.view_restrictions.create(restriction_type="login")
    response = client.get(report.url)
    assert response.status_code == 302
    assert b"Riservata" not in response.content


def test_an_unsaved_report_can_be_previewed(rf):
    preview = InspectionReportPage(title="Bozza", slug="bozza", standfirst="Prova.", locale=reports().locale)
    context = preview.get_context(rf.get("/"))
    assert context["itinerary"].stops == []
    assert context["previous_report"] is context["next_report"] is None


def test_the_section_lists_its_reports_newest_first(client):
    dated = [make_report(make_profile(), start_date=date) for date in ("2024", "", "2025")]
    html = html_of(client, reports())
    expected = [dated[2].pk, dated[0].pk, dated[1].pk]
    assert [int(key) for key in re.findall(r'data-result="(\d+)"', html)] == expected


def test_the_section_shows_no_draft_and_nothing_private(client):
    make_report(make_profile(), title="Bozza segreta", live=False)
    make_report(make_profile(), title="Riservata").view_restrictions.create(restriction_type="login")
    html = html_of(client, reports())
    assert "data-result" not in html
    assert "Bozza segreta" not in html
    assert "Riservata" not in html


@pytest.mark.parametrize(
    ("asked", "shown"),
    [
        ("", 1),
        ("1", 1),
        ("2", 2),
        ("99", 2),
        ("0", 1),
        ("-1", 1),
        ("x", 1),
        ("9" * 5000, 2),
        ("٢", 1),
        ("%00", 1),
    ],
)
def test_any_page_number_leads_to_a_page(client, monkeypatch, asked, shown):
    monkeypatch.setattr("visits.models.reports.REPORTS_PER_PAGE", 2)
    for _ in range(3):
        make_report(make_profile())
    response = client.get(f"{reports().url}?page={asked}")
    assert response.status_code == 200
    assert response.context["page_obj"].number == shown
    assert len(response.context["page_obj"].object_list) == (2 if shown == 1 else 1)


def test_pages_of_the_section_lead_to_each_other(client, monkeypatch):
    monkeypatch.setattr("visits.models.reports.REPORTS_PER_PAGE", 2)
    for _ in range(5):
        make_report(make_profile())
    html = client.get(f"{reports().url}?page=2").content.decode()
    assert 'href="?page=1" rel="prev"' in html
    assert 'href="?page=3" rel="next"' in html


def test_an_empty_section_says_so(client):
    html = html_of(client, reports())
    assert "data-result" not in html
    assert '<ol class="stories">' not in html
