"""The environment is read strictly, and refuses in words."""

from pathlib import Path

import pytest
from django.core.exceptions import ImproperlyConfigured

from belt.environment import LOOPBACK, Origin, cache, database, machine_translator, required_secret

POSTGRESQL = {"ENGINE": "django.db.backends.postgresql", "NAME": "belt", "OPTIONS": {"sslmode": "require"}}


@pytest.mark.parametrize(
    ("text", "url", "port"),
    [
        ("https://www.example.org", "https://www.example.org", 443),
        ("https://www.example.org/", "https://www.example.org", 443),
        ("https://www.example.org:8443", "https://www.example.org:8443", 8443),
        ("http://127.0.0.1:8000", "http://127.0.0.1:8000", 8000),
        ("http://localhost", "http://localhost", 80),
        ("http://[::1]:8000", "http://[::1]:8000", 8000),
    ],
)
def test_origin_is_read_and_written(text, url, port):
    origin = Origin.parse(text)
    assert origin.url == url
    assert origin.effective_port == port


@pytest.mark.parametrize(
    "text",
    [
        "www.example.org",
        "ftp://example.org",
        "https://",
        "https://example.org/it/",
        "https://user@example.org",
        "https://example.org:port",
        "http://example.org",
        "http://127.0.0.1.example.org",
    ],
)
def test_origin_that_cannot_work_is_refused(text):
    with pytest.raises(ImproperlyConfigured, match="SITE_URL"):
        Origin.parse(text)


def test_only_https_is_secure():
    assert Origin.parse("https://example.org").secure
    assert not Origin.parse("http://localhost").secure


def test_hosts_are_the_origin_or_every_name_of_this_machine():
    assert Origin.parse("https://example.org").hosts == ["example.org"]
    assert Origin.parse("http://127.0.0.1:8000").hosts == list(LOOPBACK)


@pytest.mark.parametrize("value", ["", "   "])
def test_secret_key_is_required(value):
    with pytest.raises(ImproperlyConfigured, match="SECRET_KEY"):
        required_secret(value)


def test_sqlite_writes_at_once_and_in_wal_mode(tmp_path):
    parsed = {"ENGINE": "django.db.backends.sqlite3", "NAME": "belt.sqlite3"}
    entry = database(parsed, base_dir=tmp_path, pool_size=8)
    assert entry["NAME"] == str(tmp_path / "belt.sqlite3")
    assert entry["OPTIONS"]["transaction_mode"] == "IMMEDIATE"
    assert "journal_mode=WAL" in entry["OPTIONS"]["init_command"]


def test_postgresql_keeps_its_options_and_gets_a_pool():
    entry = database(POSTGRESQL, base_dir=Path(), pool_size=6)
    assert entry["OPTIONS"]["sslmode"] == "require"
    assert entry["OPTIONS"]["pool"]["max_size"] == 6
    assert entry["CONN_MAX_AGE"] == 0


def test_postgresql_without_a_pool():
    assert "pool" not in database(POSTGRESQL, base_dir=Path(), pool_size=0)["OPTIONS"]


@pytest.mark.parametrize(
    ("engine", "name"), [("mysql", "belt"), ("postgresql", ""), ("sqlite3", ""), ("sqlite3", ":memory:")]
)
def test_other_databases_are_refused(engine, name):
    parsed = {"ENGINE": f"django.db.backends.{engine}", "NAME": name}
    with pytest.raises(ImproperlyConfigured, match="DATABASE_URL"):
        database(parsed, base_dir=Path(), pool_size=0)


def test_cache_is_this_process_or_redis():
    assert "locmem" in cache("")["BACKEND"]
    assert cache("redis://127.0.0.1:6379/1")["LOCATION"] == "redis://127.0.0.1:6379/1"


def test_other_caches_are_refused():
    with pytest.raises(ImproperlyConfigured, match="CACHE_URL"):
        cache("memcached://127.0.0.1")


NOTHING = {"key": "", "url": "", "project": ""}


def test_no_machine_translates_unless_one_is_named():
    assert machine_translator("", key="a-key", url="https://example.org", project="x") is None


@pytest.mark.parametrize(
    ("name", "given", "options"),
    [
        ("deepl", {"key": "k"}, {"AUTH_KEY": "k"}),
        (
            "libretranslate",
            {"url": "https://t.example.org/"},
            {"LIBRETRANSLATE_URL": "https://t.example.org", "API_KEY": ""},
        ),
        (
            "libretranslate",
            {"url": "http://127.0.0.1:5000", "key": "k"},
            {"LIBRETRANSLATE_URL": "http://127.0.0.1:5000", "API_KEY": "k"},
        ),
        ("google", {"project": "p"}, {"PROJECT_ID": "p"}),
    ],
)
def test_the_library_s_machine_translators(name, given, options):
    found = machine_translator(name, **NOTHING | given)
    assert found["OPTIONS"] == options
    assert found["CLASS"].startswith(f"wagtail_localize.machine_translators.{name}.")


@pytest.mark.parametrize(
    ("name", "given"),
    [
        ("deepl", {}),
        ("libretranslate", {}),
        ("libretranslate", {"url": "http://example.org"}),
        ("libretranslate", {"url": "http://127.0.0.1.example.org"}),
        ("libretranslate", {"url": "http://localhost@example.org"}),
        ("libretranslate", {"url": "https://"}),
        ("libretranslate", {"url": "http://["}),
        ("google", {"key": "k"}),
        ("babelfish", {"key": "k"}),
    ],
)
def test_a_machine_translator_that_cannot_work_is_refused(name, given):
    with pytest.raises(ImproperlyConfigured, match="MACHINE_TRANSLATOR"):
        machine_translator(name, **NOTHING | given)
