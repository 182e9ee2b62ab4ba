"""Chinese within a text in another language is marked as such."""

import pytest
from django.template import Context, Template
from django.utils.translation import override
from wagtail.rich_text import RichText

from entities.templatetags.entities_tags import with_languages

TEXT = "半马苏河 <b> e 友达（昆山）, “人”."


def shown(language):
    with override(language):
        return Template("{% load entities_tags %}{{ text|with_languages }}").render(Context({"text": TEXT}))


@pytest.mark.parametrize("language", ["it", "en"])
def test_each_run_says_its_language_and_signs_stay_safe(language):
    runs = [f'<span lang="zh">{run}</span>' for run in ("半马苏河", "友达（昆山", "人")]
    assert shown(language) == "{} &lt;b&gt; e {}）, “{}”.".format(*runs)


def test_on_a_chinese_page_nothing_is_foreign():
    assert "<span" not in shown("zh-hans")
    assert "&lt;b&gt;" in shown("zh-hans")


def test_the_signs_of_html_are_no_text():
    with override("it"):
        html = with_languages(RichText('<p><a href="/昆山/">昆山</a>, 1 &lt; 2</p>'))
    assert html == '<p><a href="/昆山/"><span lang="zh">昆山</span></a>, 1 &lt; 2</p>'


@pytest.mark.parametrize("language", ["en", "zh-hans"])
def test_italian_in_its_quotation_marks_says_so_elsewhere(language):
    with override(language):
        assert with_languages("The text («mille miliardi») ends «here") == (
            'The text (<span lang="it">«mille miliardi»</span>) ends «here'
        )
    with override("it"):
        assert with_languages("Il testo («mille miliardi»)") == "Il testo («mille miliardi»)"
