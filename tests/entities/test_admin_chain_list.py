"""The list of chains says how each is used; like names are pointed out while one is named."""

import pytest
from django.urls import reverse
from wagtail.models import ModelLogEntry

from entities.merging.merge import merge
from entities.models import ChainLink, IndustryChain
from entities.usage import usage_of
from tests.entities.editing import queries_of
from tests.entities.test_admin_chains import address, edit, errors, form
from tests.factories import make_chain, make_profile, make_report

pytestmark = [pytest.mark.django_db, pytest.mark.dialect]


def listed(client):
    """The chains as the list shows them, by name."""
    found = client.get(reverse(IndustryChain.snippet_viewset.get_url_name("list")))
    assert found.status_code == 200
    return {chain.name: chain for chain in found.context["object_list"]}


def draft(page, chain):
    """Save a draft of a page that names another chain."""
    changed = type(page).objects.get(pk=page.pk)
    changed.chain_links = [ChainLink(tag=chain, evidence="stated")]
    changed.save_revision()


def test_the_list_counts_published_pages_drafts_and_stages(admin_client):
    used, other = make_chain(name="Batterie"), make_chain(name="Sale", parent=make_chain(name="Chimica"))
    profile = make_profile(chains=((used, "upstream"),))
    make_report(profile, chains=(used,))
    make_profile(chains=(used,), live=False)
    draft(profile, other)
    found = listed(admin_client)
    usage = found["Batterie"].usage
    assert (usage.live, usage.drafts) == (2, 1)
    assert usage.known_stages.split(" · ") == ["a monte 1", "non precisata 1"]
    assert usage.last_published is not None
    assert (found["Sale"].usage.live, found["Sale"].usage.drafts) == (0, 1)
    assert found["Chimica"].usage.last_published is None


def test_a_draft_of_before_a_merge_counts_for_the_survivor():
    loser, winner = make_chain(), make_chain()
    draft(make_profile(), loser)
    merge(loser, winner, user=None, reason="Doppione.")
    usage = usage_of([loser.pk, winner.pk])
    assert (usage[loser.pk].drafts, usage[winner.pk].drafts) == (0, 1)


def test_the_list_says_what_state_a_chain_is_in(admin_client):
    winner = make_chain(name="Caffè")
    make_chain(name="Moka", retired=True, merged_into=winner)
    make_chain(name="Tè", proposed=True)
    html = admin_client.get(reverse(IndustryChain.snippet_viewset.get_url_name("list"))).content.decode()
    assert "unita a «Caffè»" in html
    assert "proposta" in html


def test_the_list_of_chains_costs_the_same_however_many_there_are(admin_client):
    def fill():
        for number in range(5):
            chain = make_chain(parent=make_chain())
            draft(make_profile(chains=((chain, "upstream"),)), chain)
            make_profile(chains=(chain,), live=False)
            make_chain(retired=True, merged_into=chain, name=f"Unita {chain.pk} {number}")
        listed(admin_client)

    fill()
    before = queries_of(lambda: listed(admin_client))
    fill()
    assert queries_of(lambda: listed(admin_client)) == before


def test_usage_costs_the_same_however_many_chains(django_assert_max_num_queries):
    keys = [make_chain().pk for _ in range(5)]
    with django_assert_max_num_queries(4):
        usage_of(keys)


LIKE = [{"name": "Batteria"}, {"name": "BATTERIE "}, {"name_zh_hans": "電池"}, {"name_en": "Baterries"}]


@pytest.mark.parametrize("given", LIKE)
def test_a_new_chain_with_a_like_name_is_made_only_if_it_is_not_the_same(admin_client, given):
    make_chain(name="Batterie", slug="batterie", name_zh_hans="电池", name_en="Batteries")
    sent = form(name="Altra", slug="altra") | given
    refused = admin_client.post(address("add"), sent)
    assert "«Batterie»" in errors(refused)["not_the_same"][0]
    assert "La filiera non è ancora creata" in refused.content.decode()
    assert 'name="not_the_same"' in refused.content.decode()
    assert admin_client.post(address("add"), sent | {"not_the_same": "on"}).status_code == 302
    assert IndustryChain.objects.filter(slug="altra").exists()


def test_a_like_name_of_a_merged_chain_is_pointed_out_with_the_survivor(admin_client):
    make_chain(name="Moka", retired=True, merged_into=make_chain(name="Caffè"))
    refused = admin_client.post(address("add"), form(name="Mokà", slug="moka-2"))
    assert "Caffè" in errors(refused)["not_the_same"][0]


def test_renaming_asks_too_and_changing_something_else_does_not(admin_client):
    make_chain(name="Batterie", slug="batterie")
    double, other = make_chain(name="Batteria", slug="batteria"), make_chain(name="Sale", slug="sale")
    assert edit(admin_client, double, hue="5").status_code == 302
    assert errors(edit(admin_client, other, name="Batteri"))["not_the_same"]
    assert edit(admin_client, other, name="Sali").status_code == 302


def test_an_unlike_name_asks_nothing(admin_client):
    make_chain(name="Batterie", slug="batterie")
    assert "not_the_same" not in admin_client.get(address("add")).content.decode()
    assert admin_client.post(address("add"), form(name="Tessile", slug="tessile")).status_code == 302


def test_chains_are_not_copied():
    assert "copy" not in {pattern.name for pattern in IndustryChain.snippet_viewset.get_urlpatterns()}
    assert not ModelLogEntry.objects.exists()
