"""Who may see a page: the same as Wagtail says, with fewer queries."""

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from wagtail.models import Page

from tests.factories import italian_home, make_profile, profiles

pytestmark = [pytest.mark.django_db, pytest.mark.dialect]


def routed(page, rf):
    """A page as a request for its address finds it."""
    return italian_home().route(rf.get(page.url), ["profili", page.slug])[0]


def wagtail_says(page):
    return set(Page.get_view_restrictions(Page.objects.get(pk=page.pk)))


def restrict(page):
    return page.view_restrictions.create(restriction_type="login")


def test_a_page_has_its_own_restrictions_and_those_above_it(rf):
    page, other = make_profile(), make_profile()
    expected = {restrict(page), restrict(profiles()), restrict(italian_home())}
    restrict(other)
    with CaptureQueriesContext(connection) as queries:
        found = routed(page, rf)
        routing = len(queries)
        assert set(found.get_view_restrictions()) == expected
    assert len(queries) - routing == 1
    assert wagtail_says(page) == expected
    assert set(type(page).objects.get(pk=page.pk).get_view_restrictions()) == expected


def test_an_alias_has_those_of_the_page_it_stands_for(rf):
    page = make_profile()
    alias = page.create_alias(update_slug="alias", parent=profiles())
    expected = {restrict(page)}
    assert set(routed(alias, rf).get_view_restrictions()) == expected == wagtail_says(alias)
