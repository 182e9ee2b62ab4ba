"""Pages with a text, for the tests of mentions."""

from typing import Any

from entities.blocks import ProseBlock
from entities.models import EntityName

PROSE = ProseBlock()


def stream(*blocks: dict[str, Any]) -> Any:
    """A text of blocks with the ids b0, b1…"""
    return PROSE.to_python([block | {"id": f"b{number}"} for number, block in enumerate(blocks)])


def paragraph(html: str) -> dict[str, Any]:
    """A paragraph, in the markup editors make."""
    return {"type": "paragraph", "value": f"<p>{html}</p>"}


def heading(text: str) -> dict[str, Any]:
    """The heading of a section."""
    return {"type": "heading", "value": {"text": text, "level": "h2"}}


def quotation(text: str) -> dict[str, Any]:
    """Words of somebody who is not named."""
    return {"type": "quotation", "value": {"text": text, "speaker": "", "speaker_not_named": True}}


def figure(label: str) -> dict[str, Any]:
    """A key figure."""
    return {"type": "key_figure", "value": {"figure": "10", "label": label, "source": "Relazione"}}


def a_link(page: Any, words: str) -> str:
    """A link to a page as it is stored."""
    return f'<a linktype="page" id="{page.pk}">{words}</a>'


def called(text: str, **given: Any) -> EntityName:
    """An unsaved name of a profile."""
    return EntityName(**{"text": text, "language": "it", "script": "Latn", "name_type": "short"} | given)
