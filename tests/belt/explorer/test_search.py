"""One table of questions, the same answers on every database."""

import re

import pytest
from bs4 import BeautifulSoup
from django.db import connection
from django.test import Client

from belt.explorer.names import SUGGESTIONS_SHOWN
from belt.explorer.search import pages_with
from belt.models import ChainIndexPage
from entities.models import EntityName, EntityPage
from entities.words import query_terms
from tests.belt.explorer.desk import Screen, explorer
from tests.factories import make_chain, make_place, make_profile, make_report, section
from tests.translations import open_home, told, translate

pytestmark = [pytest.mark.django_db, pytest.mark.dialect]

TABLE = [
    ("batteria", {"qingtao", "zenergy"}),
    ("batterie", {"qingtao", "zenergy"}),
    ("BATTERIÀ", {"qingtao", "zenergy"}),
    ("citta", {"kunshan", "caffe", "zenergy"}),
    ("l'azienda", {"qingtao", "zenergy"}),
    ("aziende", {"qingtao", "zenergy"}),
    ("dell’azienda", {"qingtao", "zenergy"}),
    ("caffe", {"caffe"}),
    ("Caffè Kunshan", {"caffe"}),
    ("昆山", {"kunshan", "auo"}),
    ("山", {"kunshan", "auo"}),
    ("崑山", {"kunshan", "auo"}),
    ("友達光電", {"auo"}),
    ("有限公司", {"auo"}),
    ("公司友达", set()),
    ("AUO", {"auo"}),
    ("AU Optronics", {"auo"}),
    ("au-optronics", {"auo"}),
    ("1975", {"caffe"}),
    ("12 GWh", {"zenergy"}),
    ("12gwh", set()),
    ("1.000.000", {"zenergy"}),
    ("info@example.org", {"caffe"}),
    ("stato solido", {"qingtao"}),
    ("stato liquido", set()),
    ('"stato solido"', {"qingtao"}),
    ("stato OR liquido", set()),
    ("solido*", {"qingtao"}),
    ("NOT solido", set()),
    ("(solido)", {"qingtao"}),
    ("solido' OR 1=1 --", set()),
    ("---", set()),
    ("🙂", set()),
    ("Ærø", {"caffe"}),
]


@pytest.fixture
def pages():
    explorer()
    texts = {
        "kunshan": ("Kunshan", "Città-contea.", "昆山"),
        "qingtao": ("Qingtao Energy", "L’azienda lavora a batterie allo stato solido.", ""),
        "zenergy": (
            "Jiangsu Zenergy",
            "Un’azienda della città: una batteria da 12 GWh, 1.000.000 di pezzi.",
            "",
        ),
        "auo": ("AU Optronics", "Schermi.", "友达光电（昆山）有限公司"),
        "caffe": ("Centro del Caffè", "Caffè a Kunshan, in città, dal 1975. info@example.org Ærø", ""),
    }
    for slug, (title, summary, name) in texts.items():
        names = [EntityName(text=name, language="zh-hans", script="Hans")] if name else []
        if slug == "auo":
            names.append(EntityName(text="AUO", language="en", script="Latn", name_type="former"))
        make_profile(title=title, slug=slug, summary=summary, rows={"names": names})


def slugs_of(keys):
    return set(EntityPage.objects.filter(pk__in=keys).values_list("slug", flat=True))


def test_the_table(pages):
    answers = {question: slugs_of(Screen(("q", question)).found) for question, _expected in TABLE}
    assert answers == dict(TABLE)


def test_a_proposal_within_a_selection_leads_somewhere_too():
    explorer()
    make_profile(title="Fabbrica di batterie", located_in=make_place(title="Changshu", slug="changshu"))
    make_place(title="Kunshan", slug="kunshan")
    within, elsewhere = (Screen(("q", "batterria"), ("place", place)) for place in ("changshu", "kunshan"))
    assert within.response.context["proposal"]["url"] == "/it/esplora/?q=batterie&place=changshu"
    assert elsewhere.response.context["proposal"]["url"] == "/it/esplora/?q=batterie"


def test_a_name_comes_before_prose():
    explorer()
    prose = make_profile(title="Aaa", summary="Vicino a Bosideng.")
    part = make_profile(title="Bosideng Group")
    whole = make_profile(title="Bosideng")
    assert Screen(("q", "bosideng")).found == [whole.pk, part.pk, prose.pk]


def test_an_alias_counts_as_the_name():
    explorer()
    prose = make_profile(title="Aaa", summary="Un tempo Stella.")
    alias = [EntityName(text="Stella", language="it", script="Latn", name_type="former")]
    named = make_profile(title="Zzz", rows={"names": alias})
    assert Screen(("q", "stella")).found == [named.pk, prose.pk]


def test_a_result_shows_why_it_matches():
    explorer()
    make_profile(title="Uno", summary="Nulla qui. La <b>batteria</b> è nuova, dice 友達光電公司. Fine.")
    html = Screen(("q", "batterie")).html
    assert "La &lt;b&gt;<mark>batteria</mark>&lt;/b&gt; è nuova" in html
    assert "Nulla qui" not in html
    assert (
        '<mark><span lang="zh">友達</span></mark><span lang="zh">光電公司</span>'
        in Screen(("q", "友达")).html
    )


def test_two_sentences_show_what_one_does_not():
    explorer()
    make_profile(title="Uno", summary="Un caffè; poi una batteria. Nulla. Infine il carbonio, dal caffè.")
    assert "Un <mark>caffè</mark>; poi una <mark>batteria</mark>." in Screen(("q", "caffe batterie")).html
    both = "Un caffè; poi una <mark>batteria</mark>. … Infine il <mark>carbonio</mark>, dal caffè."
    assert both in Screen(("q", "carbonio batteria")).html
    assert " … " not in Screen(("q", "caffe batterie")).html


def test_the_chinese_name_below_the_title_is_marked():
    explorer()
    names = [EntityName(text="友達光電", language="zh", script="Hant", name_type="official")]
    make_profile(title="AUO", summary="Schermi.", rows={"names": names})
    html = Screen(("q", "友达")).html
    assert html.count("<mark>友達</mark>光電</span>") == html.count("<mark>") == 1
    assert "Schermi." in html


def test_a_slip_is_answered_with_a_proposal_that_leads_somewhere():
    explorer()
    make_profile(title="Bosideng Group")
    html = Screen(("q", "bosidneg")).html
    assert 'href="/it/esplora/?q=Bosideng"' in html
    assert "Forse cercavate" in html
    assert "Forse cercavate" not in Screen(("q", "xyzzy")).html


def test_a_chinese_proposal_ends_as_chinese_questions_do():
    open_home("zh-hans")
    told(explorer(), "zh-hans", "explore", "浏览")
    translate(make_profile(title="Bosideng Group"), "zh-hans")
    html = Client().get("/zh-hans/explore/?q=bosidneg").content.decode()
    assert re.search(r"您是不是要找：<a [^>]*>.*</a>？</p>", html)


def test_chinese_calls_the_words_asked_for_what_search_boxes_call_them():
    open_home("zh-hans")
    told(explorer(), "zh-hans", "explore", "浏览")
    html = BeautifulSoup(Client().get("/zh-hans/explore/?q=昆山").content, "html.parser")
    assert html.select_one('label[for="words"]').text == "关键词"
    assert html.select_one(".chip").text.startswith("移除关键词：“昆山”")
    assert "含关键词“昆山”" in html.select_one("output").text


def test_an_empty_result_offers_the_nearest_wider_one():
    explorer()
    city = make_place(title="Kunshan", slug="kunshan")
    make_chain(slug="caffe", name="Caffè")
    make_profile(located_in=city)
    html = Screen(("place", "kunshan"), ("chain", "caffe")).html
    assert "Senza «Caffè» ci sono 2 risultati" in html
    assert 'href="/it/esplora/?place=kunshan"' in html


def test_reports_are_found_by_what_was_seen_at_a_stop():
    explorer()
    site = make_profile()
    report = make_report(site)
    stop = report.stops.get()
    stop.observation = "<p>Telai per sedili</p>"
    report.stops = [stop]
    report.save_revision().publish()
    assert Screen(("q", "sedile")).found == [report.pk]


@pytest.mark.parametrize("typed", ["qing", "QÌNG", "陶", "energy"])
def test_suggestions_fit_what_is_typed(client, typed):
    explorer()
    names = [EntityName(text="清陶能源", language="zh-hans", script="Hans")]
    make_profile(title="Qingtao Energy", rows={"names": names})
    make_chain(name="Qualcosa", slug="qualcosa")
    found = client.get("/it/esplora/suggest/", {"q": typed}).json()["suggestions"]
    assert len(found) == 1
    assert found[0]["url"].startswith("/it/profili/")
    assert found[0]["note"].startswith("azienda")


def test_suggestions_know_chains_and_no_private_page(client):
    explorer(), section(ChainIndexPage, "filiere")
    make_chain(name="Caffè", slug="caffe")
    make_profile(title="Caffetteria", live=False)
    found = client.get("/it/esplora/suggest/", {"q": "caff"}).json()["suggestions"]
    assert [one["text"] for one in found] == ["Caffè"]
    assert client.get("/it/esplora/suggest/").json() == {"suggestions": []}


def test_suggestions_know_no_chain_while_chains_have_no_public_section(client):
    explorer()
    section(ChainIndexPage, "filiere").unpublish()
    for number in range(SUGGESTIONS_SHOWN):
        make_chain(name=f"Caffè {number}", slug=f"caffe-{number}")
    page = make_profile(title="Un bel caffè")
    [found] = client.get("/it/esplora/suggest/", {"q": "caff"}).json()["suggestions"]
    assert (found["text"], found["url"]) == ("Un bel caffè", page.url)


def test_results_name_chains_without_links_while_chains_have_no_public_section():
    explorer()
    chains = section(ChainIndexPage, "filiere")
    make_profile(chains=(make_chain(name="Caffè", slug="caffe"),))
    assert re.search(r'<a class="chain-tag [^>]*href="/it/filiere/caffe/">Caffè</a>', Screen().html)
    chains.unpublish()
    assert re.search(r'<span class="chain-tag [^>]*>Caffè</span>', Screen().html)
    assert 'href=""' not in Screen().html


@pytest.mark.parametrize("typed", ["l'ac", "dell’Ac", "per l’acc", "Centro per l'Accademia"])
def test_suggestions_do_without_elided_articles(client, typed):
    explorer()
    make_profile(title="Centro per l’Accademia")
    found = client.get("/it/esplora/suggest/", {"q": typed}).json()["suggestions"]
    assert [one["text"] for one in found] == ["Centro per l’Accademia"]


@pytest.mark.parametrize("typed", ["batt", "电池", "pile"])
def test_suggestions_know_a_chain_by_all_its_names(client, typed):
    explorer(), section(ChainIndexPage, "filiere")
    chain = make_chain(name="Accumulatori", slug="accumulatori", name_en="Batteries", name_zh_hans="电池")
    make_chain(name="Pile", slug="pile", retired=True, merged_into=chain)
    [found] = client.get("/it/esplora/suggest/", {"q": typed}).json()["suggestions"]
    assert found["url"].endswith("accumulatori/")
    assert found["note"] == "filiera industriale · Accumulatori"


@pytest.mark.parametrize("in_names", [False, True], ids=["anywhere", "in names"])
def test_a_question_is_answered_by_an_index(pages, in_names):
    """Else each would read the texts of every page.

    PostgreSQL reads so small a table in whatever way it likes: its index is held to what the question asks.
    """
    asked = pages_with(query_terms("南", "it", in_names=in_names)).values_list("pk", flat=True)
    if connection.vendor == "postgresql":
        assert "(title || body) @@" in asked.explain()
        with connection.cursor() as cursor:
            cursor.execute("SET LOCAL enable_seqscan = off")
            cursor.execute(
                "EXPLAIN SELECT 1 FROM wagtailsearch_indexentry"
                " WHERE (title || body) @@ to_tsquery('simple', 'x')"
            )
            assert "search_title_and_body" in str(cursor.fetchall())
    else:
        assert "VIRTUAL TABLE INDEX" in asked.explain()
