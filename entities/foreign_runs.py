"""Which runs of a text are in another language than the text itself, as far as signs can tell."""

import re
from collections.abc import Mapping

from django.conf import settings

from entities.words import HAN_RUN

_TAG = r"<[^>]*>|&[#\w]+;"
# Words of an Italian source stand in these quotation marks on pages in other languages.
_ITALIAN = rf"«[^«»<>]+»|{re.escape(settings.WAGTAIL_SITE_NAME)}"
_LATIN_WORD = r"[A-Za-zÀ-ɏ](?:[0-9A-Za-zÀ-ɏ’-]*[0-9A-Za-zÀ-ɏ])?\.?"
_BETWEEN = r"(?:, ?| ?&amp; ?|/| )"
# AU Optronics (Kunshan) Co., Ltd.
_LATIN_RUN = rf"{_LATIN_WORD}(?:{_BETWEEN}?\({_LATIN_WORD}\)|{_BETWEEN}{_LATIN_WORD})*"


def _pattern(**runs: str) -> re.Pattern[str]:
    return re.compile("|".join([_TAG, *(f"(?P<{language}>{run})" for language, run in runs.items())]))


_RUNS = {
    "it": _pattern(zh=HAN_RUN.pattern),
    "en": _pattern(it=_ITALIAN, zh=HAN_RUN.pattern),
    "zh-hans": _pattern(it=_ITALIAN, en=_LATIN_RUN),
}


def marked_runs(html: str, language: str, names: Mapping[str, str] | None = None) -> str:
    """Safe HTML in a language (code) in which runs in another one say so: ``<span lang="zh">…</span>``.

    ``names`` (safe HTML too) are known to be in another language, by its tag. Latin words within Chinese
    count as English, the language in which Chinese texts quote names; abbreviations such as AI or LED are
    Chinese usage.
    """
    if not names:
        return _RUNS[language].sub(_marked, html)
    longest_first = sorted(names, key=len, reverse=True)
    parts = re.split("|".join(f"({re.escape(name)})" for name in longest_first), html)
    return "".join(
        f'<span lang="{names[part]}">{part}</span>' if part in names else marked_runs(part, language)
        for part in parts
        if part
    )


def _marked(found: re.Match[str]) -> str:
    run, language = found.group(), found.lastgroup
    if language is None or (language == "en" and (len(run) == 1 or run.upper() == run)):
        return run
    return f'<span lang="{language}">{run}</span>'
