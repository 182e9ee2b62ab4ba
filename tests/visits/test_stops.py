"""Stops: each names a site, keeps its order, says what it rests on and, if known, when."""

import pytest
from django.core.exceptions import ValidationError
from django.db import IntegrityError, transaction

from tests.factories import make_profile, make_report
from visits.models import VisitStop

pytestmark = pytest.mark.django_db


def page_of(client, report):
    return client.get(report.url).content.decode()


@pytest.mark.parametrize(
    ("field", "value", "constraint"),
    [
        ("entity", None, "stop_has_an_entity"),
        ("activity", "slept", "stop_activity_known"),
        ("evidence", "guessed", "stop_evidence_known"),
        ("date", "12/06/2025", "stop_date_is_partial_date"),
        ("date", "2025-6", "stop_date_is_partial_date"),
    ],
)
def test_the_database_refuses_what_is_no_stop(field, value, constraint):
    report = make_report(make_profile())
    with pytest.raises(IntegrityError, match=constraint), transaction.atomic():
        VisitStop.objects.filter(report=report).update(**{field: value})


def test_deleting_a_visited_profile_by_hand_is_refused():
    profile = make_profile()
    report = make_report(profile)
    with pytest.raises(IntegrityError, match="stop_has_an_entity"), transaction.atomic():
        profile.delete()
    assert report.stops.get().entity == profile


def test_a_revision_whose_site_is_gone_still_opens():
    profile = make_profile(title="Fabbrica")
    report = make_report(profile)
    revision = report.save_revision()
    VisitStop.objects.filter(report=report).delete()
    profile.delete()
    [stop] = revision.as_object().stops.all()
    assert stop.entity is None
    assert str(stop) not in ("", "None", "Fabbrica")


@pytest.mark.parametrize("date", ["2025-13", "2025-02-30", "giugno", "25-06-12", "2025-06-12 ", "٢٠٢٥"])
def test_a_date_that_is_none_of_the_calendar_is_refused(date):
    stop = make_report(make_profile()).stops.get()
    stop.date = date
    with pytest.raises(ValidationError) as refused:
        stop.full_clean()
    assert set(refused.value.message_dict) >= {"date"}


@pytest.mark.parametrize("date", ["", "2025", "2025-06", "2025-06-12"])
def test_a_date_may_be_partial_or_unknown(date):
    stop = make_report(make_profile()).stops.get()
    stop.date = date
    stop.full_clean()


def test_stops_come_in_the_order_of_their_rows():
    first, second, third = make_profile(), make_profile(), make_profile()
    stops = [
        VisitStop(entity=third, sort_order=3),
        VisitStop(entity=first, sort_order=1),
        VisitStop(entity=second, sort_order=2),
    ]
    report = make_report(rows={"stops": stops})
    assert [stop.entity for stop in report.stops.all()] == [first, second, third]
    assert [stop.entity for stop in VisitStop.objects.all()] == [first, second, third]


def test_equal_places_in_the_order_keep_the_order_of_writing():
    profiles = [make_profile() for _ in range(4)]
    report = make_report(rows={"stops": [VisitStop(entity=profile, sort_order=0) for profile in profiles]})
    assert [stop.entity for stop in report.stops.all()] == profiles


def test_a_tour_may_stop_twice_at_the_same_site():
    profile, other = make_profile(), make_profile()
    report = make_report(profile, other, profile)
    assert [stop.profile for stop in report.itinerary.stops] == [profile, other, profile]


def test_a_stop_is_called_like_its_site():
    assert str(make_report(make_profile(title="Fabbrica")).stops.get()) == "Fabbrica"


def test_a_stop_takes_the_language_of_its_report():
    report = make_report(make_profile())
    assert report.stops.get().locale == report.locale


def test_readers_are_told_what_the_editors_inferred_and_from_what(client):
    stop = VisitStop(entity=make_profile(), evidence="implied", evidence_sentence="Capoverso quattro")
    report = make_report(rows={"stops": [stop]})
    assert report.stops.get().is_inferred
    page = page_of(client, report)
    assert 'class="inferred"' in page
    assert "Capoverso quattro" in page


def test_what_the_source_states_carries_no_such_mark(client):
    stop = VisitStop(entity=make_profile(), evidence="stated", evidence_sentence="Capoverso quattro")
    report = make_report(rows={"stops": [stop]})
    assert not report.stops.get().is_inferred
    assert 'class="inferred"' not in page_of(client, report)


@pytest.mark.parametrize(
    ("date", "words"), [("2025-06-12", "12 giugno 2025"), ("2025-06", "giugno 2025"), ("2025", "2025")]
)
def test_the_date_of_a_stop_is_printed_as_far_as_it_is_known(client, date, words):
    report = make_report(rows={"stops": [VisitStop(entity=make_profile(), date=date)]})
    assert f"visita, {words}</span>" in page_of(client, report)


def test_an_observation_cannot_carry_a_script_into_the_page(client):
    stop = VisitStop(
        entity=make_profile(title="<script>1</script>"), observation="<p>Visto <b>molto</b>.</p>"
    )
    page = page_of(client, make_report(rows={"stops": [stop]}))
    assert "<b>molto</b>" in page
    assert "<script>1" not in page
