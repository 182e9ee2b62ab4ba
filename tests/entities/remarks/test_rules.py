"""Headings and links that say too little, abbreviations that nobody explains, and those that are fine."""

import re

import pytest
from hypothesis import given
from hypothesis import strategies as st

from entities.remarks.rules import says_little_as_heading, says_little_as_link, unexplained


@pytest.mark.parametrize(
    "text",
    [
        "",
        "***",
        "2.",
        "Introduzione",
        "Conclusioni:",
        "引言",
        "La visita è finita.",
        "一句话。",
        "x " * 46,
        "CHE COSA ABBIAMO VISTO",
        "KUNSHAN CITTÀ",
        "INTRODUZIONE",
    ],
)
def test_headings_that_guide_nobody(text):
    assert says_little_as_heading(text)


@pytest.mark.parametrize(
    "text",
    [
        "Che cosa manca",
        "BYD",
        "Il caffè di Kunshan",
        "Chi ha parlato?",
        "Batterie e BMS",
        "昆山的电池",
        "昆山 BYD",
        "E poi...",
        "Introduzione alle batterie",
        "x" * 90,
    ],
)
def test_headings_that_guide(text):
    assert not says_little_as_heading(text)


@pytest.mark.parametrize(
    "text",
    [
        "qui",
        "Qui",
        "  clicca qui ",
        "Leggi di più…",
        "«qui»",
        "[1]",
        "",
        "https://example.org/a",
        "www.a.cn",
        "here",
        "Click here!",
        "点击这里",
        "这里",
        "→",
    ],
)
def test_links_that_do_not_say_where_they_lead(text):
    assert says_little_as_link(text)


@pytest.mark.parametrize(
    "text", ["Qingtao Energy", "il sito di Kunshan", "la fonte della cifra", "昆山", "AU", "qui a Kunshan"]
)
def test_links_that_say_where_they_lead(text):
    assert not says_little_as_link(text)


@pytest.mark.parametrize(
    ("texts", "found"),
    [
        (["Il gruppo AVIC e la NEV."], ["AVIC", "NEV"]),
        (["NEV, poi NEV.", "Ancora NEV e AVIC"], ["NEV", "AVIC"]),
        (["Il piano (NEV) parte."], []),
        (["中国航空工业集团（AVIC）成立。", "AVIC cresce."], []),
        (["中国AVIC集团"], ["AVIC"]),
        (["I veicoli a nuova energia («NEV») crescono: le NEV."], ["NEV"]),
        (["La NEV (veicolo a nuova energia) cresce."], []),
        (["La NEV (veicolo a nuova energia, 2025) cresce."], []),
        (["La NEV (2025) cresce."], ["NEV"]),
        (["La NEV (pp. 3) cresce."], ["NEV"]),
        (["La NEV (MIIT) cresce."], ["NEV", "MIIT"]),
        (["Il BMS, cioè il sistema di gestione, serve."], []),
        (["Il BMS, dice la guida, serve."], ["BMS"]),
        (["BMS即电池管理系统"], []),
        (["Serve il BMS.", "Il sistema di gestione (BMS) è qui."], []),
        (["Il sistema (BMS-2) è qui."], ["BMS"]),
    ],
)
def test_abbreviations_are_explained_once_anywhere_on_the_page(texts, found):
    assert unexplained(texts) == found


@pytest.mark.parametrize(
    "text",
    [
        "La UE e gli USA",
        "Schermi LCD e LED",
        "Luigi XIV e il 1900",
        "Un capitolo II",
        "12 GW",
        "R&S",
        "G20, 5G, A4",
        "CHE COSA ABBIAMO VISTO OGGI",
        "Un INDIRIZZO",
        "Kunshan",
        "aBMS",
        "BMSa",
        "È_BMS_",
        "CO2",
        # In capitals for Unicode, and no letter.
        "Ⓐ",
    ],
)
def test_what_everybody_knows_or_is_no_abbreviation(text):
    assert unexplained([text]) == []


def test_what_stands_in_a_name_is_a_name():
    assert unexplained(["AUO e AU Optronics e BYD"], ["AU Optronics (AUO)", "BYD"]) == []
    assert unexplained(["BYDX"], ["BYD"]) == ["BYDX"]


@given(st.lists(st.text(max_size=60), max_size=4), st.lists(st.text(max_size=20), max_size=2))
def test_any_text_can_be_asked(texts, names):
    for word in unexplained(texts, names):
        assert re.fullmatch("[A-Z][A-Z0-9]{1,5}", word)
        assert any(word in text for text in texts)
    for text in texts:
        assert says_little_as_heading(text) in (True, False)
        assert says_little_as_link(text) in (True, False)
