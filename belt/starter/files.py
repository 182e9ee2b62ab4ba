"""Reading the content folder: TOML, and prose below it in the files of pages."""

import tomllib
from dataclasses import dataclass, field
from decimal import Decimal
from pathlib import Path
from typing import Any

from belt.starter.problems import Problems

FENCE = "+++"


@dataclass(frozen=True)
class PageFile:
    """A profile or report as it stands in its file; the slug is the file's name."""

    slug: str
    where: str
    data: dict[str, Any]
    prose: str


@dataclass
class Language:
    """All pages of one language; ``sections`` comes from ``pages.toml``."""

    code: str
    sections: dict[str, dict[str, Any]] = field(default_factory=dict)
    profiles: dict[str, PageFile] = field(default_factory=dict)
    reports: dict[str, PageFile] = field(default_factory=dict)


@dataclass
class Content:
    """A content folder, read but not yet checked."""

    root: Path
    chains: list[dict[str, Any]] = field(default_factory=list)
    languages: list[Language] = field(default_factory=list)


def read(root: Path, codes: list[str], problems: Problems) -> Content:
    """Read the chains and the folders of the languages ``codes`` that exist, the first one first."""
    content = Content(root)
    if not root.is_dir():
        problems.add(str(root), "there is no such folder.")
        return content
    content.chains = _toml(root / "chains.toml", root, problems).get("chain", [])
    for code in codes:
        if (root / code).is_dir():
            content.languages.append(_language(root, code, problems))
    if not content.languages or content.languages[0].code != codes[0]:
        problems.add(str(root), f"there is no folder {codes[0]}/ in it: other languages translate that one.")
    return content


def _language(root: Path, code: str, problems: Problems) -> Language:
    folder = root / code
    language = Language(code, sections=_toml(folder / "pages.toml", root, problems))
    for kind, pages in (("profiles", language.profiles), ("reports", language.reports)):
        if not (folder / kind).is_dir():
            problems.add(f"{code}/{kind}", "the folder is missing.")
        for path in sorted((folder / kind).glob("*.md")):
            page = _page(path, root, problems)
            if page is not None:
                pages[page.slug] = page
    return language


def _text(path: Path, root: Path, problems: Problems) -> str | None:
    where = path.relative_to(root).as_posix()
    try:
        # Editors on Windows put a mark before the text.
        return path.read_text(encoding="utf-8-sig")
    except FileNotFoundError:
        problems.add(where, "the file is missing.")
    except UnicodeDecodeError as error:
        problems.add(where, f"the file is not UTF-8 text (byte {error.start}).")
    except OSError as error:
        problems.add(where, f"the file cannot be read ({error.strerror}).")
    return None


def _toml(path: Path, root: Path, problems: Problems) -> dict[str, Any]:
    text = _text(path, root, problems)
    return _parsed(text, path.relative_to(root).as_posix(), problems) if text is not None else {}


def _parsed(text: str, where: str, problems: Problems) -> dict[str, Any]:
    try:
        return tomllib.loads(text, parse_float=Decimal)
    except (ValueError, ArithmeticError, RecursionError) as error:
        # Besides bad syntax: numbers of thousands of digits, lists within lists without end.
        problems.add(where, f"the TOML cannot be read: {error}.")
        return {}


def _page(path: Path, root: Path, problems: Problems) -> PageFile | None:
    text = _text(path, root, problems)
    if text is None:
        return None
    where = path.relative_to(root).as_posix()
    opening, *rest = text.split(f"{FENCE}\n", 2)
    if opening.strip() or len(rest) < 2:
        problems.add(where, f"the file must begin with TOML between two lines {FENCE}.")
        return None
    # A blank line for the fence keeps the line numbers of TOML's own complaints right.
    before = len(problems.found)
    data = _parsed("\n" + rest[0], where, problems)
    return PageFile(path.stem, where, data, rest[1]) if len(problems.found) == before else None
