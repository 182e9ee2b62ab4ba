"""Names offered while a reader types, and “did you mean” when nothing is found."""

from typing import Any

from django.utils.translation import gettext as _
from rapidfuzz import fuzz, process
from rapidfuzz.distance import JaroWinkler

from belt.explorer.exports import pages_of
from belt.explorer.facets import FacetIndex
from belt.explorer.names import Name, Names, names_of
from belt.explorer.results import Results
from belt.explorer.search import each_holding, holding
from belt.explorer.selection import Selection
from entities.models import EntityPage
from entities.words import words_as_written

# Below this likeness (0 to 100) a word is another word, not a slip.
ALIKE = 72
NEAREST = 8
# Of more words nobody can say which one was a slip.
MOST_WORDS = 4
FEW_RESULTS = 1
LONGEST_TYPED = 100


def suggestions(index: FacetIndex, language: str, typed: str, chain_index_url: str) -> list[dict[str, str]]:
    """Names that fit, with what they are and where they lead: ``text``, ``lang``, ``note``, ``url``."""
    names = names_of(index, language).beginning(typed[:LONGEST_TYPED])
    pages = {page.pk: page for page in pages_of([name.key for name in names if name.key is not None])}
    found = []
    for name in names:
        if name.chain is not None:
            label = index.chains.by_slug[name.chain].label
            note, url = _noted(_("industry chain"), label, name), f"{chain_index_url}{name.chain}/"
        elif name.key in pages:
            note, url = _note(pages[name.key], name), pages[name.key].url or ""
        else:
            continue
        found.append({"text": name.text, "lang": name.lang, "note": note, "url": url})
    return found


def instead_of(names: Names, words: str) -> str | None:
    """Words of the site's own that are near to these and lead somewhere.

    A word that stands anywhere on the site is no slip and stays as it is written.
    """
    asked = words_as_written(words)
    if len(asked) > MOST_WORDS:
        return None
    kept = _known(names, [folded for folded, _written in asked])
    corrected = [
        (folded, written) if folded in kept else _nearest(names, folded, written) for folded, written in asked
    ]
    if [folded for folded, _written in corrected] == [folded for folded, _written in asked]:
        return None
    instead = " ".join(written for _folded, written in corrected)
    return instead if holding(names.index, instead, names.language) else None


def proposal(results: Results, address: str) -> dict[str, str] | None:
    """“Did you mean”: other words, where these give little or nothing."""
    words = results.selection.words
    if results.hits is None or results.hits.anywhere.bit_count() > FEW_RESULTS:
        return None
    instead = instead_of(names_of(results.index, results.language), words)
    if instead is None:
        return None
    selection = results.selection.saying(instead)
    if not Results(results.index, selection, results.language).pages:
        # They stand somewhere, but not within what else was chosen.
        selection = Selection().saying(instead)
    return {"words": instead, "url": address + selection.query()}


def _note(page: Any, name: Name) -> str:
    """What a suggested page is, and its title where another name of it fits."""
    kind = page.get_kind_display() if isinstance(page, EntityPage) else _("inspection report")
    return _noted(str(kind), page.title, name)


def _noted(what: str, called: str, name: Name) -> str:
    return what if called == name.text else f"{what} · {called}"


def _known(names: Names, words: list[str]) -> set[str]:
    """Those of the folded words that stand on a public page, or are too short to be a slip."""
    strange = [word for word in words if word not in names.vocabulary and len(word) > 2]
    pages = each_holding(names.index, strange, names.language)
    lost = {word for word, holding_it in zip(strange, pages, strict=True) if not holding_it}
    return set(words) - lost


def _nearest(names: Names, folded: str, written: str) -> tuple[str, str]:
    """The likest word of a name, as it is written there; of equals the one that begins alike."""
    found = process.extract(
        folded, list(names.vocabulary), scorer=fuzz.ratio, score_cutoff=ALIKE, limit=NEAREST
    )
    if not found:
        return folded, written
    best = max(found, key=lambda one: (one[1], JaroWinkler.similarity(folded, one[0])))[0]
    return best, names.vocabulary[best]
