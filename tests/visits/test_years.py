"""The years of the reports, each with the page of the list on which it begins."""

import re

import pytest

from tests.factories import make_profile, make_report, reports

pytestmark = [pytest.mark.django_db, pytest.mark.dialect]


@pytest.fixture
def many(monkeypatch):
    """Two reports a page: 2025 fills one and a half, then 2024, then one that nobody has dated."""
    monkeypatch.setattr("visits.models.reports.REPORTS_PER_PAGE", 2)
    site = make_profile()
    for date in ("2025", "2025-03", "2025-06-12", "2024-11", "", "2022"):
        make_report(site, start_date=date)


def test_each_year_leads_to_where_its_list_begins(client, many):
    html = client.get(reports().url).content.decode()
    found = re.findall(r'<li><a href="([^"]*#year-\w+)">', html)
    assert found == [
        "/it/relazioni/#year-2025",
        "/it/relazioni/?page=2#year-2024",
        "/it/relazioni/?page=3#year-2022",
        "/it/relazioni/?page=3#year-unknown",
    ]
    for address in found:
        path, _sign, anchor = address.partition("#")
        assert f'id="{anchor}"' in client.get(path).content.decode()
    assert [one["count"] for one in reports().years()] == [3, 1, 1, 1]


def test_a_single_year_needs_no_list_of_years(client):
    make_report(make_profile(), start_date="2025")
    assert 'aria-label="Anni"' not in client.get(reports().url).content.decode()
