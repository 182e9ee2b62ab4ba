"""The explorer's controls: facets with their options, chips of the selection, orders."""

from dataclasses import dataclass
from functools import reduce
from itertools import combinations
from operator import and_

from django.utils.text import get_text_list
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, pgettext

from belt.explorer.results import Results
from belt.explorer.selection import FACETS, SORTS, Ignored, Selection
from belt.explorer.sentence import option_label, option_language, quoted
from entities.alphabet import sorting_key
from entities.languages import reader_language

OPTIONS_IN_SIGHT = 8
LONGEST_IGNORED = 40
MOST_WORDS_APART = 8
FACET_LABELS = {
    "type": gettext_lazy("Reports or profiles"),
    "chain": gettext_lazy("Industry chain"),
    "place": gettext_lazy("Place"),
    "kind": gettext_lazy("Kind of profile"),
    "year": gettext_lazy("Year of the tour"),
    "status": gettext_lazy("Verification"),
}
SORT_LABELS = {
    "relevance": gettext_lazy("relevance"),
    "newest": gettext_lazy("newest first"),
    "name": gettext_lazy("name"),
}


@dataclass(frozen=True, slots=True)
class Option:
    """A value one can choose; ``count`` is how many results it would give.

    ``label_language`` (a code) is that of ``label``.
    """

    value: str
    label: str
    label_language: str
    count: int
    checked: bool
    hue: int | None = None

    @property
    def disabled(self) -> bool:
        """Whether it leads nowhere; a chosen one can always be taken back."""
        return not self.count and not self.checked


@dataclass(frozen=True)
class Facet:
    """A group of options: those always in sight, and those folded away."""

    name: str
    label: str
    in_sight: list[Option]
    folded: list[Option]

    @property
    def unfolded(self) -> bool:
        """Whether a chosen value stands among the folded ones."""
        return any(option.checked for option in self.folded)


@dataclass(frozen=True)
class Chip:
    """A chosen value or the words, with the address of the selection without it.

    ``label_language`` (a code) is that of ``label``.
    """

    facet: str
    label: str
    label_language: str
    url: str


def facets_of(results: Results) -> list[Facet]:
    """All facets, their options by count, then name; empty facets are left out."""
    facets = []
    for name in FACETS:
        options = _options(results, name)
        if options:
            # A fold for one or two options would be longer than they are.
            in_sight = OPTIONS_IN_SIGHT if len(options) > OPTIONS_IN_SIGHT + 2 else len(options)
            facets.append(Facet(name, str(FACET_LABELS[name]), options[:in_sight], options[in_sight:]))
    return facets


def chips_of(selection: Selection, results: Results, address: str) -> list[Chip]:
    """The words and every chosen value."""
    chips = []
    if selection.words:
        words = _("“%(words)s”") % {"words": selection.words}
        url = address + selection.saying("").query()
        chips.append(Chip(pgettext("searched for", "Words"), words, reader_language(), url))
    for facet, value in selection.facet_pairs:
        label = option_label(results.index, facet, value)
        language = option_language(results.index, facet, value)
        url = address + selection.removing(facet, value).query()
        chips.append(Chip(str(FACET_LABELS[facet]), label, language, url))
    return chips


def sorts_of(selection: Selection) -> list[dict[str, object]]:
    """The orders one can choose; the usual one has an empty value, so that it stays out of addresses."""
    usual = "relevance" if selection.words else "name"
    return [
        {
            "value": "" if name == usual else name,
            "label": SORT_LABELS[name],
            "current": name == selection.order,
        }
        for name in SORTS
        if name != "relevance" or selection.words
    ]


def told(ignored: list[Ignored]) -> list[str]:
    """The ignored parameters as readers are shown them, each once, long ones shortened."""
    return list(dict.fromkeys(_shown(f"{one.name}={one.value}") for one in ignored))


def wider(results: Results, address: str) -> dict[str, object] | None:
    """Where nothing is found: the selection without the fewest conditions; of equals the one that gives most.

    The values of a facet widen each other, so they are one condition; of words alone each is one.
    """
    if results.total:
        return None
    conditions = _conditions(results)
    if list(conditions) == ["q"]:
        return _without_words(results, address)
    for lost in range(1, len(conditions)):
        counted = [(_without(results, dropped), dropped) for dropped in combinations(conditions, lost)]
        best, dropped = max(counted, key=lambda pair: pair[0].total)
        if best.total:
            labels = [label for condition in dropped for label in conditions[condition]]
            return _offer(labels, best.total, address + best.selection.query())
    return None


def _without_words(results: Results, address: str) -> dict[str, object] | None:
    """The most of the words that are found together."""
    all_words = results.by_word
    # Those on the fewest pages say most; what stands nowhere cannot be kept.
    telling = sorted(filter(all_words.get, all_words), key=lambda word: all_words[word].bit_count())
    kept_at_most = telling[:MOST_WORDS_APART]
    pages = {word: all_words[word] for word in all_words if word in kept_at_most}
    for kept in range(len(pages), 0, -1):
        tried = list(combinations(pages, kept))
        counts = [reduce(and_, (pages[word] for word in words)).bit_count() for words in tried]
        if any(counts):
            words = tried[counts.index(max(counts))]
            dropped = [word for word in all_words if word not in words]
            selection = results.selection.saying(" ".join(words))
            return _offer(dropped, max(counts), address + selection.query())
    return None


def _offer(dropped: list[str], count: int, url: str) -> dict[str, object]:
    without = get_text_list(quoted(dropped), _("and"))
    return {"without": without, "count": count, "url": url}


def _shown(text: str) -> str:
    """A text from outside as it may stand on a page, whatever signs it is made of."""
    plain = " ".join(text.split())
    shown = "".join(sign if sign.isprintable() else "\ufffd" for sign in plain)
    return shown if len(shown) <= LONGEST_IGNORED else f"{shown[: LONGEST_IGNORED - 1]}…"


def _conditions(results: Results) -> dict[str, list[str]]:
    """What a selection asks for: by facet (words: ``q``) the labels of its values."""
    selection = results.selection
    asked = {
        facet: [option_label(results.index, facet, value) for value in values]
        for facet, values in selection.values.items()
    }
    return asked | ({"q": [selection.words]} if selection.words else {})


def _without(results: Results, conditions: tuple[str, ...]) -> Results:
    selection = results.selection
    for condition in conditions:
        selection = selection.saying("") if condition == "q" else selection.only(condition)
    return results.of(selection)


def _options(results: Results, facet: str) -> list[Option]:
    index, chosen = results.index, results.selection.values.get(facet, ())
    options = [
        Option(
            value=value,
            label=option_label(index, facet, value),
            label_language=option_language(index, facet, value),
            count=results.count(facet, value),
            checked=value in chosen,
            hue=index.chains.by_slug[value].hue if facet == "chain" else None,
        )
        for value in dict.fromkeys([*index.offered(facet), *chosen])
    ]
    options.sort(key=lambda one: (-one.count, sorting_key(one.label), one.value))
    return options
