"""The site as it starts says all it says in three languages, and nothing of one within another."""

import re
from collections import defaultdict

import pytest
from django.conf import settings

pytest_plugins = ["tests.starter_site"]
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
