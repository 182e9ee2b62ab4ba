"""Who travelled: a profile the public may see or not, and the people a source names."""

import pytest

from tests.factories import make_profile, make_report
from visits.models import Delegate, InspectionReportPage

pytestmark = pytest.mark.django_db


def test_the_page_links_to_the_delegation(client):
    putuo = make_profile(kind="district", title="Putuo", slug="putuo")
    report = make_report(make_profile(), delegation=putuo)
    response = client.get(report.url)
    assert report.listed_delegation == putuo
    assert f'<a href="{putuo.url}">Putuo</a>' in response.content.decode()


def test_a_private_delegation_is_not_named(client):
    putuo = make_profile(kind="district", title="Putuo riservato", slug="putuo-riservato")
    report = make_report(make_profile(), delegation=putuo)
    putuo.view_restrictions.create(restriction_type="login")
    page = client.get(report.url).content.decode()
    assert "Putuo riservato" not in page
    assert "putuo-riservato" not in page
    card = InspectionReportPage.objects.listed().for_cards().get(pk=report.pk)
    assert card.listed_delegation is None


def test_a_report_outlives_its_delegation():
    putuo = make_profile(kind="district", slug="putuo")
    report = make_report(make_profile(), delegation=putuo)
    putuo.delete()
    report = InspectionReportPage.objects.get(pk=report.pk)
    assert report.delegation is None
    assert report.listed_delegation is None


def test_a_report_without_delegation_says_so(client):
    putuo = make_profile(kind="district", slug="putuo")
    report = make_report(make_profile(), delegation=putuo)
    putuo.delete()
    response = client.get(report.url)
    assert response.status_code == 200
    assert "<dt>Delegazione</dt><dd>non nota" in response.content.decode()


def test_delegates_are_named_in_the_order_given_with_their_office(client):
    delegates = [Delegate(name="Wang", sort_order=2), Delegate(name="Li", role="direttrice", sort_order=1)]
    report = make_report(make_profile(), rows={"delegates": delegates})
    response = client.get(report.url)
    assert [delegate.name for delegate in response.context["delegates"]] == ["Li", "Wang"]
    assert "Li (direttrice), Wang" in response.content.decode()
    assert str(report.delegates.first()) == "Li"


def test_no_line_for_delegates_where_the_source_names_nobody(client):
    page = client.get(make_report(make_profile()).url).content.decode()
    assert "<dt>Delegati</dt>" not in page
