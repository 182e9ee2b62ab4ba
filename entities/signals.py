"""What follows from events of Wagtail."""

from typing import Any

from wagtail.search import index
from wagtail.signals import page_published

from entities.models import AnnotatedPage


def _index_with_rows(instance: Any, **_signal: Any) -> None:
    """Names and notes are saved after the page, and after Wagtail has indexed it.

    Its title is among the names by which its translations are found.
    """
    if isinstance(instance, AnnotatedPage):
        for page in (instance, *instance.get_translations().order_by("pk")):
            index.insert_or_update_object(page)


def connect() -> None:
    """Called once all models are loaded."""
    page_published.connect(_index_with_rows, dispatch_uid="entities.index_with_rows")
