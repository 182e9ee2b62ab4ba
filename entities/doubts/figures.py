"""Sums of yuan so large and round that a factor may have been lost on the way. Pure.

千亿 is a hundred billion, and was told as a thousand: whole hundreds of billions are looked at twice.
"""

import re
from collections.abc import Iterator
from fractions import Fraction
from math import prod

STEP = 10**11
Span = tuple[int, int]

# What Italian and English words multiply by. “One” and “a” change nothing and are not read.
_WORDS = {
    2: "due two",
    3: "tre three",
    4: "quattro four",
    5: "cinque five",
    6: "sei six",
    7: "sette seven",
    8: "otto eight",
    9: "nove nine",
    10: "dieci decine ten tens",
    100: "cento centinaia hundred hundreds",
    10**3: "mille mila migliaia thousand thousands",
    10**6: "milione milioni mln million millions mn",
    10**9: "miliardo miliardi mld billion billions bn",
    10**12: "bilione bilioni trilione trilioni trillion trillions tn",
}
_FACTORS = {word: factor for factor, words in _WORDS.items() for word in words.split()}
_WORD = "|".join(sorted(_FACTORS, key=len, reverse=True))
# Longer ones are no sums.
_DIGITS = r"(?<!\d)(?:\d{1,3}(?:[.,'’\s]\d{3}){1,9}(?!\d)|\d{1,30}(?:[.,]\d{1,30})?)"
_NUMBER = rf"(?:{_DIGITS}|\b(?:{_WORD}))(?:[\s-]*(?:(?:di|of)\s+)?(?:{_WORD})\.?)*"
_CURRENCY = r"(?:yuan|renminbi|rmb|cny|[¥￥])"
_SUM = re.compile(
    rf"(?P<before>{_NUMBER})\s*(?:\b(?:di|of)\s+|\(\s*)?{_CURRENCY}|{_CURRENCY}\s*(?::\s*)?(?P<after>{_NUMBER})",
    re.IGNORECASE,
)
_PART = re.compile(rf"{_DIGITS}|{_WORD}", re.IGNORECASE)
_HAN_SUM = re.compile(r"(?:[千万]|\d000|\d[,.]000|\d万)[亿億](?:元|人民币|人民幣)?")


def large_round_sums(text: str) -> Iterator[Span]:
    """Where they stand; in Chinese even where no currency is named."""
    for found in _SUM.finditer(text):
        amount = _value(found["before"] or found["after"])
        if amount and amount % STEP == 0:
            yield found.span()
    yield from (found.span() for found in _HAN_SUM.finditer(text))


def _value(number: str) -> Fraction:
    return prod((_factor(part.lower()) for part in _PART.findall(number)), start=Fraction(1))


def _factor(part: str) -> Fraction:
    if part in _FACTORS:
        return Fraction(_FACTORS[part])
    if re.fullmatch(r"\d{1,3}(?:\D\d{3})+", part):
        return Fraction(re.sub(r"\D", "", part))
    return Fraction(part.replace(",", "."))
