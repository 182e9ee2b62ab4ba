"""What stands against publishing a page where no form asks: several at once, or by a program."""

from collections.abc import Iterable, Iterator

from django.core.exceptions import ValidationError
from django.utils.translation import gettext as _
from modelcluster.models import get_all_child_relations
from wagtail.models import Page

from entities.models import AnnotatedPage


def obstacles(pages: Iterable[Page]) -> list[str]:
    """A sentence for each page whose latest draft cannot be published as it stands."""
    found = []
    for page in pages:
        draft = page.get_latest_revision_as_object()
        faults = list(dict.fromkeys(_faults(draft)))
        if faults:
            sentence = _("“%(page)s” is not ready to be published: %(faults)s")
            found.append(sentence % {"page": draft.title or page.title, "faults": " ".join(faults)})
    return found


def _faults(draft: Page) -> Iterator[str]:
    yield from _invalid(draft)
    for relation in get_all_child_relations(draft):
        for row in getattr(draft, relation.get_accessor_name()).all():
            yield from _invalid(row, exclude=[relation.field.name])
    if isinstance(draft, AnnotatedPage):
        yield from draft.lacks()


def _invalid(instance, exclude: Iterable[str] = ()) -> Iterator[str]:
    """What its own validation says, with the label of each field."""
    try:
        instance.full_clean(exclude=exclude)
    except ValidationError as error:
        for name, sentences in error.message_dict.items():
            label = _label(instance, name)
            yield from (f"{label}: {sentence}" if label else sentence for sentence in sentences)


def _label(instance, name: str) -> str:
    known = {field.name: field for field in instance._meta.concrete_fields}
    return str(known[name].verbose_name).capitalize() if name in known else ""
