"""Probes: quick, honest, and in words."""

import pytest
from django.core.cache import cache
from django.db import OperationalError
from django.db.backends.utils import CursorWrapper

from belt import environment


def test_healthz_touches_nothing(client, monkeypatch):
    monkeypatch.setattr(cache, "get", None)
    response = client.get("/healthz")
    assert response.status_code == 200
    assert response.content == b"ok\n"
    assert "no-store" in response["Cache-Control"]


@pytest.mark.django_db
def test_readyz_asks_database_and_cache(client, django_assert_num_queries):
    with django_assert_num_queries(1):
        response = client.get("/readyz")
    assert response.status_code == 200
    assert response.content == b"database: ok\ncache: ok\n"


@pytest.mark.django_db
def test_readyz_says_that_the_database_is_away(client, monkeypatch):
    def refuse(*args):
        raise OperationalError("gone")

    monkeypatch.setattr(CursorWrapper, "execute", refuse)
    response = client.get("/readyz")
    assert response.status_code == 503
    assert b"database: does not answer" in response.content
    assert b"cache: ok" in response.content


@pytest.mark.django_db
def test_readyz_says_that_the_cache_is_away(client, settings):
    settings.CACHES = {"default": environment.cache("redis://127.0.0.1:1")}
    response = client.get("/readyz")
    assert response.status_code == 503
    assert b"cache: does not answer" in response.content


@pytest.mark.parametrize("address", ["/healthz", "/readyz"])
def test_probes_are_read_only(client, address):
    assert client.post(address).status_code == 405
