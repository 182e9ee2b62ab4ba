"""What an itinerary and a report's text say that the other does not."""

import pytest
from bs4 import BeautifulSoup
from django.urls import reverse

from entities.enums import Evidence, Stage
from entities.mentions.listing import mentions_of
from entities.models import ChainLink, IndustryChain
from tests.entities.editing import make_private, queries_of
from tests.entities.mentions.texts import a_link, called, paragraph, stream
from tests.factories import make_chain, make_place, make_profile, make_report
from visits.mentions import hidden_stops, lacking_chains, sites_without_stop, unmentioned_stops

pytestmark = pytest.mark.django_db


def company(title, *links, **given):
    """A profile in chains: (chain, stage, evidence)."""
    rows = [ChainLink(tag=chain, stage=stage, evidence=evidence) for chain, stage, evidence in links]
    return make_profile(title=title, rows={"chain_links": rows}, **given)


def titles(found):
    return [profile.title for profile in found]


def test_stops_that_the_text_never_names():
    named, linked, shown, silent = (
        make_profile(title=f"Impresa {name}") for name in ("Uno", "Due", "Tre", "Sei")
    )
    body = stream(
        paragraph(f"La Impresa Uno e {a_link(linked, 'la seconda')}."), {"type": "profile", "value": shown.pk}
    )
    report = make_report(named, linked, shown, silent, body=body)
    assert [stop.entity for stop in unmentioned_stops(report, mentions_of(report))] == [silent]


def test_an_ambiguous_mention_may_be_the_stop():
    one = make_profile(title="Verdi Prima", rows={"names": [called("Verdi")]})
    two = make_profile(title="Verdi Seconda", rows={"names": [called("Verdi")]})
    report = make_report(one, body=stream(paragraph("Alla Verdi.")))
    listed = mentions_of(report)
    assert unmentioned_stops(report, listed) == []
    assert sites_without_stop(report, listed) == []
    assert two.pk in listed.perhaps_mentioned


@pytest.mark.parametrize("hide", [make_private, lambda page: page.unpublish()])
def test_stops_at_hidden_profiles_are_left_out(hide):
    site = make_profile(title="Impresa segreta")
    report = make_report(site, body=stream(paragraph("Nulla.")))
    hide(site)
    listed = mentions_of(report)
    assert unmentioned_stops(report, listed) == []
    assert [profile.title for profile in hidden_stops(report, listed)] == ["Impresa segreta"]


def test_writers_are_told_of_stops_that_readers_would_not_know(admin_client):
    seen, unseen = make_profile(title="Impresa nota"), make_profile(title="Impresa segreta", live=False)
    report = make_report(seen, unseen, body=stream(paragraph("Impresa nota.")))
    report.save_revision()
    html = BeautifulSoup(
        admin_client.get(reverse("wagtailadmin_pages:edit", args=[report.pk])).content, "html.parser"
    )
    section = html.find("section", attrs={"aria-labelledby": "mentions-hidden"})
    assert [row.get_text() for row in section.select("li")] == ["Impresa segreta"]
    chooser = BeautifulSoup(admin_client.get(reverse("profile_chooser:choose")).content, "html.parser")
    rows = [" ".join(row.get_text().split()) for row in chooser.select("tbody tr")]
    assert [row for row in rows if "bozza" in row] == [row for row in rows if "segreta" in row] != []


def test_sites_that_are_no_stop_in_the_order_of_the_text():
    make_place(title="Kunshan")
    delegation = make_profile(title="Gruppo di Putuo")
    visited, late, early = (make_profile(title=f"Impresa {name}") for name in ("Uno", "Due", "Tre"))
    body = stream(
        paragraph("A Kunshan: Impresa Tre, Impresa Uno, Impresa Due, Impresa Tre, Gruppo di Putuo.")
    )
    report = make_report(visited, body=body, delegation=delegation)
    assert titles(sites_without_stop(report, mentions_of(report))) == [early.title, late.title]


def test_chains_of_the_stops_that_the_report_lacks():
    own, first, second, undefined = make_chain(), make_chain(), make_chain(), make_chain()
    IndustryChain.objects.filter(pk=undefined.pk).update(retired=True)
    one = company(
        "Una",
        (own, "upstream", "stated"),
        (first, "midstream", "implied"),
        (undefined, "upstream", "stated"),
    )
    two = company("Due", (second, "downstream", "external"), (first, "upstream", "stated"))
    three = company("Tre", (first, "downstream", "stated"))
    found = lacking_chains(make_report(one, two, three, one, chains=(own,)))
    assert [(lack.chain, lack.stage, lack.evidence, lack.profile) for lack in found] == [
        (first, Stage.UPSTREAM, Evidence.STATED, two),
        (second, Stage.DOWNSTREAM, Evidence.EXTERNAL, two),
    ]


def test_a_merged_chain_counts_as_the_one_it_was_merged_into():
    loser, winner = make_chain(), make_chain()
    report = make_report(company("Una", (winner, "upstream", "stated")), chains=(loser,))
    assert [lack.chain for lack in lacking_chains(report)] == [winner]
    IndustryChain.objects.filter(pk=loser.pk).update(retired=True, merged_into=winner)
    assert lacking_chains(report) == []


def test_chains_of_hidden_profiles_are_left_out():
    site = company("Segreta", (make_chain(), "upstream", "stated"))
    report = make_report(site)
    site.unpublish()
    assert lacking_chains(report) == []


def test_a_draft_is_read_as_it_is():
    chain = make_chain()
    one, two = company("Impresa Una", (chain, "upstream", "stated")), company("Impresa Due")
    report = make_report(two)
    report.stops = [type(report.stops.first())(entity=one)]
    report.chain_links = []
    report.body = stream(paragraph("Impresa Due"))
    report.save_revision()
    draft = report.get_latest_revision_as_object()
    listed = mentions_of(draft)
    assert [stop.entity for stop in unmentioned_stops(draft, listed)] == [one]
    assert titles(sites_without_stop(draft, listed)) == [two.title]
    assert [lack.chain for lack in lacking_chains(draft)] == [chain]


def test_queries_do_not_grow_with_the_tour():
    def queries(size):
        sites = [
            company(f"Impresa {size} {number}", (make_chain(), "upstream", "stated"))
            for number in range(size)
        ]
        others = [make_profile(title=f"Altra {size} {number}") for number in range(size)]
        text = ", ".join(other.title for other in others)
        own = tuple(make_chain() for _ in range(size))
        report = make_report(*sites, chains=own, body=stream(paragraph(text)))
        report.save_revision()
        draft = report.get_latest_revision_as_object()

        def read(page):
            listed = mentions_of(page)
            assert len(unmentioned_stops(page, listed)) == size
            assert len(sites_without_stop(page, listed)) == size
            assert len(lacking_chains(page)) == size

        return queries_of(lambda: read(report)), queries_of(lambda: read(draft))

    assert queries(2) == queries(9)
