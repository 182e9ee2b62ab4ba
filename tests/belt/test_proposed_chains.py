"""Writers propose a chain; it can be used once a reviewer has accepted it."""

import re

import pytest
from django.core.exceptions import ValidationError
from django.urls import reverse
from wagtail.models import ModelLogEntry

from belt.roles import REVIEWERS, TRANSLATORS, WRITERS
from entities.merging.merge import merge
from entities.merging.plan import MergeError
from entities.merging.undo import undo
from entities.models import ChainLink, IndustryChain
from entities.proposals import ACCEPT_ACTION, REJECT_ACTION
from tests.belt.test_merging_screens import member_of, said  # noqa: F401
from tests.entities.test_admin_chains import form
from tests.factories import chain_section, make_chain, make_profile

pytestmark = pytest.mark.django_db


def address(name, *chains):
    return reverse(IndustryChain.snippet_viewset.get_url_name(name), args=[chain.pk for chain in chains])


def propose(client, **given):
    answer = client.post(address("add"), form(**given), follow=True)
    assert answer.status_code == 200
    return IndustryChain.objects.get(), answer


def test_what_a_writer_makes_is_proposed_and_cannot_be_used(member_of, client):  # noqa: F811
    chain, answer = propose(member_of(WRITERS), proposed="", name="Tessile", slug="tessile")
    assert chain.proposed
    assert "Tessile" in said(answer)
    assert address("edit", chain) not in answer.content.decode()
    assert not chain.usable
    assert not chain.is_listed
    assert not IndustryChain.objects.usable().exists()
    assert not IndustryChain.objects.listed().exists()
    assert client.get(f"{chain_section().url}tessile/").status_code == 404
    with pytest.raises(ValidationError) as refused:
        ChainLink(content_object=make_profile(), tag=chain, evidence="stated").full_clean()
    assert "tag" in refused.value.error_dict


def test_whether_it_is_proposed_or_merged_is_said_in_words(member_of):  # noqa: F811
    chain, reviewer = make_chain(proposed=True), member_of(REVIEWERS)
    assert shown_as(reviewer, chain, "proposed") == "sì"
    assert shown_as(reviewer, chain, "merged_into") == "–"
    merge(chain, make_chain(name="Tessile"), user=None, reason="È la stessa.")
    assert shown_as(reviewer, chain, "merged_into") == "Tessile"


def test_a_merge_ends_the_proposal_and_its_undoing_takes_it_up_again(member_of):  # noqa: F811
    chain, reviewer = make_chain(name="Filati", proposed=True), member_of(REVIEWERS)
    merge(chain, make_chain(name="Tessile"), user=None, reason="È la stessa.")
    assert not IndustryChain.objects.filter(proposed=True).exists()
    answer = reviewer.post(address("accept", chain), follow=True)
    assert "non è in attesa" in said(answer)
    undo(IndustryChain.objects.get(pk=chain.pk), user=None)
    assert list(IndustryChain.objects.filter(proposed=True)) == [chain]


def shown_as(client, chain, field):
    """What the screen of a chain says of what others decide about it."""
    html = client.get(address("edit", chain)).content.decode()
    box = rf'aria-labelledby="[^"]*{field}[^"]*"[^>]*aria-readonly="true">(.*?)</div>'
    [text] = re.findall(box, html, re.DOTALL)
    return text.strip()


def test_nobody_retires_what_is_only_proposed(member_of):  # noqa: F811
    chain, _answer = propose(member_of(WRITERS), retired="on", name="Tessile", slug="tessile")
    assert (chain.proposed, chain.retired) == (True, False)


def test_without_a_definition_it_is_accepted_and_said_what_is_lacking(member_of):  # noqa: F811
    chain = make_chain(name="Tessile", slug="tessile", proposed=True, definition="")
    assert "definizione" in said(member_of(REVIEWERS).post(address("accept", chain), follow=True))


def test_a_reviewer_accepts_it(member_of, client):  # noqa: F811
    chain = make_chain(name="Tessile", slug="tessile", proposed=True)
    reviewer = member_of(REVIEWERS)
    for screen in ("list", "edit"):
        html = reviewer.get(address(screen, *([chain] if screen == "edit" else []))).content.decode()
        assert address("accept", chain) in html
    assert "Dal minerale" in reviewer.get(address("accept", chain)).content.decode()
    assert "Tessile" in said(reviewer.post(address("accept", chain), follow=True))
    chain.refresh_from_db()
    assert chain.usable
    assert client.get(f"{chain_section().url}tessile/").status_code == 200
    assert ModelLogEntry.objects.get(action=ACCEPT_ACTION).object_id == str(chain.pk)
    assert "Tessile" in said(reviewer.post(address("accept", chain), follow=True))
    assert ModelLogEntry.objects.filter(action=ACCEPT_ACTION).count() == 1


def test_a_reviewer_rejects_it_and_says_why(member_of):  # noqa: F811
    chain, reviewer = make_chain(name="Tessile", proposed=True), member_of(REVIEWERS)
    assert address("reject", chain) in reviewer.get(address("edit", chain)).content.decode()
    assert reviewer.post(address("reject", chain), {"reason": " "}).context["form"].errors
    assert IndustryChain.objects.exists()
    answer = reviewer.post(address("reject", chain), {"reason": "È abbigliamento."}, follow=True)
    assert "Tessile" in said(answer)
    assert not IndustryChain.objects.exists()
    entry = ModelLogEntry.objects.get(action=REJECT_ACTION)
    assert (entry.label, entry.user, entry.deleted) == ("Tessile", answer.wsgi_request.user, True)
    assert "È abbigliamento." in entry.message


def test_what_is_no_proposal_or_in_use_is_not_rejected(member_of):  # noqa: F811
    reviewer, accepted, used = member_of(REVIEWERS), make_chain(), make_chain()
    make_profile(chains=(used,))
    parent = make_chain(proposed=True)
    make_chain(parent=parent)
    IndustryChain.objects.filter(pk=used.pk).update(proposed=True)
    for chain in (accepted, used, parent):
        answer = reviewer.post(address("reject", chain), {"reason": "No."}, follow=True)
        assert chain.name in said(answer)
        assert IndustryChain.objects.filter(pk=chain.pk).exists()


def test_what_a_reviewer_makes_needs_nobody(member_of):  # noqa: F811
    chain, _answer = propose(member_of(REVIEWERS))
    assert chain.usable


@pytest.mark.parametrize("role", [WRITERS, TRANSLATORS])
def test_others_neither_see_nor_do_it(member_of, role):  # noqa: F811
    chain, client = make_chain(proposed=True), member_of(role)
    assert client.get(address("accept", chain)).status_code == 302
    assert client.post(address("accept", chain)).status_code == 302
    assert client.post(address("reject", chain), {"reason": "No."}).status_code == 302
    assert address("accept", chain) not in client.get(address("list")).content.decode()
    chain.refresh_from_db()
    assert chain.proposed


def test_translators_propose_nothing(member_of):  # noqa: F811
    assert member_of(TRANSLATORS).post(address("add"), form()).status_code == 302
    assert not IndustryChain.objects.exists()


def test_a_proposal_is_merged_away_but_nothing_is_merged_into_it():
    proposal, chain = make_chain(proposed=True), make_chain()
    with pytest.raises(MergeError, match="non si può usare"):
        merge(chain, proposal, user=None, reason="x")
    merge(proposal, chain, user=None, reason="Esiste già.")
    proposal.refresh_from_db()
    assert proposal.survivor == chain
