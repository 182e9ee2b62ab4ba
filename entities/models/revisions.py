"""How the rows of a page are read from a revision."""

from collections import defaultdict
from collections.abc import Iterable, Iterator
from typing import Any

from django.db.models import CASCADE, SET_NULL, ForeignKey, Model
from modelcluster.fields import ParentalKey
from modelcluster.models import ClusterableModel, get_all_child_relations, model_from_serializable_data

Record = dict[str, Any]


class RowsInFewQueries:
    """Mixed into page types: what rows of a revision refer to is looked for together.

    Wagtail asks row by row, for each of its foreign keys, whether that object is still there.
    """

    @classmethod
    def from_serializable_data(cls, data: Record, check_fks: bool = True, strict_fks: bool = False) -> Any:
        """The page as the data have it; as Wagtail's, in a number of queries that rows add nothing to."""
        relations: dict[str, type[Model]] = {
            relation.get_accessor_name(): relation.related_model
            for relation in get_all_child_relations(cls)
            # Those with rows of their own are few: comments.
            if check_fks and not issubclass(relation.related_model, ClusterableModel)
        }
        rest = {name: value for name, value in data.items() if name not in relations}
        page = super().from_serializable_data(rest, check_fks=check_fks, strict_fks=strict_fks)  # type: ignore[misc]
        if page is None:
            return None
        rows = {model: data[name] for name, model in relations.items() if name in data}
        present = _present(rows)
        for name in relations.keys() & data.keys():
            model = relations[name]
            kept = _with_their_keys(model, list(_kept(model, data[name], present)), data.get("pk"))
            setattr(page, name, [model_from_serializable_data(model, row, check_fks=False) for row in kept])
        return page


def _with_their_keys(model: type[Model], records: list[Record], page: Any) -> list[Record]:
    """The rows of a page (its key), those that were published since as what they are in the table.

    A form would take them for new ones otherwise, and what belongs to them would be lost: translations.
    One query where there is any such row.
    """
    keyless = [record["translation_key"] for record in records if not record["pk"] and _is_shared(record)]
    if not keyless or page is None:
        return records
    owner = next(field for field in model._meta.concrete_fields if isinstance(field, ParentalKey))
    stored = model._default_manager.filter(**{owner.name: page, "translation_key__in": keyless})
    known = {str(row["translation_key"]): row["pk"] for row in stored.values("translation_key", "pk")}
    taken = {record["pk"] for record in records}
    found = {key: pk for key, pk in known.items() if pk not in taken}
    return [
        record if record["pk"] else record | {"pk": found.get(str(record.get("translation_key")))}
        for record in records
    ]


def _is_shared(record: Record) -> bool:
    return bool(record.get("translation_key"))


def without(value: Any, *names: str) -> Any:
    """A value of a page's content; of rows, without the columns ``names``."""
    if not isinstance(value, list):
        return value
    return [
        {name: held for name, held in row.items() if name not in names} if isinstance(row, dict) else row
        for row in value
    ]


def draft_as_saved(page: Any) -> Any:
    """The latest draft of a page as it was saved, read once for all that one screen shows of it."""
    if "_draft_as_saved" not in vars(page):
        page._draft_as_saved = page.get_latest_revision_as_object()
    return page._draft_as_saved


Present = dict[type[Model], set[Any]]


def _references(model: type[Model]) -> Iterator[ForeignKey]:
    for field in model._meta.concrete_fields:
        if isinstance(field, ForeignKey):
            yield field


def _present(rows: dict[type[Model], list[Record]]) -> Present:
    """Of the objects that rows refer to, by type, the keys of those that are still there."""
    asked: Present = defaultdict(set)
    for model, records in rows.items():
        for field in _references(model):
            asked[field.related_model] |= {_key(field, record) for record in records} - {None}
    return {
        model: set(model._default_manager.filter(pk__in=keys).values_list("pk", flat=True))
        for model, keys in asked.items()
        if keys
    }


def _key(field: ForeignKey, record: Record) -> Any:
    value = record.get(field.name)
    return None if value is None else field.target_field.to_python(value)


def _kept(model: type[Model], records: Iterable[Record], present: Present) -> Iterator[Record]:
    """The rows, without those that go with what they refer to, and emptied of what they can do without."""
    for record in records:
        gone = [
            field
            for field in _references(model)
            if (key := _key(field, record)) is not None and key not in present[field.related_model]
        ]
        if any(field.remote_field.on_delete is CASCADE for field in gone):
            continue
        yield record | {field.name: None for field in gone if field.remote_field.on_delete is SET_NULL}
