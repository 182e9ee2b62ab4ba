"""Names that may mean the same."""

import pytest

from entities.likeness import alike, nearly_the_same


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("Caffè", "CAFFE'"),
        ("Batteria", "Batterie"),
        ("Batterie e nuove energie", "Nuove energie e batterie"),
        ("L’automobile", "automobile"),
        ("電池", "电池"),
        ("Semiconduttori", "Semicondutori"),
        ("Il caffè", "Caffè"),
        ("Filiera del caffè", "Caffè"),
        ("The coffee industry", "Coffee"),
        ("咖啡产业链", "咖啡"),
        ("Semiconduttori", "Semiconduttori e software"),
        ("半导体", "半导体与软件"),
        ("Semi-conduttori & software", "Semiconduttori e software"),
        ("Semi-conduttori", "Semiconduttori e software"),
        ("Fibradicarbonio", "Fibra di carbonio"),
    ],
)
def test_one_name_in_two_spellings_is_alike(one, other):
    assert alike([one], ["Altro", other])
    assert alike([other], [one])


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("Moka", "Mora"),
        ("电池", "电机"),
        ("Batterie", "Biomedicina"),
        ("", ""),
        ("!", "?"),
        ("", "Tè"),
        ("Il caffè", "Il tè"),
        ("La filiera", "La filiera del tè"),
    ],
)
def test_different_names_are_not(one, other):
    assert not alike([one], [other])


@pytest.mark.parametrize(
    ("one", "other", "nearly"),
    [
        ("qingtao nengyuan", "qingtao nengyan", True),
        ("qingtao", "qingtau", False),
        ("suzhou", "suzhou", True),
        ("moka", "moka", False),
        ("nuove energie", "energie nuove", False),
    ],
)
def test_names_of_profiles_are_nearly_the_same_if_long_and_in_the_same_order(one, other, nearly):
    assert nearly_the_same({one}, {"altro nome", other}) is nearly
