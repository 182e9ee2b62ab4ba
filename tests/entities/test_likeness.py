"""Names that may mean the same."""

import pytest

from entities.likeness import alike


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("Caffè", "CAFFE'"),
        ("Batteria", "Batterie"),
        ("Batterie e nuove energie", "Nuove energie e batterie"),
        ("L’automobile", "automobile"),
        ("電池", "电池"),
        ("Semiconduttori", "Semicondutori"),
    ],
)
def test_one_name_in_two_spellings_is_alike(one, other):
    assert alike([one], ["Altro", other])
    assert alike([other], [one])


@pytest.mark.parametrize(
    ("one", "other"),
    [("Moka", "Mora"), ("电池", "电机"), ("Batterie", "Biomedicina"), ("", ""), ("!", "?"), ("", "Tè")],
)
def test_different_names_are_not(one, other):
    assert not alike([one], [other])
