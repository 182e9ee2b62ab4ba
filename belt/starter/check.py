"""Everything that can be said about the content before touching the database."""

from collections import Counter
from collections.abc import Iterable, Iterator
from pathlib import Path
from typing import Any

from django.conf import settings

from belt.starter.files import Content, Language, PageFile, read
from belt.starter.markdown import MarkdownError, References, inline, references
from belt.starter.parallel import check_translation
from belt.starter.pictures import picture_fault
from belt.starter.problems import ContentError, Problems
from belt.starter.records import check_record
from entities.dates import PartialDate
from entities.enums import EntityKind
from entities.trees import Tree

OTHER_LANGUAGES = tuple(code for code, _name in settings.LANGUAGES if code != settings.LANGUAGE_CODE)
SECTIONS = ("reports", "profiles", "chains", "explorer", "open_questions")


def checked(root: Path) -> Content:
    """Read and check a content folder; ``ContentError`` with every problem found in it."""
    problems = Problems()
    content = read(root, [code for code, _ in settings.LANGUAGES], problems)
    if problems:
        # What refers to an unreadable file would be blamed as well.
        raise ContentError(str(problems))
    chains = _check_chains(content.chains, problems)
    first, *others = content.languages
    _check_language(first, chains, root, problems)
    if not problems:
        # A fault of the text that is translated would be told of each translation again.
        for language in others:
            _check_chain_words(content.chains, language.code, problems)
            check_translation(language, first, problems)
    if problems:
        raise ContentError(str(problems))
    return content


def _check_chains(chains: list[dict[str, Any]], problems: Problems) -> set[str]:
    where = "chains.toml"
    if not isinstance(chains, list):
        problems.add(where, "“chain” must be a list of [[chain]].")
        return set()
    whole = []
    for number, chain in enumerate(chains, start=1):
        place = f"{where}, chain {number}"
        if check_record("chain", chain, place, problems):
            whole.append(chain)
            for code, translation in chain.get("translations", {}).items():
                if code not in OTHER_LANGUAGES:
                    problems.add(place, f"“{code}” is no other language of the site.")
                check_record("translation", translation, f"{place}, {code}", problems)
    slugs = [chain["slug"] for chain in whole]
    _no_twins(slugs, "chain", where, problems)
    _no_twins([chain["name"] for chain in whole], "name", where, problems)
    parents = {chain["slug"]: chain.get("parent") for chain in whole}
    _known(where, "parent", parents.values(), slugs, problems)
    _no_circle(parents, where, problems)
    return set(slugs)


def _check_chain_words(chains: list[dict[str, Any]], code: str, problems: Problems) -> None:
    for chain in chains:
        if code not in chain.get("translations", {}):
            problems.add("chains.toml", f"“{chain['slug']}” has no name in the language “{code}”.")


def _no_twins(values: Iterable[str], what: str, where: str, problems: Problems) -> None:
    for value, count in Counter(values).items():
        if count > 1:
            problems.add(where, f"the {what} “{value}” is given {count} times.")


def _known(where: str, what: str, used: Iterable[Any], known: Iterable[str], problems: Problems) -> None:
    for value in sorted({str(value) for value in used if value} - set(known)):
        problems.add(where, f"the {what} “{value}” is not in the content.")


def _no_circle(parents: dict[str, str | None], where: str, problems: Problems) -> None:
    tree = Tree(parents.items())
    for name, parent in parents.items():
        if parent == name or (parent in parents and name in tree.above(parent)):
            problems.add(where, f"“{name}” lies in itself.")


def _check_language(language: Language, chains: set[str], root: Path, problems: Problems) -> None:
    _check_sections(language, problems)
    profiles, reports = list(language.profiles.values()), list(language.reports.values())
    sound = [check_record("profile", page.data, page.where, problems) for page in profiles]
    sound += [check_record("report", page.data, page.where, problems) for page in reports]
    if not all(sound):
        # What refers to a faulty page would be blamed as well.
        return
    for page in profiles:
        _check_profile(page, language, problems)
        _check_page(page, language, chains, root, problems)
    for page in reports:
        _check_report(page, language, problems)
        _check_page(page, language, chains, root, problems)
    inside = {slug: page.data.get("located_in") for slug, page in language.profiles.items()}
    inside = {slug: place for slug, place in inside.items() if place is None or isinstance(place, str)}
    _no_circle(inside, f"{language.code}/profiles", problems)


def _check_sections(language: Language, problems: Problems) -> None:
    where = f"{language.code}/pages.toml"
    sections = language.sections
    for name in sections.keys() - {"site", "home", *SECTIONS}:
        problems.add(where, f"“{name}” is no page of the site.")
    check_record("site", sections.get("site", {}), where, problems)
    if check_record("home", sections.get("home", {}), f"{where}, home", problems):
        stations = [station.get("place") for station in sections["home"].get("stations", [])]
        _known(where, "station", stations, language.profiles, problems)
    for name in SECTIONS:
        check_record("section", sections.get(name, {}), f"{where}, {name}", problems)


def _check_profile(page: PageFile, language: Language, problems: Problems) -> None:
    data = page.data
    _known(page.where, "place", [data.get("located_in")], language.profiles, problems)
    place = language.profiles.get(data.get("located_in", ""))
    if place is not None and place.data.get("kind") not in EntityKind.places():
        problems.add(page.where, f"“{data['located_in']}” is not a place.")
    if ("latitude" in data) != ("longitude" in data):
        problems.add(page.where, "give both coordinates, or neither.")
    targets = [relation.get("target") for relation in data.get("relation", [])]
    _known(page.where, "profile", targets, language.profiles, problems)
    if page.slug in targets:
        problems.add(page.where, "a profile has no relation to itself.")


def _check_report(page: PageFile, language: Language, problems: Problems) -> None:
    data = page.data
    _known(page.where, "delegation", [data["delegation"]], language.profiles, problems)
    _known(page.where, "site", [stop.get("entity") for stop in data["stop"]], language.profiles, problems)
    if not data["stop"]:
        problems.add(page.where, "a report has at least one stop.")
    start, end = data.get("start_date", ""), data.get("end_date", "")
    if end and not start:
        problems.add(page.where, "a last day needs a first day.")
    elif end and PartialDate.parse(end).last_day() < PartialDate.parse(start).first_day():
        problems.add(page.where, "the last day lies before the first.")


def _check_page(page: PageFile, language: Language, chains: set[str], root: Path, problems: Problems) -> None:
    data = page.data
    linked = [link.get("chain") for link in data.get("link", [])]
    _no_twins([str(chain) for chain in linked], "chain", page.where, problems)
    codes = [note.get("code") for note in data.get("note", [])]
    _no_twins([str(code) for code in codes], "code of a note", page.where, problems)
    used = _references(page, problems)
    _known(page.where, "chain", [*linked, *used.chains], chains, problems)
    _known(page.where, "profile", used.profiles, language.profiles, problems)
    _known(page.where, "note", used.notes, [str(code) for code in codes], problems)
    for path in sorted(used.pictures):
        fault = picture_fault(root / path)
        if fault:
            problems.add(page.where, f"the picture “{path}” {fault}.")


def _references(page: PageFile, problems: Problems) -> References:
    try:
        used = references(page.prose)
        for observation in _observations(page):
            inline(observation, used)
    except MarkdownError as error:
        problems.add(page.where, f"{error}.")
        return References()
    return used


def _observations(page: PageFile) -> Iterator[str]:
    for stop in page.data.get("stop", []):
        yield stop.get("observation", "")
