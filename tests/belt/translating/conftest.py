"""What translations are tested on."""

import pytest

from tests.factories import make_chain, make_profile, make_report


@pytest.fixture
def tour(db):
    """A public report, ready to be translated."""
    page = make_report(make_profile(), title="Un viaggio", start_date="2025-06", chains=(make_chain(),))
    page.save_revision().publish()
    return type(page).objects.get(pk=page.pk)


@pytest.fixture
def run_callbacks(django_capture_on_commit_callbacks):
    """Runs what waits for the end of a transaction."""
    return django_capture_on_commit_callbacks
