"""A merge is taken back exactly, unless somebody has built on it."""

import pytest
from wagtail.models import Page

from entities.merging.undo import UndoError, undo, undoable
from entities.models import ChainLink, EntityPage, IndustryChain
from tests.entities.editing import merged
from tests.factories import make_chain, make_profile
from tests.translations import translate

pytestmark = [pytest.mark.django_db, pytest.mark.dialect]


def undone(loser):
    return undo(IndustryChain.objects.get(pk=loser.pk), user=None)


def everything():
    return (
        list(ChainLink.objects.order_by("pk").values()),
        list(IndustryChain.objects.order_by("pk").values()),
    )


def change(page):
    draft = EntityPage.objects.get(pk=page.pk)
    draft.summary = "Cambiata."
    draft.save_revision()


@pytest.mark.parametrize("retired", [False, True])
def test_all_is_as_it_was(coffee, retired):
    mocha = make_chain(name="Moka", retired=retired)
    earlier = make_chain(retired=True, merged_into=mocha)
    make_chain(parent=mocha), make_chain(parent=earlier)
    make_profile(chains=((mocha, "upstream"), (coffee, "downstream")))
    make_profile(chains=(mocha, earlier), live=False)
    make_profile(chains=(coffee,))
    before = everything()
    merged(mocha, coffee)
    assert everything() != before
    assert undoable(IndustryChain.objects.get(pk=mocha.pk))
    result = undone(mocha)
    assert everything() == before
    assert (result.kept_pages, result.kept_chains) == ([], [])


def test_it_can_be_merged_and_undone_again(mocha, coffee):
    make_profile(chains=(mocha,))
    before = everything()
    for _ in range(2):
        merged(mocha, coffee)
        undone(mocha)
        assert everything() == before


def test_pages_and_chains_that_changed_since_stay_and_are_named(mocha, coffee):
    saved, relinked, untouched = (make_profile(chains=(mocha,)) for _ in range(3))
    part = make_chain(parent=mocha)
    merged(mocha, coffee)
    change(saved)
    ChainLink.objects.filter(content_object=relinked.pk).update(stage="upstream")
    IndustryChain.objects.filter(pk=part.pk).update(parent=None)
    result = undone(mocha)
    assert {page.pk for page in result.kept_pages} == {saved.pk, relinked.pk}
    assert result.kept_chains == [part]
    tags = dict(ChainLink.objects.values_list("content_object", "tag__name"))
    assert tags == {saved.pk: "Caffè", relinked.pk: "Caffè", untouched.pk: "Moka"}


def test_a_page_deleted_since_is_no_obstacle(mocha, coffee):
    page = make_profile(chains=(mocha,))
    merged(mocha, coffee)
    Page.objects.get(pk=page.pk).delete()
    assert undone(mocha).kept_pages == []


def test_only_the_latest_merge_can_be_undone(mocha, coffee, admin_client):
    espresso = make_chain(name="Espresso")
    merged(mocha, coffee)
    merged(espresso, coffee)
    before = everything()
    assert undoable(IndustryChain.objects.get(pk=mocha.pk)) is None
    with pytest.raises(UndoError, match="«Moka» o «Caffè» è cambiata"):
        undone(mocha)
    assert everything() == before
    undone(espresso)


@pytest.mark.parametrize(
    ("by_hand", "sentence"),
    [(True, "non si può più annullare"), (False, "«Moka» non è unita")],
)
def test_what_was_not_merged_here_is_not_undone(mocha, coffee, by_hand, sentence):
    if by_hand:
        IndustryChain.objects.filter(pk=mocha.pk).update(retired=True, merged_into=coffee)
    with pytest.raises(UndoError, match=sentence):
        undone(mocha)


def test_a_page_that_was_changed_in_one_language_stays_in_all(mocha, coffee):
    page = make_profile(chains=(mocha,))
    english = translate(page)
    merged(mocha, coffee)
    change(page)
    assert {kept.pk for kept in undone(mocha).kept_pages} == {page.pk, english.pk}
    tags = ChainLink.objects.filter(content_object__in=[page.pk, english.pk]).values_list("tag", flat=True)
    assert set(tags) == {coffee.pk}
