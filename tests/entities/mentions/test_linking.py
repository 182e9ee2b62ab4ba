"""Accepted mentions become links in a new draft; everything else of the text stays as it is."""

import re

import pytest
from django.contrib.auth import get_user_model
from django.contrib.auth.models import Group
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from wagtail.models import PageLogEntry

from entities.mentions.linking import (
    LINK_ACTION,
    Choice,
    NotEditableError,
    NotLinkableError,
    NotOfferedError,
    TextChangedError,
    link,
    link_in_draft,
    locked_draft,
    suggestions,
)
from entities.mentions.listing import State, mentions_of
from tests.entities.mentions.texts import a_link, called, heading, paragraph, quotation, stream
from tests.factories import make_place, make_profile, make_report
from visits.models import InspectionReportPage

pytestmark = pytest.mark.django_db


@pytest.fixture
def editor():
    return get_user_model().objects.create_superuser("redazione", "r@example.org", "x")


@pytest.fixture
def kunshan():
    return make_place(title="Kunshan")


def stored(body):
    return [dict(raw) for raw in body.raw_data]


def report_of(*blocks):
    return make_report(body=stream(*blocks))


def accept(page, choices, user, listed=None):
    """Link in the latest draft of a page what was chosen from ``listed``, if not from what it holds now."""
    with locked_draft(page, user) as draft:
        return link_in_draft(draft, listed or mentions_of(draft), choices, user=user)


def accept_all(page, user):
    listed = mentions_of(page)
    return accept(page, suggestions(listed), user, listed)


def test_suggestions_become_links_and_all_else_stays(kunshan):
    page = report_of(
        heading("Kunshan"),
        {"type": "paragraph", "value": '<p data-block-key="x1">A  Kunshan &amp; a <b>Kunshan</b>.</p>'},
        quotation("Kunshan"),
    )
    before = stored(page.body)
    listed = mentions_of(page)
    after = link(page, suggestions(listed), fingerprint=listed.fingerprint)
    assert stored(page.body) == before
    assert [after[0], after[2]] == [before[0], before[2]]
    assert after[1] == before[1] | {
        "value": f'<p data-block-key="x1">A  {a_link(kunshan, "Kunshan")} &amp; a <b>Kunshan</b>.</p>'
    }


def test_accepting_makes_a_draft_with_an_entry_in_its_history(client, editor, kunshan):
    page = report_of(paragraph("A Kunshan."))
    revision = accept_all(page, editor)
    page.refresh_from_db()
    assert page.has_unpublished_changes
    assert page.latest_revision == revision
    assert revision.user == editor
    assert stored(page.body)[0]["value"] == "<p>A Kunshan.</p>"
    assert stored(revision.as_object().body)[0]["value"] == f"<p>A {a_link(kunshan, 'Kunshan')}.</p>"
    entry = PageLogEntry.objects.get(page=page.pk, action=LINK_ACTION)
    assert (entry.user, entry.revision, entry.content_changed) == (editor, revision, True)
    assert entry.data["links"] == [{"words": "Kunshan", "entity": kunshan.pk, "title": "Kunshan"}]
    assert "Kunshan" in str(entry.message)


def test_a_draft_is_linked_not_what_is_published(editor, kunshan):
    page = report_of(paragraph("Pubblicato."))
    page.title, page.body = "Bozza", stream(paragraph("Ora Kunshan."))
    page.save_revision()
    draft = page.get_latest_revision_as_object()
    linked = accept_all(draft, editor).as_object()
    assert linked.title == "Bozza"
    assert stored(linked.body)[0]["value"] == f"<p>Ora {a_link(kunshan, 'Kunshan')}.</p>"


def test_accepting_twice_changes_nothing_more(editor, kunshan):
    page = report_of(paragraph("Kunshan, Kunshan."))
    first = accept_all(page, editor)
    draft = first.as_object()
    listed = mentions_of(draft)
    assert suggestions(listed) == []
    (made,) = listed.of(State.LINKED)
    again = Choice(made.place, made.start, made.end, kunshan.pk)
    assert accept(page, [again], editor, listed) is None
    assert page.revisions.count() == 1


def test_an_incomplete_draft_can_be_linked(editor, kunshan):
    page = report_of(paragraph("Kunshan."))
    page.standfirst = ""
    page.save_revision(clean=False)
    assert accept_all(page.get_latest_revision_as_object(), editor)


def test_one_of_several_candidates_is_chosen(editor):
    plant = make_profile(title="Verdi Co., Ltd.")
    other = make_profile(title="Altra", rows={"names": [called("Verdi")]})
    page = report_of(paragraph("Alla Verdi, dalla Verdi."))
    listed = mentions_of(page)
    (mention,) = listed.of(State.AMBIGUOUS)
    assert suggestions(listed) == []
    assert mention.candidates == (plant.pk, other.pk)
    choice = Choice(mention.place, mention.start, mention.end, other.pk)
    revision = accept(page, [choice], editor, listed)
    draft = revision.as_object()
    assert stored(draft.body)[0]["value"] == f"<p>Alla {a_link(other, 'Verdi')}, dalla Verdi.</p>"
    assert [found.state for found in mentions_of(draft).mentions] == [State.LINKED, State.IGNORED]


def refused(page, choices, user, listed=None):
    """The sentence with which linking was refused; nothing may have changed."""
    before = page.revisions.count()
    with pytest.raises(Exception) as refusal:  # noqa: PT011
        accept(page, choices, user, listed)
    assert page.revisions.count() == before
    assert not PageLogEntry.objects.filter(action=LINK_ACTION).exists()
    assert str(refusal.value)
    return refusal.type


def test_a_changed_text_is_not_linked(editor, kunshan):
    page = report_of(paragraph("A Kunshan."))
    listed = mentions_of(page)
    page.body = stream(paragraph("Da Kunshan."))
    page.save_revision()
    assert refused(page, suggestions(listed), editor, listed) is TextChangedError


def test_only_what_was_offered_is_linked(editor, kunshan):
    other = make_place(title="Changshu")
    page = report_of(paragraph("A Kunshan, Kunshan e altrove."), heading("Kunshan"))
    offered = suggestions(mentions_of(page))[0]
    wrong = [
        Choice(offered.place, offered.start, offered.end, other.pk),
        Choice(offered.place, offered.start, offered.end - 1, kunshan.pk),
        Choice("b0", 11, 18, kunshan.pk),
    ]
    assert {refused(page, [choice], editor) for choice in wrong} == {NotOfferedError}


@pytest.mark.parametrize(
    ("place", "start", "end"), [("b1", 0, 7), ("title", 0, 3), ("no", 0, 1), ("b0", 0, 999), ("b0", 0, 5)]
)
def test_what_cannot_be_linked_is_refused(editor, kunshan, place, start, end):
    page = report_of(paragraph('Da <a href="https://example.org">qui</a>.'), heading("Kunshan"))
    assert refused(page, [Choice(place, start, end, kunshan.pk)], editor) is NotLinkableError


def test_who_may_not_edit_cannot_link(kunshan):
    user = get_user_model().objects.create_user("nessuno")
    user.groups.add(Group.objects.create(name="Vuoto"))
    page = report_of(paragraph("A Kunshan."))
    assert refused(page, suggestions(mentions_of(page)), user) is NotEditableError


def test_a_locked_page_is_not_linked(editor, kunshan):
    page = report_of(paragraph("A Kunshan."))
    page.locked, page.locked_by = True, get_user_model().objects.create_user("altra")
    page.save()
    assert refused(page, suggestions(mentions_of(page)), editor) is NotEditableError


PIECES = st.sampled_from(
    ["Kunshan", " ", "<b>", "</b>", "e", "Changshu", "&amp;", "</p><p>", ". ", "昆山", "’"]
)


@settings(suppress_health_check=[HealthCheck.function_scoped_fixture], max_examples=60, deadline=None)
@given(st.lists(st.lists(PIECES, max_size=10).map("".join), max_size=3))
def test_linking_all_then_stripping_links_gives_the_same_text(kunshan, texts):
    page = InspectionReportPage(title="Viaggio", standfirst="Una prova.", locale=kunshan.locale)
    page.body = stream(*map(paragraph, texts))
    listed = mentions_of(page)
    chosen = suggestions(listed)
    after = link(page, chosen, fingerprint=listed.fingerprint)
    assert [re.sub(r"</?a\b[^>]*>", "", raw["value"]) for raw in after] == [
        raw["value"] for raw in page.body.raw_data
    ]
    page.body = page.body.stream_block.to_python(after)
    relisted = mentions_of(page)
    assert len(relisted.of(State.LINKED)) == len(chosen)
    assert suggestions(relisted) == []
    assert link(page, chosen, fingerprint=relisted.fingerprint) == after
