"""What stands in another language than the page says so."""

import pytest
from django.template import Context, Template
from django.utils.translation import override
from wagtail.rich_text import RichText

from entities.templatetags.entities_tags import with_languages
from tests.factories import make_chain, make_profile


def shown(template, language, **context):
    with override(language):
        return Template("{% load entities_tags %}" + template).render(Context(context))


def test_runs_are_marked_by_the_readers_language_and_signs_stay_safe():
    text = "昆山 <b> Kaiber"
    assert shown("{{ text|with_languages }}", "it", text=text) == (
        '<span lang="zh">昆山</span> &lt;b&gt; Kaiber'
    )
    assert shown("{{ text|with_languages }}", "zh-hans", text=text) == (
        '昆山 &lt;b&gt; <span lang="en">Kaiber</span>'
    )


def test_the_signs_of_html_are_no_text():
    with override("it"):
        html = with_languages(RichText('<p><a href="/昆山/">昆山</a>, 1 &lt; 2</p>'))
    assert html == '<p><a href="/昆山/"><span lang="zh">昆山</span></a>, 1 &lt; 2</p>'


@pytest.mark.django_db
def test_the_words_of_a_page_in_another_language_are_marked_by_that_one():
    page = make_profile(title="Caffè 昆山", summary="Chicchi di caffè di 昆山.")
    page.language = "it"
    assert shown("{{ page|titled }}", "zh-hans", page=page).startswith(
        '<span lang="it">Caffè <span lang="zh">昆山</span></span><span class="foreign">'
    )
    assert shown("<p{{ page|lang_if_foreign }}>{{ page|summarised }}</p>", "zh-hans", page=page) == (
        '<p lang="it">Chicchi di caffè di <span lang="zh">昆山</span>.</p>'
    )


@pytest.mark.django_db
@pytest.mark.parametrize(("word", "words"), [("labelled", "Batterie"), ("defined", "Dal minerale all’uso.")])
def test_a_chain_without_a_name_in_a_language_is_shown_in_the_sites_first_one_and_says_so(word, words):
    chain = make_chain(name="Batterie", name_en="Batteries", definition_en="From ore to use.")
    template = "{{ chain|" + word + " }}"
    assert shown(template, "zh-hans", chain=chain) == f'<span lang="it">{words}</span>'
    assert shown(template, "it", chain=chain) == words
    assert "lang" not in shown(template, "en", chain=chain)


@pytest.mark.parametrize(
    ("told_in", "start"), [("it", '<div lang="it"><p>'), ("zh-hans", "<p>"), ("", "<p>")]
)
def test_an_observation_of_a_report_in_another_language_says_so(told_in, start):
    html = shown("{% rich_text text told_in %}", "zh-hans", text="<p>Celle «nuove».</p>", told_in=told_in)
    assert html.startswith(start)
