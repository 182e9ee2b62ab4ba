"""What the public may see in a list: published, outside every private section, in a settled order."""

import pytest
from wagtail.models import Page, PageViewRestriction

from entities.listed_querysets import listed_pages
from entities.models import EditorialNote, EntityPage
from tests.entities.editing import a_note, a_relation, a_source, make_private
from tests.factories import italian_home, make_place, make_profile, make_report, profiles, reports

pytestmark = [pytest.mark.django_db, pytest.mark.dialect]

HIDING = [make_private, lambda page: page.unpublish()]
PASSWORD, LOGIN, GROUPS = PageViewRestriction.PASSWORD, PageViewRestriction.LOGIN, PageViewRestriction.GROUPS


@pytest.fixture
def tree():
    """Profiles and reports, some of them drafts."""
    entities = [make_profile(title=f"Profilo {number}") for number in range(3)]
    make_profile(live=False)
    make_report(*entities)
    make_report(live=False)
    return entities


def agrees_with_wagtail(model):
    listed = set(model.objects.listed()) if model is not Page else set(listed_pages())
    return listed == set(model.objects.live().public())


def test_without_restrictions_all_live_pages_are_listed(tree):
    assert set(EntityPage.objects.listed()) >= set(tree)
    assert set(listed_pages()) == set(Page.objects.live())


@pytest.mark.parametrize(
    ("where", "kind"),
    [
        ("a page", PASSWORD),
        ("a page", LOGIN),
        ("a page", GROUPS),
        ("a section", LOGIN),
        ("another section", PASSWORD),
        ("the home", GROUPS),
        ("nested", PASSWORD),
        ("twice", PASSWORD),
    ],
)
def test_listed_pages_are_those_wagtail_calls_live_and_public(tree, where, kind):
    closed = {
        "a page": [tree[1]],
        "a section": [profiles()],
        "another section": [reports()],
        "the home": [italian_home()],
        "nested": [profiles(), tree[1]],
        "twice": [tree[0], tree[2]],
    }[where]
    for page in closed:
        make_private(page, kind)
    assert agrees_with_wagtail(EntityPage)
    assert agrees_with_wagtail(Page)
    assert not EntityPage.objects.listed().filter(pk__in=[page.pk for page in closed]).exists()


def test_a_section_that_is_closed_hides_what_hangs_in_it_and_nothing_else(tree):
    make_private(profiles())
    assert not EntityPage.objects.listed().exists()
    assert profiles().pk not in listed_pages().values_list("pk", flat=True)
    assert reports().pk in listed_pages().values_list("pk", flat=True)


def test_a_restriction_does_not_hide_pages_whose_path_begins_alike():
    first, second = make_profile(), make_profile()
    make_private(first)
    assert list(EntityPage.objects.listed()) == [second]


def test_listing_costs_one_query_whatever_is_closed(tree, django_assert_num_queries):
    for page in tree[1:]:
        make_private(page)
    with django_assert_num_queries(1):
        assert tree[0] in list(EntityPage.objects.listed())


def test_namesakes_come_in_the_order_of_their_keys():
    pages = [make_profile(title="Stesso nome") for _ in range(3)]
    pages.append(make_profile(title="Altro nome"))
    assert list(EntityPage.objects.listed()) == [pages[3], *pages[:3]]
    assert list(listed_pages().filter(pk__in=[page.pk for page in pages])) == [
        page.page_ptr for page in [pages[3], *pages[:3]]
    ]


def test_sites_and_places_are_told_by_their_kind():
    park, city, programme = [make_profile(kind=kind) for kind in ("park", "city", "programme")]
    assert list(EntityPage.objects.sites()) == [park]
    assert list(EntityPage.objects.places()) == [city]
    assert programme in EntityPage.objects.all()


def test_keys_serve_inside_another_query(tree, django_assert_num_queries):
    with django_assert_num_queries(1):
        found = set(Page.objects.filter(pk__in=EntityPage.objects.listed().keys()))
    assert {page.pk for page in found} == {page.pk for page in EntityPage.objects.listed()}


@pytest.mark.parametrize("hide", HIDING)
@pytest.mark.parametrize("end", [0, 1])
def test_a_relation_is_shown_while_its_other_end_is_public(hide, end):
    target = make_profile()
    page = make_profile(rows={"relations": [a_relation(target)]})
    assert others(page) == ([target], [])
    assert others(target) == ([], [page])
    ends = [page, target]
    hide(ends[end])
    assert others(ends[1 - end]) == ([], [])


def others(profile):
    """The profiles at the other ends of the relations that its page shows, its own and theirs."""
    around = EntityPage.objects.get(pk=profile.pk).surroundings
    return [row.other for row in around.relations()], [row.other for row in around.incoming_relations()]


def test_relations_are_seen_from_their_own_ends_only():
    target, stranger = make_profile(), make_profile()
    make_profile(rows={"relations": [a_relation(target)]})
    assert others(stranger) == ([], [])


def test_a_profile_shows_its_relations_in_both_directions(client):
    target = make_profile(title="Capogruppo")
    page = make_profile(title="Controllata", rows={"relations": [a_relation(target)]})
    context = client.get(page.url).context
    assert [row.target for row in context["relations"]] == [target]
    assert context["incoming_relations"] == []
    context = client.get(target.url).context
    assert [row.entity for row in context["incoming_relations"]] == [page]
    assert context["relations"] == []


@pytest.mark.parametrize("hide", HIDING)
def test_notes_are_listed_on_public_pages_only(hide):
    page, other = [make_profile(rows={"editorial_notes": [a_note()]}) for _ in range(2)]
    hide(page)
    assert [note.page_id for note in EditorialNote.objects.listed()] == [other.pk]


def test_notes_come_by_kind_then_page_then_their_own_order():
    given = [("B", "gap"), ("A", "gap"), ("A", "gap"), ("A", "cut_off")]
    made = []
    for title, kind in given:
        page = make_profile(title=title, rows={"editorial_notes": [a_note(kind=kind), a_note(kind=kind)]})
        made.append(list(page.editorial_notes.order_by("sort_order", "pk")))
    assert list(EditorialNote.objects.listed()) == [*made[3], *made[1], *made[2], *made[0]]


def test_open_notes_still_ask_something():
    done = {"status": "resolved", "resolved_on": "2025-06-12", "resolution": "Corretto."}
    page = make_profile(rows={"editorial_notes": [a_note(title="Aperta"), a_note(title="Chiusa", **done)]})
    assert [note.title for note in EditorialNote.objects.open()] == ["Aperta"]
    assert [note.is_open for note in page.editorial_notes.all()] == [True, False]


@pytest.mark.parametrize(
    ("kind", "verification", "placed", "sourced", "expected"),
    [
        ("company", "received", True, True, False),
        ("city", "received", False, True, False),
        ("company", "stub", True, True, True),
        ("company", "received", False, True, True),
        ("company", "received", True, False, True),
    ],
)
def test_a_gap_is_a_stub_or_a_missing_place_or_source(kind, verification, placed, sourced, expected):
    page = make_profile(
        kind=kind,
        verification=verification,
        located_in=make_place() if placed else None,
        rows={"sources": [a_source()] if sourced else []},
    )
    found = {gap.pk: gap for gap in EntityPage.objects.with_gaps()}
    assert (page.pk in found) is expected
    assert not expected or found[page.pk].is_unsourced is not sourced


@pytest.mark.parametrize(
    ("kind", "placed", "lacks"),
    [("company", False, True), ("company", True, False), ("city", False, False), ("programme", False, False)],
)
def test_only_sites_lack_a_place(kind, placed, lacks):
    page = make_profile(kind=kind, verification="stub", located_in=make_place() if placed else None)
    assert EntityPage.objects.with_gaps().get(pk=page.pk).lacks_place is lacks
