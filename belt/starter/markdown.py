"""A small Markdown, as the content files use it, turned into the blocks of a page's text."""

import re
from collections.abc import Iterator
from dataclasses import dataclass, field
from html import escape
from typing import Any, Protocol

from markdown_it import MarkdownIt
from markdown_it.tree import SyntaxTreeNode

BLOCK_REFERENCE = re.compile(r"\[\[(note|profile):\s*([a-z0-9-]+)\]\]")
NOT_NAMED = "(non nominato)"
WRAPPERS = {"strong": "b", "em": "i"}
LISTS = {"bullet_list": "ul", "ordered_list": "ol"}
PARSER = MarkdownIt("commonmark", {"html": False})


class MarkdownError(ValueError):
    """A construct the pages have no block for; its text is a sentence."""


class Addresses(Protocol):
    """Knows what a link in the content stands for."""

    def profile(self, slug: str) -> int:
        """The key of a profile's page."""

    def chain(self, slug: str) -> str:
        """The address of a chain."""

    def picture(self, path: str) -> int:
        """The key of a picture, by its path in the content folder."""


@dataclass
class References:
    """What a text refers to, collected without resolving it."""

    profiles: set[str] = field(default_factory=set)
    chains: set[str] = field(default_factory=set)
    pictures: set[str] = field(default_factory=set)
    notes: list[str] = field(default_factory=list)

    def profile(self, slug: str) -> int:
        self.profiles.add(slug)
        return 0

    def chain(self, slug: str) -> str:
        self.chains.add(slug)
        return ""

    def picture(self, path: str) -> int:
        self.pictures.add(path)
        return 0


def references(prose: str) -> References:
    """What a text refers to; ``MarkdownError`` where it cannot be mapped."""
    found = References()
    found.notes = [value for kind, value in blocks(prose, found) if kind == "note"]
    return found


def blocks(prose: str, addresses: Addresses) -> list[tuple[str, Any]]:
    """The text as (block type, value) pairs, as ``entities.blocks.ProseBlock`` takes them."""
    made: list[tuple[str, Any]] = []
    for kind, value in _blocks(prose, addresses):
        if kind == "paragraph" and made and made[-1][0] == "paragraph":
            made[-1] = (kind, made[-1][1] + value)
        else:
            made.append((kind, value))
    return made


def inline(text: str, addresses: Addresses) -> str:
    """One paragraph of Markdown as the rich text of a field; empty for an empty text."""
    if not text.strip():
        return ""
    made = blocks(text, addresses)
    if [kind for kind, _ in made] != ["paragraph"]:
        raise MarkdownError("only running text can stand here")
    return str(made[0][1])


def _blocks(prose: str, addresses: Addresses) -> Iterator[tuple[str, Any]]:
    for node in SyntaxTreeNode(PARSER.parse(prose)).children:
        if node.type == "heading":
            if node.tag not in ("h2", "h3"):
                raise MarkdownError(f"a heading is ## or ###, not {node.markup} (line {_line(node)})")
            text = _plain(node.children[0])
            if not text.strip():
                raise MarkdownError(f"a heading has words (line {_line(node)})")
            yield "heading", {"text": text, "level": node.tag}
        elif node.type == "paragraph":
            yield _paragraph(node, addresses)
        elif node.type in LISTS:
            yield "paragraph", _list(node, addresses)
        elif node.type == "blockquote":
            yield "quotation", _quotation(node)
        else:
            raise MarkdownError(f"there is no block for “{node.type}” (line {_line(node)})")


def _line(node: SyntaxTreeNode) -> int:
    return node.map[0] + 1 if node.map else 0


def _paragraph(node: SyntaxTreeNode, addresses: Addresses) -> tuple[str, Any]:
    if [child.type for child in node.children[0].children] == ["image"]:
        return "picture", _picture(node.children[0].children[0], addresses)
    reference = BLOCK_REFERENCE.fullmatch(node.children[0].content.strip())
    if reference is None:
        return "paragraph", f"<p>{_rich(node.children[0], addresses)}</p>"
    kind, name = reference.groups()
    return kind, name if kind == "note" else addresses.profile(name)


def _picture(node: SyntaxTreeNode, addresses: Addresses) -> dict[str, Any]:
    alt, (caption, _, credit) = _plain(node), str(node.attrs.get("title", "")).rpartition(" | ")
    if not alt or not credit:
        raise MarkdownError("a picture is ![what it shows](pictures/file.jpg “caption | credit”)")
    image = addresses.picture(str(node.attrs["src"]))
    return {"image": image, "alt": alt, "caption": caption, "credit": credit}


def _list(node: SyntaxTreeNode, addresses: Addresses) -> str:
    tag, items = LISTS[node.type], []
    for item in node.children:
        if [child.type for child in item.children] != ["paragraph"]:
            raise MarkdownError(f"a list holds plain items only (line {_line(item)})")
        items.append(f"<li>{_rich(item.children[0].children[0], addresses)}</li>")
    return f"<{tag}>{''.join(items)}</{tag}>"


def _quotation(node: SyntaxTreeNode) -> dict[str, Any]:
    if any(child.type != "paragraph" for child in node.children):
        raise MarkdownError(f"a quotation holds running text only (line {_line(node)})")
    lines = [line for child in node.children for line in _plain(child.children[0], "\n").splitlines()]
    if len(lines) < 2 or not lines[-1].startswith("— "):
        raise MarkdownError(
            f"the last line of a quotation is “— speaker” or “— {NOT_NAMED}” (line {_line(node)})"
        )
    speaker = lines[-1].removeprefix("— ").strip()
    unnamed = speaker == NOT_NAMED
    return {
        "text": "\n".join(lines[:-1]),
        "speaker": "" if unnamed else speaker,
        "speaker_not_named": unnamed,
    }


def _plain(node: SyntaxTreeNode, line_break: str = " ") -> str:
    if node.type in ("softbreak", "hardbreak"):
        return line_break
    if node.type == "text":
        return node.content
    return "".join(_plain(child, line_break) for child in node.children)


def _rich(node: SyntaxTreeNode, addresses: Addresses) -> str:
    if node.type == "text":
        return escape(node.content, quote=False)
    if node.type in ("softbreak", "hardbreak"):
        return " "
    inner = "".join(_rich(child, addresses) for child in node.children)
    if node.type == "inline":
        if "[[" in node.content:
            raise MarkdownError(
                f"a note or profile stands on a line of its own, as [[note: code]] or [[profile: slug]], "
                f"with blank lines around it (line {_line(node)})"
            )
        return inner
    if node.type in WRAPPERS:
        return f"<{WRAPPERS[node.type]}>{inner}</{WRAPPERS[node.type]}>"
    if node.type == "link":
        return _link(str(node.attrs["href"]), inner, addresses)
    raise MarkdownError(f"there is no rich text for “{node.type}”")


def _link(target: str, inner: str, addresses: Addresses) -> str:
    scheme, _, name = target.partition(":")
    if scheme in ("profile", "chain") and not name:
        raise MarkdownError(f"a link names what it leads to, not only “{target}”")
    if scheme == "profile":
        return f'<a linktype="page" id="{addresses.profile(name)}">{inner}</a>'
    if scheme == "chain":
        return f'<a href="{escape(addresses.chain(name))}">{inner}</a>'
    if scheme in ("http", "https"):
        return f'<a href="{escape(target)}">{inner}</a>'
    raise MarkdownError(f"a link leads to profile:, chain: or https:, not “{target}”")
