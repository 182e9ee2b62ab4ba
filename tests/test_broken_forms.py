"""A form without what its own screen would send is refused; nothing breaks, nothing is stored."""

import pytest
from django.urls import reverse
from wagtail.models import Page, Revision

from tests.entities.editing import profile_form
from tests.factories import make_profile, make_report, profiles, reports

pytestmark = pytest.mark.django_db

# What is left out, and what is sent instead (nothing, if ``None``).
FAULTS = {
    "no number of blocks": ("body-count", None),
    "a word for the number of blocks": ("body-count", "molti"),
    "no end of blocks": ("body-count", "9" * 30),
    "more blocks than were sent": ("body-count", "2"),
    "no number of rows": ("sources-TOTAL_FORMS", None),
    "a word for the number of rows": ("sources-TOTAL_FORMS", "molti"),
    "a word for the number of rows stored": ("sources-INITIAL_FORMS", "molti"),
}
SAVES = {"a button": {}, "by itself": {"HTTP_ACCEPT": "application/json"}}


def addresses():
    profile, report = make_profile(), make_report()
    return {
        "edit a profile": reverse("wagtailadmin_pages:edit", args=(profile.pk,)),
        "edit a report": reverse("wagtailadmin_pages:edit", args=(report.pk,)),
        "new profile": reverse("wagtailadmin_pages:add", args=("entities", "entitypage", profiles().pk)),
        "new report": reverse(
            "wagtailadmin_pages:add", args=("visits", "inspectionreportpage", reports().pk)
        ),
        "preview of a profile": reverse("wagtailadmin_pages:preview_on_edit", args=(profile.pk,)),
    }


@pytest.mark.parametrize("fault", FAULTS)
@pytest.mark.parametrize("way", SAVES)
@pytest.mark.parametrize(
    "screen", ["edit a profile", "edit a report", "new profile", "new report", "preview of a profile"]
)
def test_what_no_screen_sends_is_refused(admin_client, screen, way, fault):
    address = addresses()[screen]
    form = profile_form()
    name, instead = FAULTS[fault]
    form.pop(name, None)
    if instead is not None:
        form[name] = instead
    stored = Page.objects.count(), Revision.objects.count()
    answer = admin_client.post(address, form, **SAVES[way])
    assert answer.status_code < 500
    if name == "body-count":
        assert answer.status_code == 400
    assert (Page.objects.count(), Revision.objects.count()) == stored


@pytest.mark.parametrize("screen", ["edit a profile", "edit a report"])
def test_an_empty_form_is_refused_too(admin_client, screen):
    address = addresses()[screen]
    stored = Revision.objects.count()
    assert admin_client.post(address, {}).status_code == 400
    assert Revision.objects.count() == stored
