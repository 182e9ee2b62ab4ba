"""The field in which editors write rich text."""

from typing import Any

from django.core.exceptions import BadRequest
from draftjs_exporter.error import ExporterException
from wagtail.admin.rich_text import DraftailRichTextArea

_NOT_OF_THE_EDITOR = (AttributeError, ExporterException, LookupError, TypeError, ValueError)


class RichTextArea(DraftailRichTextArea):
    """Wagtail's own, which reads unlooked at what is sent; this refuses what its script never sends."""

    def value_from_datadict(self, data: Any, files: Any, name: str) -> str | None:
        """The stored form of what was written."""
        try:
            written: str | None = super().value_from_datadict(data, files, name)
        except _NOT_OF_THE_EDITOR as broken:
            raise BadRequest(f"Not what the editor of rich text sends: {name}.") from broken
        return written
