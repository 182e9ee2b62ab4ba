"""Words asked for together with any filter or order that a list of the admin offers.

A search reaches only what the index names: whatever else is asked beside it breaks the list.
"""

import pytest
from django.db.models import Model
from django.urls import reverse

from entities.models import IndustryChain
from tests.factories import make_chain, make_place, make_profile, make_report, profiles, reports

pytestmark = [pytest.mark.django_db, pytest.mark.dialect]

WORD = "prova"


def explored(section):
    return lambda: reverse("wagtailadmin_explore", args=[section().pk])


LISTS = {
    "reports": lambda: "/admin/reports/",
    "reports, explored": explored(reports),
    "profiles": lambda: "/admin/profiles/",
    "profiles, explored": explored(profiles),
    "chains": lambda: reverse(IndustryChain.snippet_viewset.get_url_name("list")),
}
OWN_FILTERS = {
    "reports": {"year", "live", "received_state", "delegation"},
    "profiles": {"kind", "located_in", "verification", "live"},
    "chains": {"proposed", "retired", "parent"},
}
OWN_COLUMNS = {
    "reports": {"start_date"},
    "profiles": {"kind", "verification"},
    "chains": {"name", "retired"},
}


@pytest.fixture(params=LISTS)
def listing(request, admin_user):
    """A list with something to choose in every filter; its name and address."""
    place = make_place(title="Prova luogo")
    profile = make_profile(title="Prova profilo", located_in=place, owner=admin_user)
    report = make_report(profile, title="Prova viaggio", delegation=place, owner=admin_user)
    for page in (profile, report):
        page.save_revision(user=admin_user, log_action=True)
    make_chain(name="Prova filiera", parent=make_chain(name="Prova madre"))
    return request.param.split(",")[0], LISTS[request.param]()


def values_of(field):
    """What a filter can be set to, as an address says it."""
    if hasattr(field, "choices"):
        chosen = [getattr(value, "value", value) for value, _label in field.choices]
        return [
            value.pk if isinstance(value, Model) else value for value in chosen if value not in ("", None)
        ]
    return ["2025"]


def asked_of(filterset):
    """Each filter with each of its values: the parameters of an address."""
    for name, field in filterset.form.fields.items():
        if name.endswith("_at"):
            yield {f"{name}_from": "2020-01-01", f"{name}_to": "2100-01-01"}
        else:
            yield from ({name: value} for value in values_of(field))


def broken(client, address, asked):
    """What gave no list."""
    client.raise_request_exception = False
    answers = [(one, client.get(address, {"q": WORD} | one).status_code) for one in asked]
    return [answer for answer in answers if answer[1] != 200]


def test_words_go_with_every_filter(admin_client, listing):
    name, address = listing
    filterset = admin_client.get(address).context["filters"]
    asked = list(asked_of(filterset))
    tried = {parameter.removesuffix("_from") for one in asked for parameter in one}
    assert OWN_FILTERS[name] | set(filterset.form.fields) <= tried
    assert broken(admin_client, address, asked) == []


def test_words_go_with_every_order(admin_client, listing):
    name, address = listing
    view = admin_client.get(address, {"q": WORD}).context["view"]
    orders = view.get_valid_orderings()
    assert OWN_COLUMNS[name] <= set(orders)
    assert broken(admin_client, address, [{"ordering": order} for order in orders]) == []
