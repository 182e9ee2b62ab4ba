"""Whatever is typed into a search box gets an answer, on either database."""

from contextlib import suppress

import pytest
from wagtail.models import Page
from wagtail.search.backends import get_search_backend
from wagtail.search.query import MATCH_ALL, And, Boost, Fuzzy, Not, Or, Phrase, PlainText

from belt.search_backend import (
    LONGEST_WORD,
    MOST_WORDS,
    answerable,
    indexed_at_the_end,
    searchable_words,
)

pytestmark = pytest.mark.dialect

NASTY = [
    '"', '""', '"""', 'a"b', '"Kunshan', 'Kunshan"', "\0", "a\0b", "   ", "-", "--", "- -", "*", "(", ")",
    "a-b", "AND", "NOT", "OR", "NEAR", "^", ":", "a:b", "'", "''", "\\", "%", "%s", "_", "&", "|", "!", "<->",
    "{title}", "🙂", "昆山", "’", "﷽", "\u202e", "\ud7ff", "\n",
    "x" * 10_000, "昆" * 10_000, "x " * 5_000, '"x" ' * 2_000,
]  # fmt: skip


@pytest.fixture
def kunshan(db):
    root = Page.get_first_root_node()
    return root.add_child(instance=Page(title="Kunshan by the lake", slug="kunshan"))


@pytest.mark.parametrize("query", NASTY)
@pytest.mark.parametrize("way", ["search", "autocomplete"])
def test_every_query_is_answered(kunshan, query, way):
    for asked in (
        query,
        Phrase(query),
        PlainText(query, operator="or"),
        And([PlainText(query), Phrase("lake")]),
    ):
        results = getattr(Page.objects.all(), way)(asked)
        assert isinstance(list(results[:10]), list)
        assert results.count() >= 0


@pytest.mark.parametrize(
    "query", ["Kunshan", '"Kunshan"', "kunshan & lake", "lake\0Kunshan", '"kunshan" "lake"']
)
@pytest.mark.parametrize("way", ["search", "autocomplete"])
def test_words_are_found_whatever_stands_around_them(kunshan, query, way):
    assert list(getattr(Page.objects.all(), way)(query, operator="and")) == [kunshan]


def test_words_may_go_on_in_autocomplete_only(kunshan):
    assert list(Page.objects.autocomplete("Kuns")) == [kunshan]
    assert list(Page.objects.search("Kuns")) == []


@pytest.mark.parametrize("query", ["", " ", '"', "\0", "-", '" "'])
def test_a_query_without_words_finds_nothing(kunshan, query):
    assert list(Page.objects.search(query)) == list(Page.objects.autocomplete(query)) == []
    assert list(get_search_backend().search(query, Page)) == []


def test_everything_is_still_everything(kunshan):
    assert Page.objects.search(MATCH_ALL).count() == Page.objects.count()


def test_words_are_few_and_short():
    words = searchable_words("x" * 5_000 + " y" * 5_000).split()
    assert len(words) == MOST_WORDS
    assert max(map(len, words)) == LONGEST_WORD


@pytest.mark.parametrize("kind", [PlainText, Phrase, Fuzzy])
def test_each_kind_of_query_keeps_its_kind(kind):
    assert repr(answerable(kind('"a" b'))) == repr(kind("a b"))
    assert answerable(kind('"')) is None


def test_combined_queries_lose_what_is_empty():
    assert repr(answerable(And([PlainText("a"), Phrase('"')]))) == repr(And([PlainText("a")]))
    assert repr(answerable(Or([PlainText("a"), Not(Phrase("b"))]))) == repr(
        Or([PlainText("a"), Not(Phrase("b"))])
    )
    assert answerable(Or([Phrase(""), Not(PlainText("-"))])) is None
    assert repr(answerable(Boost(PlainText("a"), 2))) == repr(Boost(PlainText("a"), 2))
    assert answerable(Boost(PlainText("-"), 2)) is None


@pytest.mark.parametrize("query", ['"', '"Kunshan', "\0", "-", "x" * 5_000])
@pytest.mark.parametrize(
    "address",
    [
        "/admin/pages/search/?q={}",
        "/admin/choose-page/search/?q={}",
        "/admin/images/?q={}",
        "/admin/documents/?q={}",
        "/api/v2/pages/?search={}",
    ],
)
def test_search_boxes_of_admin_and_api_answer(kunshan, admin_client, address, query):
    response = admin_client.get(address.format(query.replace('"', "%22").replace("\0", "%00")))
    assert response.status_code in (200, 400)


def found(word):
    return [page.title for page in Page.objects.search(word)]


def test_a_program_makes_everything_findable_at_its_end(kunshan):
    with indexed_at_the_end():
        kunshan.add_child(instance=Page(title="Changshu", slug="changshu"))
        kunshan.title = "Kunshan by the river"
        kunshan.save()
        gone = kunshan.add_child(instance=Page(title="Taicang", slug="taicang"))
        gone.delete()
        assert found("Changshu") == found("river") == []
    assert found("Changshu") == ["Changshu"]
    assert found("river") == ["Kunshan by the river"]
    assert found("lake") == found("Taicang") == []


def test_after_it_each_is_findable_at_once(kunshan):
    with indexed_at_the_end():
        pass
    kunshan.add_child(instance=Page(title="Changshu", slug="changshu"))
    assert found("Changshu") == ["Changshu"]


def test_a_program_that_fails_changes_nothing_that_is_found(kunshan):
    with suppress(RuntimeError), indexed_at_the_end():
        kunshan.add_child(instance=Page(title="Changshu", slug="changshu"))
        raise RuntimeError
    assert found("Changshu") == []
    kunshan.add_child(instance=Page(title="Taicang", slug="taicang"))
    assert found("Taicang") == ["Taicang"]
