"""The blocks of prose: each explained and shown to editors, each with its own rules."""

import json
import re

import pytest
from bs4 import BeautifulSoup
from django.core.exceptions import ValidationError
from django.template.defaultfilters import filesizeformat
from django.urls import reverse
from django.utils.html import strip_tags
from django.utils.translation import override
from wagtail.rich_text import RichText

from entities.blocks import ProseBlock
from entities.models import EntityPage
from tests.entities.editing import make_private
from tests.factories import make_profile

PROSE = EntityPage._meta.get_field("body").stream_block
NAMES = sorted(ProseBlock().child_blocks)


def preview(client, name):
    address = reverse("wagtailadmin_block_preview")
    return client.get(address, {"id": PROSE.child_blocks[name].definition_prefix})


def shown_in(response):
    """The words between the bars of the preview's frame."""
    body = re.search(r"<main.*?</main>|<body.*?</body>", response.content.decode(), re.DOTALL)
    return strip_tags(re.sub(r"<(script|style).*?</\1>", "", body.group(), flags=re.DOTALL)).strip()


def a_picture(**other):
    block = PROSE.child_blocks["picture"]
    return block.normalize({"image": None, "alt": "", "credit": "Redazione"} | other)


def clean(name, value):
    return PROSE.child_blocks[name].clean(PROSE.child_blocks[name].normalize(value))


@pytest.mark.parametrize("name", NAMES)
def test_every_block_says_what_it_is_for(name):
    block = PROSE.child_blocks[name]
    assert block.get_description()
    assert block.meta.icon != "placeholder"
    assert block.is_previewable


@pytest.mark.django_db
@pytest.mark.parametrize("name", NAMES)
def test_every_block_has_an_example_that_editors_see(admin_client, name):
    make_profile(title="Qingtao")
    response = preview(admin_client, name)
    assert response.status_code == 200
    assert shown_in(response)


@pytest.mark.django_db
def test_the_example_of_a_profile_is_a_public_one(admin_client):
    make_private(make_profile(title="Azienda segreta"))
    assert "Azienda segreta" not in preview(admin_client, "profile").content.decode()
    make_profile(title="Qingtao")
    assert "Qingtao" in preview(admin_client, "profile").content.decode()


@pytest.mark.django_db
def test_a_preview_of_no_block_is_not_found(admin_client):
    response = admin_client.get(reverse("wagtailadmin_block_preview"), {"id": "x"}, follow=True)
    assert response.status_code == 404


@pytest.mark.django_db
def test_a_preview_is_for_editors_only(client):
    assert preview(client, "heading").status_code == 302


@pytest.mark.parametrize("speaker", [{"speaker": ""}, {"speaker": "Il sindaco", "speaker_not_named": True}])
def test_a_quotation_names_its_speaker_or_says_that_none_is_named(speaker):
    with pytest.raises(ValidationError) as refused:
        clean("quotation", {"text": "Bene.", "speaker_not_named": False} | speaker)
    assert "speaker" in refused.value.block_errors


def test_a_draft_may_leave_a_quotation_and_a_table_unfinished():
    for name, value in (("quotation", {"text": "Bene."}), ("table", {"columns": [], "rows": []})):
        block = PROSE.child_blocks[name]
        assert block.clean_deferred(block.normalize(block.to_python(value)))


@pytest.mark.parametrize(
    "table", [{"columns": [], "rows": []}, {"columns": [{"type": "text", "heading": "Città"}], "rows": []}]
)
def test_a_table_has_a_column_and_a_row(table):
    block = PROSE.child_blocks["table"]
    with pytest.raises(ValidationError) as refused:
        block.clean(block.to_python(table))
    assert refused.value.non_block_errors


def test_figures_in_a_table_are_written_as_readers_write_them_and_unknown_ones_left_open():
    block = PROSE.child_blocks["table"]
    columns = [{"type": "text", "heading": "Città"}, {"type": "number", "heading": "Persone"}]
    rows = [{"values": ["Kunshan", 4.0]}, {"values": ["Suzhou", 12345.5]}, {"values": ["Nanjing", None]}]
    shown = block.render(block.clean(block.to_python({"columns": columns, "rows": rows})))
    assert re.findall(r'<td class="number">(.*?)</td>', shown) == ["4", "12.345,5", "–"]


def test_a_picture_keeps_what_it_shows_apart_from_whose_it_is():
    shown = BeautifulSoup(PROSE.child_blocks["picture"].render(a_picture(caption="Ingresso")), "html.parser")
    caption, credit = shown.figcaption.find_all(recursive=False)
    assert (caption.get_text(), credit.get_text()) == ("Ingresso", "Redazione")


def test_a_picture_without_a_caption_has_its_credit_alone():
    shown = BeautifulSoup(PROSE.child_blocks["picture"].render(a_picture(caption="")), "html.parser")
    assert shown.figcaption.get_text(strip=True) == "Redazione"
    assert len(shown.figcaption.find_all(recursive=False)) == 1


def test_the_size_of_a_small_file_is_said_in_the_language_of_the_page():
    with override("it"):
        assert [filesizeformat(size) for size in (1, 14)] == ["1\xa0byte", "14\xa0byte"]


@pytest.mark.django_db
def test_a_draft_with_every_block_is_opened_again(admin_client):
    other = make_profile()
    page = make_profile(title="Con tutto", kind="institution")
    values = {
        name: PROSE.child_blocks[name].get_prep_value(PROSE.child_blocks[name].get_preview_value())
        for name in NAMES
    } | {"profile": other.pk}
    page.body = json.dumps([{"type": name, "value": value} for name, value in values.items()])
    page.save_revision(clean=False)
    answer = admin_client.get(reverse("wagtailadmin_pages:edit", args=[page.pk]))
    assert answer.status_code == 200
    assert other.title in answer.content.decode()


@pytest.mark.parametrize(
    ("speaker", "words"),
    [
        ({"speaker": "Il sindaco", "speaker_not_named": False}, "Il sindaco"),
        ({"speaker": "", "speaker_not_named": True}, "non dice"),
    ],
)
def test_a_quotation_prints_who_speaks(speaker, words):
    value = clean("quotation", {"text": "Bene."} | speaker)
    assert words in PROSE.child_blocks["quotation"].render(value)


@pytest.mark.parametrize("count", [0, 1, 13])
def test_a_gallery_has_two_to_twelve_pictures(count):
    picture = {"image": None, "alt": "Ingresso", "credit": "Redazione"}
    with pytest.raises(ValidationError) as refused:
        clean("gallery", [picture] * count)
    assert refused.value.non_block_errors


@pytest.mark.parametrize("missing", ["figure", "label", "source"])
def test_a_key_figure_says_what_it_counts_and_who_says_so(missing):
    with pytest.raises(ValidationError) as refused:
        clean("key_figure", {"figure": "10", "label": "tappe", "source": "Relazione"} | {missing: ""})
    assert list(refused.value.block_errors) == [missing]


@pytest.mark.parametrize("missing", ["alt", "credit"])
def test_a_picture_says_what_it_shows_and_who_made_it(missing):
    with pytest.raises(ValidationError) as refused:
        clean("picture", {"image": None, "alt": "Ingresso", "credit": "Redazione"} | {missing: ""})
    assert missing in refused.value.block_errors


@pytest.mark.parametrize("code", ["due parole", "caffè", "a/b", "", "<b>"])
def test_a_notice_is_called_by_a_plain_code(code):
    with pytest.raises(ValidationError):
        clean("note", code)


@pytest.mark.parametrize("value", [{"text": "", "level": "h2"}, {"text": "Storia", "level": "h1"}])
def test_a_heading_has_words_and_is_never_the_page_s_own(value):
    with pytest.raises(ValidationError):
        clean("heading", value)


@pytest.mark.parametrize(
    ("name", "value"),
    [
        ("heading", {"text": "<script>x</script>", "level": "h2"}),
        ("quotation", {"text": "<script>x</script>", "speaker": "<script>x</script>"}),
        ("key_figure", {"figure": "<script>x</script>", "label": "<script>x</script>", "source": "x"}),
        ("document", {"document": None, "title": "<script>x</script>"}),
        ("picture", {"image": None, "alt": "x", "caption": "<script>x</script>", "credit": "x"}),
    ],
)
def test_words_are_printed_as_words(name, value):
    block = PROSE.child_blocks[name]
    html = block.render(block.normalize(value))
    assert "&lt;script&gt;" in html
    assert "<script>" not in html


def test_a_table_is_a_region_that_scrolls_and_says_what_it_shows():
    block = PROSE.child_blocks["table"]
    html = block.render(block.get_preview_value())
    for part in (
        '<section class="prose-table scroll"',
        'tabindex="0"',
        "<caption>",
        '<th scope="col">',
        "<td>Kunshan</td>",
    ):
        assert part in html


def test_a_paragraph_knows_lists_and_links_but_no_headings():
    features = PROSE.child_blocks["paragraph"].features
    assert {"link", "ol", "ul"} <= set(features)
    assert not any(re.fullmatch(r"h\d|embed|image", feature) for feature in features)
    assert isinstance(PROSE.child_blocks["paragraph"].get_preview_value(), RichText)
