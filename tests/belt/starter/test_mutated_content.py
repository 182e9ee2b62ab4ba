"""However a file of the content is damaged, checking it says what is wrong or that nothing is."""

from contextlib import suppress
from itertools import product

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from belt.starter.check import checked
from belt.starter.problems import ContentError
from tests.belt.starter.contents import FILES, STARTER, write_small

VALUES = [
    *(
        "1",
        "-1",
        "1.5",
        "nan",
        "-inf",
        "1e400",
        "true",
        "2024-05-01",
        "12:00:00",
        '""',
        '" "',
        '"x"',
        "[]",
        "{}",
    ),
    *(
        "[1]",
        '["x"]',
        "[[]]",
        "{a = 1}",
        "[{}]",
        "[{a = 1}]",
        '"\\u0000"',
        f'"{"x" * 400}"',
        '"valle"',
        '"fonte"',
    ),
    *('"acqua"', '"2024-13"', '"9999-12-31"', '"0000"', "9" * 5_000, "[" * 1_500 + "]" * 1_500),
]
WORDS = [
    *(
        "",
        "\0",
        "\ufeff",
        "+++",
        "[[x]]",
        "# x",
        "🙂",
        "> ---",
        "> ```",
        "##",
        "- ",
        "[x](chain:)",
        "[x](profile:)",
    ),
    *("[[note: x]]", '![x](y.jpg "z")', "***", "    x", "|", '"\\ud800"'),
]
HOW = ["delete", "double", "value", "line", "key", "cut", "swap"]


def damaged(lines, how, number, odd):
    """The lines of a file with one of them spoilt."""
    at = number % len(lines)
    key, equals, _value = lines[at].partition(" = ")
    changed = {
        "delete": [],
        "double": [lines[at], lines[at]],
        "value": [f"{key}{equals or ' '}{odd}"],
        "line": [lines[at], odd],
        "key": [f"{odd}{equals}{_value}"],
        "cut": [lines[at][: len(lines[at]) // 2]],
        "swap": [lines[number * 7 % len(lines)], lines[at]],
    }[how]
    return [*lines[:at], *changed, *lines[at + 1 :]]


DAMAGE = st.lists(
    st.tuples(st.sampled_from(HOW), st.integers(0, 400), st.sampled_from(VALUES + WORDS)),
    min_size=1,
    max_size=3,
)


@pytest.fixture
def small(tmp_path):
    return write_small(tmp_path)


@settings(
    max_examples=400,
    deadline=None,
    derandomize=True,
    suppress_health_check=[HealthCheck.function_scoped_fixture],
)
@given(name=st.sampled_from(sorted(FILES)), damage=DAMAGE)
def test_a_damaged_file_is_told_or_sound(small, name, damage):
    lines = FILES[name].split("\n")
    for how, number, odd in damage:
        lines = damaged(lines, how, number, odd) or [""]
    path = small / name
    path.write_text("\n".join(lines), encoding="utf-8")
    with suppress(ContentError):
        assert checked(small).languages
    path.write_text(FILES[name], encoding="utf-8")


@settings(
    max_examples=200,
    deadline=None,
    derandomize=True,
    suppress_health_check=[HealthCheck.function_scoped_fixture],
)
@given(name=st.sampled_from(sorted(FILES)), data=st.binary(max_size=60), at=st.integers(0, 1_000))
def test_foreign_bytes_in_a_file_are_told_or_sound(small, name, data, at):
    whole = FILES[name].encode()
    path = small / name
    path.write_bytes(whole[: at % len(whole)] + data + whole[at % len(whole) :])
    with suppress(ContentError):
        assert checked(small).languages
    path.write_bytes(whole)


@pytest.mark.parametrize("name", sorted(FILES))
def test_every_value_may_be_any_other_value(small, name):
    lines = FILES[name].split("\n")
    for number, value in product([at for at, line in enumerate(lines) if " = " in line], VALUES):
        (small / name).write_text("\n".join(damaged(lines, "value", number, value)), encoding="utf-8")
        with suppress(ContentError):
            assert checked(small).languages


def test_both_contents_are_sound_as_they_are(small):
    assert [language.code for language in checked(small).languages] == ["it"]
    assert len(checked(STARTER).languages[0].profiles) == 24
