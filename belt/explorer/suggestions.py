"""Names offered while a reader types, and “did you mean” when nothing is found."""

from collections.abc import Iterable
from dataclasses import dataclass
from typing import Any

from django.utils.translation import gettext as _
from rapidfuzz import fuzz, process

from belt.explorer.exports import pages_of
from belt.explorer.facets import FacetIndex
from belt.explorer.results import Results
from belt.explorer.search import search
from entities.models import EntityName, EntityPage
from entities.words import fold, words_of

SUGGESTIONS_SHOWN = 8
# Below this likeness (0 to 100) a word is another word, not a slip.
ALIKE = 72
FEW_RESULTS = 1


@dataclass(frozen=True, slots=True)
class Name:
    """A name to offer: of a page (``key``) or of a chain (``chain``, its slug)."""

    folded: str
    text: str
    lang: str
    key: int | None
    chain: str | None


class Names:
    """Every name of an index: titles, further names, chains."""

    def __init__(self, index: FacetIndex, language: str) -> None:
        self.index, self.language = index, language
        self.all = [*self._chains(), *self._titles(), *self._further_names()]
        self.vocabulary = sorted({word for name in self.all for word in words_of(name.text)})
        self._known = frozenset(self.vocabulary)

    def beginning(self, text: str) -> list[Name]:
        """The names that fit what is typed so far: those that begin with it first; one for each page."""
        typed = fold(text).strip()
        if not typed:
            return []
        fitting = [(_fit(name.folded, typed), name) for name in self.all if typed in name.folded]
        fitting.sort(key=lambda pair: (pair[0], len(pair[1].folded), pair[1].folded, pair[1].key or 0))
        found: dict[tuple[int | None, str | None], Name] = {}
        for _rank, name in fitting:
            found.setdefault((name.key, name.chain), name)
            if len(found) == SUGGESTIONS_SHOWN:
                break
        return list(found.values())

    def instead_of(self, words: str) -> str | None:
        """Words of the site's own that are near to these and lead somewhere."""
        corrected = [self._nearest(word) for word in words_of(words)]
        proposal = " ".join(corrected)
        if not proposal or proposal == " ".join(words_of(words)):
            return None
        return proposal if search(self.index, proposal, self.language).anywhere else None

    def _nearest(self, word: str) -> str:
        if word in self._known or len(word) < 3:
            return word
        found = process.extractOne(word, self.vocabulary, scorer=fuzz.ratio, score_cutoff=ALIKE)
        return found[0] if found else word

    def _chains(self) -> Iterable[Name]:
        for chain in self.index.chains.by_key.values():
            yield Name(fold(chain.label), chain.label, chain.label_language, None, chain.slug)

    def _titles(self) -> Iterable[Name]:
        for document in self.index.documents:
            yield Name(fold(document.title), document.title, self.language, document.key, None)

    def _further_names(self) -> Iterable[Name]:
        for name in EntityName.objects.order_by("entity", "sort_order", "pk"):
            if name.entity_id in self.index.number:
                yield Name(fold(name.text), name.text, name.html_lang, name.entity_id, None)


def names_of(index: FacetIndex, language: str) -> Names:
    """The names of an index, read at their first use and kept with it."""
    if index.names is None:
        index.names = Names(index, language)
    return index.names


def suggestions(index: FacetIndex, language: str, typed: str, chain_index_url: str) -> list[dict[str, str]]:
    """Names that fit, with what they are and where they lead: ``text``, ``lang``, ``note``, ``url``."""
    names = names_of(index, language).beginning(typed)
    pages = {page.pk: page for page in pages_of([name.key for name in names if name.key is not None])}
    found = []
    for name in names:
        if name.chain is not None:
            note, url = _("industry chain"), f"{chain_index_url}{name.chain}/"
        elif name.key in pages:
            note, url = _note(pages[name.key], name), pages[name.key].url or ""
        else:
            continue
        found.append({"text": name.text, "lang": name.lang, "note": note, "url": url})
    return found


def proposal(results: Results, address: str) -> dict[str, str] | None:
    """“Did you mean”: other words, where these give little or nothing."""
    words = results.selection.words
    if results.hits is None or results.hits.anywhere.bit_count() > FEW_RESULTS:
        return None
    instead = names_of(results.index, results.language).instead_of(words)
    if instead is None:
        return None
    return {"words": instead, "url": address + results.selection.saying(instead).query()}


def _note(page: Any, name: Name) -> str:
    """What a suggested page is, and its title where another name of it fits."""
    kind = page.get_kind_display() if isinstance(page, EntityPage) else _("inspection report")
    return " · ".join([str(kind), *([page.title] if page.title != name.text else [])])


def _fit(name: str, typed: str) -> int:
    """0 where the name begins with it, 1 where one of its words does, 2 elsewhere."""
    if name.startswith(typed):
        return 0
    return 1 if f" {typed}" in name else 2
