"""Fixed terms are offered beside the translation editor: those of the page's own source texts."""

import json

import pytest
from django.urls import reverse

from belt.roles import TRANSLATORS
from belt.translating.glossary import glossary_of
from entities.models import EntityName
from tests.belt.translating.half_done import english_of
from tests.belt.translating.people import at_a_browser
from tests.entities.editing import queries_of
from tests.factories import chain_section, make_chain, make_place, make_profile
from tests.translations import submit, translate

pytestmark = pytest.mark.django_db


def han(text, **given):
    return EntityName(**{"text": text, "language": "zh", "script": "Hans"} | given)


@pytest.fixture
def qingtao():
    names = [
        han("清陶", name_type="short"),
        han("清陶（昆山）能源", name_type="official"),
        han("旧名", name_type="former"),
        EntityName(text="Qingtao Energy", language="en", script="Latn", name_type="official"),
    ]
    return make_profile(title="Qingtao Energia", rows={"names": names})


@pytest.fixture
def told(qingtao):
    """A page that names a company twice, a chain and nothing else."""
    make_chain(name="Batterie al litio", name_en="Lithium batteries", name_zh_hans="锂电池")
    make_chain(name="Seta e tessuti", name_en="Silk and textiles")
    make_profile(title="Mai nominata S.p.A.")
    words = "<p>Qingtao Energia fa batterie al <b>litio</b>. Qingtao Energia &amp; altri.</p>"
    return make_profile(title="Un parco", body=json.dumps([{"type": "paragraph", "value": words}]))


def terms(page, code):
    return {
        term.words: [(one.text, one.language, one.doubtful) for one in term.renderings]
        for term in glossary_of(submit(page, code))
    }


def test_names_and_chains_as_english_writes_them(told):
    found = terms(told, "en")
    assert found["Qingtao Energia"] == [("Qingtao Energy", "en", False)]
    assert found["batterie al litio"] == [("Lithium batteries", "en", False)]
    assert not {"Mai nominata S.p.A.", "Seta e tessuti"} & set(found)


def test_names_and_chains_as_chinese_writes_them(told):
    found = terms(told, "zh-hans")
    assert found["Qingtao Energia"] == [
        ("清陶（昆山）能源", "zh-Hans", False),
        ("清陶", "zh-Hans", False),
    ]
    assert found["batterie al litio"] == [("锂电池", "zh-Hans", False)]


def test_a_term_nobody_has_fixed_says_so(told):
    assert terms(told, "en")["Un parco"] == []


def test_a_translated_profile_gives_its_title(told, qingtao):
    translate(qingtao)
    assert terms(told, "en")["Qingtao Energia"][0] == ("EN Qingtao Energia", "en", False)


def test_doubtful_names_are_said_to_be_doubtful():
    place = make_place(title="Kunshan", rows={"names": [han("昆山", doubtful=True)]})
    page = make_profile(title="Azienda", summary="Sta a Kunshan.", located_in=place)
    assert terms(page, "zh-hans")["Kunshan"] == [("昆山", "zh-Hans", True)]


def test_a_merged_chain_is_called_as_the_one_that_is_left(told, mocha, coffee):
    coffee.name_en = "Coffee"
    coffee.save()
    mocha.retired, mocha.merged_into = True, coffee
    mocha.save()
    page = make_profile(summary="Tosta moka.")
    found = terms(page, "en")
    assert found["moka"] == [("Coffee", "en", False)]


def test_it_costs_the_same_however_many_terms_there_are(told):
    translation = submit(told, "en")
    glossary_of(translation)
    few = queries_of(lambda: glossary_of(translation))
    names = [make_profile(title=f"Società Numero {word}").title for word in ("Uno", "Due", "Tre")]
    for number in range(3):
        make_chain(name=f"Filiera della prova {number}")
    more = submit(make_profile(summary=", ".join([*names, "Filiera della prova 1"])), "en")
    assert len(glossary_of(more)) > 3
    assert queries_of(lambda: glossary_of(more)) == few


def test_what_is_only_linked_is_offered_by_its_name():
    """A common word alone names nothing, and a short form may be known to no profile."""
    section = chain_section()
    make_chain(slug="caffe", name="Caffè", name_en="Coffee")
    belt = make_place(title="Cintura di Nanchino", rows={"names": [han("沪宁产业创新带")]})
    page = make_profile(title="Azienda")
    linked = f'<a href="{section.url}caffe/">un <b>caffè</b></a>, <a id="{belt.pk}" linktype="page">là</a>'
    others = f'<a id="{section.pk}" linktype="page">filiere</a>, <a href="/it/filiere/te/">tè</a>'
    page.body = json.dumps([{"type": "paragraph", "value": f"<p>Si beve {linked}, {others}.</p>"}])
    page.save_revision().publish()
    assert terms(page, "en") == {"Caffè": [("Coffee", "en", False)], "Cintura di Nanchino": []}
    assert terms(page, "zh-hans")["Cintura di Nanchino"] == [("沪宁产业创新带", "zh-Hans", False)]


def test_the_translator_sees_it_beside_the_editor(told):
    translator = at_a_browser("li", TRANSLATORS)
    submit(told, "en")
    screen = translator.get(reverse("wagtailadmin_pages:edit", args=[english_of(told).pk]))
    page = screen.content.decode()
    assert 'data-side-panel="glossary"' in page
    assert 'data-w-clipboard-value-param="Lithium batteries"' in page
    assert '<span lang="it">batterie al litio</span>' in page


def test_names_are_written_out_safely():
    make_chain(name="Vetro & cristallo", name_en='<b>"Glass"</b>')
    page = make_profile(summary="Fa vetro & cristallo.")
    translator = at_a_browser("li", TRANSLATORS)
    submit(page, "en")
    shown = translator.get(reverse("wagtailadmin_pages:edit", args=[english_of(page).pk])).content.decode()
    assert "&lt;b&gt;&quot;Glass&quot;&lt;/b&gt;" in shown
    assert '<b>"Glass"' not in shown
