"""What of two profiles is not merged, and that nothing changes then."""

import pytest
from django.urls import reverse
from wagtail.contrib.redirects.models import Redirect
from wagtail.models import Locale, PageLogEntry

from entities.authorship import last_editor
from entities.models import EntityPage
from entities.profile_merging import relations
from entities.profile_merging.merge import merge
from entities.profile_merging.plan import ProfileMergeError, plan
from tests.belt.test_merged_profiles import fresh, merged
from tests.entities.editing import make_private
from tests.factories import make_place, make_profile, make_report
from visits.models import VisitStop

pytestmark = pytest.mark.django_db


@pytest.fixture
def loser(db):
    return make_profile(title="Qingtao Energia")


@pytest.fixture
def winner(db):
    return make_profile(title="Qingtao Energy")


REFUSALS = {
    "itself": lambda one, other: (one, one),
    "one that was merged": lambda one, other: (merged(make_profile(), other)[0], other),
    "into one that was merged": lambda one, other: (one, merged(make_profile(), other)[0]),
    "into a draft": lambda one, other: (one, make_profile(live=False)),
    "into its own place": lambda one, other: (make_profile(located_in=(place := make_place())), place),
    "a place into what is none": lambda one, other: (make_profile(located_in=make_place()).located_in, other),
}


@pytest.mark.parametrize("case", REFUSALS)
def test_what_cannot_be_merged_is_refused_and_nothing_changes(loser, winner, case):
    one, other = REFUSALS[case](loser, winner)
    before = PageLogEntry.objects.count()
    with pytest.raises(ProfileMergeError):
        merge(one, other, user=None, reason="Prova.")
    with pytest.raises(ProfileMergeError):
        plan(one, other)
    assert PageLogEntry.objects.count() == before


def test_a_translation_that_cannot_be_merged_is_named_by_its_language(loser, winner):
    english = Locale.objects.get(language_code="en")
    for page, live in ((loser, True), (winner, False)):
        translated = page.copy_for_translation(english, copy_parents=True, alias=False)
        if live:
            translated.save_revision().publish()
    with pytest.raises(ProfileMergeError) as refused:
        plan(loser, winner)
    assert str(refused.value).startswith("«Qingtao Energy»")
    assert str(refused.value).endswith("(in inglese)")


@pytest.mark.parametrize("which", ["loser", "winner"])
def test_private_and_public_are_not_mixed(loser, winner, which):
    make_private({"loser": loser, "winner": winner}[which])
    with pytest.raises(ProfileMergeError):
        merged(loser, winner)


def test_two_private_ones_are_merged(loser, winner):
    make_private(loser.get_parent())
    assert merged(loser, winner)[0].merged_into == winner


def test_two_that_are_shown_to_the_same_readers_each_by_itself_are_merged(loser, winner):
    make_private(loser)
    make_private(winner)
    assert merged(loser, winner)[0].merged_into == winner


@pytest.mark.parametrize("which", ["loser", "winner"])
def test_what_is_to_be_published_at_a_set_hour_is_not_merged(loser, winner, which):
    page = {"loser": loser, "winner": winner}[which]
    page.go_live_at = "2030-01-01T12:00:00Z"
    page.save_revision(approved_go_live_at=page.go_live_at)
    with pytest.raises(ProfileMergeError):
        merged(loser, winner)


@pytest.mark.parametrize("merging", ["verdi", "rossi", "bianchi"])
def test_changes_of_two_people_do_not_become_one_draft(loser, winner, django_user_model, merging):
    names = ("bianchi", "rossi", "verdi")
    people = {name: django_user_model.objects.create_user(name) for name in names}
    for page, writer in ((loser, "bianchi"), (winner, "rossi")):
        page.summary = f"Nuova di {writer}."
        page.save_revision(user=people[writer])
    with pytest.raises(ProfileMergeError, match="rossi, bianchi"):
        merge(loser, winner, user=people[merging], reason="Prova.")
    fresh(winner).get_latest_revision().publish()
    merge(loser, winner, user=people[merging], reason="Prova.")
    assert last_editor(fresh(winner)) == people["bianchi"].pk


def test_changes_of_somebody_unknown_are_of_the_other_one(loser, winner, django_user_model):
    rossi = django_user_model.objects.create_user("rossi")
    for page, writer in ((loser, None), (winner, rossi)):
        page.summary = "Nuova."
        page.save_revision(user=writer)
    merge(loser, winner, user=None, reason="Prova.")
    assert last_editor(fresh(winner)) == rossi.pk


def test_no_merge_without_a_reason(loser, winner):
    with pytest.raises(ProfileMergeError):
        merge(loser, winner, user=None, reason="  ")


def test_somebody_has_decided_about_every_relation():
    assert relations.unknown_relations() == []
    names = {name for name, _model, _field in relations._relations()}
    assert set(relations.fates()) <= names, "says something of a relation that is none"


def test_a_relation_nobody_has_decided_about_stops_the_merge_with_its_name(loser, winner, monkeypatch):
    monkeypatch.delitem(relations.OWN, "entities.BrokenLink.page")
    with pytest.raises(ProfileMergeError, match=r"entities\.BrokenLink\.page"):
        merged(loser, winner)
    with pytest.raises(ProfileMergeError, match=r"entities\.BrokenLink\.page"):
        plan(loser, winner)
    assert fresh(loser).live


def test_nothing_stays_half_done(loser, winner, monkeypatch):
    report = make_report(loser)

    def fail(*_args, **_kwargs):
        raise RuntimeError

    monkeypatch.setattr("entities.profile_merging.merge.write", fail)
    with pytest.raises(RuntimeError):
        merged(loser, winner)
    assert fresh(loser).live
    assert VisitStop.objects.get(report=report.pk).entity == loser
    assert not Redirect.objects.exists()


def test_a_merged_profile_is_not_copied(loser, winner, admin_client):
    merge(loser, winner, user=None, reason="Scritto due volte.")
    address = reverse("wagtailadmin_pages:copy", args=[loser.pk])
    assert (
        address not in admin_client.get(reverse("wagtailadmin_pages:edit", args=[loser.pk])).content.decode()
    )
    form = {"new_title": "Copia", "new_slug": "copia", "new_parent_page": loser.get_parent().pk}
    assert admin_client.post(address, form).status_code == 302
    assert not EntityPage.objects.filter(slug="copia").exists()
