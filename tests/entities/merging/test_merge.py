"""Two chains become one: links, sub-chains and earlier merges move, and nothing is lost."""

import pytest
from wagtail.models import ModelLogEntry, ReferenceIndex

from entities.merging.merge import MERGE_ACTION, merge
from entities.merging.plan import MergeError, plan
from entities.models import ChainLink, IndustryChain
from tests.entities.editing import make_private, merged
from tests.factories import make_chain, make_profile, make_report

pytestmark = [pytest.mark.django_db, pytest.mark.dialect]


def fresh(chain):
    return IndustryChain.objects.get(pk=chain.pk)


def links_of(page):
    found = ChainLink.objects.filter(content_object=page.pk).order_by("pk")
    return list(found.values_list("tag__name", "stage", "evidence"))


def linked(*rows, live=True):
    """A profile with links: chain, stage, evidence."""
    links = [ChainLink(tag=chain, stage=stage, evidence=evidence) for chain, stage, evidence in rows]
    return make_profile(live=live, rows={"chain_links": links})


def test_links_move_and_the_loser_becomes_a_tombstone(mocha, coffee):
    public, draft, private = (make_profile(chains=(mocha,), live=live) for live in (True, False, True))
    make_private(private)
    report = make_report(public, chains=(mocha,))
    merged(mocha, coffee)
    for page in (public, draft, private, report):
        assert links_of(page) == [("Caffè", "unspecified", "stated")]
    assert (fresh(mocha).retired, fresh(mocha).merged_into) == (True, coffee)
    assert fresh(coffee).usable


def test_wagtail_s_list_of_uses_follows(mocha, coffee, django_capture_on_commit_callbacks):
    with django_capture_on_commit_callbacks(execute=True):
        page = make_profile(chains=(mocha,))
    with django_capture_on_commit_callbacks(execute=True):
        merged(mocha, coffee)
    uses = [
        ReferenceIndex.get_references_to(chain).filter(object_id=page.pk).count() for chain in (mocha, coffee)
    ]
    assert uses == [0, 1]


@pytest.mark.parametrize(
    ("of_loser", "of_winner", "left"),
    [
        (("upstream", "external"), ("unspecified", "stated"), ("upstream", "stated")),
        (("unspecified", "stated"), ("midstream", "external"), ("midstream", "stated")),
        (("upstream", "stated"), ("midstream", "profile"), ("upstream", "stated")),
        (("upstream", "profile"), ("midstream", "stated"), ("midstream", "stated")),
        (("upstream", "stated"), ("midstream", "stated"), ("midstream", "stated")),
        (("unspecified", "stated"), ("unspecified", ""), ("unspecified", "stated")),
    ],
)
def test_a_page_in_both_keeps_the_better_evidence_and_a_known_stage(mocha, coffee, of_loser, of_winner, left):
    page = linked((mocha, *of_loser), (coffee, *of_winner))
    merged(mocha, coffee)
    assert links_of(page) == [("Caffè", *left)]


def test_sub_chains_move_along(mocha, coffee):
    part = make_chain(parent=mocha)
    deeper = make_chain(parent=part)
    merged(mocha, coffee)
    assert fresh(part).parent == coffee
    assert fresh(deeper).parent == part


def test_earlier_merges_lead_to_the_survivor_in_one_step(mocha, coffee):
    espresso, ristretto = make_chain(name="Espresso"), make_chain(name="Ristretto")
    merged(espresso, mocha)
    merged(ristretto, espresso) if fresh(espresso).usable else merged(ristretto, mocha)
    merged(mocha, coffee)
    for chain in (espresso, ristretto, mocha):
        assert fresh(chain).merged_into == coffee


def test_links_that_stayed_with_an_earlier_loser_move_too(mocha, coffee):
    espresso = make_chain(retired=True, merged_into=mocha)
    page = make_profile(chains=(espresso, mocha))
    merged(mocha, coffee)
    assert links_of(page) == [("Caffè", "unspecified", "stated")]


def test_a_part_may_be_merged_into_the_whole(mocha, coffee):
    update(mocha, parent=coffee)
    part = make_chain(parent=mocha)
    merged(mocha, coffee)
    assert fresh(part).parent == coffee


def test_a_retired_chain_without_definition_may_be_merged_away(coffee):
    old = make_chain(retired=True, definition="")
    merged(old, coffee)
    assert fresh(old).merged_into == coffee


def update(chain, **given):
    IndustryChain.objects.filter(pk=chain.pk).update(**given)


def circular(mocha, coffee):
    update(coffee, parent=make_chain(parent=mocha))


def circular_by_a_tombstone(mocha, coffee):
    update(coffee, parent=make_chain(retired=True, merged_into=mocha))


@pytest.mark.parametrize(
    ("prepare", "sentence"),
    [
        (lambda _mocha, coffee: update(coffee, definition=" "), "«Caffè» non si può usare"),
        (lambda _mocha, coffee: update(coffee, retired=True), "«Caffè» non si può usare"),
        (lambda _mocha, coffee: merged(coffee, make_chain()), "«Caffè» è stata a sua volta unita"),
        (lambda mocha, _coffee: merged(mocha, make_chain()), "«Moka» è già stata unita"),
        (circular, "«Caffè» fa parte di «Moka»"),
        (circular_by_a_tombstone, "«Caffè» fa parte di «Moka»"),
    ],
)
def test_what_cannot_be_merged_is_refused_in_words_and_stays(mocha, coffee, prepare, sentence):
    page = make_profile()
    prepare(mocha, coffee)
    ChainLink.objects.create(content_object=page, tag=mocha, evidence="stated")
    before = fresh(mocha).merged_into
    for attempt in (lambda: merged(mocha, coffee), lambda: plan(fresh(mocha), fresh(coffee))):
        with pytest.raises(MergeError, match=sentence):
            attempt()
    assert fresh(mocha).merged_into == before
    assert links_of(page)[0][0] == "Moka"


def test_no_chain_is_merged_into_itself_or_without_a_reason(mocha, coffee):
    with pytest.raises(MergeError, match="sé stessa"):
        merged(mocha, mocha)
    with pytest.raises(MergeError, match="Dite perché"):
        merged(mocha, coffee, reason=" \n")
    with pytest.raises(MergeError, match="non esiste più"):
        merged(mocha, IndustryChain(pk=99_999, name="Nessuna"))


def test_both_histories_say_who_and_why(mocha, coffee, admin_user):
    merge(mocha, coffee, user=admin_user, reason=" Doppione. ")
    entries = ModelLogEntry.objects.filter(action=MERGE_ACTION)
    assert {entry.object_id for entry in entries} == {str(mocha.pk), str(coffee.pk)}
    for entry in entries:
        assert entry.user == admin_user
        said = str(entry.formatter.format_message(entry))
        assert all(word in said for word in ("Moka", "Caffè", "Doppione."))


def test_the_plan_names_all_that_is_touched(mocha, coffee, django_assert_max_num_queries):
    live = make_profile(chains=(mocha,))
    unpublished = make_profile(chains=(mocha,), live=False)
    both = linked((mocha, "upstream", "stated"), (coffee, "downstream", "stated"))
    part, earlier = make_chain(parent=mocha), make_chain(retired=True, merged_into=mocha)
    make_profile(chains=(coffee,))
    with django_assert_max_num_queries(8):
        found = plan(mocha, coffee)
    assert (found.live, found.both, found.disputed) == (
        [live.page_ptr, both.page_ptr],
        [both.page_ptr],
        [both.page_ptr],
    )
    assert found.unpublished == [unpublished.page_ptr]
    assert (found.sub_chains, found.merged_before) == ([part], [earlier])
    assert not found.is_empty
