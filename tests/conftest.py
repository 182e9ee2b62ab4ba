"""Fixtures for every package's tests."""

import gc
from collections.abc import Iterator

import pytest
from django.conf import settings
from django.core.cache import cache
from django.test import Client
from django.utils import translation
from zeal import zeal_context

from belt.explorer import facets
from entities.models import IndustryChain
from tests.factories import make_chain

pytest_plugins = ["tests.starter_site"]


def pytest_configure() -> None:
    """Tests make more objects than they keep: looking for garbage so often costs a twelfth of their time."""
    gc.set_threshold(100_000, 50, 50)


def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    """Loading three languages takes longest: tests that need them come last, and share them."""
    items.sort(key=lambda item: "starter_site" in getattr(item, "fixturenames", ()))


@pytest.fixture(autouse=True)
def empty_cache() -> Iterator[None]:
    """No test sees what another one cached."""
    cache.clear()
    facets.forget()
    yield
    cache.clear()


@pytest.fixture(autouse=True)
def main_language() -> Iterator[None]:
    """No test goes on in the language of what another one asked for last."""
    with translation.override(settings.LANGUAGE_CODE):
        yield


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
