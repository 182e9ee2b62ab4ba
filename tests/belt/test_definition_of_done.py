"""What a page should have before readers see it: shown, asked for at each publishing, waived with reasons."""

import datetime as dt
import json

import pytest
from bs4 import BeautifulSoup
from django.contrib.auth import get_user_model
from django.contrib.auth.models import Group
from django.test import Client
from django.urls import reverse
from wagtail.models import Page, PageLogEntry

from belt.roles import REVIEWERS, WRITERS, set_up_roles
from entities.done.answers import REASON, WAIVE, WaiverError, unfinished_draft, waive
from entities.models import ChainLink, DoneDecision
from entities.publishing import obstacles
from tests.entities.editing import a_note, a_source, form_of, queries_of, save
from tests.factories import make_chain, make_place, make_profile, make_report, profiles, reports
from visits.models import VisitStop

pytestmark = pytest.mark.django_db

EMPTY = '<p data-block-key="mnbyx"></p>'
NOW = dt.datetime(2026, 11, 25, 12, tzinfo=dt.UTC)


@pytest.fixture
def member_of(db):
    reports(), profiles()
    set_up_roles()

    def sign_in(role):
        client = Client()
        client.user = get_user_model().objects.create_user(username=f"di-{role.lower()}")
        client.user.groups.add(Group.objects.get(name=role))
        client.force_login(client.user)
        return client

    return sign_in


def fresh(page):
    return type(page).objects.get(pk=page.pk)


def unmet(page):
    return [criterion.code for criterion in page.criteria_as_it_is() if not criterion.is_met]


def a_stop(**given):
    return VisitStop(
        **{"entity": make_profile(), "evidence": "stated", "observation": "<p>Visto.</p>"} | given
    )


def done_report(**given):
    rows = {"stops": [a_stop()], "editorial_notes": []}
    values = {"start_date": "2026-05", "chains": (make_chain(),), "rows": rows | given.pop("rows", {})}
    return make_report(**values | given)


def bare_profile(**given):
    return make_profile(
        **{"live": False, "chains": (make_chain(),), "rows": {"sources": [a_source()]}} | given
    )


REPORTS = {
    "nothing": ({}, []),
    "no day": ({"start_date": ""}, ["dates"]),
    "said that no day is known": ({"start_date": "", "rows": {"editorial_notes": [a_note]}}, ["notes"]),
    "no chain": ({"chains": ()}, ["chains"]),
    "no source": ({"rows": {"sources": []}}, ["sources"]),
    "no stop": ({"rows": {"stops": []}}, ["observations"]),
    "no observation": ({"rows": {"stops": [lambda: a_stop(observation="")]}}, ["observations"]),
    "an empty paragraph": ({"rows": {"stops": [lambda: a_stop(observation=EMPTY)]}}, ["observations"]),
    "blank observation": ({"rows": {"stops": [lambda: a_stop(observation=" ")]}}, ["observations"]),
}


def built(rows):
    return {name: [row() if callable(row) else row for row in made] for name, made in rows.items()}


@pytest.mark.parametrize("case", REPORTS)
def test_a_report_has_days_sources_chains_and_something_seen(case):
    given, lacking = REPORTS[case]
    given = dict(given)
    if "rows" in given:
        given["rows"] = built(given["rows"])
    if case.startswith("said"):
        given["rows"] = {"editorial_notes": [a_note(kind="missing_date")]}
    assert unmet(done_report(live=False, **given)) == lacking


@pytest.mark.parametrize(
    ("given", "lacking"),
    [
        ({}, []),
        ({"chains": ()}, ["chains"]),
        ({"rows": {}, "verification": "received"}, ["sources"]),
        ({"rows": {}, "verification": "stub"}, []),
        ({"kind": "city", "chains": ()}, []),
        ({"kind": "programme", "chains": ()}, []),
    ],
)
def test_a_profile_has_sources_and_a_site_a_chain(given, lacking):
    assert unmet(bare_profile(**given)) == lacking


@pytest.mark.parametrize(("kind", "is_met"), [("missing_source", True), ("gap", False)])
def test_a_note_that_no_source_is_known_stands_for_sources(kind, is_met):
    page = bare_profile(verification="received", rows={"editorial_notes": [a_note(kind=kind)]})
    assert ("sources" not in unmet(page)) is is_met


@pytest.mark.parametrize(
    ("alt", "lacking"), [("Una linea di prova", []), ("", ["alternatives"]), (" ", ["alternatives"])]
)
@pytest.mark.parametrize("gallery", [True, False])
def test_pictures_say_what_they_show(alt, lacking, gallery):
    picture = {"image": None, "alt": alt, "caption": "", "credit": ""}
    value = [{"type": "item", "value": picture, "id": "i"}] if gallery else picture
    body = json.dumps([{"type": "gallery" if gallery else "picture", "value": value, "id": "a"}])
    assert unmet(bare_profile(body=body)) == lacking


def test_open_notes_that_readers_have_not_seen_are_looked_at():
    page = bare_profile(rows={"sources": [a_source()], "editorial_notes": [a_note(kind="contradiction")]})
    assert unmet(page) == ["notes"]
    page.save_revision().publish()
    assert unmet(fresh(page)) == []
    draft = fresh(page)
    draft.editorial_notes.add(a_note(title="Nuova"))
    assert unmet(draft) == ["notes"]
    resolved = fresh(page)
    note = resolved.editorial_notes.get()
    note.status, note.resolved_on, note.resolution = "resolved", "2026-01-01", "Fatto."
    resolved.editorial_notes.add(note)
    assert unmet(resolved) == []


def test_publishing_by_the_form_says_what_lacks_and_where(admin_client):
    page = bare_profile(kind="institution", verification="received", rows={})
    answer = save(admin_client, page, form_of(page), publish=True)
    assert answer.status_code == 200
    assert "Prima di pubblicare" in answer.content.decode()
    assert not fresh(page).live
    assert save(admin_client, page, form_of(page)).status_code == 302, "a draft may lack it"


def test_publishing_several_at_once_and_at_an_hour_holds_to_it():
    page = bare_profile(kind="institution", verification="received", rows={})
    page.save_revision()
    assert "almeno una fonte" in " ".join(obstacles([page]))
    user = get_user_model().objects.create_superuser("capo", "c@example.org", "x")
    waive(page, "sources", "Non ne esistono.", by=user, at=NOW)
    assert obstacles([page]) == []


def test_a_reviewer_waives_with_a_reason_that_is_logged(member_of):
    page = bare_profile(kind="institution", verification="received", rows={})
    page.save_revision()
    client = member_of(REVIEWERS)
    address = reverse("wagtailadmin_pages:edit", args=[page.pk])
    shown = BeautifulSoup(client.get(address).content, "html.parser")
    assert shown.select_one(f'button[name="{WAIVE}"][value="sources"]')
    for reason in ("", "   "):
        client.post(address, form_of(page) | {WAIVE: "sources", REASON + "sources": reason})
        assert not DoneDecision.objects.exists()
    client.post(address, form_of(page) | {WAIVE: "sources", REASON + "sources": "Non ne esistono."})
    decision = DoneDecision.objects.get()
    assert (decision.criterion, decision.reason, decision.decided_by) == (
        "sources",
        "Non ne esistono.",
        client.user,
    )
    assert unfinished_draft(fresh(page).get_latest_revision_as_object()) == []
    entry = PageLogEntry.objects.filter(page=page.pk, action="entities.publish_without").get()
    assert (entry.user, entry.data["reason"]) == (client.user, "Non ne esistono.")
    history = client.get(reverse("wagtailadmin_pages:history", args=[page.pk])).content.decode()
    assert "Non ne esistono." in history
    assert "Non ne esistono." in client.get(address).content.decode()


def test_other_reasons_typed_meanwhile_come_back_with_the_screen(member_of):
    page, other = (bare_profile(chains=(), verification="received", rows={}) for _ in range(2))
    for one in (page, other):
        one.save_revision()
    client = member_of(REVIEWERS)
    address = reverse("wagtailadmin_pages:edit", args=[page.pk])
    typed = {REASON + "sources": "Non ne esistono.", REASON + "chains": "Di nessuna\0 filiera."}

    def shown(of=page):
        screen = client.get(reverse("wagtailadmin_pages:edit", args=[of.pk])).content
        fields = BeautifulSoup(screen, "html.parser").select(f'input[name^="{REASON}"]')
        return {field["name"]: field["value"] for field in fields}

    assert set(shown()) == set(typed)
    client.post(address, form_of(page) | typed | {WAIVE: "sources"})
    assert DoneDecision.objects.get().criterion == "sources"
    assert shown() == {REASON + "chains": "Di nessuna filiera."}
    assert not any(shown(other).values())
    client.post(address, form_of(page))
    assert not any(shown().values())


def test_notes_are_looked_at_and_nothing_is_published_without_them(admin_client, admin_user):
    page = bare_profile(rows={"sources": [a_source()], "editorial_notes": [a_note()]}, live=False)
    page.save_revision()
    waive(page, "notes", "Chiedono ciò che manca.", by=admin_user, at=NOW)
    shown = admin_client.get(reverse("wagtailadmin_pages:edit", args=[page.pk])).content
    rows = [row.text for row in BeautifulSoup(shown, "html.parser").select(".done__row")]
    (row,) = [row for row in rows if "Note aperte" in row]
    assert "Riguardate da" in row
    assert "Chiedono ciò che manca." in row
    assert "senza" not in row


def test_a_writer_sees_what_lacks_and_can_neither_waive_nor_post_it(member_of):
    page = bare_profile(kind="institution", verification="received", rows={})
    page.save_revision()
    client = member_of(WRITERS)
    address = reverse("wagtailadmin_pages:edit", args=[page.pk])
    shown = BeautifulSoup(client.get(address).content, "html.parser")
    assert "almeno una fonte" in shown.select_one(".done").text
    assert not shown.select(f'button[name="{WAIVE}"]')
    client.post(address, form_of(page) | {WAIVE: "sources", REASON + "sources": "Per forza."})
    assert not DoneDecision.objects.exists()


@pytest.mark.parametrize("code", ["chains", "x", "", "sources' OR 1"])
def test_only_what_lacks_can_be_waived(admin_user, code):
    page = bare_profile(kind="institution", verification="received", rows={})
    page.save_revision()
    with pytest.raises(WaiverError):
        waive(page, code, "Per forza.", by=admin_user, at=NOW)


def test_a_report_without_stops_is_shown_as_such_and_cannot_be_published_without(admin_client, admin_user):
    report = done_report(live=False, rows={"stops": []})
    report.save_revision()
    shown = BeautifulSoup(
        admin_client.get(reverse("wagtailadmin_pages:edit", args=[report.pk])).text, "html.parser"
    )
    assert "almeno una tappa" in shown.select_one(".done").text
    assert not shown.select(f'button[name="{WAIVE}"][value="observations"]')
    with pytest.raises(WaiverError, match="almeno una tappa"):
        waive(report, "observations", "Per forza.", by=admin_user, at=NOW)


def test_a_writer_may_submit_what_lacks_and_a_reviewer_approves_after_waiving(member_of):
    page = bare_profile(kind="institution", verification="received", rows={})
    page.save_revision()
    writer, reviewer = member_of(WRITERS), member_of(REVIEWERS)
    address = reverse("wagtailadmin_pages:edit", args=[page.pk])
    answer = writer.post(address, form_of(page) | {"action-submit": "1"})
    assert answer.status_code == 302
    assert fresh(page).workflow_in_progress
    shown = reviewer.get(address)
    assert "non è pronta" in " ".join(map(str, shown.context["messages"]))
    task = fresh(page).current_workflow_task
    assert "approve" not in [action[0] for action in task.get_actions(fresh(page), reviewer.user)]
    waive(page, "sources", "Non ne esistono.", by=reviewer.user, at=NOW)
    assert "approve" in [action[0] for action in task.get_actions(fresh(page), reviewer.user)]
    state = fresh(page).current_workflow_task_state
    reviewer.post(reverse("wagtailadmin_pages:workflow_action", args=[page.pk, "approve", state.pk]))
    assert fresh(page).live


def test_the_screen_of_a_new_page_shows_it_too(admin_client):
    shown = admin_client.get(
        reverse("wagtailadmin_pages:add", args=["visits", "inspectionreportpage", reports().pk])
    )
    labels = [
        row.text.strip() for row in BeautifulSoup(shown.content, "html.parser").select(".done__label b")
    ]
    assert len(labels) == 6
    assert "salvata una bozza" in shown.content.decode()


def test_pages_without_criteria_have_no_such_panel(admin_client):
    shown = admin_client.get(reverse("wagtailadmin_pages:edit", args=[reports().pk])).content.decode()
    assert 'class="done"' not in shown


def test_rows_cost_no_queries(admin_client):
    def opened(number):
        rows = {
            "stops": [a_stop(observation="") for _ in range(number)],
            "editorial_notes": [a_note() for _ in range(number)],
        }
        page = done_report(chains=tuple(make_chain() for _ in range(number)), rows=rows)
        page.save_revision()
        return fresh(page).get_latest_revision_as_object()

    few, many = opened(2), opened(12)
    assert queries_of(lambda: unfinished_draft(many)) == queries_of(lambda: unfinished_draft(few)) <= 2


def test_places_need_no_chain_and_pages_keep_their_links():
    place = make_place(rows={"sources": [a_source()]})
    assert unmet(place) == []
    assert not ChainLink.objects.exists()
    assert Page.objects.filter(pk=place.pk).exists()
