"""What texts that are not public name: Wagtail's reference index knows the public ones alone."""

from collections import defaultdict
from collections.abc import Iterator

from django.db.models import ForeignKey, Model
from wagtail.models import Page

from entities.links.reading import parts_of
from entities.usage import newest_drafts, scheduled_revisions


def named_in_drafts(model: type[Model]) -> dict[int, set[int]]:
    """By the key of each page, picture or document (``model``) the pages (keys) whose drafts name or show it.

    Reads every draft and every revision with a set hour, so it serves lists and deletions, no reader.
    """
    found: dict[int, set[int]] = defaultdict(set)
    revisions = (newest_drafts() | scheduled_revisions()).select_related("content_type").order_by("pk")
    for revision in revisions.iterator(chunk_size=100):
        page = revision.as_object()
        for key in _keys_of(page, model):
            # A row names its own page.
            if not (key == page.pk and issubclass(model, Page)):
                found[key].add(page.pk)
    return dict(found)


def _keys_of(page: Page, model: type[Model]) -> Iterator[int]:
    for instance in parts_of(page):
        for field in instance._meta.concrete_fields:
            value = field.value_from_object(instance)
            if isinstance(field, ForeignKey):
                if value is not None and issubclass(field.related_model, model):
                    yield value
            elif hasattr(field, "extract_references"):
                references = field.extract_references(value)
                yield from (int(key) for target, key, *_paths in references if issubclass(target, model))
