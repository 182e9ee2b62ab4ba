"""An address is read into a selection and written back the same."""

from contextlib import suppress

import pytest
from hypothesis import given
from hypothesis import strategies as st

from belt.explorer.selection import (
    FACETS,
    MOST_VALUES,
    SORTS,
    Ignored,
    Selection,
    UnreadableSelectionError,
)


class Anything:
    """Knows every value, and one chain under two names."""

    def canonical(self, facet: str, value: str) -> str | None:
        if value.startswith("unknown"):
            return None
        return "winner" if (facet, value) == ("chain", "loser") else value


def read(*pairs: tuple[str, str]) -> Selection:
    return Selection.parse(pairs, Anything())[0]


slugs = st.text("abcdefghij-0123456789", min_size=1, max_size=20).filter(
    lambda text: not text.startswith("u")
)
words = st.text(st.characters(exclude_categories=["C"]), max_size=60).map(lambda text: " ".join(text.split()))
selections = st.builds(
    Selection,
    words=words.filter(lambda text: "\ufffd" not in text),
    values=st.dictionaries(
        st.sampled_from(FACETS), st.lists(slugs, min_size=1, max_size=2, unique=True).map(tuple)
    ).map(lambda chosen: {facet: chosen[facet] for facet in FACETS if facet in chosen}),
    sort=st.sampled_from(["", *SORTS]),
    page=st.integers(1, 9_999),
)


@given(selections)
def test_an_address_leads_back_to_its_selection(selection):
    again, ignored = Selection.parse(selection.pairs(), Anything())
    assert again == selection
    assert ignored == []
    assert again.query() == selection.query()


@given(selections, st.sampled_from(FACETS), slugs)
def test_adding_and_removing_a_value_leaves_the_others(selection, facet, value):
    if value in selection.values.get(facet, ()):
        return
    assert selection.adding(facet, value).removing(facet, value) == selection.at(1)


@given(st.lists(st.tuples(st.text(max_size=8), st.text(max_size=250)), max_size=30))
def test_any_address_is_read_or_refused(pairs):
    with suppress(UnreadableSelectionError):
        selection, _ignored = Selection.parse(pairs, Anything())
        assert Selection.parse(selection.pairs(), Anything())[0] == selection


def test_what_is_unknown_is_ignored_and_named():
    selection, ignored = Selection.parse(
        [
            ("chain", "unknown"),
            ("colour", "red"),
            ("sort", "size"),
            ("page", "-1"),
            ("page", "x"),
            ("chain", "a"),
        ],
        Anything(),
    )
    assert selection == read(("chain", "a"))
    assert ignored == [
        Ignored("chain", "unknown"),
        Ignored("colour", "red"),
        Ignored("sort", "size"),
        Ignored("page", "-1"),
        Ignored("page", "x"),
    ]


def test_empty_fields_of_a_form_say_nothing():
    assert Selection.parse([("q", ""), ("sort", ""), ("chain", " ")], Anything()) == (Selection(), [])


def test_a_value_counts_once_and_a_merged_chain_as_its_winner():
    assert read(("chain", "loser"), ("chain", "winner"), ("chain", "a")).values == {"chain": ("winner", "a")}


def test_more_than_twelve_values_are_refused():
    read(*[("chain", f"a{number}") for number in range(MOST_VALUES)])
    with pytest.raises(UnreadableSelectionError, match="values"):
        read(*[("chain", f"a{number}") for number in range(MOST_VALUES + 1)])


@pytest.mark.parametrize(
    ("pair", "reason"),
    [
        (("q", "x" * 201), "words"),
        (("chain", "x" * 101), "values"),
        (("q", "a\0"), "signs"),
        (("q", "\ufffd"), "signs"),
    ],
)
def test_what_nobody_can_read_is_refused(pair, reason):
    with pytest.raises(UnreadableSelectionError, match=reason):
        read(pair)


def test_the_usual_order_depends_on_words():
    assert Selection().order == "name"
    assert Selection(words="a").order == "relevance"
    assert Selection(sort="relevance").order == "name"
    assert Selection(words="a", sort="newest").order == "newest"


def test_only_nothing_or_one_chain_is_for_search_engines():
    assert Selection().is_indexable
    assert read(("chain", "a")).is_indexable
    two, second_page = [("chain", "a"), ("chain", "b")], [("chain", "a"), ("page", "2")]
    for more in (two, second_page, [("q", "a")], [("place", "a")]):
        assert not read(*more).is_indexable
