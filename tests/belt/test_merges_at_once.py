"""Two people at once: no link is lost, and of two merges that exclude each other one is refused."""

import threading

import pytest
from django.db import connection, connections, transaction
from wagtail.models import ModelLogEntry, PageLogEntry, Revision

from belt.models import ContentState
from entities.merging.merge import merge
from entities.merging.plan import MergeError
from entities.models import ChainLink, EntityIndexPage, EntityPage, IndustryChain
from entities.profile_merging.merge import merge as merge_profiles
from entities.profile_merging.plan import ProfileMergeError
from tests.factories import make_chain, make_profile

pytestmark = pytest.mark.skipif(connection.vendor != "postgresql", reason="SQLite lets one write at a time")


@pytest.fixture(autouse=True)
def committed(django_db_setup, django_db_blocker):
    """Rows that other connections see; taken away by hand: a flush would take the first pages too."""
    with django_db_blocker.unblock():
        yield
        for section in EntityIndexPage.objects.all():
            section.delete()
        IndustryChain.objects.update(merged_into=None, parent=None)
        IndustryChain.objects.all().delete()
        for model in (ModelLogEntry, PageLogEntry, Revision, ContentState):
            model.objects.all().delete()
        connection.close()


def started(call):
    """Run something in a connection of its own; what it raised is found in the list."""
    raised = []

    def work():
        try:
            call()
        except (MergeError, ProfileMergeError) as error:
            raised.append(error)
        finally:
            connections.close_all()

    thread = threading.Thread(target=work)
    thread.start()
    return thread, raised


def merged(loser, winner):
    merge(loser, winner, user=None, reason="Doppione.")


def test_of_two_merges_that_exclude_each_other_one_is_refused():
    one, other = make_chain(), make_chain()
    page = make_profile(chains=(one, other))
    with transaction.atomic():
        merged(one, other)
        thread, raised = started(lambda: merged(other, one))
        thread.join(timeout=1)
        assert thread.is_alive(), "did not wait"
    thread.join(timeout=20)
    assert len(raised) == 1
    assert [link.tag for link in ChainLink.objects.filter(content_object=page.pk)] == [other]


def test_two_merges_in_a_row_end_in_one_step():
    first, second, third = make_chain(), make_chain(), make_chain()
    page = make_profile(chains=(first,))
    with transaction.atomic():
        merged(first, second)
        thread, raised = started(lambda: merged(second, third))
        thread.join(timeout=1)
    thread.join(timeout=20)
    assert raised == []
    assert {chain.merged_into for chain in IndustryChain.objects.exclude(pk=third.pk)} == {third}
    assert [link.tag for link in ChainLink.objects.filter(content_object=page.pk)] == [third]


def given(page, chain):
    """A link as a program or a running request writes it, past every form."""
    return lambda: ChainLink.objects.create(content_object=page, tag=chain, evidence="stated")


@pytest.mark.parametrize("link_first", [True, False])
def test_a_link_given_while_a_merge_runs_is_the_survivor_s_and_moves_when_its_page_is_saved(link_first):
    loser, winner = make_chain(), make_chain()
    page = make_profile()
    steps = [given(page, loser), lambda: merged(loser, winner)]
    mine, theirs = steps if link_first else reversed(steps)
    with transaction.atomic():
        mine()
        thread, raised = started(theirs)
        thread.join(timeout=1)
    thread.join(timeout=20)
    assert raised == []
    assert [link.chain for link in ChainLink.objects.filter(content_object=page.pk)] == [winner]
    type(page).objects.get(pk=page.pk).save_revision().publish()
    assert [link.tag for link in ChainLink.objects.filter(content_object=page.pk)] == [winner]


def merged_profiles(loser, winner):
    merge_profiles(loser, winner, user=None, reason="Doppione.")


def test_of_two_merges_of_profiles_that_exclude_each_other_one_is_refused():
    one, other = make_profile(), make_profile()
    with transaction.atomic():
        merged_profiles(one, other)
        thread, raised = started(lambda: merged_profiles(other, one))
        thread.join(timeout=1)
        assert thread.is_alive(), "did not wait"
    thread.join(timeout=20)
    assert len(raised) == 1
    assert [page.merged_into for page in EntityPage.objects.order_by("pk")] == [other, None]


def test_two_merges_of_profiles_in_a_row_end_in_one_step():
    first, second, third = make_profile(), make_profile(), make_profile()
    with transaction.atomic():
        merged_profiles(first, second)
        thread, raised = started(lambda: merged_profiles(second, third))
        thread.join(timeout=1)
    thread.join(timeout=20)
    assert raised == []
    assert {page.merged_into for page in EntityPage.objects.exclude(pk=third.pk)} == {third}
    names = {name.text for name in EntityPage.objects.get(pk=third.pk).names.all()}
    assert names == {first.title, second.title}
