"""Fixtures for every package's tests."""

from collections.abc import Iterator

import pytest
from django.core.cache import cache
from django.test import Client
from zeal import zeal_context

from belt.explorer import facets
from entities.models import IndustryChain
from tests.factories import make_chain


@pytest.fixture(autouse=True)
def empty_cache() -> Iterator[None]:
    """No test sees what another one cached."""
    cache.clear()
    facets.forget()
    yield
    cache.clear()


@pytest.fixture
def no_n_plus_one() -> Iterator[None]:
    """Within the test, loading rows one by one is an error."""
    with zeal_context():
        yield


@pytest.fixture
def visitor() -> Client:
    """A browser that gets error pages as the public would, not exceptions."""
    return Client(raise_request_exception=False)


@pytest.fixture
def mocha(db: None) -> IndustryChain:
    """A chain that turns out to be another one's double."""
    return make_chain(name="Moka", slug="moka")


@pytest.fixture
def coffee(db: None) -> IndustryChain:
    """The chain it is merged into."""
    return make_chain(name="Caffè", slug="caffe")
