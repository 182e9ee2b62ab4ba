"""The site is checked for what it cannot be asked to do later."""

import pytest
from django.core.checks.registry import registry
from django.db import connection

from belt.checks import machine_translator_is_installed, postgresql_knows_letters

pytestmark = pytest.mark.django_db


def test_the_database_in_use_is_fit():
    assert postgresql_knows_letters(databases=["default"]) == []


def test_nothing_is_asked_unless_databases_are_named(django_assert_num_queries):
    with django_assert_num_queries(0):
        assert postgresql_knows_letters(databases=None) == []


@pytest.mark.parametrize(
    ("ctype", "faults"), [("C", 1), ("POSIX", 1), ("it_IT.ISO-8859-1", 1), ("C.UTF-8", 0)]
)
def test_a_character_type_of_ascii_is_refused(monkeypatch, ctype, faults):
    class Cursor:
        def __enter__(self):
            return self

        def __exit__(self, *failure):
            return None

        def execute(self, statement):
            assert "datctype" in statement

        def fetchone(self):
            return (ctype,)

    monkeypatch.setattr(connection, "vendor", "postgresql")
    monkeypatch.setattr(connection, "cursor", Cursor)
    assert len(postgresql_knows_letters(databases=["default"])) == faults


def test_the_checks_are_asked():
    assert {postgresql_knows_letters, machine_translator_is_installed} <= set(registry.get_checks())


@pytest.mark.parametrize(("name", "faults"), [("deepl.DeepLTranslator", 0), ("absent.Translator", 1)])
def test_a_machine_translator_that_is_not_installed_is_refused(settings, name, faults):
    settings.WAGTAILLOCALIZE_MACHINE_TRANSLATOR = {"CLASS": f"wagtail_localize.machine_translators.{name}"}
    assert [error.id for error in machine_translator_is_installed()] == ["belt.E002"] * faults
