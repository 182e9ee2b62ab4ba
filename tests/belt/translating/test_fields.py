"""Every field of what is translated has been decided: translated, shared, or proposed."""

import pytest
from django.apps import apps
from modelcluster.fields import ParentalKey
from modelcluster.models import get_all_child_relations
from wagtail.models import COMMENTS_RELATION_NAME, Page, TranslatableMixin
from wagtail_localize.fields import get_translatable_fields

from entities.models import AnnotatedPage

OURS = ("belt", "entities", "visits")
# What has become of one page says nothing of another.
OF_ONE_PAGE = {"merged_into"}
OF_ANY_PAGE = (
    OF_ONE_PAGE
    | {field.name for field in Page._meta.concrete_fields}
    | {"page_ptr", "locale", "translation_key"}
)


def models():
    pages = [
        model for app in OURS for model in apps.get_app_config(app).get_models() if issubclass(model, Page)
    ]
    rows = {relation.related_model for page in pages for relation in get_all_child_relations(page)}
    translatable = (row for row in rows if issubclass(row, TranslatableMixin))
    return [*pages, *sorted(translatable, key=lambda row: row.__name__)]


def to_decide(model):
    """The names of a model's own fields and rows."""
    fields = {
        field.name
        for field in model._meta.concrete_fields
        if not isinstance(field, ParentalKey) and not field.primary_key
    }
    rows = (
        {relation.name for relation in get_all_child_relations(model)} if issubclass(model, Page) else set()
    )
    own = OF_ANY_PAGE if issubclass(model, Page) else {"locale", "translation_key"}
    return (fields | rows) - own - {COMMENTS_RELATION_NAME}


@pytest.mark.parametrize("model", models(), ids=lambda model: model.__name__)
def test_every_field_has_been_decided(model):
    assert hasattr(model, "translatable_fields")
    names = [field.field_name for field in get_translatable_fields(model)]
    # Such rows can hang on any page; only these show them.
    own = set() if issubclass(model, AnnotatedPage) else {"chain_links", "sources", "editorial_notes"}
    assert len(names) == len(set(names))
    assert to_decide(model) - own - set(names) == set()


@pytest.mark.parametrize("model", models(), ids=lambda model: model.__name__)
def test_every_decision_is_about_a_field(model):
    known = {field.name for field in model._meta.get_fields()}
    assert {field.field_name for field in get_translatable_fields(model)} <= known
