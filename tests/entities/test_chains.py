"""Industry chains: a stored slug, a name per language, no circles, nothing in use is deleted."""

from itertools import pairwise

import pytest
from django.core.exceptions import ValidationError
from django.db import IntegrityError, transaction
from django.db.models import ProtectedError
from django.utils.translation import override

from entities.models import ChainLink, IndustryChain
from tests.factories import make_chain, make_profile

pytestmark = [pytest.mark.django_db, pytest.mark.dialect]

BATTERIES = {
    "name": "Batterie",
    "definition": "Dal litio alla cella.",
    "name_en": "Batteries",
    "definition_en": "From lithium to the cell.",
    "name_zh_hans": "电池",
    "definition_zh_hans": "从锂到电芯。",
}


def line_of(*names, via):
    """Chains of which each leads to the next one ``via`` a foreign key."""
    made = [make_chain(name=name, retired=via == "merged_into") for name in names]
    for chain, following in pairwise(made):
        IndustryChain.objects.filter(pk=chain.pk).update(**{via: following})
    return [IndustryChain.objects.get(pk=chain.pk) for chain in made]


def test_a_chain_keeps_its_slug_when_it_is_renamed():
    chain = IndustryChain.objects.create(name="Batterie e nuove energie", slug="batterie")
    chain.name = "Accumulatori"
    chain.save()
    chain.refresh_from_db()
    assert (chain.name, chain.slug) == ("Accumulatori", "batterie")


def test_a_slug_belongs_to_one_chain():
    make_chain(slug="batterie")
    with pytest.raises(IntegrityError), transaction.atomic():
        make_chain(slug="batterie")


def test_a_name_belongs_to_one_chain():
    make_chain(name="Batterie")
    with pytest.raises(IntegrityError), transaction.atomic():
        make_chain(name="Batterie")


@pytest.mark.parametrize("slug", ["电池", "batterie nuove", "energía", "a/b", "a.b", ""])
def test_a_slug_is_plain_letters_digits_and_hyphens(slug):
    with pytest.raises(ValidationError) as refused:
        IndustryChain(name="Batterie", slug=slug).full_clean()
    assert "slug" in refused.value.error_dict


@pytest.mark.parametrize("hue", [0, 13, 32_000])
def test_a_hue_is_one_of_twelve(hue):
    with pytest.raises(ValidationError) as refused:
        IndustryChain(name="Batterie", slug="batterie", hue=hue).full_clean()
    assert "hue" in refused.value.error_dict
    with pytest.raises(IntegrityError), transaction.atomic():
        make_chain(hue=hue)


@pytest.mark.parametrize("hue", [1, 12])
def test_the_ends_of_the_palette_are_in_it(hue):
    make_chain(hue=hue).full_clean()


def test_the_database_knows_no_chain_that_is_part_of_itself():
    chain = make_chain()
    with pytest.raises(IntegrityError), transaction.atomic():
        IndustryChain.objects.filter(pk=chain.pk).update(parent=chain)


def test_the_database_knows_no_chain_that_is_merged_into_itself():
    chain = make_chain(retired=True)
    with pytest.raises(IntegrityError), transaction.atomic():
        IndustryChain.objects.filter(pk=chain.pk).update(merged_into=chain)


def test_a_merged_chain_is_retired():
    chain, other = make_chain(), make_chain()
    chain.merged_into = other
    with pytest.raises(ValidationError):
        chain.full_clean()
    with pytest.raises(IntegrityError), transaction.atomic():
        chain.save()
    chain.retired = True
    chain.full_clean()
    chain.save()


@pytest.mark.parametrize("via", ["parent", "merged_into"])
@pytest.mark.parametrize("length", [1, 2, 3, 5])
def test_no_chain_leads_to_itself_by_any_path(via, length):
    chains = line_of(*(f"Anello {number}" for number in range(length)), via=via)
    last = chains[-1]
    setattr(last, via, chains[0])
    with pytest.raises(ValidationError) as refused:
        last.full_clean()
    assert via in refused.value.error_dict


@pytest.mark.parametrize("via", ["parent", "merged_into"])
def test_a_line_of_chains_without_a_circle_is_allowed(via):
    chains = line_of("Primo", "Secondo", "Terzo", via=via)
    for chain in chains:
        chain.full_clean()


@pytest.mark.parametrize("via", ["parent", "merged_into"])
def test_a_circle_in_the_data_does_not_hang_the_check(via):
    first, second, third = line_of("Primo", "Secondo", "Terzo", via=via)
    IndustryChain.objects.filter(pk=third.pk).update(**{via: second})
    setattr(first, via, IndustryChain.objects.get(pk=second.pk))
    first.full_clean()


@pytest.mark.parametrize("between", [0, 1, 2])
def test_a_chain_is_not_merged_into_its_own_part(between):
    whole = make_chain(name="Intero", retired=True)
    part = whole
    for _ in range(between + 1):
        part = make_chain(parent=part)
    whole.merged_into = part
    with pytest.raises(ValidationError) as refused:
        whole.full_clean()
    assert "merged_into" in refused.value.error_dict


@pytest.mark.parametrize("via", ["parent", "merged_into"])
def test_the_ways_up_and_on_together_form_no_circle(via):
    part, whole, other = make_chain(retired=True), make_chain(retired=True), make_chain()
    IndustryChain.objects.filter(pk=whole.pk).update(merged_into=other, parent=part)
    setattr(part, via, whole)
    with pytest.raises(ValidationError, match="sé stessa"):
        part.full_clean()


def test_a_chain_is_no_part_of_one_that_was_merged():
    whole = make_chain(name="Intero", retired=True, merged_into=make_chain())
    part = make_chain()
    part.parent = whole
    with pytest.raises(ValidationError, match="«Intero» è stata unita a un’altra filiera"):
        part.full_clean()


def test_a_chain_is_not_merged_into_one_that_nobody_can_browse():
    undefined, loser = make_chain(name="Vuota", definition=" "), make_chain(retired=True)
    loser.merged_into = undefined
    with pytest.raises(ValidationError, match="«Vuota» non ha una definizione"):
        loser.full_clean()
    IndustryChain.objects.filter(pk=undefined.pk).update(definition="Dal litio alla cella.")
    loser.merged_into = IndustryChain.objects.get(pk=undefined.pk)
    loser.full_clean()


def test_a_chain_that_stands_for_pages_of_merged_ones_keeps_its_definition():
    winner, middle, loser = make_chain(), make_chain(retired=True), make_chain(retired=True)
    IndustryChain.objects.filter(pk=middle.pk).update(merged_into=winner)
    IndustryChain.objects.filter(pk=loser.pk).update(merged_into=middle)
    winner.definition = ""
    winner.full_clean()
    make_profile(chains=(loser,))
    with pytest.raises(ValidationError) as refused:
        winner.full_clean()
    assert "definition" in refused.value.error_dict


def test_a_chain_in_use_is_not_deleted():
    chain = make_chain()
    make_profile(chains=(chain,))
    with pytest.raises(ProtectedError, match=chain.name):
        chain.delete()
    assert ChainLink.objects.filter(tag=chain).count() == 1


def test_a_chain_in_use_is_not_deleted_in_bulk_either():
    chain = make_chain()
    make_profile(chains=(chain,))
    with pytest.raises(ProtectedError), transaction.atomic():
        IndustryChain.objects.filter(pk=chain.pk).delete()
    assert ChainLink.objects.filter(tag=chain).count() == 1


@pytest.mark.parametrize("via", ["parent", "merged_into"])
def test_a_chain_others_lead_to_is_not_deleted(via):
    _first, second = line_of("Primo", "Secondo", via=via)
    with pytest.raises(ProtectedError):
        second.delete()


def test_a_chain_nobody_uses_can_be_deleted():
    chain = make_chain()
    chain.delete()
    assert not IndustryChain.objects.filter(slug=chain.slug).exists()


def test_which_chains_are_defined_usable_and_listed():
    plain = make_chain(name="A")
    make_chain(name="B", definition="")
    retired = make_chain(name="C", retired=True)
    make_chain(name="D", retired=True, merged_into=plain)
    assert [chain.name for chain in IndustryChain.objects.defined()] == ["A", "C", "D"]
    assert list(IndustryChain.objects.usable()) == [plain]
    assert list(IndustryChain.objects.listed()) == [plain, retired]


@pytest.mark.parametrize("definition", ["", " ", "\n\t", "Dal litio alla cella."])
@pytest.mark.parametrize("retired", [True, False])
def test_a_chain_is_offered_exactly_when_it_says_that_it_is_usable(definition, retired):
    chain = make_chain(definition=definition, retired=retired)
    assert IndustryChain.objects.usable().contains(chain) == chain.usable


def test_the_family_of_a_chain_is_its_head_with_all_its_parts():
    head, other = make_chain(), make_chain()
    part, sister = make_chain(parent=head), make_chain(parent=head)

    def family(*chains):
        return set(IndustryChain.objects.family_of(chains).values_list("pk", flat=True))

    assert family(part) == family(head) == {head.pk, part.pk, sister.pk}
    assert family(other) == {other.pk}
    assert family() == set()


@pytest.mark.parametrize(
    ("language", "name", "definition"),
    [
        ("it", "Batterie", "Dal litio alla cella."),
        ("en", "Batteries", "From lithium to the cell."),
        ("zh-hans", "电池", "从锂到电芯。"),
    ],
)
def test_a_chain_is_read_in_the_reader_s_language(language, name, definition):
    chain = make_chain(**BATTERIES)
    with override(language):
        assert (chain.label, chain.label_definition) == (name, definition)
        assert chain.label_language == language


@pytest.mark.parametrize("language", ["en", "zh-hans", "fr", None])
def test_a_chain_without_a_translation_is_read_in_italian(language):
    chain = make_chain(name="Batterie", definition="Dal litio alla cella.")
    with override(language):
        assert (chain.label, chain.label_definition) == ("Batterie", "Dal litio alla cella.")
        assert chain.label_language == "it"


def test_name_and_definition_are_translated_independently():
    chain = make_chain(name="Batterie", definition="Dal litio alla cella.", name_en="Batteries")
    with override("en"):
        assert (chain.label, chain.label_definition) == ("Batteries", "Dal litio alla cella.")


def test_a_label_costs_no_query(django_assert_num_queries):
    chain = make_chain(**BATTERIES)
    with django_assert_num_queries(0), override("zh-hans"):
        assert chain.label == "电池"


def test_a_chain_keeps_its_address():
    chain = make_chain(slug="batterie")
    chain.name = "Accumulatori"
    chain.full_clean()
    chain.slug = "accumulatori"
    with pytest.raises(ValidationError, match="batterie") as refused:
        chain.full_clean()
    assert list(refused.value.message_dict) == ["slug"]


def test_a_chain_in_use_keeps_a_definition():
    used, unused = make_chain(), make_chain()
    make_profile(live=False, chains=(used,))
    for chain in (used, unused):
        chain.definition = " "
    with pytest.raises(ValidationError) as refused:
        used.full_clean()
    assert list(refused.value.message_dict) == ["definition"]
    unused.full_clean(exclude=["definition"])
