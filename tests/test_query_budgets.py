"""What a page may ask of the database: so many queries, and no more as rows are added.

Nothing is cached, and of chains and the explorer not even the index of facets.
"""

import json
from itertools import cycle
from urllib.parse import urlencode

import pytest
from django.apps import apps
from django.contrib.contenttypes.models import ContentType
from django.core.cache import cache
from django.db import connection
from django.test.utils import CaptureQueriesContext
from wagtail.models import Page, ReferenceIndex

from belt.explorer.facets import forget
from belt.models import BeltStation
from entities.models import EditorialNote, EntityName, EntityPage, EntityRelation, IndustryChain, Source
from tests.belt.explorer.desk import explorer
from tests.factories import (
    chain_section,
    italian_home,
    make_chain,
    make_place,
    make_profile,
    make_report,
    open_questions,
    profiles,
    reports,
)
from tests.translations import open_home, told
from visits.models import ChangeNote, Delegate, VisitStop

pytestmark = [pytest.mark.django_db, pytest.mark.dialect]

BUDGETS = {
    "report": 20,
    "profile": 20,
    "place": 20,
    "chain": 15,
    "explorer": 25,
    "words": 25,
    "every facet": 25,
    "one hit": 25,
    "a slip": 25,
    "no words": 25,
    "home": 20,
    "reports": 15,
    "profiles": 15,
    "chains": 15,
    "open questions": 15,
}


# Counted with everything the first request after a change has to read.
COLD = {"chain", "chains", "explorer", "words", "every facet", "one hit", "a slip", "no words"}


def sources(count):
    return [Source(title=f"Fonte {n}", locale=italian_home().locale) for n in range(count)]


def notes(count):
    opened = [EditorialNote(kind="gap", title=f"Dubbio {n}", text="?", code=f"d{n}") for n in range(count)]
    answer = {"status": "resolved", "resolved_on": "2025-07-01", "resolution": "Corretto."}
    closed = [EditorialNote(kind="correction", title=f"Errore {n}", text="?", **answer) for n in range(count)]
    return [*opened, *closed]


def changes(count):
    return [ChangeNote(date=f"2025-07-{n + 1:02}", text="Corretto.") for n in range(count)]


def relations(targets):
    return [EntityRelation(kind="part_of", target=target, stated_in="Testo") for target in targets]


def prose(pages, *, embedded=()):
    """A text that links to pages, embeds profiles and calls the first open note."""
    words = [
        {"type": "paragraph", "value": f'<p><a linktype="page" id="{page.pk}">Vedi</a></p>'} for page in pages
    ]
    cards = [{"type": "profile", "value": page.pk} for page in embedded]
    return json.dumps(
        [
            {"type": "heading", "value": {"text": "T", "level": "h2"}},
            *words,
            *cards,
            {"type": "note", "value": "d0"},
        ]
    )


def annotations(size):
    return {"sources": sources(size), "editorial_notes": notes(size)}


def names(size):
    return [EntityName(text=f"昆山{n}", language="zh", name_type="short") for n in range(size)]


def observe(pages):
    """Let the observation of every stop link to one of the pages."""
    stops = list(VisitStop.objects.order_by("pk"))
    for stop, page in zip(stops, cycle(pages), strict=False):
        stop.observation = f'<p>Come <a linktype="page" id="{page.pk}">altrove</a>.</p>'
    VisitStop.objects.bulk_update(stops, ["observation"])


def build(size):
    """A site whose every list holds ``size`` rows or more; its pages by the names of ``BUDGETS``."""
    chain = make_chain()
    parts = [make_chain(parent=chain) for _ in range(size)]
    loser = make_chain()
    region = make_place(kind="region")
    cities = [
        make_place(located_in=region, longitude=120 + n, latitude=31, rows={"names": names(1)})
        for n in range(size)
    ]
    others = [
        make_profile(
            located_in=cities[number % size],
            chains=((chain, "upstream"), (parts[number % size], "midstream"), loser),
            body=prose(cities),
            rows={"names": names(2), **annotations(1)},
        )
        for number in range(2 * size)
    ]
    unplaced = [make_profile(chains=(chain,)) for _ in range(size)]
    IndustryChain.objects.filter(pk=loser.pk).update(retired=True, merged_into=parts[0])
    company = make_profile(
        located_in=cities[0],
        chains=(chain, *parts),
        body=prose([*others, *cities], embedded=others),
        rows={"names": names(size), "relations": relations(others), **annotations(size)},
    )
    for place in cities:
        BeltStation.objects.create(home=italian_home(), place=place, locale=italian_home().locale)
    told = [
        make_report(
            company,
            *others,
            cities[0],
            company,
            *unplaced,
            chains=(chain, *parts),
            start_date="" if number % 2 else "2025",
            body=prose([company, cities[0], *others], embedded=others),
            rows={
                "delegates": [Delegate(name=f"Li {n}") for n in range(size)],
                "change_notes": changes(size),
                **annotations(size),
            },
        )
        for number in range(size)
    ]
    observe(others)
    mentioning = [
        make_profile(
            located_in=cities[0],
            body=prose([company, cities[0]]),
            rows={"relations": relations([company, cities[0]]), **annotations(1)},
        )
        for _ in range(size)
    ]
    if not EntityPage.objects.filter(title="Unicorno").exists():
        make_profile(title="Unicorno", summary="Aziende d’altri tempi.")
    for page in [*told, *mentioning, company]:
        ReferenceIndex.create_or_update_for_object(page)
    everything = {
        "q": "azienda prova",
        "type": "profile",
        "chain": chain.slug,
        "place": region.slug,
        "kind": "company",
        "year": "2025",
        "status": "stub",
    }
    return {
        "report": told[0].url,
        "profile": company.url,
        "place": cities[0].url,
        "chain": f"{chain_section().url}{chain.slug}/",
        "explorer": f"{explorer().url}?type=profile&chain={chain.slug}&place={cities[0].slug}&page=2",
        "words": f"{explorer().url}?q=prova+citta&sort=newest",
        "every facet": f"{explorer().url}?{urlencode(everything)}",
        "one hit": f"{explorer().url}?q=unicorno+aziende+altri+tempi",
        "a slip": f"{explorer().url}?q=azendia+unicorno",
        "no words": f"{explorer().url}?q=unicorno+grifone+fenicie+draghi",
        "home": italian_home().url,
        "reports": reports().url,
        "profiles": profiles().url,
        "chains": chain_section().url,
        "open questions": open_questions().url,
    }


def ask(client, address, *, cold=False, routes_known=False):
    """The answer to a request and the number of its queries, with empty cache and known content types.

    ``routes_known`` leaves in the cache where the home pages of all languages are.
    """
    if not routes_known:
        cache.clear()
    if cold:
        forget()
    ContentType.objects.get_for_models(*apps.get_models())
    with CaptureQueriesContext(connection) as queries:
        response = client.get(address)
    assert response.status_code == 200
    return response, len(queries)


def costs(client, site, *, routes_known=False):
    """By page, what it costs once everything read once per process has been read."""
    for address in site.values():
        ask(client, address)
    return {
        name: ask(client, address, cold=name in COLD, routes_known=routes_known)[1]
        for name, address in site.items()
    }


def test_each_page_keeps_to_its_budget(client):
    found = costs(client, build(2))
    assert {name: cost for name, cost in found.items() if cost > BUDGETS[name]} == {}
    assert set(found) == set(BUDGETS)


def test_three_times_the_rows_cost_no_further_query(client):
    few = costs(client, build(2))
    assert costs(client, build(6)) == few


def translated(site, code):
    """The same pages in another language, once every page of the site is public in it."""
    open_home(code)
    for page in Page.objects.descendant_of(italian_home()).order_by("path"):
        told(page.specific, code, page.slug)
    return {name: address.replace("/it/", f"/{code}/", 1) for name, address in site.items()}


def test_a_page_keeps_to_its_budget_in_every_language_of_three(client):
    """Wagtail asks once more for the home page of another language than the first; its addresses it keeps."""
    site = build(2)
    abroad = {code: translated(site, code) for code in ("en", "zh-hans")}
    for code, addresses in {"it": site, **abroad}.items():
        found = costs(client, addresses, routes_known=code != "it")
        over = {name: cost for name, cost in found.items() if cost > BUDGETS[name]}
        assert over == {}, code
    report = ask(client, abroad["zh-hans"]["report"])[0]
    assert report.context["page"].locale.language_code == "zh-hans"


def test_the_rows_are_there_to_be_read(client):
    site = build(2)
    profile, _cost = ask(client, site["profile"])
    for name in (
        "links",
        "names",
        "relations",
        "incoming_relations",
        "neighbours",
        "mentions",
        "notes_by_code",
    ):
        assert profile.context[name]
    for name in ("profile", "report"):
        assert ">altrove</a>" in ask(client, site[name])[0].content.decode()
    assert ask(client, site["place"])[0].context["contained"]
    report = ask(client, site["report"])[0].context
    for name in ("chains", "delegates", "sources", "resolved_notes", "changes", "link_addresses"):
        assert report[name]
    assert report["previous_report"] or report["next_report"]
    chain = ask(client, site["chain"])[0].context
    for name in ("children", "reports", "belt_map", "known_stages"):
        assert chain[name]
    assert ask(client, site["a slip"])[0].context["proposal"]
    assert ask(client, site["words"])[0].context["found"]
    assert len(ask(client, site["every facet"])[0].context["found"]) == 5
    assert len(ask(client, site["one hit"])[0].context["found"]) == 1
    nothing = ask(client, site["no words"])[0].context
    assert nothing["wider"]
    questions = ask(client, site["open questions"])[0].context
    for name in ("note_groups", "stubs", "undated_reports", "unplaced", "unsourced"):
        assert questions[name]
