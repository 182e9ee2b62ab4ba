"""Links are put into stored rich text without touching anything else of it."""

import re
from html.parser import HTMLParser

import pytest
from hypothesis import given
from hypothesis import strategies as st

from entities.mentions.folding import BREAK
from entities.mentions.markup import Hindrance, Markup, UnlinkableError, Wrap

A5 = '<a linktype="page" id="5">'


def linked(html, words, page=5):
    markup = Markup(html)
    start = markup.text.index(words)
    return markup.linked([Wrap(start, start + len(words), page)])


def without_links(html):
    return re.sub(r"</?a\b[^>]*>", "", html)


class Nesting(HTMLParser):
    """Fails where a tag is closed that is not the last one opened, or a link stands in a link."""

    def __init__(self, html):
        super().__init__()
        self.open = []
        self.feed(html)
        assert self.open == []

    def handle_starttag(self, tag, attrs):
        if tag != "br":
            assert not (tag == "a" and "a" in self.open)
            self.open.append(tag)

    def handle_endtag(self, tag):
        assert self.open.pop() == tag


@pytest.mark.parametrize(
    ("html", "text"),
    [
        ('<p data-block-key="x">A &amp; B&nbsp;C</p>', f"A & B\u00a0C{BREAK}"),
        ("<ul><li>uno</li><li><b>d</b>ue</li></ul>", f"uno{BREAK}due{BREAK}"),
        ("uno<br/>due", f"uno{BREAK}due"),
        ("a &lt;b&gt; &#x27;c&#39; &nonsense; &", "a <b> 'c' &nonsense; &"),
        ("a <!-- b --> c < d", "a  c < d"),
        ('<a href="https://x.it/?a>b">x</a>', "x"),
        ("", ""),
    ],
)
def test_the_words_of_rich_text(html, text):
    assert Markup(html).text == text


@pytest.mark.parametrize(
    ("html", "words", "expected"),
    [
        ("<p>A Kunshan.</p>", "Kunshan", f"<p>A {A5}Kunshan</a>.</p>"),
        ("<li>Ricerca &amp; Co</li>", "Ricerca & Co", f"<li>{A5}Ricerca &amp; Co</a></li>"),
        ("<p>AU&nbsp;Optronics</p>", "AU\u00a0Optronics", f"<p>{A5}AU&nbsp;Optronics</a></p>"),
        ("<p><b>AU Optronics</b></p>", "AU Optronics", f"<p><b>{A5}AU Optronics</a></b></p>"),
        ("<p><b>Da AU</b></p>", "AU", f"<p><b>Da {A5}AU</a></b></p>"),
        ("<p>AU <b>Optronics</b> e</p>", "AU Optronics", f"<p>{A5}AU <b>Optronics</b></a> e</p>"),
        ("<p><b>AU</b> Optronics</p>", "AU Optronics", f"<p>{A5}<b>AU</b> Optronics</a></p>"),
        ("<p><b><i>A</i></b> O</p>", "A O", f"<p>{A5}<b><i>A</i></b> O</a></p>"),
        ("<p>A<b>U</b> O</p>", "AU O", f"<p>{A5}A<b>U</b> O</a></p>"),
        ("<p><b>A</b> <i>O</i></p>", "A O", f"<p>{A5}<b>A</b> <i>O</i></a></p>"),
    ],
)
def test_a_link_nests(html, words, expected):
    assert linked(html, words) == expected


@pytest.mark.parametrize(
    ("html", "words", "hindrance"),
    [
        ("<p>AU <b>Optronics e</b></p>", "AU Optronics", Hindrance.CUTS_MARKUP),
        ("<p><b>Da AU</b> Optronics</p>", "AU Optronics", Hindrance.CUTS_MARKUP),
        ("<p>x &NotEqualTilde; y</p>", "≂", Hindrance.CUTS_MARKUP),
        (f"<p>{A5}AU</a> Optronics</p>", "AU Optronics", Hindrance.LINK),
        ('<p><a linktype="page" id="6">AU</a></p>', "AU", Hindrance.LINK),
        ('<p><a href="https://x.it">Da AU</a></p>', "AU", Hindrance.LINK),
        ('<p><a linktype="document" id="5">AU</a></p>', "AU", Hindrance.LINK),
        ("<p>A</p><p>B</p>", f"A{BREAK}B", Hindrance.OUTSIDE),
        ("<p>A O</p>", "", Hindrance.OUTSIDE),
        ("<p>A<a></a>O</p>", "AO", Hindrance.LINK),
    ],
)
def test_a_link_that_would_break_the_text_is_refused(html, words, hindrance):
    markup = Markup(html)
    start = markup.text.index(words)
    assert markup.hindrance(start, start + len(words)) is hindrance
    with pytest.raises(UnlinkableError) as refusal:
        linked(html, words)
    assert refusal.value.hindrance is hindrance


@pytest.mark.parametrize(("start", "end"), [(-1, 1), (0, 99), (2, 1), (0, 0)])
def test_places_outside_of_the_text_are_refused(start, end):
    assert Markup("<p>abc</p>").hindrance(start, end) is Hindrance.OUTSIDE


def test_several_links_at_once_and_the_same_twice():
    html = "<p>A Kunshan e Changshu, <b>Kunshan</b></p>"
    wraps = [Wrap(2, 9, 5), Wrap(12, 20, 6), Wrap(2, 9, 5)]
    once = Markup(html).linked(wraps)
    assert once == (f'<p>A {A5}Kunshan</a> e <a linktype="page" id="6">Changshu</a>, <b>Kunshan</b></p>')
    assert Markup(once).linked(wraps) == once


@pytest.mark.parametrize("other", [Wrap(0, 9, 6), Wrap(2, 9, 6), Wrap(5, 12, 5)])
def test_links_do_not_overlap(other):
    with pytest.raises(UnlinkableError):
        Markup("<p>A Kunshan e altro</p>").linked([Wrap(2, 9, 5), other])


def test_only_whole_keys_of_pages_are_understood():
    links = Markup('<a linktype="page" id="7">a</a><a linktype="page" id="²">b</a><a id="7">c</a>').links
    assert [link.page for link in links] == [7, None, None]


PIECES = [
    "AU",
    " ",
    "Optronics",
    "<b>",
    "</b>",
    "<i>",
    "</i>",
    "&amp;",
    "&nbsp;",
    "</p><p>",
    "<br/>",
    "x",
    A5,
    "</a>",
    "‘",
    "<",
]


@given(st.lists(st.sampled_from(PIECES), max_size=14), st.data())
def test_linking_changes_nothing_but_links(pieces, data):
    html = "<p>" + "".join(pieces) + "</p>"
    markup = Markup(html)
    start = data.draw(st.integers(0, len(markup.text)))
    wrap = Wrap(start, data.draw(st.integers(start, len(markup.text) + 1)), 9)
    try:
        made = markup.linked([wrap])
    except UnlinkableError:
        return
    assert without_links(made) == without_links(html)
    assert html in _without_the_link(made)
    assert Markup(made).text == markup.text
    assert Markup(made).linked([wrap]) == made


def _without_the_link(html):
    """What there can have been before one link to page 9 was made."""
    rest = html.replace('<a linktype="page" id="9">', "", 1)
    return [rest[:place] + rest[place + 4 :] for place in range(len(rest)) if rest.startswith("</a>", place)]


@st.composite
def well_formed(draw, depth=3):
    kinds = ["text", *(["b", "i", "a"] if depth else [])]
    made = ""
    for kind in draw(st.lists(st.sampled_from(kinds), max_size=4)):
        if kind == "text":
            made += draw(st.sampled_from(["AU", " ", "Optronics", "&amp;", "e"]))
        elif kind == "a":
            made += f"{A5}{draw(st.sampled_from(['AU', 'x', '']))}</a>"
        else:
            made += f"<{kind}>{draw(well_formed(depth=depth - 1))}</{kind}>"
    return made


@given(well_formed(), st.data())
def test_what_was_well_formed_stays_so(inside, data):
    html = f"<p>{inside}</p>"
    markup = Markup(html)
    start = data.draw(st.integers(0, len(markup.text)))
    try:
        made = markup.linked([Wrap(start, data.draw(st.integers(start, len(markup.text))), 9)])
    except UnlinkableError:
        return
    Nesting(made)
