"""System checks: what must hold before the site can work."""

from collections.abc import Sequence
from typing import Any

from django.core.checks import CheckMessage, Error, Tags, register
from django.db import connections
from wagtail_localize.machine_translators import get_machine_translator


@register(Tags.database)
def postgresql_knows_letters(*, databases: Sequence[str] | None = None, **kwargs: Any) -> list[CheckMessage]:
    """PostgreSQL folds case and parts words beyond ASCII only under a UTF-8 character type."""
    return [message for alias in databases or () for message in _character_type(alias)]


def _character_type(alias: str) -> list[CheckMessage]:
    connection = connections[alias]
    if connection.vendor != "postgresql":
        return []
    with connection.cursor() as cursor:
        cursor.execute("SELECT datctype FROM pg_database WHERE datname = current_database()")
        (ctype,) = cursor.fetchone()
    if "utf" in ctype.lower():
        return []
    return [
        Error(
            f"The database's character type (LC_CTYPE) is {ctype}: search would miss accents and Chinese.",
            hint="Create it with a UTF-8 one: CREATE DATABASE … TEMPLATE template0 LC_CTYPE 'C.UTF-8'",
            id="belt.E001",
        )
    ]


@register()
def machine_translator_is_installed(**kwargs: Any) -> list[CheckMessage]:
    """The library imports what a translator needs only when somebody asks for a translation."""
    try:
        get_machine_translator()
    except ImportError as error:
        return [
            Error(
                f"MACHINE_TRANSLATOR needs a package that is not installed: {error}",
                hint="For google: pip install google-cloud-translate",
                id="belt.E002",
            )
        ]
    return []
