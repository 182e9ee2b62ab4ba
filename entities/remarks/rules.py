"""Which headings and words of links say too little, and which abbreviations nobody explains. Pure."""

import re
from collections.abc import Iterable, Iterator

LONGEST_HEADING = 90
LONGEST_ABBREVIATION = 6
# Capitals of one word up to this length are a name or an abbreviation.
LONGEST_NAME_IN_CAPITALS = 6

_OF_NO_CONTENT = """
introduzione premessa conclusione conclusioni varie altro note testo titolo sezione sottosezione paragrafo
introduction conclusion conclusions other others miscellaneous notes text title heading section
引言 前言 结论 結論 其他 其它 标题 標題
"""
_OF_NO_TARGET = """
qui, clicca qui, cliccare qui, cliccate qui, premi qui, vedi, vedi qui, si veda, leggi, leggi qui,
leggi tutto, leggi di più, di più, altro, continua, vai, vai al sito, apri, scarica, link, questo link,
collegamento, pagina, questa pagina, sito, sito web, documento, questo documento, fonte,
here, click here, see, see here, read, read more, more, learn more, continue, go, open, download,
this link, page, this page, site, website, document, source,
这里, 這裡, 點擊這裡, 点击这里, 点击此处, 這裏, 点此, 更多, 阅读更多, 閱讀更多, 查看,
链接, 連結, 下载, 下載
"""
_KNOWN_TO_ALL = """
UE EU ONU UN USA US UK RPC PRC PIL GDP PMI SME CEO CFO CTO AI IA IT ICT TV DVD CD PC PDF HTML URL GPS
DNA LED OLED LCD USB SIM SMS VIP IVA VAT CO2 RMB CNY USD EUR COVID NATO WTO OMC OMS WHO
GW MW KW TW GB TB MB HZ KM CM MM KG
"""
_EMPTY_HEADINGS = frozenset(_OF_NO_CONTENT.split())
_EMPTY_LINKS = frozenset(" ".join(_OF_NO_TARGET.split()).split(", "))
_KNOWN = frozenset(_KNOWN_TO_ALL.split())

_LETTER = r"[^\W\d_]"
_LATIN = r"A-Za-zÀ-ÖØ-öø-ÿ0-9_"
_LATIN_WORD = re.compile(rf"[{_LATIN}]+")
_ROMAN = re.compile(r"M{0,3}(?:CM|CD|D?C{0,3})(?:XC|XL|L?X{0,3})(?:IX|IV|V?I{0,3})")
# Of Latin letters, or of any script without capitals.
_WORD = r"(?:[a-zà-öø-ÿ]{3}|[^\W\d_A-Za-zÀ-ÖØ-öø-ÿ])"
_THAT_IS = r"(?:cioè|ossia|ovvero|vale\s+a\s+dire|sta\s+per|that\s+is|stands\s+for)\b|即"
_SENTENCE_END = (".", ",", ";", ":", "。", "，", "；", "：")
_ADDRESS = re.compile(r"(?:https?://|www\.)\S+", re.IGNORECASE)


def alone(words: str) -> str:
    """A pattern of one of some words, apart from Latin letters beside it; Chinese may stand there."""
    return rf"(?<![{_LATIN}])(?:{words})(?![{_LATIN}])"


_ABBREVIATION = re.compile(alone("[A-Z][A-Z0-9]*[A-Z0-9]"))


def says_little_as_heading(text: str) -> bool:
    """Whether a heading is none to find one's way by: too long, a sentence, shouted, or of no content."""
    words = text.strip()
    if not re.search(_LETTER, words) or len(words) > LONGEST_HEADING:
        return True
    is_sentence = words.endswith(_SENTENCE_END) and not words.endswith("...")
    return is_sentence or _is_shouted(words) or _levelled(words) in _EMPTY_HEADINGS


def says_little_as_link(text: str) -> bool:
    """Whether the words of a link, read by themselves, do not say where it leads."""
    words = text.strip()
    if not re.search(_LETTER, words):
        return True
    return _levelled(words) in _EMPTY_LINKS or _ADDRESS.fullmatch(words) is not None


def abbreviations_in(text: str) -> Iterator[str]:
    """The words of a text that look like abbreviations, apart from those that everybody knows."""
    if _is_shouted(text):
        return
    for found in _ABBREVIATION.finditer(text):
        word = found.group()
        letters = sum(sign.isalpha() for sign in word)
        is_long_enough = letters > 1 and len(word) <= LONGEST_ABBREVIATION
        if is_long_enough and word not in _KNOWN and not _ROMAN.fullmatch(word):
            yield word


def unexplained(texts: Iterable[str], names: Iterable[str] = ()) -> list[str]:
    """The abbreviations in the texts of a page that none of them explains, each once, in order.

    What stands in one of ``names`` is a name and needs no explanation.
    """
    read = list(texts)
    called = {word for name in names for word in _ABBREVIATION.findall(name)}
    words = dict.fromkeys(word for text in read for word in abbreviations_in(text) if word not in called)
    return [word for word in words if not any(_is_explained(word, text) for text in read)]


def _is_explained(word: str, text: str) -> bool:
    """Whether a text has it as “full name (ABC)”, “ABC (full name)” or “ABC, that is full name”."""
    abbreviation = alone(word)
    after_its_name = rf"[^\W\d_A-Z][»”\"’]?\s*[(（]\s*{abbreviation}\s*[)）,，;；]"
    # More than a year or a page: a word, and longer than itself.
    before_its_name = rf"{abbreviation}\s*[(（](?=[^()（）]*{_WORD})[^()（）]{{{len(word)},}}[)）]"
    in_words = rf"{abbreviation}\s*[,，]?\s*(?:{_THAT_IS})"
    return any(re.search(pattern, text) for pattern in (after_its_name, before_its_name, in_words))


def _is_shouted(text: str) -> bool:
    """Whether it is all in capitals, and more than a name or an abbreviation."""
    words = re.findall(rf"{_LETTER}+", text)
    if not text.isupper() or not all(_LATIN_WORD.fullmatch(word) for word in words):
        return False
    return len(words) > 1 or any(len(word) > LONGEST_NAME_IN_CAPITALS for word in words)


def _levelled(words: str) -> str:
    return " ".join(re.sub(r"[^\w\s]", " ", words).casefold().split())
