"""Texts of a translated page that nobody has translated: such a page is not published.

Whatever way a draft was made, a text of it is untranslated if the translators were handed just that
text in the other language and nobody has saved it as its own translation; and what a machine wrote
counts from when a person has taken it over.
"""

import re
from collections.abc import Iterator
from html import unescape
from typing import Any
from unicodedata import category

from django.conf import settings
from django.db.models import Exists, OuterRef
from django.utils.html import strip_tags
from django.utils.text import Truncator
from django.utils.translation import gettext as _
from django.utils.translation import ngettext
from wagtail.models import Page
from wagtail_localize.models import (
    String,
    StringSegment,
    StringTranslation,
    TranslationSource,
)
from wagtail_localize.segments import StringSegmentValue
from wagtail_localize.segments.extract import extract_segments

from entities.languages import quoted

SHOWN = 3
# Letters and signs to Unicode, and nothing to the eye: fillers of Hangul, an empty cell of braille.
BLANKS = frozenset("\u115f\u1160\u3164\uffa0\u2800")
WORDS_SHOWN = 8
_KEY_OF_LINK = re.compile(r' id="\w+"')

# A text of a page and where it stands.
Text = tuple[str, str]


def texts_of(page: Page) -> list[Text]:
    """The ways and words of all texts of a page that are for translators."""
    segments = extract_segments(page)
    return [(found.path, found.string.data) for found in segments if isinstance(found, StringSegmentValue)]


def untranslated(draft: Page) -> Iterator[str]:
    """Sentences that say which texts of a draft are not translated; three queries at the most."""
    if draft.locale.language_code == settings.LANGUAGE_CODE:
        return
    source = (
        TranslationSource.objects.filter(object_id=draft.translation_key)
        .exclude(locale=draft.locale_id)
        .select_related("locale")
        .first()
    )
    if source is None:
        if _is_a_mere_copy(draft):
            yield _("It is a copy that nobody has translated.")
        return
    texts = [(path, words) for path, words in texts_of(draft) if _has_letters(words)]
    people, machines, blank = _translations(draft, source)
    told = [(path, without_keys(words)) for path, words in texts]
    foreign = _known_in(source.locale_id, [words for _path, words in texts])
    waiting = [
        words
        for text, (_path, words) in zip(told, texts, strict=True)
        if words in foreign and text not in people | machines
    ]
    waiting = list(dict.fromkeys(waiting + blank))
    if waiting:
        sentence = ngettext(
            "%(count)s text is not translated yet: %(texts)s.",
            "%(count)s texts are not translated yet: %(texts)s.",
            len(waiting),
        )
        yield sentence % {"count": len(waiting), "texts": shown(waiting)}
    unread = [words for path, words in told if (path, words) in machines - people]
    if unread:
        sentence = ngettext(
            "%(count)s text was written by a machine and read by nobody: %(texts)s.",
            "%(count)s texts were written by a machine and read by nobody: %(texts)s.",
            len(unread),
        )
        yield sentence % {"count": len(unread), "texts": shown(unread)}


def _is_a_mere_copy(draft: Page) -> bool:
    """Whether a page without records of its translation says what its version in the first language says."""
    versions = draft.get_translations().filter(locale__language_code=settings.LANGUAGE_CODE)
    first = versions.first() if draft.pk else None
    return first is not None and bool(texts_of(draft)) and texts_of(first.specific) == texts_of(draft)


def _translations(draft: Page, source: TranslationSource) -> tuple[set[Text], set[Text], list[str]]:
    """The texts that people wrote or took over for this page, those that machines wrote, and of the
    source those for which there is nothing but space."""
    asked = StringSegment.objects.filter(
        source=source, string=OuterRef("translation_of"), context=OuterRef("context")
    )
    rows = StringTranslation.objects.filter(
        context__object=draft.translation_key, locale=draft.locale_id, has_error=False
    ).annotate(is_asked=Exists(asked))
    found: dict[str, set[Text]] = {kind: set() for kind, _name in StringTranslation.TRANSLATION_TYPE_CHOICES}
    blank = []
    for path, words, kind, original, is_asked in rows.order_by("pk").values_list(
        "context__path", "data", "translation_type", "translation_of__data", "is_asked"
    ):
        found[kind].add((path, without_keys(words)))
        if is_asked and _has_letters(original) and says_nothing(words):
            blank.append(original)
    people, machines = StringTranslation.TRANSLATION_TYPE_MANUAL, StringTranslation.TRANSLATION_TYPE_MACHINE
    return found[people], found[machines], blank


def says_nothing(words: str) -> bool:
    """Whether a text has nothing in it that could be seen, such as gaps of any width."""
    return all(sign in BLANKS or category(sign)[0] in "ZC" for sign in unescape(strip_tags(words)))


def _known_in(locale: Any, texts: list[str]) -> set[str]:
    """Those of the texts that translators were ever handed in a language."""
    marks = {String._get_data_hash(words) for words in texts}
    return set(String.objects.filter(locale=locale, data_hash__in=marks).values_list("data", flat=True))


def _has_letters(words: str) -> bool:
    return any(sign.isalpha() for sign in strip_tags(words))


def without_keys(words: str) -> str:
    """A text as it is compared: links are numbered as they stand, and may stand in another order."""
    return _KEY_OF_LINK.sub("", words)


def shown(texts: list[str]) -> str:
    """The beginnings of the first few texts, as a sentence for people names them."""
    first = quoted(Truncator(unescape(strip_tags(words))).words(WORDS_SHOWN) for words in texts[:SHOWN])
    return first if len(texts) <= SHOWN else f"{first} …"
