"""The starter content names things as its readers do: scripts, doubts, signs of each language."""

import re

import pytest
from bs4 import BeautifulSoup

from entities.models import EntityName, EntityPage
from tests.belt.starter.contents import STARTER
from tests.belt.starter.test_content import ITALIAN, text_of

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("starter_site")]


def test_doubtful_names_are_marked():
    doubtful = set(EntityName.objects.filter(doubtful=True).values_list("text", flat=True))
    assert doubtful == {"Henry Carbon Fiber", "Kaiber", "中科", "半马苏河", "Bamasuhe", "八市一区"}
    for name in EntityName.objects.filter(doubtful=True):
        assert name.entity.editorial_notes.filter(kind="doubtful_name").exists()


@pytest.mark.parametrize(
    ("slug", "words"),
    [
        ("eight-cities-one-district", "Eight Cities, One District（标题含存疑名称）"),
        ("kaiber-changshu", "Seat Mechanical Components Co., Ltd.（标题含存疑名称）"),
    ],
)
def test_a_doubtful_name_is_marked_where_it_is_the_title_or_part_of_it(client, slug, words):
    for address, area in ((f"/zh-hans/profiles/{slug}/", ".page__head"), ("/zh-hans/profiles/a-z/", "main")):
        html = BeautifulSoup(client.get(address).content, "html.parser")
        assert words in html.select_one(area).get_text(), address


def test_names_are_in_the_script_they_say():
    for name in EntityName.objects.all():
        assert name.is_chinese == bool(re.search("[一-鿿]", name.text)), name.text


@pytest.mark.parametrize(
    ("slug", "expected"),
    [
        ("suzhou", [("official", "Hans", "苏州市"), ("short", "Hans", "苏州")]),
        ("au-optronics-corporation", [
            ("official", "Hant", "友達光電股份有限公司"), ("short", "Hans", "友达光电"),
            ("short", "Latn", "AUO"),
        ]),
        ("accademia-cinese-scienze", [
            ("official", "Hans", "中国科学院"), ("short", "Hans", "中科院"),
            ("alias", "Latn", "Chinese Academy of Sciences"),
        ]),
    ],
)  # fmt: skip
def test_what_is_chinese_has_its_chinese_names_and_says_who_added_them(slug, expected):
    page = EntityPage.objects.get(slug=slug, **ITALIAN)
    assert list(page.names.values_list("name_type", "script", "text")) == expected
    assert re.search(r"(aggiunt[ioe]|aggiunte) (dalla|della) redazione", text_of(page))


@pytest.mark.parametrize("explorer", ["/it/esplora/", "/en/explore/", "/zh-hans/explore/"])
@pytest.mark.parametrize(
    ("words", "slugs"),
    [
        ("中科", {"base-zhongke", "zhongke-base"}),
        ("Zhongke", {"base-zhongke", "zhongke-base"}),
        ("友達光電", {"au-optronics-corporation"}),
        ("八市一区", {"otto-citta-un-distretto", "eight-cities-one-district"}),
        ("沿沪宁产业创新带", {"cintura-shanghai-nanjing", "shanghai-nanjing-belt"}),
    ],
)
def test_names_that_are_doubted_or_seldom_used_are_found(client, explorer, words, slugs):
    html = client.get(explorer, {"q": words}).content.decode()
    results = html.partition("data-total")[2]
    assert any(f"/{slug}/" in results for slug in slugs)


def test_english_has_no_typewriter_quotes():
    for path in (STARTER / "en").rglob("*.*"):
        # What is left when the quotes of TOML are gone.
        data, _fence, prose = f"+++\n{path.read_text(encoding='utf-8')}".rpartition("+++\n")
        if path.suffix == ".toml":
            data, prose = prose, ""
        assert not re.search("[\"']", re.sub(r'"([^"\n]*)"', r"\1", data) + prose), path


def test_chinese_has_its_own_punctuation():
    for path in (STARTER / "zh-hans").rglob("*.md"):
        text = re.sub(r"\]\([a-z]+:[^)]*\)", "", path.read_text(encoding="utf-8")).replace("[", "")
        assert not re.search(r"[一-鿿][,;:!?(]|[,;:!?)][一-鿿]", text), path
        for items in re.findall(r"(?:^- .*\n)+", text, re.MULTILINE):
            assert re.fullmatch(r"(?:- .*；\n)*- .*。\n", items), path
