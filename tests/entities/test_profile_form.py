"""The editor's form of a profile: drafts may be incomplete, never contradictory."""

import datetime as dt

import pytest
import time_machine
from django.contrib.messages import get_messages
from wagtail.test.utils.form_data import rich_text

from entities.models import EntityPage
from tests.entities.editing import (
    a_source,
    create,
    existing,
    form_of,
    make_private,
    problems,
    profile_form,
    save,
    waived,
)
from tests.factories import make_chain, make_place, make_profile

pytestmark = pytest.mark.django_db

VERIFIED = {"verification": "verified", "verified_by": "Redazione", "verified_on": "2025-06-12"}
SOURCE = {"title": "Testo ricevuto", "url": "", "date": ""}
RESOLVED = {
    "kind": "gap",
    "title": "Mancava",
    "text": "Lo chiedevamo.",
    "status": "resolved",
    "resolved_on": "2026-01-01",
    "resolution": "È arrivato.",
}
NOTE = {"kind": "gap", "code": "coffee", "title": "Manca", "text": "Lo chiediamo.", "status": "open"}


def a_link():
    return {"tag": make_chain().pk, "stage": "unspecified", "evidence": "stated"}


def created():
    return EntityPage.objects.filter(slug="qingtao").first()


@pytest.mark.parametrize("publish", [True, False])
def test_a_complete_profile_is_saved(admin_client, publish):
    place = make_place()
    body = [("heading", {"text": "Storia", "level": "h2"}), ("paragraph", rich_text("<p>Dal 2016.</p>"))]
    form = profile_form(
        kind="company", located_in=place.pk, body=body,
        rows={"sources": [SOURCE], "editorial_notes": [RESOLVED], "chain_links": [a_link()]},
        **VERIFIED,
    )  # fmt: skip
    response = create(admin_client, form, publish=publish)
    assert response.status_code == 302, problems(response)
    page = created()
    assert (page.live, page.kind, page.located_in) == (publish, "company", place)
    assert (page.verification, page.verified_by) == ("verified", "Redazione")
    assert [block.block_type for block in page.body] == ["heading", "paragraph"]
    assert page.sources.get().locale == page.editorial_notes.get().locale == page.locale


def test_a_draft_of_a_site_may_lack_its_place_a_published_one_may_not(admin_client):
    form = profile_form(kind="company", rows={"chain_links": [a_link()]})
    assert list(problems(create(admin_client, form, publish=True))) == ["located_in"]
    assert created() is None
    assert create(admin_client, form).status_code == 302
    page = created()
    assert not page.live
    assert list(problems(save(admin_client, page, form, publish=True))) == ["located_in"]
    assert not EntityPage.objects.get(pk=page.pk).live


@pytest.mark.parametrize("kind", ["city", "institution", "programme"])
def test_what_is_no_site_is_published_without_a_place(admin_client, kind):
    assert create(admin_client, profile_form(kind=kind), publish=True).status_code == 302
    assert created().live


def test_a_notice_in_the_text_needs_its_note_when_it_is_published(admin_client):
    body = [("note", "coffee")]
    form = profile_form(body=body)
    assert list(problems(create(admin_client, form, publish=True))) == ["body"]
    assert create(admin_client, form).status_code == 302
    page = created()
    complete = profile_form(body=body, rows={"editorial_notes": [RESOLVED | {"code": "coffee"}]})
    assert save(admin_client, page, complete, publish=True).status_code == 302
    assert EntityPage.objects.get(pk=page.pk).live


def test_a_note_that_is_being_deleted_does_not_count(admin_client):
    form = profile_form(body=[("note", "coffee")], rows={"editorial_notes": [NOTE | {"DELETE": "1"}]})
    assert list(problems(create(admin_client, form, publish=True))) == ["body"]


@pytest.mark.parametrize(("text", "script"), [("测试区", "Latn"), ("Ceshi", "Hans"), ("Ceshi", "Hant")])
def test_a_name_is_in_the_script_it_says(admin_client, text, script):
    rows = {"names": [a_name(text=text, script=script)]}
    assert list(problems(create(admin_client, profile_form(rows=rows)))) == ["names.script"]


@pytest.mark.parametrize("publish", [True, False])
def test_two_notes_do_not_have_the_same_code(admin_client, publish):
    response = create(admin_client, profile_form(rows={"editorial_notes": [NOTE, NOTE]}), publish=publish)
    assert any("coffee" in error for error in problems(response)["editorial_notes"])


def test_notes_without_a_code_may_be_many(admin_client):
    form = profile_form(rows={"editorial_notes": [RESOLVED | {"code": ""}] * 2})
    assert create(admin_client, form, publish=True).status_code == 302
    assert created().editorial_notes.count() == 2


@pytest.mark.parametrize("publish", [True, False])
@pytest.mark.parametrize("sources", [[], [SOURCE | {"DELETE": "1"}]])
def test_nothing_is_verified_without_a_source(admin_client, publish, sources):
    response = create(admin_client, profile_form(rows={"sources": sources}, **VERIFIED), publish=publish)
    assert "verification" in problems(response)
    assert created() is None


def test_the_last_source_of_a_verified_profile_is_not_taken_away(admin_client):
    page = make_profile(kind="city", rows={"sources": [a_source()]})
    removed = SOURCE | {"id": page.sources.get().pk, "DELETE": "1"}
    response = save(admin_client, page, form_of(page, rows={"sources": existing([removed])}, **VERIFIED))
    assert list(problems(response)) == ["verification"]


@time_machine.travel("2026-11-25T12:00:00+01:00", tick=False)
@pytest.mark.parametrize("publish", [True, False])
@pytest.mark.parametrize(
    ("said", "noted"),
    [
        ({"verified_by": "", "verified_on": ""}, ("admin", dt.date(2026, 11, 25))),
        ({"verified_by": "Anna", "verified_on": ""}, ("Anna", dt.date(2026, 11, 25))),
        ({"verified_by": "", "verified_on": "2026-01-01"}, ("admin", dt.date(2026, 1, 1))),
    ],
)
def test_who_verifies_and_when_is_noted_by_itself(admin_client, said, noted, publish):
    form = profile_form(rows={"sources": [SOURCE]}, **VERIFIED | said)
    assert create(admin_client, form, publish=publish).status_code == 302
    draft = created().get_latest_revision_as_object()
    assert (draft.verified_by, draft.verified_on) == noted


@pytest.mark.parametrize("lacking", ["verified_by", "verified_on"])
def test_a_verified_profile_does_not_forget_who_or_when(admin_client, lacking):
    page = verified_profile()
    rows = {"sources": existing([{"id": page.sources.get().pk, "title": page.sources.get().title}])}
    given = {"verified_by": "Anna", "verified_on": "2026-01-01"} | {lacking: ""}
    assert problems(save(admin_client, page, form_of(page, rows=rows, **given)))


@pytest.mark.parametrize("given", [{"latitude": "31.39"}, {"longitude": "120.98"}])
@pytest.mark.parametrize("publish", [True, False])
def test_one_coordinate_is_none(admin_client, given, publish):
    response = create(admin_client, profile_form(**given), publish=publish)
    assert response.status_code == 200, "the form accepted it"
    assert problems(response)


@pytest.mark.parametrize(("kind", "publish"), [("", True), ("planet", True), ("planet", False)])
def test_every_published_profile_has_a_kind(admin_client, kind, publish):
    response = create(admin_client, profile_form(kind=kind), publish=publish)
    assert "kind" in problems(response)


def test_a_draft_may_leave_its_kind_open(admin_client):
    assert create(admin_client, profile_form(kind="")).status_code == 302
    assert created().kind == ""


def test_a_site_whose_place_nobody_knows_says_so(admin_client):
    note = NOTE | {"kind": "gap"}
    form = profile_form(kind="company", rows={"editorial_notes": [note], "chain_links": [a_link()]})
    assert "located_in" not in problems(create(admin_client, form, publish=True))
    assert create(admin_client, form).status_code == 302
    waived(created())
    assert save(admin_client, created(), form, publish=True).status_code == 302
    assert created().live


def test_what_a_chain_rests_on_is_chosen_not_presumed(admin_client):
    row = {"tag": make_chain().pk, "stage": "unspecified", "evidence": ""}
    form = profile_form(rows={"chain_links": [row]})
    assert list(problems(create(admin_client, form, publish=True))) == ["chain_links.evidence"]
    assert create(admin_client, form).status_code == 302
    assert created().chain_links.get().evidence == ""


@pytest.mark.parametrize("publish", [True, False])
def test_nothing_lies_in_what_is_no_place(admin_client, publish):
    company = make_profile(title="Solo un’azienda")
    response = create(admin_client, profile_form(located_in=company.pk), publish=publish)
    assert any("Solo un’azienda" in error for error in problems(response)["located_in"])


@pytest.mark.parametrize("publish", [True, False])
def test_no_place_is_put_into_itself_by_any_path(admin_client, publish):
    delta = make_place(title="Delta")
    jiangsu = make_place(title="Jiangsu", located_in=delta)
    kunshan = make_place(title="Kunshan", located_in=jiangsu)
    for place in (delta, jiangsu, kunshan):
        response = save(admin_client, delta, form_of(delta, located_in=place.pk), publish=publish)
        assert list(problems(response)) == ["located_in"]
    moved = form_of(kunshan, located_in=delta.pk)
    assert save(admin_client, kunshan, moved, publish=publish).status_code == 302


def test_a_place_the_public_may_not_see_can_be_chosen(admin_client):
    place = make_place()
    make_private(place)
    assert create(admin_client, profile_form(located_in=place.pk), publish=True).status_code == 302
    assert created().located_in == place


@pytest.mark.parametrize("date", ["giugno", "2025-13", "2025-02-30", "25", "2025-00"])
def test_the_date_of_a_source_is_a_date(admin_client, date):
    response = create(admin_client, profile_form(rows={"sources": [SOURCE | {"date": date}]}))
    assert response.status_code == 200, "the form accepted it"
    assert list(problems(response)) == ["sources.date"]


def relation(target, **given):
    return {"kind": "part_of", "target": target, "evidence": "stated", "stated_in": "profilo"} | given


@pytest.mark.parametrize("publish", [True, False])
def test_a_relation_leads_somewhere(admin_client, publish):
    response = create(admin_client, profile_form(rows={"relations": [relation("")]}), publish=publish)
    assert list(problems(response)) == ["relations.target"]


@pytest.mark.parametrize("publish", [True, False])
def test_a_profile_has_no_relation_to_itself(admin_client, publish):
    page = make_profile(kind="city")
    admin_client.raise_request_exception = False
    form = form_of(page, rows={"relations": [relation(page.pk)]})
    response = save(admin_client, page, form, publish=publish)
    assert response.status_code == 200, "the form accepted it or broke"
    assert problems(response)


@pytest.mark.parametrize("publish", [True, False])
def test_nothing_is_said_twice(admin_client, publish):
    row, name = relation(make_profile().pk), a_name()
    response = create(
        admin_client, profile_form(rows={"relations": [row, row], "names": [name, name]}), publish=publish
    )
    assert sorted(problems(response)) == ["names", "relations"]


@pytest.mark.parametrize("language", ["Italiano", 'zh "x"', "z", "zh-"])
def test_the_language_of_a_name_is_a_code(admin_client, language):
    response = create(admin_client, profile_form(rows={"names": [a_name(language=language)]}))
    assert list(problems(response)) == ["names.language"]


@pytest.mark.parametrize("words", ["abc", "9" * 5_000, "1.5", "-1", "\u0661"])
def test_a_place_or_profile_that_is_no_key_is_refused_in_words(admin_client, words):
    form = profile_form(located_in=words, rows={"relations": [relation(words)]})
    assert {"located_in", "relations.target"} <= set(problems(create(admin_client, form)))


def a_name(**given):
    return {"text": "清陶能源", "name_type": "official", "language": "zh", "script": "Hans"} | given


def test_a_relation_to_another_profile_is_saved(admin_client):
    other = make_profile()
    form = profile_form(rows={"relations": [relation(other.pk)]})
    assert create(admin_client, form, publish=True).status_code == 302
    assert created().relations.get().target == other


@pytest.mark.parametrize(
    "given",
    [
        {"status": "resolved"},
        {"status": "resolved", "resolved_on": "2025-06-12"},
        {"status": "resolved", "resolution": "Corretto."},
        {"status": "open", "resolved_on": "2025-06-12"},
        RESOLVED | {"resolved_on": "2999-06-12"},
    ],
)
def test_a_resolved_note_says_when_and_how_an_open_one_has_no_such_day(admin_client, given):
    response = create(admin_client, profile_form(rows={"editorial_notes": [NOTE | given]}))
    assert response.status_code == 200, "the form accepted it"
    assert created() is None


@pytest.mark.parametrize("publish", [True, False])
@pytest.mark.parametrize(
    ("field", "value"),
    [("date", "2999"), ("date", "2026-11-25"), ("date", "2026-12"), ("consulted_on", "2026-11-25")],
)
@time_machine.travel("2026-11-24")
def test_no_source_is_dated_in_days_to_come(admin_client, publish, field, value):
    form = profile_form(rows={"sources": [SOURCE | {field: value}]})
    [sentence] = problems(create(admin_client, form, publish=publish))[f"sources.{field}"]
    assert "deve ancora venire" in sentence
    assert created() is None


@time_machine.travel("2026-11-24")
def test_a_source_may_be_of_this_day_month_and_year(admin_client):
    dates = ("2026-11-24", "2026-11", "2026", "")
    rows = [SOURCE | {"date": date, "consulted_on": "2026-11-24"} for date in dates]
    assert create(admin_client, profile_form(rows={"sources": rows})).status_code == 302
    assert [source.date for source in created().sources.all()] == list(dates)


def test_a_date_of_a_source_that_is_none_is_refused_in_words(admin_client):
    form = profile_form(rows={"sources": [SOURCE | {"date": "domani"}]})
    [sentence] = problems(create(admin_client, form))["sources.date"]
    assert "non è una data" in sentence


@time_machine.travel("2026-11-24")
def test_a_day_of_a_source_that_another_clock_has_begun_is_not_asked_about_again(admin_client):
    tomorrow = dt.date(2026, 11, 25)
    page = make_profile(kind="city", rows={"sources": [a_source(date="2026-11-25", consulted_on=tomorrow)]})
    row = SOURCE | {"id": page.sources.get().pk, "date": "2026-11-25", "consulted_on": "2026-11-25"}
    form = form_of(page, rows={"sources": existing([row])})
    assert save(admin_client, page, form).status_code == 302


def verified_profile():
    page = make_profile(kind="city", rows={"sources": [a_source()]})
    page.verification, page.verified_by, page.verified_on = "verified", "Anna", dt.date(2026, 1, 1)
    page.save_revision().publish()
    return EntityPage.objects.get(pk=page.pk)


def save_verified(admin_client, page, *, publish=False, **changes):
    rows = {"sources": existing([{"id": page.sources.get().pk, "title": page.sources.get().title}])}
    given = {"verified_by": "Anna", "verified_on": "2026-01-01"} | changes
    response = save(admin_client, page, form_of(page, rows=rows, **given), publish=publish)
    assert response.status_code == 302
    draft = EntityPage.objects.get(pk=page.pk).get_latest_revision_as_object()
    return draft, [str(message) for message in get_messages(response.wsgi_request)]


@pytest.mark.parametrize("publish", [True, False])
def test_a_change_to_what_was_verified_takes_the_verification_away_and_says_so(admin_client, publish):
    draft, messages = save_verified(admin_client, verified_profile(), publish=publish, summary="Diverso.")
    assert (draft.verification, draft.verified_by, draft.verified_on) == ("received", "", None)
    assert any("non è più verificato" in message for message in messages)


@pytest.mark.parametrize("changes", [{}, {"review_on": "2027-01-01"}, {"seo_title": "Altro"}])
def test_other_changes_leave_a_profile_verified(admin_client, changes):
    draft, messages = save_verified(admin_client, verified_profile(), **changes)
    assert draft.verification == "verified"
    assert not any("non è più verificato" in message for message in messages)


def test_an_earlier_day_verifies_nothing_anew(admin_client):
    draft, messages = save_verified(
        admin_client, verified_profile(), summary="Diverso.", verified_on="2025-12-31"
    )
    assert (draft.verification, draft.verified_by, draft.verified_on) == ("received", "", None)
    assert any("non è più verificato" in message for message in messages)


def test_who_verifies_anew_signs_for_it(admin_client):
    draft, _messages = save_verified(
        admin_client, verified_profile(), summary="Diverso.", verified_on="2026-02-01"
    )
    assert draft.verified_by == "admin"


def test_a_change_that_is_verified_anew_stays_verified(admin_client):
    draft, _messages = save_verified(
        admin_client, verified_profile(), summary="Diverso.", verified_on="2026-02-01"
    )
    assert (draft.verification, draft.verified_on) == ("verified", dt.date(2026, 2, 1))


def test_no_profile_stands_where_a_list_does(admin_client):
    refused = create(admin_client, profile_form(slug="a-z"))
    assert "slug" in problems(refused)
    assert created() is None
