"""Numbered pages: whatever stands in the address, a page that exists is shown."""

import pytest

from entities.models import IndustryChain
from entities.paging import page_of
from tests.factories import make_chain, profiles

NASTY = [
    "abc", "1.5", "1,5", "9e9", "0x2", "None", "\0", "2\0", "٢", "２", "²", "½", "1 2", "+2", "🙂", "%",
]  # fmt: skip


@pytest.fixture
def five(db):
    return [make_chain(name=f"Filiera {number}") for number in range(5)]


def shown(number, per_page=2):
    page = page_of(IndustryChain.objects.order_by("name", "pk"), number, per_page=per_page)
    return page.number, page.paginator.num_pages


@pytest.mark.parametrize("number", [None, "", " ", "1", "0", "-1", "-999999999999", *NASTY])
def test_what_is_no_page_number_leads_to_the_first_page(five, number):
    assert shown(number) == (1, 3)


@pytest.mark.parametrize("number", ["2", " 2 ", "02"])
def test_a_page_number_leads_to_its_page(five, number):
    assert shown(number) == (2, 3)


@pytest.mark.parametrize("number", ["4", "999", "999999999", "9999999999", "9" * 100, "9" * 5_000])
def test_a_number_beyond_the_end_leads_to_the_last_page(five, number):
    assert shown(number) == (3, 3)


@pytest.mark.django_db
@pytest.mark.parametrize("number", [None, "1", "2", "abc"])
def test_an_empty_list_has_one_empty_page(number):
    page = page_of(IndustryChain.objects.none(), number, per_page=2)
    assert (page.number, list(page)) == (1, [])


def test_pages_share_the_rows_without_gap_or_overlap(five):
    ordered = IndustryChain.objects.order_by("name", "pk")
    pages = [list(page_of(ordered, str(number), per_page=2)) for number in (1, 2, 3)]
    assert [len(rows) for rows in pages] == [2, 2, 1]
    assert [row for rows in pages for row in rows] == five


def test_the_rows_are_read_once(five, django_assert_num_queries):
    with django_assert_num_queries(2):
        page = page_of(IndustryChain.objects.order_by("name", "pk"), "1", per_page=2)
        assert [row.name for row in page] == [row.name for row in page] == ["Filiera 0", "Filiera 1"]
        assert len(page) == 2


@pytest.mark.django_db
def test_the_list_of_profiles_answers_whatever_page_is_asked_for(visitor):
    address = profiles().url
    for number in ("", "-1", "abc", "%00", "9e9", "9" * 30, "%D9%A2", "%ff"):
        response = visitor.get(f"{address}?page={number}")
        assert response.status_code == 200, number
        assert response.context["page_obj"].number == 1
