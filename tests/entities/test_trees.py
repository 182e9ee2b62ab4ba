"""Trees read whole: what lies above, within, in which order, and circles in the data."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from entities.trees import Tree, reached

PLACES = [
    ("delta", None),
    ("jiangsu", "delta"),
    ("suzhou", "jiangsu"),
    ("kunshan", "suzhou"),
    ("changshu", "suzhou"),
    ("shanghai", "delta"),
]
CIRCLE = [("a", "b"), ("b", "c"), ("c", "a"), ("d", "c")]

any_pairs = st.dictionaries(st.integers(0, 8), st.none() | st.integers(0, 10)).map(dict.items)


@pytest.fixture
def places():
    return Tree(PLACES)


def test_what_contains_a_node_is_listed_nearest_first(places):
    assert places.above("kunshan") == ["suzhou", "jiangsu", "delta"]
    assert places.above("delta") == []


def test_what_lies_within_a_node_includes_the_node(places):
    assert places.within("jiangsu") == {"jiangsu", "suzhou", "kunshan", "changshu"}
    assert places.within("kunshan") == {"kunshan"}


def test_children_keep_the_order_of_the_pairs(places):
    assert places.children("suzhou") == ["kunshan", "changshu"]
    assert places.children("kunshan") == []


def test_a_walk_goes_down_before_it_goes_on(places):
    assert list(places.walk()) == [
        ("delta", 0),
        ("jiangsu", 1),
        ("suzhou", 2),
        ("kunshan", 3),
        ("changshu", 3),
        ("shanghai", 1),
    ]


def test_a_node_nobody_knows_has_nothing_around_it(places):
    assert places.above("milano") == places.children("milano") == []
    assert places.within("milano") == {"milano"}


def test_a_parent_outside_the_tree_ends_the_way_up():
    tree = Tree([("kunshan", "hidden")])
    assert tree.above("kunshan") == ["hidden"]
    assert list(tree.walk()) == [("kunshan", 0)]


def test_a_circle_ends_every_way():
    tree = Tree(CIRCLE)
    assert tree.above("a") == ["b", "c"]
    assert tree.above("d") == ["c", "a", "b"]
    assert tree.within("a") == {"a", "b", "c", "d"}
    assert list(tree.walk()) == [("a", 0), ("c", 1), ("b", 2), ("d", 2)]
    assert next(Tree(reversed(CIRCLE)).walk()) == ("c", 0)


def test_what_lay_in_a_node_that_is_left_out_lies_in_the_next_one_above(places):
    kept = places.only(["kunshan", "changshu", "jiangsu", "shanghai"])
    assert kept.above("kunshan") == ["jiangsu"]
    assert kept.within("jiangsu") == {"jiangsu", "kunshan", "changshu"}
    assert kept.above("shanghai") == []


def test_several_ways_are_all_gone():
    assert reached("a", {"a": ("b", None), "b": ("c", "a"), "d": ("a",)}) == {"a", "b", "c"}
    assert reached(None, {}) == set()


def test_a_node_that_contains_itself_is_not_above_itself():
    tree = Tree([("a", "a")])
    assert tree.above("a") == []
    assert tree.within("a") == {"a"}
    assert tree.children("a") == []
    assert list(tree.walk()) == [("a", 0)]


@given(any_pairs)
def test_every_way_ends_and_names_each_node_once(pairs):
    tree = Tree(pairs)
    for node, _parent in pairs:
        above = tree.above(node)
        assert node not in above
        assert len(above) == len(set(above))
        assert all(node in tree.within(other) for other in above)
    walked = [node for node, _depth in tree.walk()]
    assert sorted(walked) == sorted(dict(pairs))


@given(any_pairs)
def test_depth_in_a_walk_counts_what_lies_above(pairs):
    tree, known = Tree(pairs), dict(pairs)
    for node, depth in tree.walk():
        if node in circling(tree, known):
            continue
        assert depth == len([other for other in tree.above(node) if other in known])


def circling(tree, known):
    """The nodes from which no way leads to a root."""
    return {node for node in known if known.get([node, *tree.above(node)][-1]) in known}
