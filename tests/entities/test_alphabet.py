"""Names from A to Z."""

import pytest

from entities.alphabet import OTHER, by_letter, letter_of, sorting_key


@pytest.mark.parametrize(
    ("name", "letter"),
    [
        ("Bosideng", "B"),
        ("élite", "E"),
        ("昆山", "K"),
        ("崑山", "K"),
        ("长三角", "C"),
        ("长电科技", "C"),
        ("長江", "C"),
        ("重庆", "C"),
        ("«Otto Città»", "O"),
        ("3M", OTHER),
        ("", OTHER),
        ("🙂", OTHER),
    ],
)
def test_each_name_stands_under_one_letter(name, letter):
    assert letter_of(name) == letter


def test_accents_and_case_do_not_count_and_ties_are_broken():
    names = ["zeta", "Éa", "eb", "EA", "ea", "Zeta"]
    assert sorted(names, key=sorting_key) == ["EA", "ea", "Éa", "eb", "Zeta", "zeta"]


def test_letters_and_names_stand_in_order_and_what_has_no_letter_last():
    found = by_letter(["3M", "Bosideng", "常熟", "昆山", "Caffè", "AUO"], name=str)
    assert found == {
        "A": ["AUO"],
        "B": ["Bosideng"],
        "C": ["Caffè", "常熟"],
        "K": ["昆山"],
        OTHER: ["3M"],
    }
