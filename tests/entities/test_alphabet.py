"""Names from A to Z."""

import re

import pytest

from entities.alphabet import OTHER, by_letter, letter_of, sorting_key
from tests.factories import make_profile, profiles


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


def canonical(client, query=""):
    html = client.get(f"{profiles().url}a-z/{query}").content.decode()
    return re.search(r'rel="canonical" href="http://localhost/it/profili/a-z/([^"]*)"', html)[1]


@pytest.mark.django_db
def test_a_letter_is_a_page_of_its_own_only_where_letters_part_the_list(client, monkeypatch):
    for title in ("Alfa", "Beta", "3M"):
        make_profile(title=title)
    assert canonical(client, "?letter=B") == ""
    monkeypatch.setattr("entities.models.profile_index.NAMES_ON_ONE_PAGE", 2)
    assert canonical(client, "?letter=B") == "?letter=B"
    assert canonical(client, "?letter=%23") == "?letter=%23"
    assert canonical(client) == canonical(client, "?letter=Z") == canonical(client, "?letter=%22%3E") == ""
