"""The stages of a chain: why somebody stands there, and what is said where little is known."""

import pytest

from entities.models import ChainLink
from tests.belt.explorer.desk import explorer
from tests.belt.test_chain_pages import address_of, open_chain
from tests.belt.translating.half_done import english_of
from tests.factories import chain_section, make_chain, make_profile
from tests.translations import translate

pytestmark = pytest.mark.django_db


def test_the_strongest_evidence_counts_and_says_of_which_part_it_is(client):
    chain = make_chain(name="Batterie")
    part = make_chain(name="Stato solido", parent=chain)
    own, strong = make_profile(title="Proprio"), make_profile(title="Forte")
    for page, tag, stage, evidence in (
        (own, part, "upstream", "implied"),
        (own, chain, "upstream", "implied"),
        (strong, chain, "upstream", "external"),
        (strong, part, "upstream", "stated"),
        (strong, chain, "unspecified", "stated"),
    ):
        ChainLink.objects.create(content_object=page, tag=tag, stage=stage, evidence=evidence)
    context = open_chain(client, chain)
    [group] = context["known_stages"][0].groups
    reasons = {member.entity: (member.reason.evidence, member.reason.part) for member in group.members}
    assert reasons == {own: ("implied", None), strong: ("stated", part)}
    assert context["unspecified"].count == 0
    assert "dichiarato in una relazione · Stato solido" in client.get(address_of(chain)).content.decode()


def test_that_no_stage_is_known_is_said_once(client):
    chain = make_chain()
    make_profile(chains=((chain, "unspecified"),))
    html = client.get(address_of(chain)).content.decode()
    assert html.count("Nessun testo dice chi sta in quale fase.") == 1
    assert "data-empty" not in html


def test_a_text_of_another_language_may_say_it(client):
    chain = make_chain()
    translate(chain_section())
    make_profile(chains=((chain, "upstream"),))
    html = client.get(f"{english_of(chain_section()).url}{chain.slug}/").content.decode()
    assert "No English text says who stands at which stage." in html


def test_a_link_to_more_members_says_what_it_shows(client, monkeypatch):
    monkeypatch.setattr("belt.stages.MEMBERS_SHOWN", 1)
    explorer()
    chain = make_chain()
    for stage in ("upstream", "upstream", "unspecified", "unspecified"):
        make_profile(chains=((chain, stage),))
    html = client.get(address_of(chain)).content.decode()
    address = f"/it/esplora/?type=profile&amp;chain={chain.slug}"
    assert html.count(f'e un altro: <a href="{address}">tutti i 4 profili della filiera</a>') == 2


def test_a_link_that_says_nothing_of_its_evidence_breaks_nothing(client):
    chain, page = make_chain(), make_profile(title="Senza prova")
    ChainLink.objects.create(content_object=page, tag=chain, stage="upstream", evidence="")
    html = client.get(address_of(chain)).content.decode()
    assert "Senza prova" in html
    assert client.get(page.url).status_code == 200
