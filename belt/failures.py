"""Failures that are no bug of ours: settings that cannot work, a database that does not answer.

Told in one sentence to whoever runs a command, and as "come back later" to a reader.
"""

import re

from django.apps import apps
from django.core.exceptions import ImproperlyConfigured
from django.db import DatabaseError, InterfaceError, OperationalError
from environs import EnvError

SQLITE_STATEMENT_AT_FAULT = 1
# A damaged database, and a file that is none.
SQLITE_FILE_AT_FAULT = (11, 26)
# The classes of SQLSTATE that blame the server or the way to it, not the statement.
POSTGRESQL_SERVER_AT_FAULT = ("08", "53", "55", "57", "58")
# As SQLite says it, and as PostgreSQL does.
MISSING_TABLE = re.compile(r'no such table: (?:main\.)?(\w+)|relation "(\w+)" does not exist')


def is_outage(error: BaseException | None) -> bool:
    """Whether the database was out of reach, as opposed to asked something wrong."""
    if isinstance(error, InterfaceError):
        return True
    cause = error.__cause__ if isinstance(error, DatabaseError) else None
    sqlite_code: int | None = getattr(cause, "sqlite_errorcode", None)
    if sqlite_code in SQLITE_FILE_AT_FAULT:
        return True
    if not isinstance(error, OperationalError):
        return False
    if sqlite_code is not None:
        return sqlite_code & 0xFF != SQLITE_STATEMENT_AT_FAULT
    state: str | None = getattr(cause, "sqlstate", None)
    return state is None or state.startswith(POSTGRESQL_SERVER_AT_FAULT)


def explain(error: BaseException) -> str | None:
    """One sentence about a failure of this kind; ``None`` for any other."""
    if isinstance(error, ImproperlyConfigured | EnvError):
        return f"The settings cannot be used: {_first_line(error)}"
    if is_outage(error):
        return f"The database does not answer: {_first_line(error)}"
    if _lacks_a_table(error):
        return f"The database is not set up, so run `manage.py migrate` first: {_first_line(error)}"
    return None


def _lacks_a_table(error: BaseException) -> bool:
    """Whether a table of ours was asked for that nobody has made."""
    found = MISSING_TABLE.search(str(error)) if isinstance(error, DatabaseError) else None
    ours = {model._meta.db_table for model in apps.get_models()} if found else set()
    return found is not None and (found[1] or found[2]) in ours


def _first_line(error: BaseException) -> str:
    lines = str(error).strip().splitlines()
    return lines[0] if lines else type(error).__name__
