"""A waiver holds for what it was given for, and for nothing else."""

import json

import pytest
from wagtail.images import get_image_model
from wagtail.images.tests.utils import get_test_image_file

from entities.done.answers import unfinished_draft, waive
from tests.belt.test_definition_of_done import NOW, a_stop, bare_profile, done_report, fresh
from tests.entities.editing import a_note, a_source
from tests.factories import make_profile

pytestmark = pytest.mark.django_db


def test_what_changes_after_a_waiver_is_asked_for_again(admin_user):
    report = done_report(live=False, rows={"stops": [a_stop(), a_stop(observation="")]})
    report.save_revision()
    waive(report, "observations", "Si aspetta la risposta.", by=admin_user, at=NOW)
    assert unfinished_draft(fresh(report).get_latest_revision_as_object()) == []
    draft = fresh(report).get_latest_revision_as_object()
    draft.stops.add(a_stop(observation=""))
    draft.save_revision()
    assert [one.code for one in unfinished_draft(fresh(report).get_latest_revision_as_object())] == [
        "observations"
    ]


def test_a_waiver_holds_for_the_stop_it_was_given_wherever_that_stands(admin_user):
    stop, other = a_stop(observation=""), make_profile()
    report = done_report(live=False, rows={"stops": [stop]})
    report.save_revision()
    waive(report, "observations", "Il testo tace.", by=admin_user, at=NOW)
    draft = fresh(report).get_latest_revision_as_object()
    [waived] = draft.stops.all()
    waived.sort_order = 1
    draft.stops = [a_stop(sort_order=0), waived]
    draft.save_revision()
    assert unfinished_draft(fresh(report).get_latest_revision_as_object()) == []
    waived.entity = other
    draft.stops = [waived]
    draft.save_revision()
    assert [one.code for one in unfinished_draft(fresh(report).get_latest_revision_as_object())] == [
        "observations"
    ]


def test_a_public_note_that_is_taken_away_unresolved_is_looked_at(admin_user):
    page = bare_profile(live=True, rows={"sources": [a_source()], "editorial_notes": [a_note(title="Chi?")]})
    page.save_revision().publish()
    draft = fresh(page)
    draft.editorial_notes = []
    draft.save_revision()
    [lacking] = unfinished_draft(fresh(page).get_latest_revision_as_object())
    assert lacking.code == "notes"
    assert "«Chi?»" in lacking.sentence
    waive(fresh(page), "notes", "", by=admin_user, at=NOW)
    assert unfinished_draft(fresh(page).get_latest_revision_as_object()) == []


def test_a_waiver_for_one_picture_is_none_for_another(admin_user):
    def showing(picture):
        value = {"image": picture.pk, "alt": "", "caption": "", "credit": ""}
        return json.dumps([{"type": "picture", "value": value, "id": "a"}])

    pictures = get_image_model().objects
    one, other = (pictures.create(title=title, file=get_test_image_file()) for title in ("Una", "Altra"))
    page = bare_profile(body=showing(one))
    page.save_revision()
    waive(page, "alternatives", "Si vede male.", by=admin_user, at=NOW)
    assert unfinished_draft(fresh(page).get_latest_revision_as_object()) == []
    page = fresh(page)
    page.body = showing(other)
    page.save_revision()
    assert [one.code for one in unfinished_draft(fresh(page).get_latest_revision_as_object())] == [
        "alternatives"
    ]
