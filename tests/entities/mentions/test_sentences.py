"""Sentences are not cut at abbreviations."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from entities.mentions.folding import BREAK
from entities.mentions.sentences import Sentences, fingerprint


@pytest.mark.parametrize(
    ("text", "words", "expected"),
    [
        ("Prima. Poi Kunshan è qui. Dopo.", "Kunshan", "Poi Kunshan è qui."),
        ("Da AU Optronics Co., Ltd. ha sentito. Poi.", "AU", "Da AU Optronics Co., Ltd. ha sentito."),
        ("La Foo Co. Ltd di Roma. Poi.", "Roma", "La Foo Co. Ltd di Roma."),
        ("Energia S.p.A. Roma. Poi.", "Roma", "Energia S.p.A. Roma."),
        ("Il dott. Rossi e J. Li a Kunshan! E?", "Kunshan", "Il dott. Rossi e J. Li a Kunshan!"),
        ("“Fine.” Poi Kunshan", "Kunshan", "Poi Kunshan"),
        ("上海很大。昆山也大！是", "昆山", "昆山也大！"),
        (f"Uno{BREAK}Kunshan{BREAK}Due", "Kunshan", "Kunshan"),
        ("Titolo\n\nKunshan sola\n \nAltro", "Kunshan", "Kunshan sola"),
        ("una riga\nKunshan sotto", "Kunshan", "una riga\nKunshan sotto"),
        ("Vale 3.14 a Kunshan.", "Kunshan", "Vale 3.14 a Kunshan."),
        ("Forse... Poi Kunshan", "Kunshan", "Poi Kunshan"),
        ("Nel 1975. Poi Kunshan", "Kunshan", "Poi Kunshan"),
    ],
)
def test_the_sentence_around_some_words(text, words, expected):
    start = text.index(words)
    assert Sentences(text).around(start, start + len(words)) == expected


@given(st.text(st.sampled_from("aB. \n\u2029。！co”?"), min_size=1), st.data())
def test_a_sentence_holds_its_words(text, data):
    start = data.draw(st.integers(0, len(text) - 1))
    end = data.draw(st.integers(start + 1, len(text)))
    assert text[start:end].strip() in Sentences(text).around(start, end)


def test_a_fingerprint_knows_words_not_their_dress():
    assert fingerprint("L’azienda  di Kunshan.") == fingerprint("l'azienda di\u00a0Kunshan.")
    assert fingerprint("A Kunshan.") != fingerprint("Da Kunshan.")
    assert len(fingerprint("")) == 64
