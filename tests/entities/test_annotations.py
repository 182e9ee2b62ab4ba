"""Sources and editorial notes: rows of any page, held to their rules by the database."""

import pytest
from django.db import IntegrityError, transaction
from django.utils.translation import override

from entities.enums import NoteStatus
from entities.models import EditorialNote, EntityRelation, Source
from tests.entities.editing import a_note, a_relation, a_source
from tests.factories import make_profile, make_report

pytestmark = pytest.mark.django_db

DAY = "2025-06-12"


@pytest.fixture
def note():
    return make_profile(rows={"editorial_notes": [a_note()]}).editorial_notes.get()


def stored(row, **values):
    type(row).objects.filter(pk=row.pk).update(**values)
    row.refresh_from_db()
    return row


@pytest.mark.parametrize(
    "values",
    [
        {"status": "resolved"},
        {"status": "resolved", "resolved_on": DAY},
        {"status": "resolved", "resolution": "Corretto."},
        {"status": "open", "resolved_on": DAY},
        {"status": "forgotten"},
        {"kind": "rumour"},
        {"kind": ""},
    ],
)
def test_the_database_refuses_a_note_that_contradicts_itself(note, values):
    with pytest.raises(IntegrityError), transaction.atomic():
        stored(note, **values)


def test_a_resolved_note_says_when_and_how(note):
    stored(note, status="resolved", resolved_on=DAY, resolution="Corretto.").full_clean()
    assert not note.is_open


def test_in_chinese_a_note_is_solved_as_questions_are():
    with override("zh-hans"):
        assert NoteStatus.labels == ["未解决", "已解决"]


@pytest.mark.parametrize("make", [make_profile, make_report])
def test_sources_and_notes_stand_on_pages_of_any_type(make, client):
    rows = {
        "sources": [a_source(title="La fonte", publisher="L’editore", url="https://example.org/x")],
        "editorial_notes": [a_note(title="La nota")],
    }
    html = client.get(make(rows=rows).url).content.decode()
    for words in ("La fonte", "L’editore", "https://example.org/x", "La nota"):
        assert words in html


def test_sources_keep_the_order_editors_gave_them():
    sources = [a_source(title=title) for title in ("Terza", "Prima", "Seconda")]
    page = make_profile(rows={"sources": sources})
    assert [source.title for source in page.sources.all()] == ["Terza", "Prima", "Seconda"]


def test_the_rows_of_a_page_go_with_the_page():
    page = make_profile(rows={"sources": [a_source()], "editorial_notes": [a_note()]})
    page.delete()
    assert not Source.objects.exists()
    assert not EditorialNote.objects.exists()


def test_the_database_knows_no_relation_to_nothing_or_to_itself():
    page = make_profile(rows={"relations": [a_relation(make_profile())]})
    row = page.relations.get()
    for target in (None, page):
        with pytest.raises(IntegrityError), transaction.atomic():
            stored(row, target=target)


def test_the_target_of_a_relation_is_not_deleted_from_under_it():
    target = make_profile()
    make_profile(rows={"relations": [a_relation(target)]})
    with pytest.raises(IntegrityError), transaction.atomic():
        target.delete()
    assert EntityRelation.objects.get().target == target
