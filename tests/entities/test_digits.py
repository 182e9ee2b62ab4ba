"""A number is read only where it is one that a key can be."""

import pytest

from entities.digits import number_in


@pytest.mark.parametrize(("text", "number"), [("0", 0), ("7", 7), ("007", 7), ("9" * 18, 10**18 - 1)])
def test_a_number_is_read(text, number):
    assert number_in(text) == number


@pytest.mark.parametrize(
    "text",
    ["", " ", "-1", "+1", "1.5", "1_0", "1 ", "1\n", "²", "٢", "２", "x", "None", "9" * 19, "9" * 5_000],
)
def test_anything_else_is_none(text):
    assert number_in(text) is None
