"""Merging two chains in the admin: choose, see, say why, confirm, undo; for reviewers alone."""

import pytest
from django.contrib.auth import get_user_model
from django.contrib.auth.models import Group
from django.test import Client
from django.urls import reverse
from wagtail.models import ModelLogEntry

from belt.roles import REVIEWERS, TRANSLATORS, WRITERS, set_up_roles
from entities.models import ChainLink, IndustryChain
from tests.entities.editing import make_private
from tests.factories import make_chain, make_profile, profiles, reports

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
        return client

    return sign_in


def address(name, *chains):
    return reverse(IndustryChain.snippet_viewset.get_url_name(name), args=[chain.pk for chain in chains])


def confirm(client, loser, winner, reason="Due nomi per la stessa cosa."):
    return client.post(address("merge", loser), {"winner": winner.pk, "reason": reason}, follow=True)


def winner_of(chain):
    return IndustryChain.objects.get(pk=chain.pk).merged_into


def said(answer):
    return " ".join(str(message) for message in answer.context["messages"])


def test_a_reviewer_sees_what_is_touched_says_why_and_merges(member_of, mocha, coffee):
    client = member_of(REVIEWERS)
    page, private = make_profile(chains=(mocha,)), make_profile(chains=(mocha,), title="Riservata")
    make_private(private)
    make_chain(name="Cialde", parent=mocha)
    start = client.get(address("merge", mocha))
    assert start.status_code == 200
    assert 'name="reason"' not in start.content.decode(), "asked before anything is chosen"
    shown = client.get(address("merge", mocha), {"winner": coffee.pk}).content.decode()
    assert all(word in shown for word in (page.title, "Riservata", "Cialde", 'name="reason"'))
    assert "Riservata</a> (italiano)" in shown
    answer = confirm(client, mocha, coffee)
    assert winner_of(mocha) == coffee
    assert address("undo_merge", mocha) in said(answer)
    for chain in (mocha, coffee):
        assert "Due nomi per la stessa cosa." in client.get(address("history", chain)).content.decode()


def test_a_reviewer_undoes_it(member_of, mocha, coffee):
    client = member_of(REVIEWERS)
    page = make_profile(chains=(mocha,))
    confirm(client, mocha, coffee)
    assert "Due nomi" in client.get(address("undo_merge", mocha)).content.decode()
    client.post(address("undo_merge", mocha))
    assert winner_of(mocha) is None
    assert ChainLink.objects.get(content_object=page.pk).tag == mocha
    assert "Moka" in client.get(address("history", coffee)).content.decode()


def test_what_can_no_longer_be_undone_is_said(member_of, mocha, coffee):
    client = member_of(REVIEWERS)
    confirm(client, mocha, coffee)
    confirm(client, make_chain(), coffee)
    assert (
        "<form method" not in client.get(address("undo_merge", mocha)).content.decode().split("</header>")[-1]
    )
    answer = client.post(address("undo_merge", mocha), follow=True)
    assert "Moka" in said(answer)
    assert winner_of(mocha) == coffee


def test_what_stayed_is_named(member_of, mocha, coffee):
    client = member_of(REVIEWERS)
    page = make_profile(chains=(mocha,), title="Torrefazione")
    confirm(client, mocha, coffee)
    type(page).objects.get(pk=page.pk).save_revision()
    assert "Torrefazione" in said(client.post(address("undo_merge", mocha), follow=True))


@pytest.mark.parametrize("role", [WRITERS, TRANSLATORS])
def test_others_neither_see_it_nor_can_post_it(member_of, mocha, coffee, role):
    client = member_of(role)
    ajax = {"x-requested-with": "XMLHttpRequest"}
    for name in ("merge", "undo_merge"):
        assert client.get(address(name, mocha)).status_code == 302
        assert client.post(address(name, mocha), {"winner": coffee.pk, "reason": "x"}).status_code == 302
        assert client.post(address(name, mocha), {"winner": coffee.pk}, headers=ajax).status_code == 403
    assert winner_of(mocha) is None
    listed = client.get(address("list"))
    assert address("merge", mocha) not in listed.content.decode()
    assert not ModelLogEntry.objects.filter(action__startswith="entities.").exists()


def test_the_way_in_is_in_the_list_and_on_the_chain_s_screen(member_of, mocha, coffee):
    client = member_of(REVIEWERS)
    for screen in (address("list"), address("edit", mocha)):
        assert address("merge", mocha) in client.get(screen).content.decode()
    confirm(client, mocha, coffee)
    assert address("merge", mocha) not in client.get(address("list")).content.decode()
    screen = client.get(address("edit", mocha)).content.decode()
    assert address("merge", mocha) not in screen
    assert address("undo_merge", mocha) in screen
    assert "#icon-undo" in client.get(address("undo_merge", mocha)).content.decode()


def test_the_second_of_two_tabs_is_told(member_of, mocha, coffee):
    client = member_of(REVIEWERS)
    confirm(client, mocha, coffee)
    answer = confirm(client, mocha, make_chain(name="Tè"))
    assert answer.status_code == 200
    assert "Moka" in answer.content.decode()
    assert winner_of(mocha) == coffee


@pytest.mark.parametrize(
    "given",
    [{}, {"winner": ""}, {"winner": "x"}, {"winner": "999999"}, {"winner": "9" * 5_000}, {"reason": "x"}],
)
def test_nonsense_is_refused_in_words(member_of, mocha, coffee, given):
    client = member_of(REVIEWERS)
    assert client.post(address("merge", mocha), given).status_code == 200
    assert client.get(address("merge", mocha), given).status_code == 200
    assert winner_of(mocha) is None


@pytest.mark.parametrize("reason", ["", "  "])
def test_the_reason_is_required(member_of, mocha, coffee, reason):
    answer = confirm(member_of(REVIEWERS), mocha, coffee, reason)
    assert answer.status_code == 200
    assert answer.context["plan"].winner == coffee, "the preview is still there"
    assert winner_of(mocha) is None


def test_what_cannot_be_left_is_refused_where_it_is_chosen(member_of, mocha):
    client = member_of(REVIEWERS)
    answer = client.get(address("merge", mocha), {"winner": make_chain(retired=True).pk})
    assert answer.context["form"].errors["winner"]
    assert client.get(address("merge", mocha), {"winner": mocha.pk}).context["form"].errors["winner"]


def test_a_merged_chain_is_not_changed_any_more(member_of, mocha, coffee):
    client = member_of(REVIEWERS)
    screen = client.get(address("edit", mocha))
    form = {name: screen.context["form"][name].value() or "" for name in screen.context["form"].fields}
    confirm(client, mocha, coffee)
    answer = client.post(address("edit", mocha), form | {"name": "Altro", "retired": "on"})
    assert "«Caffè»: modificate quella" in answer.content.decode()
    assert IndustryChain.objects.get(pk=mocha.pk).name == "Moka"
