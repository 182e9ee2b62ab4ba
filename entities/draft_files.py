"""Pictures and documents in texts that are not public, which Wagtail's reference index does not know."""

from collections import defaultdict
from collections.abc import Iterator

from django.db.models import ForeignKey, Model
from wagtail.models import Page

from entities.links.reading import parts_of
from entities.usage import newest_drafts, scheduled_revisions


def files_in_drafts(model: type[Model]) -> dict[int, set[int]]:
    """By the key of each picture or document (``model``) the pages (keys) that show or name it there.

    Reads every draft and every revision with a set hour, so it serves lists and deletions, no reader.
    """
    found: dict[int, set[int]] = defaultdict(set)
    revisions = (newest_drafts() | scheduled_revisions()).select_related("content_type").order_by("pk")
    for revision in revisions.iterator(chunk_size=100):
        page = revision.as_object()
        for key in _keys_of(page, model):
            found[key].add(page.pk)
    return dict(found)


def _keys_of(page: Page, model: type[Model]) -> Iterator[int]:
    for instance in parts_of(page):
        for field in instance._meta.concrete_fields:
            value = field.value_from_object(instance)
            if isinstance(field, ForeignKey):
                if value is not None and field.related_model is model:
                    yield value
            elif hasattr(field, "extract_references"):
                yield from (
                    int(key) for target, key, *_paths in field.extract_references(value) if target is model
                )
