"""Names offered while a reader types, and “did you mean” when nothing is found."""

from typing import Any

from django.utils.translation import gettext as _
from rapidfuzz import fuzz, process
from rapidfuzz.distance import OSA, JaroWinkler

from belt.explorer.exports import pages_of
from belt.explorer.facets import FacetIndex
from belt.explorer.names import Name, Names, names_of
from belt.explorer.results import Results
from belt.explorer.search import each_holding, holding
from belt.explorer.selection import Selection
from entities.models import EntityPage
from entities.words import is_han, words_as_written

# Below this likeness (0 to 100) a run of Han is another one, not a slip.
ALIKE = 72
NEAREST = 8
# A shorter word is like too many others.
SHORTEST_SLIP = 4
SHORTEST_BEGINNING = 3
# In words at least as long two slips are one word still.
LONG_WORD = 6
# Of more words nobody can say which one was a slip.
MOST_WORDS = 4
FEW_RESULTS = 1
LONGEST_TYPED = 100


def suggestions(index: FacetIndex, language: str, typed: str, chain_index_url: str) -> list[dict[str, str]]:
    """Names that fit, with what they are and where they lead: ``text``, ``lang``, ``note``, ``url``.

    Chains have pages of their own only where their section is public.
    """
    known = names_of(index, language)
    names = known.beginning(typed[:LONGEST_TYPED], with_chains=bool(chain_index_url))
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
    """Words of the site's own that are near to these and lead to more.

    A word of a name or a summary is no slip, nor is one that stands on many pages.
    """
    asked = words_as_written(words)
    if len(asked) > MOST_WORDS:
        return None
    joined = "".join(folded for folded, _written in asked)
    if len(asked) > 1 and joined in names.vocabulary:
        corrected = [(joined, names.vocabulary[joined])]
    else:
        pages = _pages_of_strange(names, [folded for folded, _written in asked])
        corrected = [
            _nearest(names, folded, written, pages[folded]) if folded in pages else (folded, written)
            for folded, written in asked
        ]
    if [folded for folded, _written in corrected] == [folded for folded, _written in asked]:
        return None
    instead = names.as_written(" ".join(written for _folded, written in corrected))
    found, before = (holding(names.index, text, names.language).bit_count() for text in (instead, words))
    return instead if found > before else None


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


def named_chains(results: Results, address: str) -> list[dict[str, object]]:
    """The chains whose name the words are, with ``chain``, ``count`` and ``url`` of what stands in them."""
    words, chosen = results.selection.words, results.selection.values.get("chain", ())
    if not words:
        return []
    chains, found = results.index.chains.by_slug, []
    for slug in names_of(results.index, results.language).chains_called(words):
        count = results.index.having("chain", [slug]).bit_count()
        if slug not in chosen and count:
            url = address + Selection().only("chain", slug).query()
            found.append({"chain": chains[slug], "count": count, "url": url})
    return found


def _note(page: Any, name: Name) -> str:
    """What a suggested page is, and its title where another name of it fits."""
    kind = page.get_kind_display() if isinstance(page, EntityPage) else _("inspection report")
    return _noted(str(kind), page.title, name)


def _noted(what: str, called: str, name: Name) -> str:
    return what if called == name.text else f"{what} · {called}"


def _pages_of_strange(names: Names, words: list[str]) -> dict[str, int]:
    """The folded words that could be slips, each with the number of its public pages."""
    strange = [word for word in words if word not in names.vocabulary and len(word) >= SHORTEST_BEGINNING]
    held_by = each_holding(names.index, strange, names.language)
    counts = {word: pages.bit_count() for word, pages in zip(strange, held_by, strict=True)}
    return {word: count for word, count in counts.items() if count <= FEW_RESULTS}


def _nearest(names: Names, folded: str, written: str, pages: int) -> tuple[str, str]:
    """The likest word of the site, as it is written there; the word itself where none is like it.

    A word that stands on a page is taken for a slip only where it is long and one letter is wrong.
    """
    if is_han(folded):
        alike = process.extractOne(folded, list(names.vocabulary), scorer=fuzz.ratio, score_cutoff=ALIKE)
        best = alike[0] if alike and not pages else None
    elif pages:
        best = _slip_of(names, folded, most=1) if len(folded) >= LONG_WORD else None
    else:
        best = _begun(names, folded) or _slip_of(names, folded, most=2 if len(folded) >= LONG_WORD else 1)
    return (best, names.vocabulary[best]) if best else (folded, written)


def _begun(names: Names, folded: str) -> str | None:
    """The shortest word of a name that begins so."""
    longer = [word for word in names.name_words if word.startswith(folded)]
    return min(longer, key=lambda word: (len(word), word), default=None)


def _slip_of(names: Names, folded: str, *, most: int) -> str | None:
    """The word from which the fewest letters differ; of equals the one that begins alike.

    Whoever errs in two letters knows the first one.
    """
    if len(folded) < SHORTEST_SLIP:
        return None
    known = [word for word in names.vocabulary if len(word) >= SHORTEST_SLIP]
    near = process.extract(folded, known, scorer=OSA.distance, score_cutoff=most, limit=NEAREST)
    fitting = [(word, distance) for word, distance, _at in near if distance < 2 or word[0] == folded[0]]
    likest = max(fitting, key=lambda one: (-one[1], JaroWinkler.similarity(folded, one[0])), default=None)
    return likest[0] if likest else None
