"""What an editing screen names of other tables, read together before it is drawn.

Choosers and the links of rich text look up their object one by one. While a screen is drawn within
``read_together()`` they find it read already; what is not among it they look up as ever.
"""

from collections import defaultdict
from collections.abc import Collection, Iterable, Iterator
from contextlib import contextmanager
from contextvars import ContextVar
from typing import Any

from django.db.models import Model
from modelcluster.models import get_all_child_relations
from wagtail.admin.panels import TabbedInterface
from wagtail.admin.rich_text.converters.contentstate import link_entity
from wagtail.admin.rich_text.converters.html_to_contentstate import (
    ExternalLinkElementHandler,
    PageLinkElementHandler,
)
from wagtail.documents import get_document_model
from wagtail.documents.rich_text.contentstate import (
    ContentstateDocumentLinkConversionRule,
    DocumentLinkElementHandler,
)
from wagtail.models import Page

from entities.digits import number_in

Read = dict[type[Model], dict[int, Any]]

_read: ContextVar[Read | None] = ContextVar("what the screen that is drawn names", default=None)


@contextmanager
def read_together(page: Page) -> Iterator[None]:
    """Within it, what ``page`` and its rows name is known; five queries at the most."""
    token = _read.set(_named_by(page))
    try:
        yield
    finally:
        _read.reset(token)


def known(model: type[Model], key: Any) -> Any:
    """What was read of a type under that key, if it was."""
    number = number_in(str(key))
    return None if number is None else (_read.get() or {}).get(model, {}).get(number)


class KnowsWhatWasRead:
    """Mixed into choosers."""

    def get_instance(self, value: Any) -> Any:
        """What was chosen."""
        return known(self.model_class, value) or super().get_instance(value)  # type: ignore[attr-defined,misc]


class ScreenOfAPage(TabbedInterface):
    """Tabs that are drawn with everything read together."""

    class BoundPanel(TabbedInterface.BoundPanel):
        def render_form_content(self):
            with read_together(self.instance):
                return super().render_form_content()


class KnownPageLink(PageLinkElementHandler):
    """A link to a page, as the editor of rich text shows it."""

    def get_attribute_data(self, attrs: dict[str, str]) -> dict[str, Any]:
        page = known(Page, attrs.get("id"))
        if page is None:
            return super().get_attribute_data(attrs)
        return {"id": page.pk, "url": page.url, "parentId": page.parent_key}


class KnownDocumentLink(DocumentLinkElementHandler):
    """A link to a document, as the editor of rich text shows it."""

    def get_attribute_data(self, attrs: dict[str, str]) -> dict[str, Any]:
        document = known(get_document_model(), attrs.get("id"))
        if document is None:
            return super().get_attribute_data(attrs)
        return {"id": document.pk, "url": document.url, "filename": document.filename}


# As Wagtail registers them, but for our handlers.
LINKS = {
    "from_database_format": {
        "a[href]": ExternalLinkElementHandler("LINK"),
        'a[linktype="page"]': KnownPageLink("LINK"),
    },
    "to_database_format": {"entity_decorators": {"LINK": link_entity}},
}
DOCUMENT_LINKS = ContentstateDocumentLinkConversionRule | {
    "from_database_format": {'a[linktype="document"]': KnownDocumentLink("DOCUMENT")}
}


def _named_by(page: Page) -> Read:
    from entities.models import EntityPage, IndustryChain

    keys = _keys_by_type(page)
    readers = {
        EntityPage: EntityPage.objects.defer_streamfields().in_bulk,
        IndustryChain: IndustryChain.objects.in_bulk,
        get_document_model(): get_document_model().objects.in_bulk,
        Page: _pages,
    }
    return {model: read(keys[model]) for model, read in readers.items() if keys[model]}


def _pages(keys: Collection[int]) -> dict[int, Page]:
    """The pages with the keys of those above them (``parent_key``); two queries."""
    pages = Page.objects.specific(defer=True).in_bulk(keys)
    paths = {page.path[: -page.steplen] for page in pages.values()}
    above = dict(Page.objects.filter(path__in=paths).values_list("path", "pk"))
    for page in pages.values():
        page.parent_key = above.get(page.path[: -page.steplen])
    return pages


def _keys_by_type(page: Page) -> dict[type[Model], set[int]]:
    keys: dict[type[Model], set[int]] = defaultdict(set)
    for row in [page, *_rows_of(page)]:
        for model, key in _references_of(row):
            number = number_in(str(key))
            if number is not None:
                keys[model].add(number)
    return keys


def _rows_of(page: Page) -> Iterator[Model]:
    for relation in get_all_child_relations(type(page)):
        yield from getattr(page, relation.get_accessor_name()).all()


def _references_of(row: Model) -> Iterable[tuple[type[Model], Any]]:
    """Type and key of each object that a row names: by foreign key or in its texts."""
    for field in row._meta.concrete_fields:
        if field.many_to_one and field.related_model:
            yield field.related_model, getattr(row, field.attname)
        elif hasattr(field, "extract_references"):
            for model, key, *_path in field.extract_references(field.value_from_object(row)):
                yield model, key
