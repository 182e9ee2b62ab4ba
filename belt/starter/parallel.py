"""Whether the texts of a further language say what those of the first one say: as much, in the same order.

Words can differ in everything but their structure, by which each finds the sentence that it translates.
"""

import re
from collections.abc import Iterator, Mapping
from typing import Any

from wagtail_localize.strings import extract_strings

from belt.starter.files import Language, PageFile
from belt.starter.markdown import MarkdownError, blocks
from belt.starter.problems import Problems
from belt.starter.records import RECORDS, check_record

# What in a row says which one it is; sources have only their order.
MARKS = {"relation": "target", "stop": "entity", "note": "code", "stations": "place"}
EMPHASIS = re.compile(r"</?[bi]>")


class Names:
    """Links by the names they have in the files, so that two texts can be compared."""

    def profile(self, slug: str) -> str:
        return f"profile:{slug}"

    def chain(self, slug: str) -> str:
        return f"chain:{slug}"

    def picture(self, path: str) -> str:
        return path


def check_translation(language: Language, first: Language, problems: Problems) -> None:
    """Hold a language to the first one; a sentence for every difference."""
    _check_sections(language, first, problems)
    for kind, pages, sources in (
        ("profile", language.profiles, first.profiles),
        ("report", language.reports, first.reports),
    ):
        folder = f"{language.code}/{kind}s"
        for name in sorted(sources.keys() - pages.keys()):
            problems.add(folder, f"“{name}.md” is missing; {first.code}/ has it.")
        for name in sorted(pages.keys() - sources.keys()):
            problems.add(folder, f"“{name}.md” translates nothing: {first.code}/ has no such file.")
        _check_addresses(pages, folder, problems)
        for name in sorted(pages.keys() & sources.keys()):
            _check_page(f"translated {kind}", pages[name], sources[name], problems)


def _check_addresses(pages: Mapping[str, PageFile], folder: str, problems: Problems) -> None:
    given: dict[Any, str] = {}
    for name, page in pages.items():
        other = given.setdefault(str(page.data.get("slug")), name)
        if other != name:
            problems.add(page.where, f"has the address of “{other}”, “{page.data.get('slug')}”.")


def _check_sections(language: Language, first: Language, problems: Problems) -> None:
    where = f"{language.code}/pages.toml"
    for name, source in first.sections.items():
        data = language.sections.get(name, {})
        kind = name if name in ("home", "site") else "section"
        if check_record(kind, data, f"{where}, {name}", problems):
            _check_words(kind, data, source, f"{where}, {name}", problems)
    for name in sorted(language.sections.keys() - first.sections.keys()):
        problems.add(where, f"“{name}” is no page of the site.")


def _check_page(kind: str, page: PageFile, source: PageFile, problems: Problems) -> None:
    if check_record(kind, page.data, page.where, problems):
        _check_words(kind, page.data, source.data, page.where, problems)
    try:
        here, there = list(shapes(page.prose)), list(shapes(source.prose))
    except MarkdownError as error:
        problems.add(page.where, f"{error}.")
        return
    if len(here) != len(there):
        problems.add(page.where, f"the text has {len(here)} parts, the one it translates {len(there)}.")
    for number, (shape, wanted) in enumerate(zip(here, there, strict=False), start=1):
        if shape != wanted:
            problems.add(page.where, f"part {number} of the text is {shape}; it must be {wanted}.")


def _check_words(
    kind: str, data: Mapping[str, Any], source: Mapping[str, Any], where: str, problems: Problems
) -> None:
    """Each text is there where the first language has it, each row in its place."""
    for name, key in RECORDS[kind].items():
        if key.type is list:
            _check_rows(key.rows or name, name, data.get(name, []), source.get(name, []), where, problems)
        elif name not in ("slug", *MARKS.values()):
            _check_text(name, data.get(name, ""), source.get(name, ""), where, problems)


def _check_rows(kind: str, name: str, rows: Any, sources: Any, where: str, problems: Problems) -> None:
    if len(rows) != len(sources):
        problems.add(where, f"{len(rows)} times “{name}”; the text it translates has {len(sources)}.")
        return
    for number, (row, source) in enumerate(zip(rows, sources, strict=True), start=1):
        place, mark = f"{where}, {name} {number}", MARKS.get(name)
        if not (isinstance(row, dict) and isinstance(source, dict)):
            # Their records have been found faulty already.
            continue
        if mark and row.get(mark) != source.get(mark):
            problems.add(place, f"“{mark}” is “{row.get(mark)}”; it must be “{source.get(mark)}”.")
        _check_words(kind, row, source, place, problems)


def _check_text(name: str, text: Any, source: Any, where: str, problems: Problems) -> None:
    if not (isinstance(text, str) and isinstance(source, str)):
        return
    if bool(text.strip()) != bool(source.strip()):
        problems.add(where, f"“{name}” is {'missing' if source.strip() else 'given, but nothing is there'}.")
    elif name == "observation":
        try:
            here, there = list(shapes(text)), list(shapes(source))
        except MarkdownError as error:
            problems.add(where, f"{error}.")
            return
        if here != there:
            problems.add(where, f"“{name}” is {', '.join(here)}; it must be {', '.join(there)}.")


def shapes(prose: str) -> Iterator[str]:
    """What a text is made of, part by part, without its words."""
    for kind, value in blocks(prose, Names()):  # type: ignore[arg-type]
        if kind == "paragraph":
            yield from _passages(value)
        elif kind == "heading":
            yield f"a heading {'#' * int(value['level'][1:])}"
        elif kind == "quotation":
            yield "a quotation of nobody named" if value["speaker_not_named"] else "a quotation of somebody"
        elif kind == "picture":
            yield f"the picture {value['image']}"
        else:
            yield f"[[{kind}: {str(value).removeprefix('profile:')}]]"


def _passages(html: str) -> Iterator[str]:
    """The paragraphs and list items of running text, each with what it links to."""
    template, strings = extract_strings(html)
    tags = re.findall(r"<(p|li|ul|ol)>", EMPHASIS.sub("", template))
    texts = iter(strings)
    for tag in tags:
        if tag in ("ul", "ol"):
            yield f"a list <{tag}>"
            continue
        _string, links = next(texts, (None, {}))
        targets = sorted(link.get("id") or link.get("href", "") for link in links.values())
        name = "a paragraph" if tag == "p" else "an item of a list"
        yield f"{name} with links to {', '.join(targets)}" if targets else f"{name} without links"
