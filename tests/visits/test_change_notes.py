"""What changed since a report was published: written by editors, read with its day."""

import datetime as dt

import pytest
from bs4 import BeautifulSoup
from django.urls import reverse
from wagtail.models import Locale, Page
from wagtail.test.utils.form_data import inline_formset

from entities.publishing import obstacles
from tests.atom import ATOM, feed_at
from tests.entities.editing import queries_of
from tests.factories import make_profile, make_report, reports
from tests.visits.test_report_form import SOURCE, create, form_of, saved, stop_row
from visits.criteria import changed_before
from visits.models import ChangeNote

pytestmark = pytest.mark.django_db

TODAY = dt.date(2026, 3, 10)
TEXT = "Correzione: l’anno è il 1975."


@pytest.fixture(autouse=True)
def today(monkeypatch):
    monkeypatch.setattr("visits.forms.timezone.localdate", lambda: TODAY)


def changed(date, text=TEXT, **given):
    return ChangeNote(date=date, text=text, locale=Locale.get_default(), **given)


def report_with(*changes, **given):
    return make_report(make_profile(), rows={"change_notes": list(changes)}, **given)


def edited(client, report, changes, *, initial=0, publish=True, **given):
    """The answer to saving a report with these change notes."""
    form = form_of(
        slug=report.slug,
        delegation=report.delegation,
        stops=[stop_row(stop.entity, id=stop.pk) for stop in report.stops.all()],
        initial_stops=report.stops.count(),
        sources=[SOURCE | {"id": source.pk} for source in report.sources.all()],
        initial_sources=report.sources.count(),
        change_notes=inline_formset(changes, initial=initial),
        **given,
    )
    address = reverse("wagtailadmin_pages:edit", args=[report.pk])
    return client.post(address, form | ({"action-publish": "1"} if publish else {}))


def row_of(note, **given):
    return {"id": note.pk, "date": note.date.isoformat(), "text": note.text} | given


def draft_of(report):
    return Page.objects.get(pk=report.pk).specific.get_latest_revision_as_object()


def page_of(client, report):
    answer = client.get(report.url)
    assert answer.status_code == 200
    return BeautifulSoup(answer.content, "html.parser")


def told(page):
    section = page.find(id="changes")
    return [row.get_text(" ", strip=True) for row in section.find_parent("section").select("li")]


def test_readers_see_it_with_its_day_and_the_newest_first(client):
    page = page_of(client, report_with(changed(dt.date(2026, 1, 5), "Prima."), changed(TODAY, "Poi.")))
    assert told(page) == ["10 marzo 2026 Poi.", "5 gennaio 2026 Prima."]
    link = page.select_one('header a[href="#changes"]')
    assert link.get_text() == "Corretta il 10 marzo 2026"
    assert page.select_one("#changes ~ ol time")["datetime"] == "2026-03-10"


def test_a_report_nobody_changed_says_nothing_of_changes(client):
    page = page_of(client, report_with())
    assert page.find(id="changes") is None
    assert page.select_one('a[href="#changes"]') is None


def test_notes_of_one_day_keep_the_editors_order(client):
    report = report_with(changed(TODAY, "Una.", sort_order=0), changed(TODAY, "Due.", sort_order=1))
    assert [row.split()[-1] for row in told(page_of(client, report))] == ["Una.", "Due."]


def test_signs_of_markup_are_words_and_chinese_says_so(client):
    report = report_with(changed(TODAY, "Non <b>2</b> & non 昆山:\nsono tre."))
    page = page_of(client, report)
    row = page.find(id="changes").find_parent("section").select_one("li p")
    assert row.find("b") is None
    assert row.get_text() == "Non <b>2</b> & non 昆山:sono tre."
    assert row.select_one("[lang=zh]").get_text() == "昆山"
    assert row.find("br")


def test_a_preview_shows_what_is_not_saved_yet():
    report = report_with(changed(dt.date(2026, 1, 5), "Prima."))
    report.change_notes.add(changed(TODAY, "Poi."))
    shown = BeautifulSoup(report.make_preview_request().content, "html.parser")
    assert [row.split()[-1] for row in told(shown)] == ["Poi.", "Prima."]


def test_a_feed_tells_the_newest(client):
    report_with(changed(dt.date(2026, 1, 5), "Prima."), changed(TODAY, "<i>Poi</i>."))
    summary = feed_at(client, reports().feed_url).findtext(f"{ATOM}entry/{ATOM}summary")
    assert summary == ("<p>Una prova.</p><p>Corretta il 10 marzo 2026: &lt;i&gt;Poi&lt;/i&gt;.</p>")


def test_a_feed_costs_the_same_however_many_notes_there_are(client):
    def cost():
        client.get(reports().feed_url)
        return queries_of(lambda: feed_at(client, reports().feed_url))

    report_with(changed(TODAY))
    few = cost()
    for _number in range(3):
        report_with(changed(TODAY), changed(TODAY))
    assert cost() == few


def test_the_form_proposes_today(admin_client):
    answer = admin_client.get(reverse("wagtailadmin_pages:edit", args=[report_with().pk]))
    form = answer.context["form"].formsets["change_notes"].empty_form
    assert form["date"].value() == TODAY


def test_it_is_published_with_the_report(admin_client, client):
    answer = create(
        admin_client,
        stops=[stop_row(make_profile())],
        change_notes=inline_formset([{"date": "2026-03-10", "text": TEXT}]),
    )
    assert answer.status_code == 302
    [note] = saved().change_notes.all()
    assert (note.date, note.text, note.locale) == (TODAY, TEXT, saved().locale)
    assert told(page_of(client, saved())) == [f"10 marzo 2026 {TEXT}"]


@pytest.mark.parametrize("publish", [True, False])
def test_a_day_to_come_is_refused_even_in_a_draft(admin_client, publish):
    report = report_with()
    answer = edited(admin_client, report, [{"date": "2026-03-11", "text": TEXT}], publish=publish)
    assert answer.status_code == 200
    [row] = answer.context["form"].formsets["change_notes"].forms
    assert row.errors == {"date": ["Questo giorno deve ancora venire."]}
    assert not report.change_notes.exists()


def test_a_day_that_another_clock_has_begun_is_not_asked_about_again(admin_client):
    report = report_with(changed(TODAY + dt.timedelta(days=1)))
    [note] = report.change_notes.all()
    assert edited(admin_client, report, [row_of(note)], initial=1).status_code == 302
    assert report.change_notes.get().date == note.date


@pytest.mark.parametrize("date", ["", "giugno", "2026-02-30", "0000-00-00"])
def test_no_day_is_refused_in_words(admin_client, date):
    answer = edited(admin_client, report_with(), [{"date": date, "text": TEXT}], publish=False)
    assert answer.status_code == 200
    assert list(answer.context["form"].formsets["change_notes"].forms[0].errors) == ["date"]


@pytest.mark.parametrize("text", ["", "  \n ", "x" * 1001])
def test_publishing_needs_words_of_a_bearable_length(admin_client, text):
    report = report_with()
    answer = edited(admin_client, report, [{"date": "2026-03-09", "text": text}])
    assert answer.status_code == 200
    assert list(answer.context["form"].formsets["change_notes"].forms[0].errors) == ["text"]
    assert not report.change_notes.exists()


def test_a_draft_may_lack_the_words_and_is_not_published_by_a_list(admin_client):
    report = report_with()
    answer = edited(admin_client, report, [{"date": "2026-03-09", "text": ""}], publish=False)
    assert answer.status_code == 302
    [sentence] = obstacles([Page.objects.get(pk=report.pk).specific])
    assert "Che cosa è cambiato: " in sentence


def test_an_older_state_is_restored_with_its_notes(admin_client):
    report = report_with(changed(TODAY, "Vecchia."))
    older = report.save_revision()
    older.publish()
    [note] = report.change_notes.all()
    assert edited(admin_client, report, [row_of(note, DELETE="1")], initial=1).status_code == 302
    assert not report.change_notes.exists()
    older.as_object().save_revision().publish()
    restored = Page.objects.get(pk=report.pk).specific.change_notes.get()
    assert (restored.pk, restored.text) == (note.pk, "Vecchia.")


def test_two_windows_lose_no_note(admin_client):
    report = report_with(changed(TODAY, "Vecchia."))
    report.save_revision().publish()
    [note] = report.change_notes.all()
    for text in ("Dalla prima finestra.", "Dalla seconda."):
        rows = [row_of(note), {"date": "2026-03-10", "text": text}]
        assert edited(admin_client, report, rows, initial=1).status_code == 302
    found = set(report.change_notes.values_list("text", flat=True))
    assert found == {"Vecchia.", "Dalla prima finestra.", "Dalla seconda."}


def test_a_window_that_still_shows_a_deleted_note_breaks_nothing(admin_client):
    report = report_with(changed(TODAY, "Vecchia."))
    report.save_revision().publish()
    [note] = report.change_notes.all()
    assert edited(admin_client, report, [row_of(note, DELETE="1")], initial=1).status_code == 302
    answer = edited(admin_client, report, [row_of(note, text="Ritoccata.")], initial=1)
    assert answer.status_code in (200, 302)
    assert report.change_notes.count() <= 1


def test_what_was_changed_goes_with_the_report():
    report = report_with(changed(TODAY))
    report.delete()
    assert not ChangeNote.objects.exists()


@pytest.mark.parametrize(
    ("start", "day", "is_refused"),
    [
        ("2026-02-12", "2026-02-11", True),
        ("2026-02-12", "2026-02-12", False),
        ("2026-02", "2026-01-31", True),
        ("2026-02", "2026-02-01", False),
        ("2026", "2025-12-31", True),
        ("", "2001-01-01", False),
        ("ieri", "2001-01-01", False),
    ],
)
def test_nothing_was_changed_before_the_tour_began(start, day, is_refused):
    rows = [{}, {"date": None}, {"date": dt.date.fromisoformat(day)}]
    assert changed_before(start, rows) is is_refused


@pytest.mark.parametrize("publish", [True, False])
def test_a_day_before_the_tour_is_refused_in_words(admin_client, publish):
    report = report_with(start_date="2026-02-12")
    answer = edited(
        admin_client, report, [{"date": "2026-02-11", "text": TEXT}], publish=publish, start_date="2026-02-12"
    )
    assert "prima dell’inizio del viaggio" in answer.content.decode()
    assert not draft_of(report).change_notes.exists()


def test_an_older_draft_is_not_published_with_such_a_day():
    report = report_with(changed(dt.date(2026, 2, 11)), start_date="2026-02-12")
    [sentence] = obstacles([report])
    assert "prima dell’inizio del viaggio" in sentence
