"""The small Markdown of the content files becomes blocks, or a sentence about what it cannot be."""

from contextlib import suppress

import pytest
from hypothesis import example, given, settings
from hypothesis import strategies as st

from belt.starter.markdown import MarkdownError, blocks, inline, references

SIGNS = [
    *(
        "# ",
        "## ",
        "### ",
        "> ",
        ">",
        "- ",
        "1. ",
        "*",
        "**",
        "_",
        "`",
        "```",
        "---",
        "|",
        "![",
        "](",
        ")",
        "[",
        "\\",
    ),
    *(
        "[a](profile:b)",
        "[a](chain:)",
        "[[note: a]]",
        "[[profile: b]]",
        '![a](b.jpg "c | d")',
        "<b>",
        "&amp;",
        "a",
    ),
    *("— c", "\n", "\n\n", "    ", "\t", "\0", "🙂", "+++", "https://a.example", "<https://a.example>"),
]
KINDS = {"heading", "paragraph", "quotation", "note", "profile", "picture"}
TEXTS = st.lists(st.sampled_from(SIGNS), max_size=12)


class Numbered:
    """Resolves every name to something that shows which one it was."""

    def profile(self, slug):
        return len(slug)

    def chain(self, slug):
        return f"/filiere/{slug}/"

    def picture(self, path):
        return path


def made(prose):
    return blocks(prose, Numbered())


def test_headings_of_two_levels():
    assert made("## Uno\n\n### Due") == [
        ("heading", {"text": "Uno", "level": "h2"}),
        ("heading", {"text": "Due", "level": "h3"}),
    ]


def test_paragraphs_that_follow_each_other_are_one_block():
    assert made("Uno\nancora.\n\nDue.") == [("paragraph", "<p>Uno ancora.</p><p>Due.</p>")]


def test_lists_join_the_paragraph_before_them():
    assert made("Tre:\n\n- uno\n- **due**\n\n1. tre") == [
        ("paragraph", "<p>Tre:</p><ul><li>uno</li><li><b>due</b></li></ul><ol><li>tre</li></ol>")
    ]


def test_bold_italic_and_what_html_would_be():
    assert made("**a** *b* <i>c</i> & “d” 'e'") == [
        ("paragraph", "<p><b>a</b> <i>b</i> &lt;i&gt;c&lt;/i&gt; &amp; “d” 'e'</p>")
    ]


def test_links_lead_to_profiles_chains_and_out():
    to_profile, to_chain = '<a linktype="page" id="3">a</a>', '<a href="/filiere/caffe/">b</a>'
    assert made("[a](profile:abc) [b](chain:caffe)") == [("paragraph", f"<p>{to_profile} {to_chain}</p>")]
    out = '<p><a href="https://example.org/?a=1&amp;b=2">c</a></p>'
    assert made("[c](https://example.org/?a=1&b=2)") == [("paragraph", out)]


def test_a_quotation_names_its_speaker():
    assert made("> Uno\n> due\n> — Maria Rossi, sindaca") == [
        ("quotation", {"text": "Uno\ndue", "speaker": "Maria Rossi, sindaca", "speaker_not_named": False})
    ]


def test_a_quotation_may_say_that_nobody_is_named():
    assert made("> Uno\n> — (non nominato)") == [
        ("quotation", {"text": "Uno", "speaker": "", "speaker_not_named": True})
    ]


def test_notes_and_profiles_on_lines_of_their_own():
    assert made("Uno.\n\n[[note: caffe]]\n\n[[profile: abcd]]\n\nDue.") == [
        ("paragraph", "<p>Uno.</p>"),
        ("note", "caffe"),
        ("profile", 4),
        ("paragraph", "<p>Due.</p>"),
    ]


def test_a_picture_has_alternative_text_caption_and_credit():
    picture = {"image": "pictures/a.jpg", "alt": "Una fonte", "caption": "Di sera", "credit": "A. B."}
    assert made('![Una fonte](pictures/a.jpg "Di sera | A. B.")') == [("picture", picture)]
    assert made('![Una fonte](pictures/a.jpg " | A. B.")') == [("picture", picture | {"caption": ""})]


@pytest.mark.parametrize(
    ("prose", "words"),
    [
        ("# Uno", "a heading is ## or ###, not # .line 1."),
        ("a\n\n#### Uno", "line 3"),
        ("a\n\n[[nota: caffe]]", "line of its own.*line 3"),
        ("[[profile nanjing]]", "line of its own"),
        ("parole\n[[note: date]]", "line of its own"),
        ("- [[note: date]]", "line of its own"),
        ("---", "no block for “hr”"),
        ("```\na\n```", "no block for “fence”"),
        ("    a", "no block for “code_block”"),
        ("> Uno", "last line of a quotation"),
        (">", "last line of a quotation"),
        ("> — solo chi", "last line of a quotation"),
        ("> ```\n> a\n> ```\n> — c", "quotation"),
        ("> ---\n>\n> a\n> — c", "quotation"),
        ("- uno\n  - due", "plain items only"),
        ("- ", "plain items only"),
        ("`a`", "no rich text for “code_inline”"),
        ("a ![b](c.jpg) d", "no rich text for “image”"),
        ('![](a.jpg "b | c")', "a picture is"),
        ("![a](a.jpg)", "a picture is"),
        ('![a](a.jpg "didascalia | ")', "a picture is"),
        ("[a](b)", "a link leads to"),
        ("[a](#b)", "a link leads to"),
        ("[a](mailto:a@example.org)", "a link leads to"),
        ("[a](ftp://example.org)", "a link leads to"),
        ("[a](profile:)", "link"),
        ("[a](chain:)", "link"),
        ("##", "heading"),
    ],
)
def test_what_has_no_block_is_refused_in_words(prose, words):
    with pytest.raises(MarkdownError, match=words):
        references(prose)


@pytest.mark.parametrize(
    "target", ["javascript:alert(1)", "JavaScript:alert(1)", "data:text/html,a", "vbscript:a"]
)
def test_no_link_runs_a_program(target):
    with suppress(MarkdownError):
        assert "<a" not in str(made(f"[a]({target})"))


def test_running_text_alone_stands_in_a_field():
    assert inline("Uno **due**", Numbered()) == "<p>Uno <b>due</b></p>"
    assert inline("  \n", Numbered()) == ""
    with pytest.raises(MarkdownError, match="only running text"):
        inline("## Uno", Numbered())
    with pytest.raises(MarkdownError, match="only running text"):
        inline("Uno\n\n[[note: a]]", Numbered())


def test_references_are_collected_without_resolving_them():
    prose = '[a](profile:b)\n\n- [c](chain:d)\n\n[[profile: e]]\n\n[[note: f]]\n\n![g](h.jpg "i | j")'
    found = references(prose)
    assert (found.profiles, found.chains, found.notes, found.pictures) == (
        {"b", "e"},
        {"d"},
        ["f"],
        {"h.jpg"},
    )


@settings(max_examples=300, deadline=None, derandomize=True)
@example("> ```\n> a\n> ```")
@example("> ---")
@given(TEXTS.map("".join) | TEXTS.map(" ".join) | st.text(max_size=40))
def test_any_text_becomes_blocks_or_a_sentence(prose):
    try:
        found = made(prose)
    except MarkdownError:
        return
    assert {kind for kind, _value in found} <= KINDS
