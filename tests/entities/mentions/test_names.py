"""In which spellings a name counts: with and without legal form, never as an ordinary word."""

import pytest

from entities.mentions.folding import folded
from entities.mentions.names import Bearer, Name, core_word_spans, legal_form_after, spellings


def of_company(text, places=()):
    return spellings(Name(text, 1, Bearer.ORGANISATION), places)


@pytest.mark.parametrize(
    "form",
    [
        " Co., Ltd.",
        " Co. Ltd",
        " Co Ltd",
        " CO., LTD.",
        " Company Limited",
        " Ltd",
        " Group",
        " Group Co., Ltd.",
        " Holdings Limited",
        " Corporation",
        ", Inc.",
        " S.p.A.",
        " SpA",
        " S.r.l.",
        " GmbH",
        " LLC",
    ],
)
def test_legal_forms_are_optional(form):
    assert of_company(f"Qingtao Energy{form}") == [folded(f"Qingtao Energy{form}"), "qingtao energy"]


@pytest.mark.parametrize(
    "form", ["有限公司", "股份有限公司", "有限责任公司", "集团有限公司", "集团", "集團有限公司"]
)
def test_chinese_legal_forms_are_optional(form):
    assert of_company(f"波司登{form}")[-1] == "波司登"


@pytest.mark.parametrize(
    ("name", "expected"),
    [
        ("Group", []),
        ("Co., Ltd.", []),
        ("集团", []),
        ("Energia S.p.A.", ["energia s.p.a."]),
        ("Future Group", ["future group"]),
        ("Shenzhen Group", ["shenzhen group"]),
        ("上海集团", ["上海集团"]),
        ("Bosideng", ["bosideng"]),
        ("Gruppo Bosideng", ["gruppo bosideng", "bosideng"]),
        ("Spark", []),
        ("A", []),
        ("沪", []),
        ("1975", []),
        ("", []),
        ("…", []),
        ("36Kr", ["36kr"]),
        ("L’Accademia Cinese", ["l'accademia cinese", "accademia cinese"]),
        (
            "La Perla",
            ["la perla", "alla perla", "dalla perla", "della perla", "nella perla", "sulla perla"],
        ),
        ("L’Oréal", ["l'oreal", "all'oreal", "dall'oreal", "dell'oreal", "nell'oreal", "sull'oreal"]),
        ("Il Sole 24 Ore", ["il sole 24 ore", "sole 24 ore"]),
    ],
)
def test_nothing_is_shortened_to_an_ordinary_word_a_place_or_nothing(name, expected):
    assert of_company(name) == expected


def test_nothing_is_shortened_to_a_place_that_has_a_profile():
    assert of_company("Jiading Group") == ["jiading group", "jiading"]
    assert of_company("Jiading Group", {"jiading"}) == ["jiading group"]


@pytest.mark.parametrize("bearer", [Bearer.PLACE, Bearer.OTHER])
def test_only_organisations_have_legal_forms(bearer):
    assert spellings(Name("Bosideng Group", 1, bearer)) == ["bosideng group"]


@pytest.mark.parametrize(
    ("text", "end"), [("x co.,ltd.e", 10), ("x groupe", 1), ("x)co ltd", 8), ("x.", 1), ("x有限公司在", 5)]
)
def test_a_legal_form_follows_directly_and_is_whole(text, end):
    start = 2 if text.startswith("x)") else 1
    assert legal_form_after(text, start) == end


@pytest.mark.parametrize(
    ("spelling", "words"),
    [
        ("la perla s.p.a.", ["perla"]),
        ("il sole 24 ore", ["sole", "24", "ore"]),
        ("changshu switchgear co.,ltd.", ["changshu", "switchgear"]),
        ("group", ["group"]),
        ("la ", []),
    ],
)
def test_article_and_legal_form_are_no_words_of_the_core(spelling, words):
    assert [spelling[start:end] for start, end in core_word_spans(spelling)] == words
