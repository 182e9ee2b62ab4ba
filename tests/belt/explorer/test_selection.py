"""An address is read into a selection and written back the same."""

from contextlib import suppress
from urllib.parse import urlsplit

import pytest
from django.http import QueryDict
from hypothesis import example, given
from hypothesis import strategies as st

from belt.explorer.selection import (
    FACETS,
    LONGEST_QUERY,
    MOST_VALUES,
    SORTS,
    Ignored,
    Selection,
    UnreadableSelectionError,
)
from entities.words import MOST_TERMS, query_terms


class Anything:
    """Knows every value, and one chain under two names."""

    def canonical(self, facet: str, value: str) -> str | None:
        if value.startswith("unknown"):
            return None
        return "winner" if (facet, value) == ("chain", "loser") else value


def read(*pairs: tuple[str, str]) -> Selection:
    return Selection.parse(pairs, Anything())[0]


def follow(address: str) -> tuple[Selection, list[Ignored]]:
    """What the server reads when a browser follows a link."""
    sent = QueryDict(urlsplit(address).query)
    return Selection.parse([(name, value) for name, values in sent.lists() for value in values], Anything())


def is_readable(words: str) -> bool:
    fits = len(words) <= LONGEST_QUERY and len(query_terms(words, "")) <= MOST_TERMS
    return fits and "\ufffd" not in words


slugs = st.text("abcdefghij-0123456789", min_size=1, max_size=20).filter(
    lambda text: not text.startswith("u")
)
signs = st.characters(exclude_categories=["Cs"]) | st.sampled_from("&+%#=;?/ 昆山太仓")
words = st.text(signs, max_size=60).map(lambda text: Selection().saying(text).words).filter(is_readable)
selections = st.builds(
    Selection,
    words=words,
    values=st.dictionaries(
        st.sampled_from(FACETS), st.lists(slugs, min_size=1, max_size=2, unique=True).map(tuple)
    ).map(lambda chosen: {facet: chosen[facet] for facet in FACETS if facet in chosen}),
    sort=st.sampled_from(["", *SORTS]),
    page=st.integers(1, 9_999),
).map(lambda made: made if made.words else made.saying("").at(made.page))


@given(selections)
@example(Selection(words="昆山 & 太仓 + 100% #1; q=%26&amp;page=2"))
@example(Selection(values={"place": ("昆山", "a&b+c%d#e")}))
def test_an_address_leads_back_to_its_selection(selection):
    again, ignored = follow(f"https://example.org/it/esplora/{selection.query()}")
    assert again == selection
    assert ignored == []
    assert again.query() == selection.query()


@given(selections, st.sampled_from(FACETS), slugs)
def test_removing_a_value_leaves_the_others(selection, facet, value):
    chosen = selection.values.get(facet, ())
    if value in chosen:
        return
    assert selection.only(facet, *chosen, value).removing(facet, value) == selection.at(1)


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


@pytest.mark.parametrize(
    ("pairs", "named"),
    [
        ([("sort", "name"), ("sort", "newest")], Ignored("sort", "newest")),
        ([("page", "2"), ("page", "3")], Ignored("page", "3")),
        ([("q", "a"), ("q", "b")], Ignored("q", "b")),
        ([("sort", "relevance")], Ignored("sort", "relevance")),
        ([("q", "\u202e"), ("q", "a")], Ignored("q", "\u202e")),
    ],
)
def test_what_is_read_once_is_named_where_it_stands_again_or_says_nothing(pairs, named):
    assert Selection.parse(pairs, Anything())[1] == [named]


def test_the_order_by_relevance_needs_words_wherever_they_stand():
    assert read(("sort", "relevance"), ("q", "a")).sort == "relevance"
    assert read(("q", "a"), ("sort", "relevance")).saying("").sort == ""


def test_empty_fields_of_a_form_say_nothing():
    assert Selection.parse([("q", ""), ("sort", ""), ("chain", " ")], Anything()) == (Selection(), [])


def test_a_value_counts_once_and_a_merged_chain_as_its_winner():
    assert read(("chain", "loser"), ("chain", "winner"), ("chain", "a")).values == {"chain": ("winner", "a")}


@pytest.mark.parametrize("name", ["chain", "foo", "q"])
def test_more_than_twelve_values_are_refused_known_or_not(name):
    several = [(name, f"a{number}") for number in range(MOST_VALUES)]
    read(*several, ("page", "2"), ("sort", "newest"), *([("q", "b")] if name != "q" else []))
    with pytest.raises(UnreadableSelectionError, match="values"):
        read(*several, ("foo", "bar"), *([("q", "c")] if name == "q" else []))


@pytest.mark.parametrize("pair", [("fbclid", "x" * 500), ("foo", "\ufffd"), ("foo", "\0"), ("f" * 500, "x")])
def test_a_foreign_parameter_is_ignored_however_long_and_broken(pair):
    assert Selection.parse([pair, ("chain", "a")], Anything()) == (read(("chain", "a")), [Ignored(*pair)])


@pytest.mark.parametrize(
    ("pair", "reason"),
    [
        (("q", "x" * 201), "words"),
        (("chain", "x" * 101), "length"),
        (("q", "a\0"), "signs"),
        (("q", "\ufffd"), "signs"),
        (("foo\0", "a"), "signs"),
        (("foo\ufffd", ""), "signs"),
        (("q", " ".join(f"a{number}" for number in range(33))), "terms"),
        (("q", "".join(map(chr, range(0x4E00, 0x4E00 + 34)))), "terms"),
    ],
)
def test_what_nobody_can_read_is_refused(pair, reason):
    with pytest.raises(UnreadableSelectionError, match=reason):
        read(pair)


@pytest.mark.parametrize(
    "question",
    [" ".join(f"a{number}" for number in range(32)), "".join(map(chr, range(0x4E00, 0x4E00 + 33)))],
)
def test_as_many_words_as_search_takes_are_read(question):
    assert read(("q", question)).words == question


@pytest.mark.parametrize("sign", ["\u202a", "\u202e", "\u2066", "\u2069", "\x07"])
def test_signs_that_turn_round_what_stands_beside_them_are_left_out(sign):
    assert read(("q", f"a{sign}b c")).words == Selection().saying(f"{sign}ab c").words == "ab c"


def test_the_usual_order_depends_on_words():
    assert Selection().order == "name"
    assert Selection(words="a").order == "relevance"
    assert Selection(words="a", sort="newest").order == "newest"


def test_only_nothing_or_one_chain_is_for_search_engines():
    assert Selection().is_indexable
    assert read(("chain", "a")).is_indexable
    two, second_page = [("chain", "a"), ("chain", "b")], [("chain", "a"), ("page", "2")]
    for more in (two, second_page, [("q", "a")], [("place", "a")]):
        assert not read(*more).is_indexable
