"""The translated words of rows that one profile brings to another one.

Rows of two languages that share a key are translations of each other, and the library keeps their words
under the key of the page and that of the row. Both change with a merge, so the words are laid down anew.
"""

import uuid
from collections.abc import Iterator
from typing import Any

from wagtail_localize.models import StringTranslation, TranslatableObject, TranslationContext

from entities.models import EntityPage

ROWS = ("relations", "sources", "editorial_notes")
# The key of a translated text, and its words.
Carried = tuple[int, str]


def carried_key(row: uuid.UUID, winner: EntityPage) -> uuid.UUID:
    """The key of a row (by its own one) once it is the winner's: the same in every language."""
    return uuid.uuid5(row, str(winner.translation_key))


def carry_words(loser: EntityPage, winner: EntityPage) -> list[Carried]:
    """Let translators find what they wrote of the rows of ``loser``, in every language, under ``winner``.

    What was laid down there, for ``take_back_words()``.
    """
    of_loser = StringTranslation.objects.filter(context__object=loser.translation_key, has_error=False)
    if of_loser.exists():
        TranslatableObject.objects.get_or_create_from_instance(winner)
    laid_down = []
    for written in of_loser.select_related("context").order_by("pk"):
        relation, *rest = written.context.path.split(".", 2)
        if relation in ROWS:
            path = f"{relation}.{carried_key(uuid.UUID(rest[0]), winner)}.{rest[1]}"
            laid_down += _lay_down(written, path, winner)
    return laid_down


def take_back_words(laid_down: list[Carried]) -> None:
    """Take away what nobody has written anew since."""
    for key, words in laid_down:
        StringTranslation.objects.filter(pk=key, data=words).delete()


def rows_that_followed(loser: EntityPage, winner: EntityPage) -> Iterator[Any]:
    """The rows that a translation ``winner`` has of ``loser`` since its source has them."""
    for relation in ROWS:
        keys = [carried_key(row.translation_key, winner) for row in getattr(loser, relation).all()]
        yield from getattr(winner, relation).filter(translation_key__in=keys)


def _lay_down(written: StringTranslation, path: str, winner: EntityPage) -> list[Carried]:
    """Write it in another place, as written when it was, unless something newer stands there."""
    context, _made = TranslationContext.objects.get_or_create(
        object_id=winner.translation_key, path=path, defaults={"field_path": written.context.field_path}
    )
    place = {
        "locale_id": written.locale_id,
        "translation_of_id": written.translation_of_id,
        "context": context,
    }
    if StringTranslation.objects.filter(**place, updated_at__gte=written.updated_at).exists():
        return []
    words, _is_new = StringTranslation.objects.update_or_create(
        **place,
        defaults={
            "data": written.data,
            "translation_type": written.translation_type,
            "tool_name": written.tool_name,
            "last_translated_by_id": written.last_translated_by_id,
        },
    )
    # The field takes the moment of every saving.
    StringTranslation.objects.filter(pk=words.pk).update(updated_at=written.updated_at)
    return [(words.pk, words.data)]
