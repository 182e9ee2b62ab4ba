"""What was said of a profile before it was merged, read as said of the one that is left.

Revisions are never rewritten: ``WithSurvivors`` stands where they are read, so that old ones and drafts
open, compare and are published with the profile that is left. Chains have the like in ``tombstones``.
"""

import json
import re
from collections.abc import Callable, Iterable
from typing import Any

from django.core.serializers.json import DjangoJSONEncoder
from django.db.models import Field, ForeignKey, Model
from modelcluster.fields import ParentalKey
from modelcluster.models import get_all_child_relations
from wagtail.fields import RichTextField, StreamField

from entities.digits import number_in

Content = dict[str, Any]
# What becomes of the key of a profile.
Turn = Callable[[int], int]

_LINK_TO_A_PAGE = re.compile(r'<a\b[^>]*\blinktype="page"[^>]*>')
_KEY = re.compile(r'(?<=\bid=")[0-9]{1,18}(?=")')


class WithSurvivors:
    """Mixed into page types that can name profiles: their revisions know no merged ones."""

    def with_content_json(self, content: Content) -> Any:
        """The page as a revision has it: every use of one comes by here, also at a scheduled hour."""
        read = with_surviving_profiles(type(self), self.pk, content)  # type: ignore[attr-defined, arg-type]
        return super().with_content_json(read)  # type: ignore[misc]


def survivors_of_profiles(keys: Iterable[int]) -> dict[int, int]:
    """Of profiles (keys) that were merged, the one that is left; one query."""
    from entities.models import EntityPage

    merged = EntityPage.objects.filter(pk__in=set(keys), merged_into__isnull=False)
    return dict(list(merged.order_by().values_list("pk", "merged_into")))


def with_surviving_profiles(model: type[Model], own: int | None, content: Content) -> Content:
    """The content of a revision, merged profiles replaced by those that are left.

    ``model`` and ``own`` are the type and the key of its page. One query at the most; ``content``
    itself stays as it is.
    """
    named = profiles_named(model, content)
    survivors = survivors_of_profiles(named) if named else {}
    if not survivors:
        return content
    read = turned(model, content, lambda key: survivors.get(key, key))
    return read | _without_itself(own, read)


def profiles_named(model: type[Model], content: Content) -> set[int]:
    """The keys of all profiles that a content names, in its fields, rows and texts."""
    met: set[int] = set()

    def note(key: int) -> int:
        met.add(key)
        return key

    turned(model, content, note)
    return met


def turned(model: type[Model], content: Content, turn: Turn) -> Content:
    """The serialized ``content`` of a ``model`` and its rows, ``turn`` applied to every profile it names."""
    found = content.copy()
    for field in model._meta.concrete_fields:
        if content.get(field.name):
            found[field.name] = _turned_field(field, content[field.name], turn)
    for relation in get_all_child_relations(model):
        name = relation.get_accessor_name()
        if content.get(name):
            found[name] = [turned(relation.related_model, row, turn) for row in content[name]]
    return found


def names_a_profile(field: Field) -> bool:
    """Whether a column holds the key of a profile that its row does not belong to."""
    from entities.models import EntityPage

    parental = isinstance(field, ParentalKey) or getattr(field.remote_field, "parent_link", False)
    return isinstance(field, ForeignKey) and field.related_model is EntityPage and not parental


def _turned_field(field: Field, value: Any, turn: Turn) -> Any:
    if names_a_profile(field):
        return turn(value)
    if isinstance(field, RichTextField):
        return turned_links(value, turn)
    if isinstance(field, StreamField):
        blocks = json.loads(value)
        turned_ones = turned_blocks(blocks, turn)
        # As it was written, unless something changes.
        return value if turned_ones == blocks else json.dumps(turned_ones, cls=DjangoJSONEncoder)
    return value


def turned_links(rich_text: str, turn: Turn) -> str:
    """A stored rich text, ``turn`` applied to the pages it links to; all else stays byte for byte."""

    def turned_tag(tag: re.Match[str]) -> str:
        return _KEY.sub(lambda key: str(turn(int(key.group()))), tag.group())

    return _LINK_TO_A_PAGE.sub(turned_tag, rich_text)


def turned_blocks(value: Any, turn: Turn) -> Any:
    """Stored blocks of prose, or a part of them, ``turn`` applied to links and embedded profiles."""
    match value:
        case str():
            return turned_links(value, turn)
        case list():
            return [turned_blocks(part, turn) for part in value]
        case {"type": "profile", "value": embedded}:
            key = number_in(str(embedded))
            return value if key is None else value | {"value": turn(key)}
        case dict():
            return {name: turned_blocks(part, turn) for name, part in value.items()}
    return value


def _without_itself(own: int | None, content: Content) -> Content:
    """What would lead a profile to itself, or twice to the same, taken out."""
    changed: Content = {}
    if own is not None and content.get("located_in") == own:
        changed["located_in"] = None
    if content.get("relations"):
        once = {(row["kind"], row["target"]): row for row in reversed(content["relations"])}
        changed["relations"] = [row for row in reversed(once.values()) if row["target"] != own]
    return changed
