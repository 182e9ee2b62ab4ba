"""Drafts of reports that save themselves, in one window and in two: no stop twice, none lost unseen."""

import pytest
from django.test import Client
from django.urls import reverse
from wagtail.models import Page, Revision
from wagtail.test.utils.form_data import rich_text

from entities.models import ChainLink, EditorialNote, Source
from tests.entities.editing import waived
from tests.factories import make_chain, make_profile, make_report, reports
from tests.visits.test_report_form import form_of, stop_row
from visits.models import Delegate, InspectionReportPage, VisitStop

pytestmark = pytest.mark.django_db

BY_ITSELF = {"accept": "application/json"}


class Window:
    """An editing screen of a report: what it shows, and the version it says it shows."""

    def __init__(self, client: Client, report: InspectionReportPage) -> None:
        self.client, self.address = client, reverse("wagtailadmin_pages:edit", args=[report.pk])
        self.load(client.get(self.address))

    def load(self, screen) -> None:
        """Take over the fields of a screen as a browser would send them."""
        self.fields = fields_of(screen.context["form"])
        page = screen.context["page"]
        self.version = {
            "loaded_revision_id": page.latest_revision_id or "",
            "loaded_revision_created_at": screen.context["loaded_revision_created_at"] or "",
        }

    def add_stop(self, entity, **given) -> None:
        self.add("stops", stop_row(entity, **given))

    def add(self, relation: str, row: dict) -> None:
        number = int(self.fields[f"{relation}-TOTAL_FORMS"])
        self.fields[f"{relation}-TOTAL_FORMS"] = str(number + 1)
        row = {"id": "", "ORDER": str(number + 1)} | row
        self.fields |= {f"{relation}-{number}-{name}": value for name, value in row.items()}

    def save_itself(self, *, hears=True) -> dict:
        """What the browser sends without being asked, and what it does with the answer."""
        answer = self.client.post(self.address, self.fields | self.version, headers=BY_ITSELF)
        told = answer.json()
        assert answer.status_code == (200 if told["success"] else 400)
        if told["success"] and hears:
            self.fields |= told["field_updates"]
            self.version |= {"overwrite_revision_id": told["revision_id"]}
            self.version["loaded_revision_id"] = told["revision_id"]
            self.version["loaded_revision_created_at"] = told["revision_created_at"]
        return told

    def press(self, button=""):
        version = {name: value for name, value in self.version.items() if name != "overwrite_revision_id"}
        return self.client.post(self.address, self.fields | version | ({button: "1"} if button else {}))


def fields_of(form) -> dict[str, str]:
    """The fields of a form and of its rows, by the names under which a browser sends them."""
    found = {}
    for part in [form, *form.formsets.values()]:
        for piece in [part] if part is form else [part.management_form, *part.forms]:
            for name in piece.fields:
                shown = piece[name].field.widget.format_value(piece[name].value())
                value = shown[0] if isinstance(shown, list) and shown else shown
                if value not in (None, "", False, "False", []):
                    found[piece[name].html_name] = str(value)
                elif not piece[name].html_name.endswith("DELETE"):
                    found[piece[name].html_name] = ""
    body = form["body"].value() if "body" in form.fields else []
    return found | {"body-count": "0"} if not body else found


def draft(report):
    return Page.objects.get(pk=report.pk).specific.get_latest_revision_as_object()


def sites(report):
    return [stop.entity.title for stop in draft(report).stops.all()]


@pytest.fixture(params=["live", "draft"])
def report(request, admin_client):
    """A report with one stop, public or never yet, saved once."""
    made = make_report(make_profile(title="Kunshan"), live=request.param == "live")
    made.save_revision()
    waived(made)
    return Page.objects.get(pk=made.pk).specific


def test_a_draft_that_saves_itself_twice_has_each_row_once(admin_client, report):
    window = Window(admin_client, report)
    window.add_stop(make_profile(title="Bosideng"))
    window.add("sources", {"title": "Profilo aziendale"})
    window.add("delegates", {"name": "Li Hua", "role": ""})
    window.add(
        "editorial_notes", {"kind": "gap", "title": "Manca la data", "text": "Chiesta.", "status": "open"}
    )
    window.add("chain_links", {"tag": make_chain().pk, "stage": "upstream", "evidence": "stated"})
    for _time in range(3):
        assert window.save_itself()["success"]
    assert window.press().status_code == 302
    assert sites(report) == ["Kunshan", "Bosideng"]
    found = draft(report)
    for rows, count in (
        (found.sources, 2),
        (found.delegates, 1),
        (found.editorial_notes, 1),
        (found.chain_links, 1),
    ):
        assert rows.count() == count


def test_rows_sent_again_without_their_keys_are_not_doubled(admin_client, report):
    window = Window(admin_client, report)
    window.add_stop(make_profile(title="Bosideng"))
    window.add("sources", {"title": "Profilo aziendale"})
    window.add("delegates", {"name": "Li Hua", "role": ""})
    window.add("chain_links", {"tag": make_chain().pk, "stage": "upstream", "evidence": "stated"})
    told = window.save_itself(hears=False)
    window.version = {"overwrite_revision_id": told["revision_id"]}
    window.fields["stops-1-evidence_sentence"] = "Paragrafo 4."
    assert window.save_itself(hears=False)["success"]
    assert sites(report) == ["Kunshan", "Bosideng"]
    assert draft(report).stops.all()[1].evidence_sentence == "Paragrafo 4."
    assert [draft(report).sources.count(), draft(report).delegates.count()] == [2, 1]
    assert draft(report).chain_links.count() == 1


def test_the_same_site_may_be_visited_twice(admin_client, report):
    window = Window(admin_client, report)
    site = make_profile(title="Bosideng")
    window.add_stop(site)
    window.save_itself()
    window.add_stop(site, activity="studied")
    window.save_itself()
    window.save_itself()
    assert sites(report) == ["Kunshan", "Bosideng", "Bosideng"]


def test_a_stop_taken_out_stays_out(admin_client, report):
    window = Window(admin_client, report)
    window.add_stop(make_profile(title="Bosideng"))
    window.save_itself()
    window.fields["stops-0-DELETE"] = "1"
    window.save_itself()
    window.save_itself()
    assert sites(report) == ["Bosideng"]


def test_the_second_window_is_told_and_shown_both(admin_client, report):
    one, two = Window(admin_client, report), Window(admin_client, report)
    one.add_stop(make_profile(title="Bosideng"), observation=rich_text("<p>Lette le etichette.</p>"))
    one.fields["standfirst"] = "Dalla prima."
    assert one.save_itself()["success"]
    two.add_stop(make_profile(title="Qingtao"))
    two.fields["standfirst"] = "Dalla seconda."
    refused = two.save_itself()
    assert refused["error_code"] == "invalid_revision"
    assert refused["error_message"] == (
        "C’è una versione più recente: salvando, la schermata torna con ciò che avete scritto qui, "
        "da rileggere."
    )
    assert sites(report) == ["Kunshan", "Bosideng"]

    screen = two.press()
    assert screen.status_code == 200
    assert any("in un’altra finestra" in str(message) for message in screen.context["messages"])
    assert "data-w-autosave-interval-value" not in screen.content.decode()
    assert sites(report) == ["Kunshan", "Bosideng"]
    two.load(screen)
    assert two.fields["standfirst"] == "Dalla seconda."
    assert two.press().status_code == 302
    assert sites(report) == ["Kunshan", "Qingtao", "Bosideng"]
    assert "Lette le etichette." in draft(report).stops.all()[2].observation
    assert draft(report).standfirst == "Dalla seconda."
    kept = [revision.as_object() for revision in Revision.objects.for_instance(report).order_by("pk")]
    assert "Dalla prima." in [version.standfirst for version in kept]


def test_what_both_windows_add_stands_there_once(admin_client, report):
    site = make_profile(title="Bosideng")
    one, two = Window(admin_client, report), Window(admin_client, report)
    one.add_stop(site)
    one.save_itself()
    two.add_stop(site, activity="studied")
    two.load(two.press())
    two.press()
    assert sites(report) == ["Kunshan", "Bosideng"]
    assert draft(report).stops.all()[1].activity == "studied"


def test_an_answer_that_never_came_doubles_nothing(admin_client, report):
    window = Window(admin_client, report)
    window.add_stop(make_profile(title="Bosideng"))
    window.save_itself(hears=False)
    assert window.save_itself()["error_code"] == "invalid_revision"
    window.load(window.press())
    assert window.press().status_code == 302
    assert sites(report) == ["Kunshan", "Bosideng"]


def test_a_stop_that_the_other_window_took_out_can_still_be_saved(admin_client, report):
    one, two = Window(admin_client, report), Window(admin_client, report)
    one.fields["stops-0-DELETE"] = "1"
    one.save_itself()
    two.fields["stops-0-evidence_sentence"] = "Paragrafo 1."
    two.load(two.press())
    assert two.press().status_code == 302
    assert sites(report) == ["Kunshan"]
    assert draft(report).stops.get().evidence_sentence == "Paragrafo 1."


def test_a_page_without_versions_is_looked_after_too(admin_client):
    report = make_report(make_profile(title="Kunshan"))
    one, two = Window(admin_client, report), Window(admin_client, report)
    one.add_stop(make_profile(title="Bosideng"))
    assert one.save_itself()["success"]
    two.add_stop(make_profile(title="Qingtao"))
    assert two.save_itself()["error_code"] == "invalid_revision"
    two.load(two.press())
    two.press()
    assert sites(report) == ["Kunshan", "Qingtao", "Bosideng"]


def test_nothing_is_published_over_an_unseen_version(admin_client, report):
    one, two = Window(admin_client, report), Window(admin_client, report)
    one.fields["standfirst"] = "Dalla prima."
    one.save_itself()
    two.fields["standfirst"] = "Dalla seconda."
    assert two.press("action-publish").status_code == 200
    assert draft(report).standfirst == "Dalla prima."
    assert one.press("action-publish").status_code == 302
    assert InspectionReportPage.objects.get(pk=report.pk).standfirst == "Dalla prima."


def test_a_contradiction_is_refused_and_nothing_is_changed(admin_client, report):
    window = Window(admin_client, report)
    chain = make_chain()
    for stage in ("upstream", "midstream"):
        window.add("chain_links", {"tag": chain.pk, "stage": stage, "evidence": "stated"})
    assert window.save_itself()["error_code"] == "validation_error"
    assert draft(report).chain_links.count() == 0
    window.fields["chain_links-1-DELETE"] = "1"
    assert window.save_itself()["success"]


def creation():
    return reverse("wagtailadmin_pages:add", args=("visits", "inspectionreportpage", reports().pk))


def test_a_new_report_that_saved_itself_is_published_by_its_screen(admin_client):
    fields = form_of(stops=[stop_row(make_profile(title="Kunshan"))])
    told = admin_client.post(creation(), fields, headers=BY_ITSELF).json()
    assert told["success"]
    report = InspectionReportPage.objects.get()
    assert not report.live
    assert admin_client.get(told["hydrate_url"]).status_code == 200
    answer = admin_client.post(told["url"], fields | told["field_updates"] | {"action-publish": "1"})
    assert answer.status_code == 302
    report = InspectionReportPage.objects.get()
    assert report.live
    assert report.stops.count() == report.sources.count() == 1


def test_a_new_report_sent_twice_is_one_page_and_a_sentence(admin_client):
    fields = form_of(stops=[stop_row(make_profile(title="Kunshan"))])
    admin_client.post(creation(), fields, headers=BY_ITSELF)
    answer = admin_client.post(creation(), fields | {"action-publish": "1"})
    assert answer.status_code == 200
    assert "slug" in answer.context["form"].errors
    assert InspectionReportPage.objects.count() == 1
    again = admin_client.post(creation(), fields, headers=BY_ITSELF)
    assert again.json()["error_code"] == "validation_error"


def test_a_draft_that_saves_itself_may_be_incomplete(admin_client):
    fields = form_of(sources=[], standfirst="", delegation=make_profile(kind="district"))
    assert admin_client.post(creation(), fields, headers=BY_ITSELF).json()["success"]


def test_rows_of_models_are_told_apart_by_fields_they_have():
    for model in (VisitStop, Delegate, ChainLink, Source, EditorialNote):
        assert model.told_apart_by
        for name in model.told_apart_by:
            assert model._meta.get_field(name)
