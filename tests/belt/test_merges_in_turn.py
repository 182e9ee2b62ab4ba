"""Merges of chains and of profiles one after the other are undone in turn, the latest first, and exactly."""

import pytest

from entities.merging.merge import merge as merge_chains
from entities.merging.undo import UndoError
from entities.merging.undo import undo as undo_chains
from entities.models import ChainLink, EntityPage, IndustryChain
from entities.profile_merging.merge import merge
from entities.profile_merging.undo import ProfileUndoError, undo
from tests.belt.test_merged_profiles_undone import everything
from tests.factories import make_chain, make_profile, make_report
from tests.translations import translate

pytestmark = pytest.mark.django_db


@pytest.fixture
def chain(db):
    return make_chain(name="Vetro")


@pytest.fixture
def survivor(db):
    return make_chain(name="Ceramica")


def fresh(row):
    return type(row).objects.get(pk=row.pk)


def link_to(*pages):
    links = "".join(f'<a linktype="page" id="{page.pk}">qui</a> ' for page in pages)
    return [{"type": "paragraph", "value": f"<p>{links}</p>", "id": "a"}]


def merged(loser, winner):
    merge(fresh(loser), fresh(winner), user=None, reason="Scritto due volte.")


def chains_merged(loser, winner):
    merge_chains(fresh(loser), fresh(winner), user=None, reason="Una sola.")


def stand_in(chain):
    return set(ChainLink.objects.filter(tag=chain).values_list("content_object", flat=True))


def without_keys_of_links(said):
    """A translation that follows may write its links anew."""
    links = [{name: row[name] for name in row if name != "id"} for row in said["entities.ChainLink"]]
    return said | {"entities.ChainLink": sorted(links, key=lambda link: sorted(map(str, link.values())))}


@pytest.mark.parametrize("translated", [(), ("en",), ("en", "zh-hans")])
def test_a_chain_and_then_a_profile_are_undone_in_turn(chain, survivor, translated):
    loser = make_profile(title="Doppione", chains=(survivor,))
    winner = make_profile(title="Fabbrica", chains=(chain,))
    fresh(winner).save_revision().publish()
    for code in translated:
        translate(winner, code), translate(loser, code)
    before = everything()
    chains_merged(chain, survivor)
    merged(loser, winner)
    with pytest.raises(UndoError, match="Doppione"):
        undo_chains(fresh(chain), user=None)
    undo(fresh(loser), user=None)
    undone = undo_chains(fresh(chain), user=None)
    assert undone.kept_pages == []
    assert without_keys_of_links(everything()) == without_keys_of_links(before)
    draft = fresh(winner).get_latest_revision_as_object()
    assert [link.tag for link in draft.chain_links.all()] == [chain]


def test_a_link_that_a_profile_passed_on_is_named_where_that_is_for_good(chain, survivor):
    loser, winner = make_profile(title="Doppione", chains=(chain,)), make_profile(title="Fabbrica")
    own = make_profile(title="Sempre lì", chains=(survivor,))
    chains_merged(chain, survivor)
    merged(loser, winner)
    changed = fresh(winner)
    changed.summary = "Cambiata."
    changed.save_revision(log_action=True).publish()
    undone = undo_chains(fresh(chain), user=None)
    assert [page.pk for page in undone.kept_pages] == [winner.pk]
    assert stand_in(survivor) == {winner.pk, own.pk}
    assert not fresh(IndustryChain(pk=chain.pk)).retired


def test_two_merges_into_one_text_are_undone_in_turn():
    first, second, one, other = (make_profile(title=title) for title in ("Prima", "Seconda", "Una", "Altra"))
    report = make_report(one, body=link_to(first, second))
    before = everything()
    merged(first, one)
    merged(second, other)
    with pytest.raises(ProfileUndoError, match="Seconda"):
        undo(fresh(first), user=None)
    for page in (second, first):
        assert undo(fresh(page), user=None).kept == []
    assert everything() == before
    assert f'id="{first.pk}"' in str(fresh(report).body.raw_data)


def test_merges_that_touch_nothing_of_each_other_are_undone_in_any_order():
    first, second, one, other = (make_profile() for _ in range(4))
    before = everything()
    merged(first, one)
    merged(second, other)
    undo(fresh(first), user=None)
    undo(fresh(second), user=None)
    assert everything() == before
    assert not EntityPage.objects.exclude(merged_into=None).exists()
