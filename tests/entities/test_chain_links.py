"""Pages in chains: only usable chains are given, and old links outlive retirement."""

import pytest
from django.core.exceptions import ValidationError
from django.db import IntegrityError, transaction
from wagtail.models import Page

from entities.models import ChainLink, EntityPage, IndustryChain
from tests.entities.editing import create, existing, form_of, link_row, problems, profile_form, save
from tests.factories import make_chain, make_profile, make_report

pytestmark = pytest.mark.django_db


def row(chain, **given):
    return {"tag": chain.pk, "stage": "upstream", "evidence": "profile"} | given


def retire(chain):
    IndustryChain.objects.filter(pk=chain.pk).update(retired=True)


@pytest.mark.parametrize("definition", ["", "  ", "\n"])
def test_a_chain_needs_a_definition_before_it_is_used(definition):
    link = ChainLink(content_object=make_profile(), tag=make_chain(definition=definition))
    with pytest.raises(ValidationError) as refused:
        link.full_clean()
    assert "tag" in refused.value.error_dict


def test_a_retired_chain_is_not_given_to_further_pages():
    link = ChainLink(content_object=make_profile(), tag=make_chain(retired=True))
    with pytest.raises(ValidationError) as refused:
        link.full_clean()
    assert "tag" in refused.value.error_dict


def test_a_stored_link_outlives_the_retirement_of_its_chain():
    chain = make_chain()
    link = make_profile(chains=(chain,)).chain_links.get()
    retire(chain)
    ChainLink.objects.get(pk=link.pk).full_clean()


def test_a_usable_chain_can_be_given():
    ChainLink(content_object=make_profile(), tag=make_chain(), evidence="profile").full_clean()


@pytest.mark.parametrize(("field", "value"), [("stage", "sideways"), ("evidence", "hearsay"), ("stage", "")])
def test_stage_and_evidence_are_known_words(field, value):
    page = make_profile()
    link = ChainLink(content_object=page, tag=make_chain(), **{field: value})
    with pytest.raises(ValidationError) as refused:
        link.full_clean()
    assert field in refused.value.error_dict
    with pytest.raises(IntegrityError), transaction.atomic():
        ChainLink.objects.create(content_object=page, tag=make_chain(), **{field: value})


def test_one_query_lists_the_pages_of_any_type_in_a_chain(django_assert_num_queries):
    chain = make_chain()
    profile = make_profile(chains=(chain,))
    report = make_report(profile, chains=(chain,))
    with django_assert_num_queries(1):
        assert {page.pk for page in Page.objects.filter(chain_links__tag=chain)} == {profile.pk, report.pk}


def test_links_are_read_with_their_chains(django_assert_num_queries):
    page = make_profile(chains=(make_chain(name="Seconda"), make_chain(name="Prima")))
    with django_assert_num_queries(1):
        assert [link.tag.name for link in page.chain_links.for_labels()] == ["Seconda", "Prima"]


@pytest.mark.parametrize("publish", [True, False])
def test_the_form_gives_a_usable_chain(admin_client, publish):
    chain = make_chain()
    create(admin_client, profile_form(rows={"chain_links": [row(chain)]}), publish=publish)
    link = EntityPage.objects.get(slug="qingtao").chain_links.get()
    assert (link.tag, link.stage, link.evidence) == (chain, "upstream", "profile")


@pytest.mark.parametrize("lacking", [{"definition": ""}, {"retired": True}])
@pytest.mark.parametrize("publish", [True, False])
def test_the_form_refuses_a_chain_that_cannot_be_used(admin_client, lacking, publish):
    form = profile_form(rows={"chain_links": [row(make_chain(**lacking))]})
    response = create(admin_client, form, publish=publish)
    assert list(problems(response)) == ["chain_links.tag"]
    assert not EntityPage.objects.filter(slug="qingtao").exists()


@pytest.mark.parametrize("publish", [True, False])
def test_the_form_refuses_the_same_chain_twice(admin_client, publish):
    chain = make_chain()
    response = create(admin_client, profile_form(rows={"chain_links": [row(chain)] * 2}), publish=publish)
    assert any(chain.name in error for error in problems(response)["chain_links"])
    assert not EntityPage.objects.filter(slug="qingtao").exists()


def test_a_chain_can_be_replaced_by_itself(admin_client):
    chain = make_chain()
    page = make_profile(chains=(chain,))
    removed = link_row(page.chain_links.get()) | {"DELETE": "1"}
    form = form_of(page, kind="city", rows={"chain_links": existing([removed], [row(chain)])})
    assert save(admin_client, page, form, publish=True).status_code == 302
    assert [link.stage for link in page.chain_links.all()] == ["upstream"]


@pytest.mark.parametrize("publish", [True, False])
def test_the_form_keeps_the_link_to_a_chain_that_has_been_retired(admin_client, publish):
    chain = make_chain()
    page = make_profile(kind="city", chains=((chain, "midstream"),))
    retire(chain)
    response = save(admin_client, page, form_of(page, summary="Cambiato."), publish=publish)
    assert response.status_code == 302, problems(response)
    latest = EntityPage.objects.get(pk=page.pk).get_latest_revision_as_object()
    assert latest.summary == "Cambiato."
    assert [(link.tag, link.stage) for link in latest.chain_links.all()] == [(chain, "midstream")]


@pytest.mark.parametrize("publish", [False, True])
def test_the_form_keeps_the_link_of_a_draft(admin_client, publish):
    chain, page = make_chain(), make_profile(kind="city")
    rows = {"chain_links": [row(chain)]}
    assert save(admin_client, page, form_of(page, rows=rows)).status_code == 302
    retire(chain)
    response = save(admin_client, page, form_of(page, summary="Cambiato.", rows=rows), publish=publish)
    assert response.status_code == 302, problems(response)
    latest = EntityPage.objects.get(pk=page.pk).get_latest_revision_as_object()
    assert (latest.summary, [link.tag for link in latest.chain_links.all()]) == ("Cambiato.", [chain])


def test_the_form_does_not_turn_a_stored_link_to_a_retired_chain(admin_client):
    page = make_profile(kind="city", chains=(make_chain(),))
    turned = link_row(page.chain_links.get()) | {"tag": make_chain(retired=True).pk}
    response = save(admin_client, page, form_of(page, rows={"chain_links": existing([turned])}))
    assert response.status_code == 200, "the form accepted it"
    assert list(problems(response)) == ["chain_links.tag"]
