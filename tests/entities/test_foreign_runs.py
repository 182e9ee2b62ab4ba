"""Runs in another language than the text around them."""

import pytest

from entities.foreign_runs import marked_runs


def runs(html, language):
    """The marked runs with their languages, in order."""
    pieces = marked_runs(html, language).split('<span lang="')[1:]
    return [tuple(piece.split("</span>")[0].split('">', 1)) for piece in pieces]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("清陶能源（Qingtao Energy）就固态电池", [("en", "Qingtao Energy")]),
        ("友达AU Optronics (Kunshan) Co., Ltd.在昆山", [("en", "AU Optronics (Kunshan) Co., Ltd.")]),
        ("合作者有A&amp;B Tools与Kaiber", [("en", "A&amp;B Tools"), ("en", "Kaiber")]),
        ("“Otto Città, Un Distretto”", [("en", "Otto Città, Un Distretto")]),
        ("文本写作«mille miliardi»", [("it", "«mille miliardi»")]),
        ("La Cintura 沪宁产业创新带", [("it", "La Cintura")]),
        ("AI与LED、CSV、PM2.5、CO2", []),
        ("第 b 项 &lt;甲&gt; &amp; 乙", []),
        ('<a href="/zh-hans/Qingtao" title="Qingtao">清陶</a>', []),
        ("<mark>Qingtao</mark> Energy", [("en", "Qingtao"), ("en", "Energy")]),
    ],
)
def test_latin_words_within_chinese_are_english_but_for_italian_ones(text, expected):
    assert runs(text, "zh-hans") == expected


@pytest.mark.parametrize("language", ["it", "en"])
def test_chinese_within_other_languages_says_so(language):
    text = "半马苏河 &lt;b&gt; e 友达（昆山）, “人”."
    assert runs(text, language) == [("zh", "半马苏河"), ("zh", "友达（昆山"), ("zh", "人")]


def test_the_sites_name_is_italian_elsewhere_and_quoted_italian_too():
    text = "La Cintura says («mille miliardi») «here"
    assert runs(text, "en") == [("it", "La Cintura"), ("it", "«mille miliardi»")]
    assert runs(text, "it") == []


@pytest.mark.parametrize("language", ["it", "en", "zh-hans"])
def test_nothing_but_marks_is_added(language):
    text = '<p class="Kaiber">A&amp;B, 昆山 Kaiber «sì» La Cintura</p>'
    plain = marked_runs(text, language).replace("</span>", "")
    for code in ("it", "en", "zh"):
        plain = plain.replace(f'<span lang="{code}">', "")
    assert plain == text
