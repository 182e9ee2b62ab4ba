"""Model fields of the domain."""

from typing import Any

from django.core.exceptions import ValidationError
from django.db import models
from django.utils.translation import gettext_lazy as _

from entities.dates import PartialDate


def validate_partial_date(text: str) -> None:
    """Refuse what is neither a year, nor a month, nor a day of the calendar."""
    try:
        PartialDate.parse(text)
    except ValueError as error:
        raise ValidationError(
            _("“%(text)s” is not a date. Write 2025-06-12, 2025-06 or 2025."),
            code="partial_date",
            params={"text": text},
        ) from error


class PartialDateField(models.CharField):
    """A date known to the day, the month or the year; empty where nobody knows it."""

    default_validators = [validate_partial_date]

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        kwargs.setdefault("max_length", 10)
        kwargs.setdefault("blank", True)
        kwargs.setdefault("default", "")
        super().__init__(*args, **kwargs)


def partial_date_constraint(field: str, name: str) -> models.CheckConstraint:
    """Hold a ``PartialDateField`` to its shape in the database."""
    return models.CheckConstraint(
        name=name,
        condition=models.Q(**{field: ""})
        | models.Q(**{f"{field}__regex": r"^[0-9]{4}(-[0-9]{2}(-[0-9]{2})?)?\Z"}),
        violation_error_message=_("A date is a year, a month or a day: 2025, 2025-06 or 2025-06-12."),
    )
