"""Partial dates as columns: what a form refuses and what the database refuses."""

import pytest
from django.core.exceptions import ValidationError
from django.db import IntegrityError, transaction

from entities.fields import PartialDateField, validate_partial_date
from entities.models import Source
from tests.entities.editing import a_source
from tests.factories import make_profile

GOOD = ["2025", "2025-06", "2025-06-12"]
SHAPELESS = ["giugno", "25", "2025-6", "2025-06-1", "x2025", "2025-06x", "2025-", "20256", "٢٠٢٥", "2025\n"]


@pytest.fixture
def source(db):
    return make_profile(rows={"sources": [a_source()]}).sources.get()


@pytest.mark.parametrize("text", GOOD)
def test_a_date_of_any_precision_is_valid(text):
    assert PartialDateField().clean(text, None) == text


def test_an_unknown_date_is_valid_and_empty():
    field = PartialDateField()
    assert field.clean("", None) == field.get_default() == ""


@pytest.mark.parametrize("text", [*SHAPELESS, "2025-02-30", "2025-13", "0000"])
def test_what_is_no_date_is_refused_in_words(text):
    with pytest.raises(ValidationError) as refused:
        validate_partial_date(text)
    assert refused.value.code == "partial_date"
    assert text in refused.value.messages[0]


@pytest.mark.parametrize("text", ["", *GOOD])
def test_the_database_keeps_dates_as_they_are_written(source, text):
    Source.objects.filter(pk=source.pk).update(date=text)
    source.refresh_from_db()
    assert source.date == text


@pytest.mark.parametrize("text", SHAPELESS)
def test_the_database_refuses_what_has_not_the_shape_of_a_date(source, text):
    with pytest.raises(IntegrityError), transaction.atomic():
        Source.objects.filter(pk=source.pk).update(date=text)


def test_unknown_dates_sort_before_all_others_as_text_does(source):
    for text in ("2025-06-12", "2025", "2025-06"):
        make_profile(rows={"sources": [a_source(date=text)]})
    assert list(Source.objects.order_by("date").values_list("date", flat=True)) == [
        "", "2025", "2025-06", "2025-06-12",
    ]  # fmt: skip
