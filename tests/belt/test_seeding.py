"""The seeding command: the same seed makes the same site."""

from io import StringIO

import pytest
from django.core.management import CommandError, call_command
from django.db import transaction

from entities.models import ChainLink, EntityPage, IndustryChain
from tests.factories import make_profile
from visits.models import InspectionReportPage, VisitStop

pytestmark = [pytest.mark.django_db, pytest.mark.dialect]

FEW = {"profiles": 12, "reports": 4, "chains": 5, "places": 3}


def seeded(seed):
    """What a seeding leaves, before it is taken back."""
    with transaction.atomic():
        call_command("seed_many", **FEW, seed=seed, stdout=StringIO())
        found = {
            "profiles": list(
                EntityPage.objects.order_by("path").values_list("title", "slug", "kind", "summary")
            ),
            "reports": list(InspectionReportPage.objects.order_by("path").values_list("title", "start_date")),
            "chains": list(IndustryChain.objects.order_by("slug").values_list("slug", "parent__slug")),
            "links": sorted(ChainLink.objects.values_list("content_object__slug", "tag__slug", "stage")),
            "stops": sorted(VisitStop.objects.values_list("report__slug", "sort_order", "entity__slug")),
        }
        transaction.set_rollback(True)
    return found


def test_the_same_seed_makes_the_same_site_and_another_seed_another():
    first = seeded(1)
    assert seeded(1) == first
    assert seeded(2) != first
    assert {name: len(first[name]) for name in ("profiles", "reports", "chains")} == {
        name: FEW[name] for name in ("profiles", "reports", "chains")
    }
    assert first["stops"]
    assert first["links"]


def test_a_site_that_holds_profiles_is_left_alone():
    make_profile()
    with pytest.raises(CommandError, match="already"):
        call_command("seed_many", **FEW)
