"""Names: which page is called what, and what a slip of the pen could have meant."""

import pytest

from belt.explorer.facets import facet_index, forget
from belt.explorer.names import names_of
from belt.explorer.suggestions import instead_of
from entities.models import EntityName
from tests.belt.explorer.desk import Screen, explorer
from tests.factories import make_chain, make_profile, profiles
from tests.translations import open_home, told

pytestmark = [pytest.mark.django_db, pytest.mark.dialect]


def names():
    forget()
    page = explorer()
    return names_of(facet_index(page.locale_id), "it")


def called(text, name_type="short", language="zh-hans", script="Hans"):
    return {"names": [EntityName(text=text, name_type=name_type, language=language, script=script)]}


def test_a_page_called_exactly_so_comes_before_pages_whose_longer_name_holds_it():
    explorer()
    longer = make_profile(title="AU Optronics", rows=called("友达光电（昆山）"))
    exact = make_profile(title="Kunshan", rows=called("昆山"))
    assert Screen(("q", "昆山")).found == [exact.pk, longer.pk]


def test_a_former_name_is_a_name():
    explorer()
    title = make_profile(title="Aaa Pinca Pallina")
    former = make_profile(title="Zzz", rows=called("Pinca", "former", "it", "Latn"))
    assert Screen(("q", "pinca")).found == [former.pk, title.pk]


def test_a_page_is_offered_by_the_readers_own_name_for_it_whichever_brings_it():
    make_profile(title="Centro del caffè di Kunshan", rows=called("Kunshan Coffee", "official", "en", "Latn"))
    make_profile(title="Altrove", rows=called("Kunshan Silk", "official", "en", "Latn"))
    make_profile(title="Parco di Kunshan")
    offered = [(name.text, name.lang) for name in names().beginning("kun")]
    assert offered == [
        ("Kunshan Silk", "en"),
        ("Centro del caffè di Kunshan", "it"),
        ("Parco di Kunshan", "it"),
    ]


@pytest.mark.parametrize(
    ("typed", "meant"),
    [
        ("zenergi", "Zenergy"),
        ("bosidneg", "Bosideng"),
        ("colaborazione", "collaborazione"),
        ("qualita del bosidneg", "qualita del Bosideng"),
    ],
)
def test_a_slip_is_mended_with_the_likest_word_as_the_site_writes_it(typed, meant):
    make_profile(title="Jiangsu Zenergy", summary="Energie nuove in collaborazione.")
    make_profile(title="Bosideng", summary="La qualità del capo.")
    assert instead_of(names(), typed) == meant


@pytest.mark.parametrize(
    "typed", ["energie", "清陶能", "quali sono le energie", "xyzzy", "a b c d energi", ""]
)
def test_what_stands_on_the_site_or_is_like_nothing_there_is_left_alone(typed):
    make_profile(title="Qualità Zenergy", summary="Quali sono le energie.", rows=called("清陶能源"))
    assert instead_of(names(), typed) is None


@pytest.mark.parametrize(
    ("typed", "meant"),
    [
        ("kun", "Kunshan"),
        ("Kun shan", "Kunshan"),
        ("han", None),
        ("cun", None),
        ("la", None),
        ("stesse", None),
        ("tostare", None),
    ],
)
def test_a_beginning_is_completed_and_nothing_far_off_is_proposed(typed, meant):
    make_profile(title="Innovazione a Kunshan", summary="Un parco che ha mostre, in esse e di stato.")
    assert instead_of(names(), typed) == meant


def test_a_name_is_proposed_with_its_brackets():
    make_profile(title="AUO", rows=called("友达光电（昆山）"))
    assert instead_of(names(), "友達光電（昆山）有限公司") == "友达光电（昆山）"


def test_a_rare_word_gives_way_to_a_name_that_leads_to_more():
    for number in range(3):
        make_profile(title=f"Bosideng {number}")
    make_profile(title="Altro", body=[("paragraph", "<p>Di Bosidang e di torrefazione.</p>")])
    assert instead_of(names(), "bosidang") == "Bosideng"
    assert instead_of(names(), "torrefazione") is None


def test_words_that_are_a_chain_lead_to_it():
    explorer()
    chain = make_chain(slug="materiali", name="Materiali avanzati")
    make_profile(title="Uno", chains=(chain,))
    make_chain(slug="vuota", name="Materiali avanzati senza nessuno")
    assert '<a href="/it/esplora/?chain=materiali" rel="nofollow">Materiali avanzati</a> (1)' in (
        Screen(("q", "materiale avanzato")).html
    )
    assert "di questo nome" not in Screen(("q", "materiale"), ("chain", "materiali")).html
    assert "di questo nome" not in Screen(("q", "vuota")).html


@pytest.mark.parametrize("typed", ["caffe stato", "solid caf", "caff", "a stato"])
def test_suggestions_fit_the_beginnings_of_several_words(typed):
    make_profile(title="Caffè a stato solido")
    assert [name.text for name in names().beginning(typed)] == ["Caffè a stato solido"]
    assert names().beginning("caffe gassoso") == names().beginning("caffe olido") == []


@pytest.fixture
def suzhou():
    """A place that is called otherwise on each side of the language switcher."""
    explorer()
    page = make_profile(title="Suzhou", kind="city")
    for code in ("en", "zh-hans"):
        open_home(code)
        told(profiles(), code, "profiles")
    told(page, "zh-hans", "suzhou", title="苏州")
    told(page, "en", "suzhou", title="Suzhou City")
    return page


@pytest.mark.parametrize("typed", ["苏州", "蘇州", "city", "Suzhou city"])
def test_a_page_is_found_by_its_title_in_another_language(suzhou, typed):
    longer = make_profile(title="Altro", summary="Di 苏州 e di Suzhou City.")
    assert Screen(("q", typed)).found[0] == suzhou.pk
    assert names().beginning(typed)[0].key == suzhou.pk
    assert longer.pk


@pytest.mark.parametrize("typed", ["cit", "Suzhou City sconosciuta", ""])
def test_a_title_in_another_language_must_hold_all_the_words(suzhou, typed):
    assert suzhou.pk not in Screen(("q", typed), ("kind", "company")).found
    assert names().called_elsewhere(typed) == set()


def test_a_title_that_the_public_may_not_see_is_no_name(suzhou):
    hidden = told(make_profile(title="Altro"), "zh-hans", "hidden", title="无锡")
    hidden.unpublish()
    assert Screen(("q", "无锡")).found == names().beginning("无锡") == []


def test_a_suggestion_says_its_language_as_documents_do(suzhou):
    assert {name.text: name.lang for name in names().beginning("苏州")} == {"苏州": "zh-Hans"}


def test_the_reader_s_own_title_is_offered_where_it_fits_as_well():
    open_home("en")
    explorer()
    page = make_profile(title="Putuo incontra Kunshan")
    told(profiles(), "en", "profiles", "Profiles")
    told(page, "en", "putuo", "Putuo meets K.")
    offered = [name.text for name in names().beginning("Putuo")]
    assert offered == ["Putuo incontra Kunshan"]
    assert [name.text for name in names().beginning("Putuo m")] == ["Putuo meets K."]


def test_titles_are_marked_and_written_out_safely():
    explorer()
    make_profile(title="<i>Batteria</i> Srl", summary="Altro.")
    assert "&lt;i&gt;<mark>Batteria</mark>&lt;/i&gt; Srl" in Screen(("q", "batterie")).html
    assert "&lt;i&gt;Batteria&lt;/i&gt; Srl" in Screen(("q", "altro")).html


def test_a_point_within_a_number_ends_no_sentence():
    explorer()
    make_profile(title="Uno", summary="Costò 1.000.000 di yuan. Fine.")
    assert "Costò 1.000.000 di <mark>yuan</mark>." in Screen(("q", "yuan")).html


@pytest.mark.parametrize(
    ("sign", "name"), [("乾", "乾坤科技"), ("畫", "計畫"), ("画", "計畫"), ("覆", "答覆")]
)
def test_a_sign_is_found_whatever_stands_beside_it(sign, name):
    explorer()
    page = make_profile(title="Uno", rows=called(name, script="Hant"))
    make_profile(title="Due", rows=called("昆山"))
    assert Screen(("q", sign)).found == [page.pk]


def test_every_word_of_a_long_question_counts():
    explorer()
    words = [f"parola{number}" for number in range(18)]
    page = make_profile(title="Uno", summary=" ".join(words))
    assert Screen(("q", " ".join(words))).found == [page.pk]
    assert Screen(("q", " ".join([*words, "xyzzy"]))).found == []


def test_a_question_as_long_as_it_may_be_is_answered_to_its_last_sign():
    explorer()
    words = [f"{number:05}" for number in range(32)]
    run = "".join(map(chr, range(0x4E00, 0x4E00 + 33)))
    page = make_profile(title="Uno", summary=f"{' '.join(words)} {'昆' * 70}{run}")
    assert len(" ".join(words)) < 200
    assert Screen(("q", " ".join(words))).found == [page.pk]
    assert Screen(("q", " ".join([*words[1:], "99999"]))).found == []
    assert Screen(("q", run)).found == [page.pk]
    assert Screen(("q", f"{run[1:]}山")).found == []
    assert Screen(("q", "昆山" * 100)).response.status_code == 200
