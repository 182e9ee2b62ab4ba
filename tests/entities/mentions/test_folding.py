"""A levelled text compares equal whatever its dress, and every sign knows where it stood."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from entities.mentions.folding import BREAK, FoldedText, folded

# Signs that fold into several, into one with a neighbour, or into nothing.
AWKWARD = st.text(st.sampled_from("aAß½ﬁŒÀ̀\u00ad\u200b\u00a0 \n\u2029’–（)崑友.,İǅ한þ🙂"), max_size=30)


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("Città", "CITTA"),
        ("Citta\u0300", "Città"),
        ("l’Accademia", "l'accademia"),
        ("CAFFE' di", "Caffè di"),
        ("(CITTA’)", "(Città)"),
        ("AU  Optronics", "AU\u00a0Optronics"),
        ("AU\nOptronics", "AU Optronics"),
        ("Co.,Ltd.", "Co. , Ltd."),
        ("Shanghai–Nanjing", "Shanghai - Nanjing"),
        ("友達光電（崑山）", "友达光电(昆山)"),
        ("AU 友达", "AU友达"),
        ("Kun\u00adshan", "Kunshan"),
        ("“Otto Città”", "«Otto Città»"),
        ("  Kunshan ", "Kunshan"),
    ],
)
def test_dress_makes_no_difference(one, other):
    assert folded(one) == folded(other)


@pytest.mark.parametrize(
    ("one", "other"), [("ab", "a b"), ("昆 山", "昆山"), ("a\n\nb", "a b"), ("a", "b"), ("e'a", "ea")]
)
def test_words_and_paragraphs_stay_apart(one, other):
    assert folded(one) != folded(other)


def test_a_paragraph_ends_at_an_empty_line():
    assert folded("uno \n \n due") == f"uno{BREAK}due"


@given(st.text() | AWKWARD)
def test_the_way_back_belongs_to_the_same_levelled_text(text):
    levelled = FoldedText(text)
    assert levelled.text == folded(text)
    assert len(levelled.text) == len(levelled.origin) == len(levelled.capitals)
    assert levelled.origin == sorted(levelled.origin)


@given(AWKWARD, st.integers(0, 40), st.integers(1, 40))
def test_what_is_cut_out_levels_to_what_was_asked(text, start, length):
    levelled = FoldedText(text)
    asked = levelled.text[start : start + length]
    cut = levelled.cut(start, start + len(asked)) if asked.strip(" " + BREAK) == asked != "" else None
    if cut is not None:
        assert folded(text[slice(*cut)]) == asked


@pytest.mark.parametrize(("text", "start", "end"), [("ß", 0, 1), ("ß", 1, 2), ("aﬁb", 1, 2), ("aﬁb", 0, 2)])
def test_no_sign_is_cut_in_two(text, start, end):
    assert FoldedText(text).cut(start, end) is None


def test_marks_belong_to_their_letter():
    assert FoldedText("a citta\u0300 b").cut(2, 7) == (2, 8)
