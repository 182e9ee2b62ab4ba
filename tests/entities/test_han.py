"""Chinese within a text in another language is marked as such."""

import pytest
from django.template import Context, Template
from django.utils.translation import override

TEXT = "半马苏河 <b> e 友达光电（昆山）, “人”."


def shown(language):
    with override(language):
        return Template("{% load entities_tags %}{{ text|with_han }}").render(Context({"text": TEXT}))


@pytest.mark.parametrize("language", ["it", "en"])
def test_each_run_says_its_language_and_signs_stay_safe(language):
    assert shown(language) == (
        '<span lang="zh">半马苏河</span> &lt;b&gt; e <span lang="zh">友达光电（昆山</span>）, “<span lang="zh">人</span>”.'
    )


def test_on_a_chinese_page_nothing_is_foreign():
    assert "<span" not in shown("zh-hans")
    assert "&lt;b&gt;" in shown("zh-hans")
