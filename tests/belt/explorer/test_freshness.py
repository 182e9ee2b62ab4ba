"""What is published, changed, unpublished, moved, retagged or removed is found or gone at once."""

import pytest

from belt.explorer.facets import facet_index
from belt.freshness import content_token
from entities.models import ChainLink, EntityName
from entities.profile_merging.merge import merge
from tests.belt.explorer.desk import Screen, explorer
from tests.factories import make_chain, make_place, make_profile, make_report

pytestmark = [pytest.mark.django_db, pytest.mark.dialect]


@pytest.fixture(autouse=True)
def desk():
    return explorer()


def test_a_new_page_is_found():
    assert Screen(("q", "Qingtao")).found == []
    page = make_profile(title="Qingtao Energy")
    assert Screen(("q", "Qingtao")).found == [page.pk]


def test_names_that_come_with_the_page_are_found():
    names = [EntityName(text="清陶能源", language="zh-hans", script="Hans", name_type="former")]
    page = make_profile(title="Q", rows={"names": names})
    assert Screen(("q", "陶能")).found == [page.pk]


def test_a_draft_is_not_found_and_a_changed_page_is_by_its_new_words_only():
    page = make_profile(summary="Produce tessuti.")
    page.summary = "Produce valvole."
    revision = page.save_revision()
    assert Screen(("q", "valvola")).found == []
    revision.publish()
    assert Screen(("q", "valvola")).found == [page.pk]
    assert Screen(("q", "tessuti")).found == []


def test_an_unpublished_page_is_gone_and_a_deleted_one_too():
    first, second = make_profile(), make_profile()
    assert set(Screen().found) == {first.pk, second.pk}
    first.unpublish()
    assert Screen().found == [second.pk]
    second.delete()
    assert Screen().found == []


def test_a_retagged_page_changes_its_chains():
    coffee, tea = make_chain(slug="caffe"), make_chain(slug="te")
    page = make_profile(chains=(coffee,))
    assert Screen(("chain", "caffe")).found == [page.pk]
    page.chain_links = [ChainLink(tag=tea)]
    page.save_revision().publish()
    assert Screen(("chain", "caffe")).found == []
    assert Screen(("chain", "te")).found == [page.pk]


def test_a_merged_chain_takes_its_pages_along():
    coffee, mocha = make_chain(slug="caffe"), make_chain(slug="moka")
    page = make_profile(chains=(mocha,))
    assert Screen(("chain", "caffe")).found == []
    mocha.retired, mocha.merged_into = True, coffee
    mocha.save()
    assert Screen(("chain", "caffe")).found == [page.pk]


def test_a_merged_place_takes_its_sites_and_its_links_along():
    double, city = make_place(slug="kunshan-bis"), make_place(slug="kunshan")
    page = make_profile(located_in=double)
    merge(double, city, user=None, reason="Scritta due volte.")
    assert set(Screen(("place", "kunshan")).found) == {city.pk, page.pk}
    assert Screen(("place", "kunshan-bis")).found == Screen(("place", "kunshan")).found


def test_a_report_brings_its_year():
    site = make_profile()
    assert "year" not in {facet for facet, _value in Screen().counts}
    make_report(site, start_date="2025-06")
    assert Screen().counts["year", "2025"] == 2


def test_saving_a_draft_keeps_what_is_computed():
    page = make_profile()
    before = content_token()
    page.title = "Another"
    page.save_revision()
    assert content_token() == before


def test_the_index_is_read_once_for_each_state(django_assert_max_num_queries):
    make_profile()
    page = explorer()
    first = facet_index(page.locale_id)
    with django_assert_max_num_queries(1):
        assert facet_index(page.locale_id) is first
    make_profile()
    assert facet_index(page.locale_id) is not first
