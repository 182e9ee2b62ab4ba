"""Names are found whole, outside of longer names, whatever the dress of the text."""

import re
import time
from timeit import repeat

import pytest
from hypothesis import given
from hypothesis import strategies as st

from entities.mentions.finder import Finder
from entities.mentions.folding import folded
from entities.mentions.names import Bearer, Name

ORGANISATION, PLACE = Bearer.ORGANISATION, Bearer.PLACE
NAMES = [
    Name("AU Optronics (Kunshan) Co., Ltd.", 1, ORGANISATION),
    Name("AU Optronics", 1, ORGANISATION),
    Name("友达光电（昆山）", 1, ORGANISATION),
    Name("AU Optronics Corporation", 2, ORGANISATION),
    Name("Kunshan", 3, PLACE),
    Name("昆山", 3, PLACE),
    Name("Distretto di Putuo", 4, PLACE),
    Name("Putuo", 4, PLACE),
    Name("Bosideng", 5, ORGANISATION),
    Name("Energia S.p.A.", 6, ORGANISATION),
    Name("Delta del Fiume Azzurro", 7, PLACE),
    Name("Accademia Cinese delle Scienze", 8),
    Name("Shanghai–Nanjing Belt", 9),
    Name("Shanghai", 10, PLACE),
    Name("SAIC MOTOR", 11, ORGANISATION),
    Name("Otto Città, Un Distretto", 12),
]
FINDER = Finder(NAMES)


def found_in(text):
    return [(text[found.start : found.end], found.entities) for found in FINDER.find(text)]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        # A name inside of a longer name is none.
        (
            "da AU Optronics (Kunshan) Co., Ltd. e a Kunshan",
            [("AU Optronics (Kunshan) Co., Ltd.", 1), ("Kunshan", 3)],
        ),
        ("lo Shanghai–Nanjing Belt", [("Shanghai–Nanjing Belt", 9)]),
        ("lo Shanghai-Nanjing Belt", [("Shanghai-Nanjing Belt", 9)]),
        ("il Distretto di Putuo, poi Putuo", [("Distretto di Putuo", 4), ("Putuo", 4)]),
        # Whole words.
        ("i kunshanesi, Kunshanese, OKunshan, Kunshan2", []),
        ("Kunshan, (Kunshan) «Kunshan». Kunshan-bis", [("Kunshan", 3)] * 4),
        # Articles, elisions, apostrophes, gaps.
        ("dell’Accademia Cinese delle Scienze", [("Accademia Cinese delle Scienze", 8)]),
        ("dell'Accademia Cinese\u00a0delle  Scienze", [("Accademia Cinese\u00a0delle  Scienze", 8)]),
        ("l’AU Optronics Corporation", [("AU Optronics Corporation", 2)]),
        ("Delta\ndel Fiume Azzurro", [("Delta\ndel Fiume Azzurro", 7)]),
        ("Delta\n\ndel Fiume Azzurro", []),
        ("“Otto Città,Un Distretto”", [("Otto Città,Un Distretto", 12)]),
        # Capitals.
        ("putuo e kunshan, delta del fiume azzurro", []),
        ("A KUNSHAN, DISTRETTO DI PUTUO", [("KUNSHAN", 3), ("DISTRETTO DI PUTUO", 4)]),
        ("nel distretto di Putuo", [("distretto di Putuo", 4)]),
        ("nel Distretto di putuo", []),
        ("Saic Motor e SAIC MOTOR", [("Saic Motor", 11), ("SAIC MOTOR", 11)]),
        ("Au Optronics Corporation", []),
        # Legal forms.
        ("AU Optronics (Kunshan) Co. Ltd. e", [("AU Optronics (Kunshan) Co. Ltd.", 1)]),
        ("il Bosideng Group", [("Bosideng Group", 5)]),
        ("Bosideng Group Co., Ltd", [("Bosideng Group Co., Ltd", 5)]),
        ("Bosideng group", [("Bosideng", 5)]),
        ("Energia, energia, ENERGIA Group", []),
        ("la Energia S.p.A. di", [("Energia S.p.A.", 6)]),
        # Han anywhere in a run, in either script.
        ("在昆山设厂", [("昆山", 3)]),
        ("在崑山設廠", [("崑山", 3)]),
        ("友達光電（崑山）有限公司在昆山", [("友達光電（崑山）有限公司", 1), ("昆山", 3)]),
        ("在Kunshan设厂", [("Kunshan", 3)]),
        ("昆 山", []),
    ],
)
def test_what_is_a_mention(text, expected):
    assert found_in(text) == [(words, (entity,)) for words, entity in expected]


@pytest.mark.parametrize(
    ("name", "text", "expected"),
    [
        ("L’Oréal", "i prodotti dell’Oréal, dall'Oréal e L’OREAL", ["Oréal", "Oréal", "L’OREAL"]),
        ("L'Oréal", "l’Oréal all’oréal, Oréal", ["l’Oréal"]),
        ("La Perla", "la borsa della Perla, una Perla, della perla", ["Perla"]),
        ("La Perla S.p.A.", "nella Perla S.p.A. di Bologna", ["Perla S.p.A."]),
        ("Il Sole 24 Ore", "del Sole 24 Ore", ["Sole 24 Ore"]),
    ],
)
def test_a_preposition_may_take_the_article_of_a_name(name, text, expected):
    finder = Finder([Name(name, 1, Bearer.ORGANISATION)])
    assert [text[found.start : found.end] for found in finder.find(text)] == expected


LONG_NAMES = [
    Name("Cintura di Innovazione Industriale Shanghai-Nanjing", 1),
    Name("Centro Espositivo per l’Innovazione della Zona High-Tech di Changshu", 1, ORGANISATION),
    Name("Centro Creativo per l’Industria del Caffè di Kunshan", 1, ORGANISATION),
    Name("Accademia Cinese delle Scienze", 1),
    Name("Delta del Fiume Azzurro", 1, PLACE),
    Name("Otto Città, Un Distretto", 1),
    Name("Changshu Switchgear Manufacturing Co., Ltd.", 1, ORGANISATION),
    *(Name(place, 2, PLACE) for place in ("Shanghai", "Nanjing", "Kunshan", "Changshu")),
]


@pytest.mark.parametrize(
    "text",
    [
        "La [Cintura di innovazione industriale Shanghai-Nanjing] cresce.",
        "Il [Centro espositivo per l’innovazione della zona high-tech di Changshu]",
        "Il [Centro espositivo per l’Innovazione della zona High-tech di Changshu]",
        "Il [CENTRO ESPOSITIVO PER L’INNOVAZIONE DELLA ZONA HIGH-TECH DI CHANGSHU]",
        "Il [Centro creativo per l’industria del caffè di Kunshan] a [Kunshan]",
        "L’[Accademia cinese delle scienze], dell'[Accademia cinese delle scienze]",
        "Nel [Delta del fiume azzurro], nel [delta del Fiume Azzurro], nel delta del fiume azzurro",
        "[Otto città, un distretto]; otto città, un distretto",
        "La [Changshu switchgear manufacturing Co., Ltd.]",
    ],
)
def test_words_behind_the_first_may_be_small_as_italian_writes_them(text):
    plain = text.replace("[", "").replace("]", "")
    found = [plain[found.start : found.end] for found in Finder(LONG_NAMES).find(plain)]
    # Nothing inside of a longer name either.
    assert found == re.findall(r"\[(.*?)\]", text)


@pytest.mark.parametrize(
    ("name", "text"),
    [
        ("Centro Creativo del Caffè", "un centro creativo del caffè, un centro creativo del Caffè"),
        ("Centro di Changshu", "un Centro di changshu"),
        ("Scuola di Jiading", "Scuola di jiading"),
        ("Istituto CERN", "Istituto cern"),
        ("Istituto AI", "Istituto ai confini"),
        ("Programma A", "Programma a lungo termine"),
        ("La Perla", "La perla nera"),
        ("L’Oréal", "L’oréal, dell’oréal"),
        ("Il Sole 24 Ore", "Il sole 24 ore"),
        ("La Perla S.p.A.", "La perla s.p.a., dalla perla s.p.a."),
        ("Energia Group", "Energia group meetings"),
        ("scuola Design", "scuola design"),
    ],
)
def test_what_only_its_capitals_tell_from_ordinary_words_needs_them(name, text):
    assert Finder([Name(name, 1, ORGANISATION), Name("Jiading", 2, PLACE)]).find(text) == []


def test_a_name_of_several_is_ambiguous():
    assert found_in("presso AU Optronics.") == [("AU Optronics", (1, 2))]


def test_a_name_that_only_one_writes_so_is_not_ambiguous():
    finder = Finder([Name("AUO", 1), Name("Auo", 2)])
    assert [found.entities for found in finder.find("Auo, AUO")] == [(2,), (1, 2)]


def test_raw_occurrences_say_which_are_free():
    occurrences = FINDER.occurrences("AU Optronics (Kunshan) Co., Ltd.")
    assert [(found.name, found.free) for found in occurrences] == [
        ("AU Optronics (Kunshan) Co., Ltd.", True),
        ("AU Optronics (Kunshan)", False),
        ("AU Optronics", False),
        ("Kunshan", False),
    ]


@pytest.mark.parametrize("names", [[], [Name("", 1)], [Name("Energia", 1)]])
def test_without_names_nothing_is_found(names):
    assert Finder(names).find("Energia e altro") == []


PIECES = st.sampled_from(
    [
        *(name.text for name in NAMES),
        "dell’",
        " ",
        "\u00a0",
        "\u00ad",
        "e",
        "ß",
        "ﬁ",
        "昆",
        "\n\n",
        ", ",
        "\u0300",
        "Group",
    ]
)


@given(st.lists(PIECES, max_size=12).map("".join) | st.text())
def test_offsets_cut_the_words_out_of_the_text(text):
    known = {folded(name.text) for name in NAMES}
    last = 0
    for found in FINDER.find(text):
        assert last <= found.start < found.end <= len(text)
        last = found.end
        words = folded(text[found.start : found.end])
        assert words.startswith(folded(found.name))
        assert any(name.startswith(folded(found.name)) for name in known)


def test_a_name_that_surrounds_itself_is_found_once_each_time():
    assert [found.start for found in Finder([Name("Ab Ab", 1)]).find("Ab Ab Ab Ab")] == [0, 6]


def test_ten_times_the_names_take_no_longer():
    text = "La visita a Bosideng Group e ad altre imprese della zona. " * 300

    def seconds(count):
        finder = Finder([Name(f"Impresa Bosi{number:x} Zenta", number) for number in range(count)])
        return min(repeat(lambda: finder.find(text), number=1, repeat=15, timer=time.process_time))

    assert seconds(20_000) < 3 * seconds(2_000)
