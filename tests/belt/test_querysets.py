"""Home pages and sections of chains are listed as all pages are: privacy is tested inside the query."""

import pytest

from belt.models import ChainIndexPage, HomePage
from tests.entities.editing import make_private, queries_of
from tests.factories import chain_section, italian_home

pytestmark = [pytest.mark.django_db, pytest.mark.dialect]


@pytest.mark.parametrize(("model", "made"), [(HomePage, italian_home), (ChainIndexPage, chain_section)])
def test_a_private_one_is_not_listed_and_looking_takes_one_query(model, made):
    shown = made()
    assert list(model.objects.listed()) == [shown]
    make_private(shown)
    assert list(model.objects.listed()) == []
    assert queries_of(lambda: list(model.objects.listed())) == 1
