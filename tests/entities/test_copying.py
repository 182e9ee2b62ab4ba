"""A copy goes where there is a place for it."""

import pytest
from django.urls import reverse
from wagtail.models import Page

from tests.factories import make_profile

pytestmark = pytest.mark.django_db


@pytest.mark.parametrize("place", [None, "", "99999999"])
def test_a_place_that_is_no_page_is_asked_for_again(admin_client, place):
    page = make_profile(title="Fabbrica")
    form = {"new_title": "Copia", "new_slug": "copia"} | ({} if place is None else {"new_parent_page": place})
    answer = admin_client.post(reverse("wagtailadmin_pages:copy", args=[page.pk]), form)
    assert answer.status_code == 200
    asked = answer.context["form"]
    assert list(asked.errors) == ["new_parent_page"]
    assert asked["new_title"].value() == "Copia"
    assert not Page.objects.filter(slug="copia").exists()
