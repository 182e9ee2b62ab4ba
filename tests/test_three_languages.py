"""The site as it starts says all it says in three languages, and nothing of one within another."""

import re
from collections import defaultdict
from urllib.parse import urlsplit

import pytest
from bs4 import BeautifulSoup
from django.conf import settings

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("starter_site")]

HTML_LANG = {"it": "it", "en": "en", "zh-hans": "zh-Hans"}
# Words that stand in nearly every Italian sentence and in no English or Chinese one.
ITALIAN = re.compile(
    r"\b(?:che|della|delle|degli|dello|dei|nella|nelle|negli|sono|è|più|perché|questo|questa|anche|"
    r"alla|alle|agli|dal|dalla|dalle|dell|nell|sull|con|per|una|gli|il|si)\b"
    r"|[’'](?:Innovazione|Industria)",
    re.IGNORECASE,
)
# Proper names in Italian that stand in texts of all languages, each for a reason of its own.
NAMES = (
    "Otto Città, Un Distretto",
    "La Cintura",
)


def language_of(address):
    return next((code for code in HTML_LANG if address.startswith(f"/{code}/")), None)


@pytest.fixture(scope="module")
def pages(answers):
    """The pages of each language by their addresses."""
    found = defaultdict(dict)
    for address, answer in answers.items():
        if answer.is_page and language_of(address):
            found[language_of(address)][address] = answer
    return found


def strings(answer):
    """What a page says, string by string, without what is marked as another language."""
    for node in answer.html.find_all(string=True):
        if node.parent.name in ("script", "style") or type(node).__name__ in ("Comment", "Doctype"):
            continue
        marked = node.find_parent(lang=True)
        if marked is not None and marked["lang"].lower() != answer.html.html["lang"].lower():
            continue
        text = " ".join(node.split())
        if text:
            yield text


def said_elsewhere(answer):
    """What a page says in attributes: labels, descriptions, alternative texts."""
    for tag in answer.html.find_all(True):
        for name in ("aria-label", "alt", "title", "placeholder"):
            if tag.get(name) and not tag.find_parent(lang="it"):
                yield tag[name]
        if tag.name == "meta" and tag.get("name") == "description":
            yield tag["content"]


def without_names(text):
    for name in NAMES:
        text = text.replace(name, "")
    return text


def test_there_are_as_many_pages_in_each_language(pages):
    count = {code: len(found) for code, found in pages.items()}
    assert set(count) == set(dict(settings.LANGUAGES))
    assert len(set(count.values())) == 1, count
    assert count["it"] > 60


def test_every_page_says_its_language(pages):
    for code, found in pages.items():
        for address, answer in found.items():
            assert answer.status == 200, address
            assert answer.html.html["lang"] == HTML_LANG[code], address


@pytest.mark.parametrize("code", ["en", "zh-hans"])
def test_no_italian_is_left_on_a_page_in_another_language(pages, code):
    left = {}
    for address, answer in pages[code].items():
        for text in (*strings(answer), *said_elsewhere(answer)):
            if ITALIAN.search(without_names(text)):
                left.setdefault(text, address)
    assert not left


@pytest.mark.parametrize("code", ["en", "zh-hans"])
def test_no_sentence_of_an_italian_page_stands_on_a_page_in_another_language(pages, code):
    italian = {
        text
        for answer in pages["it"].values()
        for text in strings(answer)
        if len(text.split()) > 3 and ITALIAN.search(text)
    }
    assert len(italian) > 300
    for address, answer in pages[code].items():
        assert not italian.intersection(strings(answer)), address


def test_a_chinese_page_is_written_in_chinese(pages):
    """No line of more than eight Latin words but names of companies and addresses."""
    long_latin = re.compile(r"(?:\b[A-Za-z’'-]+\b[ ,.]*){9,}")
    for address, answer in pages["zh-hans"].items():
        for text in strings(answer):
            assert not long_latin.search(text) or "http" in text, (address, text)


def test_no_italian_name_stands_beside_a_chinese_title(pages):
    beside = {
        (name.text, name["lang"])
        for answer in pages["zh-hans"].values()
        for name in answer.html.select(".card__han [lang], .page__han [lang], .result__han [lang]")
    }
    assert ("AU Optronics (Kunshan)", "en") in beside
    assert not [name for name in beside if name[1] == "it"]


# Elements that can hold nothing but text, or whose text browsers draw: none of it can say its language.
BARE = ("title", "option", "tspan", "text")
# With the name of a format.
ADDRESS = re.compile(r"\S+://\S+|\S+@\S+|\bAtom\b")


@pytest.mark.parametrize(
    ("code", "foreign"),
    [
        ("it", r"[\u4e00-\u9fff]"),
        ("en", r"[\u4e00-\u9fff]|La Cintura|Otto Città"),
        ("zh-hans", r"[A-Za-zÀ-ɏ][a-zà-ɏ]"),
    ],
)
def test_every_run_in_another_language_says_so(pages, code, foreign):
    left = {}
    for address, answer in pages[code].items():
        for node in answer.html.find_all(string=re.compile(foreign)):
            bare = node.find_parent(BARE) or type(node).__name__ in ("Comment", "Stylesheet", "Script")
            unmarked = node.find_parent(lang=True) is answer.html.html and not bare
            if unmarked and re.search(foreign, ADDRESS.sub("", node)):
                left.setdefault(str(node).strip(), address)
    assert not left, left


def sentences(answer):
    """The texts of a page as readers see them, each whole, whatever elements stand within it."""
    for tag in answer.html.body.find_all(
        ["p", "li", "dt", "dd", "h1", "h2", "h3", "h4", "td", "th", "caption"]
    ):
        if not tag.find(["p", "li", "div", "ul", "ol", "dl", "article", "section"]):
            yield tag.get_text()


HALF_WIDTH = re.compile(
    r"[\u4e00-\u9fff] ?[(),:;!?]|[),:;!?] ?[\u4e00-\u9fff]|[，。：；？！（、] \S|[\u4e00-\u9fff] [（，。：；]"
)


def test_chinese_pages_have_chinese_punctuation(pages):
    left = {}
    for address, answer in pages["zh-hans"].items():
        labels = [tag["aria-label"] for tag in answer.html.find_all(attrs={"aria-label": True})]
        for text in [*sentences(answer), *labels]:
            if found := HALF_WIDTH.search(text.strip()):
                around = text.strip()
                left.setdefault(around[max(0, found.start() - 20) : found.end() + 20], address)
    assert not left, left


def alternates(answer):
    """The addresses of the versions of a page that its head names, by language."""
    links = answer.html.find_all("link", rel="alternate", hreflang=True)
    return {link["hreflang"]: urlsplit(link["href"]).path for link in links}


def test_every_page_names_its_counterparts_and_is_named_by_them(pages):
    every = {address: answer for found in pages.values() for address, answer in found.items()}
    named = {address: alternates(answer) for address, answer in every.items()}
    whole = {address: found for address, found in named.items() if found}
    # A selection of the explorer, a letter and a further sheet of a list have no versions to be found by.
    assert {address for address in every if "?" not in address and address not in whole} <= {
        address for address in every if re.search(r"/a-z/[^/]+/$", address)
    }
    assert len(whole) > 3 * 40
    for address, found in whole.items():
        assert set(found) == {"it", "en", "zh-Hans", "x-default"}, address
        assert found[HTML_LANG[language_of(address)]] == urlsplit(address).path
        for code, target in found.items():
            assert every[target].status == 200
            assert named[target] == found, (address, code)


def test_the_sitemap_names_the_same_counterparts(pages, answers):
    html = answers["/sitemap.xml"].html
    for url in html.find_all("url"):
        address = urlsplit(url.loc.text).path
        links = {link["hreflang"]: urlsplit(link["href"]).path for link in url.find_all("xhtml:link")}
        assert links == alternates(pages[language_of(address)][address]), address


@pytest.mark.parametrize(
    ("explorer", "words", "title"),
    [
        ("/it/esplora/", "stato solido", "Qingtao Energy"),
        ("/it/esplora/", "清陶", "Qingtao Energy"),
        ("/it/esplora/", "Coffee", "Centro Creativo per l’Industria del Caffè di Kunshan"),
        ("/en/explore/", "solid-state", "Qingtao Energy"),
        ("/en/explore/", "清陶能源", "Qingtao Energy"),
        ("/en/explore/", "Delta del Fiume Azzurro", "Yangtze River Delta"),
        ("/zh-hans/explore/", "固态", "清陶能源"),
        ("/zh-hans/explore/", "Qingtao", "清陶能源"),
        ("/zh-hans/explore/", "Fiume Azzurro", "长三角"),
        ("/zh-hans/explore/", "崑山", "昆山"),
    ],
)
def test_words_of_the_language_and_names_in_every_script_are_found(client, explorer, words, title):
    html = BeautifulSoup(client.get(explorer, {"q": words}).content, "html.parser")
    titles = [link.get_text() for link in html.select("article[data-result] a")]
    assert title in titles


@pytest.mark.parametrize(
    ("explorer", "words"), [("/en/explore/", "delegazione"), ("/zh-hans/explore/", "riscaldamento")]
)
def test_words_of_another_language_are_not(client, explorer, words):
    html = BeautifulSoup(client.get(explorer, {"q": words}).content, "html.parser")
    assert html.output["data-total"] == "0"
