"""A selection said in words, in the reader's language: “6 profiles in Changshu in the chain Coffee”."""

from collections.abc import Sequence

from django.utils.translation import gettext as _
from django.utils.translation import ngettext, pgettext

from belt.explorer.facets import PROFILE, REPORT, FacetIndex
from belt.explorer.results import Results
from entities.enums import EntityKind, Verification
from entities.languages import reader_language


def sentence(results: Results) -> str:
    """How many results of which kind, and what they have in common."""
    subject, conditions = _subject(results), _conditions(results)
    if not conditions:
        return subject
    separator = pgettext("between the conditions of a selection", " ")
    return pgettext("results and what they have in common", "%(subject)s %(conditions)s") % {
        "subject": subject,
        "conditions": separator.join(conditions),
    }


def option_label(index: FacetIndex, facet: str, value: str) -> str:
    """A value as people read it."""
    if facet == "chain":
        return index.chains.by_slug[value].label
    if facet == "place":
        return index.places[value].title
    if facet == "kind":
        return str(EntityKind(value).label)
    if facet == "status":
        return str(Verification(value).label)
    if facet == "type":
        return {REPORT: _("reports"), PROFILE: _("profiles")}[value]
    return value


def option_language(index: FacetIndex, facet: str, value: str) -> str:
    """The language (a code) in which readers have ``option_label()``: not every name is in theirs."""
    if facet == "chain":
        return index.chains.by_slug[value].label_language
    return index.places[value].label_language if facet == "place" else reader_language()


def foreign_names(results: Results) -> dict[str, str]:
    """The names within ``sentence()`` that are in another language than the reader's, with that (a code)."""
    languages = {
        option_label(results.index, facet, value): option_language(results.index, facet, value)
        for facet, value in results.selection.facet_pairs
    }
    return {name: language for name, language in languages.items() if language != reader_language()}


def any_of(labels: Sequence[str]) -> str:
    """Alternatives as a list: “A, B or C”."""
    if len(labels) < 2:
        return "".join(labels)
    before = pgettext("between the parts of a list", ", ").join(labels[:-1])
    return _("%(before)s or %(last)s") % {"before": before, "last": labels[-1]}


def quoted(labels: Sequence[str]) -> list[str]:
    """Each label in quotation marks: some hold a comma of their own."""
    return [_("“%(words)s”") % {"words": label} for label in labels]


def _subject(results: Results) -> str:
    profiles, reports = results.count_of_type(PROFILE), results.count_of_type(REPORT)
    told_profiles = ngettext("%(count)d profile", "%(count)d profiles", profiles) % {"count": profiles}
    told_reports = ngettext("%(count)d report", "%(count)d reports", reports) % {"count": reports}
    if profiles and reports:
        return _("%(profiles)s and %(reports)s") % {"profiles": told_profiles, "reports": told_reports}
    if profiles or reports:
        return told_profiles if profiles else told_reports
    nothing: dict[tuple[str, ...], str] = {(REPORT,): _("No report"), (PROFILE,): _("No profile")}
    return nothing.get(results.selection.values.get("type", ()), _("No results"))


def _conditions(results: Results) -> list[str]:
    index, values = results.index, results.selection.values

    def labels(facet: str) -> list[str]:
        return [option_label(index, facet, value) for value in values.get(facet, ())]

    conditions = []
    if "kind" in values:
        kinds = labels("kind")
        conditions.append(
            _("of the kind %(kinds)s") % {"kinds": any_of(quoted(kinds) if kinds[1:] else kinds)}
        )
    conditions += _places_and_chains(results)
    if "year" in values:
        years = [pgettext("a tour", "of %(year)s") % {"year": year} for year in sorted(values["year"])]
        conditions.append(_("from tours %(of_years)s") % {"of_years": any_of(years)})
    if "status" in values:
        conditions.append(_("with the state %(states)s") % {"states": any_of(quoted(labels("status")))})
    if results.selection.words:
        words = results.selection.words
        pattern = ngettext("with the word “%(words)s”", "with the words “%(words)s”", len(words.split()))
        conditions.append(pattern % {"words": words})
    return conditions


def _places_and_chains(results: Results) -> list[str]:
    index, values = results.index, results.selection.values
    places, chains = values.get("place", ()), values.get("chain", ())
    chain_names = any_of([option_label(index, "chain", value) for value in chains])
    if places and chains and results.count_of_type(REPORT):
        # A tour may have touched the chain elsewhere than in the place.
        together = _("with %(places)s among the places and %(chains)s among the chains")
        place_names = any_of([option_label(index, "place", value) for value in places])
        return [together % {"places": place_names, "chains": chain_names}]
    conditions = [any_of([_in_place(index, value) for value in places])] if places else []
    if chains:
        pattern = ngettext("in the chain %(chains)s", "in the chains %(chains)s", len(chains))
        conditions.append(pattern % {"chains": chain_names})
    return conditions


def _in_place(index: FacetIndex, value: str) -> str:
    place = index.places[value]
    # In Italian “nel Distretto di Putuo”, but “a Fengjinnan”.
    word_for_district = pgettext("first word of a name", "District")
    if place.kind == EntityKind.DISTRICT and not place.title.startswith(word_for_district):
        return pgettext("in a district whose name does not say that it is one", "in %(place)s") % {
            "place": place.title
        }
    patterns = {
        EntityKind.CITY: pgettext("in a city", "in %(place)s"),
        EntityKind.DISTRICT: pgettext("in a district", "in %(place)s"),
        EntityKind.PROVINCE: pgettext("in a province", "in %(place)s"),
        EntityKind.REGION: pgettext("in a region", "in %(place)s"),
    }
    return patterns[EntityKind(place.kind)] % {"place": place.title}
