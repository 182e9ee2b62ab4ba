"""Texts and questions are prepared so that the same words meet, whatever their dress."""

import unicodedata

import pytest
from hypothesis import given
from hypothesis import strategies as st

from entities.words import NAME_MARK, STEM_MARK, fold, index_text, query_terms, words_of


def finds(question: str, text: str, language: str = "it") -> bool:
    """Whether a text holds every term that the question asks for."""
    held = set(index_text([], [text], language).split())
    return all(held.intersection(terms) for terms in query_terms(question, language))


@pytest.mark.parametrize(
    ("question", "text"),
    [
        ("citta", "La città nuova"),
        ("CITTÀ", "la citta"),
        ("azienda", "L’azienda di Kunshan"),
        ("l'azienda", "Un’azienda"),
        ("dell’azienda", "azienda"),
        ("batteria", "batterie al litio"),
        ("batterie", "una batteria"),
        ("perche", "Perché no"),
        ("R&S", "ricerca (R&S)"),
        ("12gwh", "12GWh di accumulo"),
        ("昆山", "友达光电（昆山）有限公司"),
        ("山", "友达光电（昆山）有限公司"),
        ("友達光電", "友达光电（昆山）有限公司"),
        ("友达", "友達光電（崑山）"),
        ("ｋｕｎｓｈａｎ", "Kunshan"),
        ("友达光电昆山", "友达光电（昆山）有限公司"),
        ("Shanghai's", "la città di Shanghai"),
        ("Kunshan’s", "Kunshan"),
        ("Kunshan", "Kunshan's parks"),
        ("negl’anni", "gli anni"),
    ],
)
def test_a_question_finds_a_text_in_other_dress(question, text):
    assert finds(question, text)


@pytest.mark.parametrize(
    ("question", "text"),
    [("cella", "cellulare"), ("昆明", "昆山和明光"), ("山昆", "昆山"), ("auto", "autonomo")],
)
def test_other_words_are_not_found(question, text):
    assert not finds(question, text)


def test_english_is_stemmed_as_english():
    assert finds("battery", "two batteries", "en")
    assert finds("companies", "a company", "en")
    assert not finds("batterie", "batter", "en")


def test_a_stem_never_equals_a_word():
    assert "batter" not in index_text([], ["batterie"], "it").split()
    assert STEM_MARK not in fold("þing")
    assert NAME_MARK not in fold("ðaða")


def test_names_can_be_asked_alone():
    held = set(index_text(["Batterie Spa"], ["produce caffè"], "it").split())
    assert held.intersection(query_terms("batteria", "it", in_names=True)[0])
    assert not held.intersection(query_terms("caffè", "it", in_names=True)[0])


def test_nothing_is_asked_without_letters_or_digits():
    assert query_terms("« … » — !?", "it") == []
    assert words_of("\0 \t 🙂") == []


@given(st.text())
def test_folding_twice_changes_nothing_more(text):
    assert fold(fold(text)) == fold(text)


@given(st.text(max_size=80), st.sampled_from(["it", "en", "zh-hans"]))
def test_every_text_finds_itself(text, language):
    assert finds(text, text, language)


@given(st.text(max_size=40))
def test_terms_are_single_words_for_a_database(text):
    for terms in query_terms(text, "it"):
        for term in terms:
            assert term.split() == [term]
            assert not any(unicodedata.category(sign)[0] in "PSZ" for sign in term)
