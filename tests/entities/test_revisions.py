"""The rows of a revision are read together, and are those that Wagtail would read one by one."""

import pytest
from wagtail.models import Comment, CommentReply, Page

from entities.models import EntityPage, IndustryChain
from entities.models.revisions import RowsInFewQueries
from tests.entities.editing import a_note, a_relation, a_source, queries_of
from tests.factories import make_chain, make_profile, make_report
from tests.visits.test_long_reports import a_document

pytestmark = pytest.mark.django_db


def draft_of(page):
    return Page.objects.get(pk=page.pk).specific.get_latest_revision_as_object()


def saved(page):
    page = Page.objects.get(pk=page.pk).specific
    page.save_revision(clean=False)
    return page


def full_profile(rows=1):
    return make_profile(
        chains=tuple(make_chain() for _ in range(rows)),
        rows={
            "relations": [a_relation(make_profile()) for _ in range(rows)],
            "sources": [a_source(document=a_document(number)) for number in range(rows)],
            "editorial_notes": [a_note() for _ in range(rows)],
        },
    )


def test_rows_add_no_query():
    few, many = saved(full_profile(1)), saved(full_profile(5))
    for page in (few, many):
        draft_of(page)
    assert queries_of(lambda: draft_of(many)) == queries_of(lambda: draft_of(few))


def test_all_is_there_as_it_was_saved():
    page = saved(full_profile(2))
    draft = draft_of(page)
    for name in ("chain_links", "relations", "sources", "editorial_notes"):
        found = [vars(row) | {"_state": None} for row in getattr(draft, name).all()]
        assert found == [vars(row) | {"_state": None} for row in getattr(page, name).all()]


def test_a_row_goes_with_what_it_cannot_do_without_and_is_emptied_of_the_rest():
    page = saved(full_profile())
    page.sources.get().document.delete()
    target = page.relations.get().target
    page.relations.all().delete()
    target.delete()
    chain = page.chain_links.get().tag
    page.chain_links.all().delete()
    IndustryChain.objects.filter(pk=chain.pk).delete()
    draft = draft_of(page)
    assert [source.document_id for source in draft.sources.all()] == [None]
    assert list(draft.chain_links.all()) == []
    wagtails = super(RowsInFewQueries, EntityPage).from_serializable_data(page.latest_revision.content)
    assert keys_of(draft) == keys_of(wagtails)


def keys_of(page):
    return {
        "sources": [source.document_id for source in page.sources.all()],
        "relations": [relation.target_id for relation in page.relations.all()],
        "chain_links": [link.tag_id for link in page.chain_links.all()],
    }


def test_a_stop_whose_site_was_deleted_is_left_without_one():
    site = make_profile()
    report = saved(make_report(site, make_profile()))
    report.stops.filter(entity=site).delete()
    site.delete()
    assert [stop.entity_id is None for stop in draft_of(report).stops.all()] == [True, False]


def test_comments_are_read_as_ever(admin_user):
    page = full_profile()
    comment = Comment.objects.create(page=page, user=admin_user, text="Chi?", contentpath="title")
    CommentReply.objects.create(comment=comment, user=admin_user, text="Il sindaco.")
    page = saved(page)
    [found] = draft_of(page).wagtail_admin_comments.all()
    assert (found.text, [reply.text for reply in found.replies.all()]) == ("Chi?", ["Il sindaco."])


def test_rows_that_a_draft_had_before_they_were_published_are_those_of_the_table():
    page = make_profile(kind="institution")
    draft = EntityPage.objects.get(pk=page.pk)
    draft.editorial_notes.add(a_note(title="Manca"))
    draft.save_revision().publish()
    [stored] = EntityPage.objects.get(pk=page.pk).editorial_notes.all()
    withdrawn = EntityPage.objects.get(pk=page.pk)
    withdrawn.unpublish()
    [found] = EntityPage.objects.get(pk=page.pk).get_latest_revision_as_object().editorial_notes.all()
    assert (found.pk, found.translation_key) == (stored.pk, stored.translation_key)


def test_rows_that_were_never_published_have_no_key():
    page = make_profile(kind="institution")
    draft = EntityPage.objects.get(pk=page.pk)
    draft.editorial_notes.add(a_note(title="Manca"))
    draft.save_revision()
    [found] = EntityPage.objects.get(pk=page.pk).get_latest_revision_as_object().editorial_notes.all()
    assert found.pk is None
