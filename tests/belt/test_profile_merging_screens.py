"""Merging two profiles in the admin: choose, see, say why, confirm, undo; for who may publish both."""

import pytest
from django.contrib.auth import get_user_model
from django.contrib.auth.models import Group
from django.test import Client
from django.urls import reverse
from django.utils import timezone

from belt.roles import REVIEWERS, TRANSLATORS, WRITERS, set_up_roles
from entities.duplicates import declare_distinct
from entities.models import ChainLink, EntityPage
from entities.publishing import obstacles
from tests.entities.editing import a_note, a_relation, a_source, form_of, save
from tests.factories import make_chain, make_place, make_profile, make_report, profiles, reports
from tests.translations import translate

pytestmark = pytest.mark.django_db


@pytest.fixture
def member_of(db):
    reports(), profiles()
    set_up_roles()

    def sign_in(role):
        client = Client()
        user = get_user_model().objects.create_user(username=f"di-{role.lower()}")
        user.groups.add(Group.objects.get(name=role))
        client.force_login(user)
        client.user = user
        return client

    return sign_in


@pytest.fixture
def loser(db):
    return make_profile(title="Qingtao Energia")


@pytest.fixture
def winner(db):
    return make_profile(title="Qingtao Energy")


def address(action, page):
    return reverse(f"profile_{action}", args=[page.pk])


def editing(page):
    return reverse("wagtailadmin_pages:edit", args=[page.pk])


def confirm(client, loser, winner, reason="Scritto due volte."):
    return client.post(address("merge", loser), {"winner": winner.pk, "reason": reason}, follow=True)


def winner_of(page):
    return EntityPage.objects.get(pk=page.pk).merged_into


def said(answer):
    return " ".join(str(message) for message in answer.context["messages"])


def test_a_reviewer_sees_what_is_touched_says_why_merges_and_undoes(member_of, loser, winner):
    client = member_of(REVIEWERS)
    make_report(loser, title="Viaggio a Kunshan")
    assert address("merge", loser) in client.get(editing(loser)).content.decode()
    start = client.get(address("merge", loser)).content.decode()
    assert 'name="reason"' not in start, "asked before anything is chosen"
    shown = client.get(address("merge", loser), {"winner": winner.pk}).content.decode()
    assert all(word in shown for word in ("Viaggio a Kunshan", "Qingtao Energia", 'name="reason"'))
    answer = confirm(client, loser, winner)
    assert winner_of(loser) == winner
    assert address("undo-merge", loser) in said(answer)
    for page in (loser, winner):
        history = client.get(reverse("wagtailadmin_pages:history", args=[page.pk])).content.decode()
        assert "Scritto due volte." in history
    merged_one = client.get(editing(loser)).content.decode()
    assert address("undo-merge", loser) in merged_one
    assert "Qingtao Energy" in merged_one
    assert "Scritto due volte." in client.get(address("undo-merge", loser)).content.decode()
    client.post(address("undo-merge", loser))
    assert winner_of(loser) is None


def test_the_preview_names_what_is_not_taken_over(member_of, loser, winner):
    client, park, chain = member_of(REVIEWERS), make_profile(title="Parco di Prova"), make_chain(name="Celle")
    for page in (loser, winner):
        page.relations.add(a_relation(park))
        page.chain_links.add(ChainLink(tag=chain, stage="upstream", evidence="stated"))
    loser.relations.add(a_relation(winner))
    winner.relations.add(a_relation(loser, kind="partner_of"))
    for page in (loser, winner):
        page.save()
    shown = client.get(address("merge", loser), {"winner": winner.pk}).content.decode()
    taken, left = shown.split("Non passa")
    assert all(name in left for name in ("Parco di Prova", "Qingtao Energy", "Qingtao Energia", "Celle"))
    assert left.count("<li>") == 4
    assert "Parco di Prova" not in taken


@pytest.mark.parametrize("role", [WRITERS, TRANSLATORS])
def test_nobody_else_sees_or_posts_it(member_of, loser, winner, role):
    client = member_of(role)
    if role == WRITERS:
        assert address("merge", loser) not in client.get(editing(loser)).content.decode()
    for action in ("merge", "undo-merge"):
        assert client.get(address(action, loser)).status_code == 302
        client.post(address(action, loser), {"winner": winner.pk, "reason": "Prova."})
    assert winner_of(loser) is None


def test_strangers_are_asked_who_they_are(client, loser, winner):
    answer = confirm(client, loser, winner)
    assert "/login/" in answer.redirect_chain[-1][0]
    assert winner_of(loser) is None


@pytest.mark.parametrize("sent", ["", "0", "x", "9" * 30, "-1", "1 OR 1"])
def test_a_senseless_choice_is_an_error_beside_the_field(member_of, loser, sent):
    client = member_of(REVIEWERS)
    assert client.get(address("merge", loser), {"winner": sent}).status_code == 200
    assert client.post(address("merge", loser), {"winner": sent, "reason": "Prova."}).status_code == 200
    assert client.get(f"/admin/profile-merge/{'9' * 30}/", follow=True).status_code == 404


def test_what_cannot_be_merged_is_said(member_of, loser):
    client = member_of(REVIEWERS)
    draft = make_profile(live=False, title="In bozza")
    for answer in (client.get(address("merge", loser), {"winner": draft.pk}), confirm(client, loser, draft)):
        assert "In bozza" in answer.content.decode()
        assert "non è pubblicat" in answer.content.decode()
    assert winner_of(loser) is None


def test_without_a_reason_nothing_is_merged(member_of, loser, winner):
    answer = confirm(member_of(REVIEWERS), loser, winner, reason=" ")
    assert "errorlist" in answer.content.decode() or "w-field__errors" in answer.content.decode()
    assert winner_of(loser) is None


def test_a_merged_profile_cannot_be_published_chosen_or_asked_about(member_of, loser, winner):
    client = member_of(REVIEWERS)
    confirm(client, loser, winner)
    chooser = client.get(reverse("profile_chooser:choose")).content.decode()
    assert "Qingtao Energy" in chooser
    assert "Qingtao Energia" not in chooser
    wanted = client.get(reverse("worklist_wanted-profiles")).content.decode()
    assert "Qingtao Energia" not in wanted


@pytest.mark.parametrize("button", [{}, {"action-publish": "1"}])
def test_a_window_left_open_on_a_merged_profile_keeps_its_text_and_does_not_end_the_undoing(
    member_of, loser, winner, button
):
    client = member_of(REVIEWERS)
    confirm(client, loser, winner)
    sent = form_of(loser, summary="Scritto prima.") | button
    answer = save(client, loser, sent)
    assert "Qingtao Energy" in said(answer)
    assert "Scritto prima." in answer.content.decode()
    assert "potrebbe essere lo stesso" not in answer.content.decode()
    answer = client.post(editing(loser), sent, headers={"accept": "application/json"})
    assert "Qingtao Energy" in answer.json()["error_message"]
    assert not loser.revisions.filter(content__summary="Scritto prima.").exists()
    client.post(address("undo-merge", loser))
    assert winner_of(loser) is None


def test_the_screen_of_a_merged_profile_leads_to_the_one_that_is_left(member_of, loser, winner):
    client = member_of(REVIEWERS)
    confirm(client, loser, winner)
    answer = client.get(editing(loser))
    assert f'href="{editing(winner)}"' in said(answer)
    assert "action-publish" not in answer.content.decode()


def test_notes_that_stayed_with_a_merged_profile_ask_nothing_any_more(member_of, loser, winner):
    loser.editorial_notes.add(a_note(title="Chi la dirige?"))
    loser.save_revision().publish()
    client = member_of(REVIEWERS)
    confirm(client, loser, winner)
    rows = client.get(reverse("worklist_open-notes")).context["object_list"]
    assert [(note.title, note.page_id) for note in rows] == [("Chi la dirige?", winner.pk)]


def test_who_publishes_several_reads_why_the_merged_one_stays(member_of, loser, winner):
    client = member_of(REVIEWERS)
    loser.sources.add(a_source())
    loser.save_revision().publish()
    confirm(client, loser, winner)
    [sentence] = obstacles([EntityPage.objects.get(pk=loser.pk)])
    assert sentence.endswith("pubblicazione: È stato unito a «Qingtao Energy»: prima annullate l’unione.")


def test_the_preview_is_the_same_in_whichever_language_it_is_asked_for(member_of, loser, winner):
    report, client = make_report(loser, title="Un viaggio"), member_of(REVIEWERS)
    english = translate(loser), translate(winner)
    previews = [
        client.get(address("merge", one), {"winner": other.pk}).context["plan"]
        for one, other in ((loser, winner), english)
    ]
    assert [[page.pk for page in preview.live] for preview in previews] == [[report.pk], [report.pk]]


def test_likely_duplicates_offer_to_be_merged(member_of):
    place = make_place()
    one = make_profile(title="Kaiber", located_in=place)
    other = make_profile(title="Kaiber Ltd", located_in=place)
    shown = member_of(REVIEWERS).get(editing(one)).content.decode()
    assert f"{address('merge', one)}?winner={other.pk}" in shown
    shown = member_of(WRITERS).get(editing(one)).content.decode()
    assert address("merge", one) not in shown


def test_a_locked_profile_is_left_alone(member_of, loser, winner):
    EntityPage.objects.filter(pk=loser.pk).update(locked=True)
    confirm(member_of(REVIEWERS), loser, winner)
    assert winner_of(loser) is None


def test_the_preview_costs_the_same_for_many_stops(member_of, loser, winner, django_assert_max_num_queries):
    client = member_of(REVIEWERS)
    for _ in range(12):
        make_report(loser)
    with django_assert_max_num_queries(90):
        client.get(address("merge", loser), {"winner": winner.pk})


def test_two_of_one_name_are_told_apart_by_their_addresses(member_of, winner):
    loser, client = make_profile(title=winner.title, slug="qingtao-bis"), member_of(REVIEWERS)
    both = [f"{page.title} ({page.slug})" for page in (loser, winner)]
    shown = client.get(address("merge", loser), {"winner": winner.pk}).content.decode()
    assert f"«{both[1]}»" in shown
    told = [
        said(confirm(client, loser, winner)),
        said(client.post(address("undo-merge", loser), follow=True)),
    ]
    for sentence in told:
        assert all(f"«{name}»" in sentence for name in both)


def test_what_waits_for_its_hour_is_said(member_of, loser, winner):
    winner.go_live_at = "2030-01-01T12:00:00Z"
    winner.save_revision(approved_go_live_at=winner.go_live_at)
    client = member_of(REVIEWERS)
    for one, other in ((loser, winner), (winner, loser)):
        assert (
            "ha un’ora di pubblicazione"
            in client.get(address("merge", one), {"winner": other.pk}).content.decode()
        )


def test_a_section_is_published_around_its_merged_profiles(member_of, loser, winner):
    client = member_of(REVIEWERS)
    confirm(client, loser, winner)
    draft = make_profile(live=False, kind="institution")
    bulk = reverse("wagtail_bulk_action", args=["wagtailcore", "page", "publish"])
    client.post(f"{bulk}?id={profiles().pk}", {"include_descendants": "on"})
    draft.refresh_from_db()
    loser.refresh_from_db()
    assert (draft.live, loser.live) == (True, False)


def test_who_has_said_that_the_two_are_not_the_same_is_named(member_of, loser, winner):
    reviewer = member_of(REVIEWERS)
    preview = f"{address('merge', loser)}?winner={winner.pk}"
    assert "non sono la stessa cosa" not in reviewer.get(preview).content.decode()
    declare_distinct(winner, loser, by=reviewer.user, at=timezone.now())
    shown = reviewer.get(preview).content.decode()
    assert f"{reviewer.user.username} ha detto che i due non sono la stessa cosa" in shown
