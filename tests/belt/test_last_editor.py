"""Who wrote the newest change, and so does not publish it."""

import pytest

from entities.authorship import as_written, last_editor, may_publish
from entities.profile_merging.merge import merge
from entities.profile_merging.undo import undo
from tests.belt.test_review import draft, edit, fresh, people, publish  # noqa: F401
from tests.factories import make_profile, make_report, profiles

pytestmark = pytest.mark.django_db


def test_a_page_without_revision_has_no_last_editor(people):  # noqa: F811
    assert last_editor(draft()) is None


def test_saving_without_changing_is_no_edit(people):  # noqa: F811
    writer, reviewer, _other = people
    page = draft()
    edit(writer, page, summary="Cambiata.")
    edit(reviewer, page)
    assert last_editor(fresh(page)) == writer.user.pk
    edit(reviewer, page, summary="Cambiata di nuovo.")
    assert last_editor(fresh(page)) == reviewer.user.pk


def test_rights_are_not_given_by_the_rule_of_four_eyes(people):  # noqa: F811
    writer, _reviewer, _other = people
    report = make_report(make_profile(), live=False)
    assert may_publish(writer.user, report)
    assert not report.permissions_for_user(writer.user).can_publish()


def test_numbers_that_a_form_gives_to_rows_without_are_no_change():
    page = make_profile()
    content = page.save_revision().content
    rows = [{"title": title, "sort_order": None} for title in ("Uno", "Due")]
    numbered = [row | {"sort_order": number} for number, row in enumerate(rows)]
    plain, formed, stored, turned = (
        as_written(page, content | {"editorial_notes": found})
        for found in (rows, numbered, numbered[::-1], rows[::-1])
    )
    assert plain == formed == stored
    assert turned != plain


def test_what_others_do_around_a_page_is_no_change_of_who_saves_it(people):  # noqa: F811
    writer, reviewer, _other = people
    page, neighbour = draft(), draft()
    edit(writer, page, summary="Cambiato.")
    neighbour.move(profiles(), pos="first-child")
    make_profile(live=False)
    section = fresh(profiles())
    assert fresh(page).path != page.path
    edit(reviewer, page)
    assert last_editor(fresh(page)) == writer.user.pk
    revision = section.save_revision(user=writer.user)
    make_profile(live=False)
    fresh(section).save_revision(user=reviewer.user)
    assert revision.content["numchild"] != fresh(section).latest_revision.content["numchild"]
    assert last_editor(fresh(section)) == writer.user.pk


def test_a_merge_and_its_undoing_make_nobody_else_the_author_of_a_draft(people):  # noqa: F811
    writer, reviewer, other = people
    page, double = make_profile(kind="institution"), make_profile(kind="institution")
    edit(reviewer, page, summary="Di chi pubblica.")
    edit(writer, page)
    assert last_editor(fresh(page)) == reviewer.user.pk
    merge(double, fresh(page), user=other.user, reason="Scritto due volte.")
    assert last_editor(fresh(page)) == reviewer.user.pk
    undo(fresh(double), user=other.user)
    edit(writer, page)
    assert last_editor(fresh(page)) == reviewer.user.pk
    assert not may_publish(reviewer.user, fresh(page))


def test_who_wrote_what_comes_along_unread_is_its_author(people):  # noqa: F811
    _writer, reviewer, other = people
    page, double = make_profile(kind="institution"), make_profile(kind="institution")
    note = {"id": "", "kind": "gap", "title": "Manca", "text": "Che cosa?", "status": "open"}
    edit(reviewer, double, rows={"editorial_notes": [note]})
    merge(fresh(double), fresh(page), user=other.user, reason="Scritto due volte.")
    assert last_editor(fresh(page)) == reviewer.user.pk


def test_how_a_form_and_a_column_spell_things_is_no_change():
    page = make_profile()
    content = page.save_revision().content
    row = {"kind": "part_of", "target": page.pk}
    loaded = content | {"latitude": "31.25", "relations": [row | {"locale": None}]}
    saved = content | {"latitude": "31.25000", "relations": [row | {"locale": page.locale_id}]}
    assert as_written(page, loaded) == as_written(page, saved)
    for other in ({"latitude": "31.26"}, {"summary": 'Prova. data-block-key="Parole non lette"'}):
        assert as_written(page, loaded) != as_written(page, loaded | other)


def test_who_merges_two_public_profiles_is_not_their_writer(people):  # noqa: F811
    writer, reviewer, _other = people
    page, double = make_profile(kind="institution"), make_profile(kind="institution")
    edit(writer, page, summary="Nuova.")
    fresh(page).latest_revision.publish()
    merge(fresh(double), fresh(page), user=reviewer.user, reason="Scritto due volte.")
    assert last_editor(fresh(page)) == writer.user.pk


def test_an_hour_of_expiry_is_for_whoever_may_publish_and_no_change_of_the_words(people):  # noqa: F811
    _writer, reviewer, other = people
    page = make_profile(kind="institution", live=False)
    edit(reviewer, page, summary="Di chi pubblica.")
    publish(other, page)
    assert may_publish(reviewer.user, fresh(page))
    publish(reviewer, page, expire_at="2030-01-01 12:00")
    assert fresh(page).expire_at is not None
    publish(reviewer, page, summary="Altro.", expire_at="2031-01-01 12:00")
    assert fresh(page).expire_at.year < 2031
    assert fresh(page).summary == "Di chi pubblica."
    fresh(page).unpublish()
    assert not may_publish(reviewer.user, fresh(page))


def test_what_a_merge_has_laid_down_beside_a_draft_is_not_taken_away_by_one_person(people):  # noqa: F811
    _writer, reviewer, other = people
    page, double = make_profile(kind="institution"), make_profile(kind="institution", title="Doppione")
    page.save_revision(user=reviewer.user).publish()
    edit(reviewer, fresh(page), summary="Aspetta.")
    merge(fresh(double), fresh(page), user=other.user, reason="Scritto due volte.")
    public = fresh(page).live_revision.as_object()
    public.save_revision(user=reviewer.user)
    assert not may_publish(reviewer.user, fresh(page))
    assert "Doppione" in [name.text for name in fresh(page).names.all()]
