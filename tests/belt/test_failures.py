"""What is nobody's bug is told apart from what is."""

import sqlite3

import psycopg
import pytest
from django.core.exceptions import ImproperlyConfigured
from django.db import DatabaseError, DataError, InterfaceError, OperationalError, ProgrammingError, connection
from environs import EnvError

from belt.failures import explain, is_outage


def caused_by(cause, words="words\nmore words"):
    error = OperationalError(words)
    error.__cause__ = cause
    return error


def sqlite_error(code, words="words"):
    cause = sqlite3.OperationalError("words")
    cause.sqlite_errorcode = code
    return caused_by(cause, words)


@pytest.mark.parametrize(
    "error",
    [
        OperationalError("no cause given"),
        InterfaceError("the connection is closed"),
        caused_by(psycopg.OperationalError("connection refused")),
        caused_by(psycopg.errors.AdminShutdown("the server goes down")),
        sqlite_error(sqlite3.SQLITE_CANTOPEN),
        sqlite_error(sqlite3.SQLITE_BUSY),
        sqlite_error(sqlite3.SQLITE_IOERR_READ),
    ],
)
def test_outages(error):
    assert is_outage(error)
    assert explain(error).startswith("The database does not answer: ")


@pytest.mark.parametrize(
    "error",
    [
        None,
        ValueError("a bug"),
        DataError("a value that does not fit"),
        sqlite_error(sqlite3.SQLITE_ERROR),
        caused_by(psycopg.errors.StatementTooComplex("a statement of ours")),
    ],
)
def test_faults_of_ours_are_no_outage(error):
    assert not is_outage(error)


@pytest.mark.django_db
def test_a_wrong_statement_is_no_outage():
    with pytest.raises(Exception) as caught, connection.cursor() as cursor:  # noqa: PT011
        cursor.execute("SELECT nonsense FROM nowhere")
    assert not is_outage(caught.value)
    assert explain(caught.value) is None


@pytest.mark.parametrize(
    "error",
    [
        sqlite_error(sqlite3.SQLITE_ERROR, "no such table: entities_industrychain"),
        ProgrammingError('relation "auth_user" does not exist\nLINE 1: SELECT'),
    ],
)
def test_a_database_nobody_has_set_up_is_told(error):
    assert "manage.py migrate" in explain(error)


def test_a_table_that_is_none_of_ours_is_a_bug():
    assert explain(sqlite_error(sqlite3.SQLITE_ERROR, "no such table: nowhere")) is None


@pytest.mark.parametrize("kind", [ImproperlyConfigured, EnvError])
def test_settings_are_explained_in_one_line(kind):
    assert explain(kind("the reason\nand a long story")) == "The settings cannot be used: the reason"


def test_bugs_are_not_explained_away():
    assert explain(KeyError("bug")) is None


def test_a_file_that_is_no_database_is_told(tmp_path):
    file = tmp_path / "notes.txt"
    file.write_text("no database " * 100)
    with pytest.raises(sqlite3.DatabaseError) as caught:
        sqlite3.connect(file).execute("SELECT 1 FROM sqlite_master")
    error = DatabaseError(str(caught.value))
    error.__cause__ = caught.value
    assert explain(error) == "The database does not answer: file is not a database"
