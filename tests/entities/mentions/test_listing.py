"""What editors see of the mentions in a page: where, in which sentence, and what can be done."""

import pytest
from django.utils import timezone
from wagtail.blocks import StreamValue
from wagtail.rich_text import RichText

from entities.mentions.decisions import ignore_here, never_suggest
from entities.mentions.linking import link, suggestions
from entities.mentions.listing import Reason, State, mentions_of
from entities.models import EntityPage
from tests.entities.editing import queries_of
from tests.entities.mentions.texts import PROSE, a_link, called, figure, heading, paragraph, quotation, stream
from tests.factories import make_place, make_profile, make_report
from visits.models import InspectionReportPage

pytestmark = pytest.mark.django_db


@pytest.fixture
def kunshan():
    return make_place(title="Kunshan")


@pytest.fixture
def changshu():
    return make_place(title="Changshu")


@pytest.fixture
def two_optronics():
    """Two companies, either of which may be meant by “AU Optronics”."""
    plant = make_profile(title="AU Optronics (Kunshan) Co., Ltd.", rows={"names": [called("AU Optronics")]})
    return plant, make_profile(title="AU Optronics Corporation")


def report_of(*blocks, **given):
    return make_report(body=stream(*blocks), **given)


def told(page):
    """The mentions of a page: (block, words, state or reason)."""
    return [
        (found.place, found.words, (found.reason or found.state).value)
        for found in mentions_of(page).mentions
    ]


def test_a_mention_says_where_it_stands(kunshan):
    page = report_of(heading("Arrivo"), paragraph("Prima. A <b>Kunshan</b> &amp; oltre. Dopo."))
    (mention,) = mentions_of(page).mentions
    assert (mention.place, mention.section, mention.heading) == ("b1", "b0", "Arrivo")
    assert (mention.start, mention.end, mention.words) == (9, 16, "Kunshan")
    assert mention.sentence == "A Kunshan & oltre."
    assert mention.candidates == (kunshan.pk,)
    assert mention.state is State.SUGGESTED


def test_no_place_inside_of_a_name_is_suggested_where_italian_writes_its_words_small(kunshan):
    make_profile(title="Centro Creativo per l’Industria del Caffè di Kunshan")
    words = "Centro creativo per l’industria del caffè di Kunshan"
    assert told(report_of(paragraph(f"Il {words} cresce."))) == [("b0", words, "suggested")]


def test_every_text_of_a_report_is_read_and_only_paragraphs_are_offered(kunshan):
    page = report_of(
        paragraph("Da Kunshan."),
        heading("Kunshan"),
        quotation("Cara Kunshan"),
        figure("tappe a Kunshan"),
        title="Verso Kunshan",
        standfirst="A Kunshan.",
    )
    assert told(page) == [
        ("title", "Kunshan", "field"),
        ("standfirst", "Kunshan", "field"),
        ("b0", "Kunshan", "suggested"),
        ("b1", "Kunshan", "heading"),
        ("b2", "Kunshan", "quotation"),
        ("b3", "Kunshan", "figures"),
    ]


def test_what_a_caption_names_is_no_mention(kunshan):
    picture = {"image": 1, "alt": "Kunshan", "caption": "Veduta di Kunshan", "credit": "Redazione"}
    assert told(report_of({"type": "picture", "value": picture})) == []


def test_the_summary_of_a_profile_is_read(kunshan):
    assert told(make_profile(summary="Impresa di Kunshan.")) == [("summary", "Kunshan", "field")]


def test_the_first_of_each_section_is_suggested(kunshan):
    page = report_of(
        paragraph("Kunshan e Kunshan."), paragraph("Kunshan."), heading("Poi"), paragraph("Kunshan.")
    )
    assert told(page) == [
        ("b0", "Kunshan", "suggested"),
        ("b0", "Kunshan", "repeated"),
        ("b1", "Kunshan", "repeated"),
        ("b3", "Kunshan", "suggested"),
    ]


def test_a_section_that_holds_a_link_gets_no_other(kunshan):
    page = report_of(
        paragraph(f"Kunshan, poi {a_link(kunshan, 'Kunshan')}."), heading("Poi"), paragraph("Kunshan")
    )
    assert [state for _place, _words, state in told(page)] == ["repeated", "linked", "suggested"]


def test_what_a_link_leads_to_is_mentioned_under_any_words(kunshan, changshu):
    page = report_of(paragraph(f"{a_link(kunshan, 'La città')} e {a_link(kunshan, 'Changshu')}."))
    assert told(page) == [
        ("b0", "La città", "linked"),
        ("b0", "Changshu", "other link"),
        ("b0", "Changshu", "linked"),
    ]


def test_no_link_is_suggested_inside_of_another(kunshan):
    page = report_of(paragraph('<a href="https://example.org">Kunshan</a>'), paragraph("Kunshan"))
    assert [state for *_place, state in told(page)] == ["other link", "suggested"]


def test_what_cannot_be_linked_is_not_suggested(two_optronics):
    page = report_of(
        paragraph("Da AU <b>Optronics Corporation e</b> altri."), paragraph("AU Optronics Corporation")
    )
    assert [state for *_place, state in told(page)] == ["markup", "suggested"]


def test_words_in_quotation_marks_are_suggested(kunshan):
    assert [state for *_place, state in told(report_of(paragraph("La «Kunshan» di oggi")))] == ["suggested"]


def test_ambiguous_words_are_offered_once_per_section_with_all_candidates(two_optronics):
    page = report_of(paragraph("AU Optronics e AU Optronics."))
    first, second = mentions_of(page).mentions
    assert first.state is State.AMBIGUOUS
    assert first.candidates == tuple(sorted(found.pk for found in two_optronics))
    assert second.reason is Reason.REPEATED


def test_a_page_does_not_mention_itself_nor_what_its_name_holds(kunshan, two_optronics):
    plant, _corporation = two_optronics
    plant.body = stream(paragraph("AU Optronics (Kunshan) Co., Ltd. di Kunshan: AU Optronics."))
    assert [(found.words, found.candidates) for found in mentions_of(plant).mentions] == [
        ("Kunshan", (kunshan.pk,))
    ]


@pytest.mark.parametrize("model", [EntityPage, InspectionReportPage])
def test_a_page_that_was_never_saved_is_read(kunshan, model):
    text = {"standfirst": "X"} if model is InspectionReportPage else {"summary": "X", "kind": "city"}
    page = model(title="Nuova", body='[{"type": "paragraph", "value": "<p>Kunshan</p>"}]', **text)
    (mention,) = mentions_of(page).mentions
    assert (mention.words, mention.place, mention.state) == ("Kunshan", "#0", State.SUGGESTED)


def test_a_text_that_comes_from_a_form_is_read(kunshan):
    page = make_report()
    page.body = StreamValue(
        PROSE, [("heading", {"text": "Kunshan", "level": "h2"}), ("paragraph", RichText("Kunshan"))]
    )
    listed = mentions_of(page)
    assert [(found.place, found.words) for found in listed.of(State.SUGGESTED)] == [("#1", "Kunshan")]
    assert link(page, suggestions(listed), fingerprint=listed.fingerprint)[1]["value"] == a_link(
        kunshan, "Kunshan"
    )


def test_ignored_here_counts_for_one_sentence_of_one_page(kunshan):
    page = report_of(paragraph("Una Kunshan. Altra Kunshan."))
    first = mentions_of(page).mentions[0]
    ignore_here(page, first.sentence_mark, kunshan.pk, by=None, at=timezone.now())
    assert [state for *_place, state in told(page)] == ["decided", "suggested"]
    page.body = stream(heading("Nuovo"), paragraph("Prima. Una <b>Kunshan</b>."))
    assert [state for *_place, state in told(page)] == ["decided"]
    assert [state for *_place, state in told(report_of(paragraph("Una Kunshan.")))] == ["suggested"]


def test_a_pair_that_was_ruled_out_is_suggested_nowhere(two_optronics):
    plant, corporation = two_optronics
    never_suggest("AU  OPTRONICS", plant.pk, by=None, at=timezone.now())
    page = report_of(paragraph("AU Optronics, AU Optronics (Kunshan)"))
    first, second = mentions_of(page).mentions
    assert (first.state, first.candidates) == (State.SUGGESTED, (corporation.pk,))
    assert (second.state, second.candidates) == (State.SUGGESTED, (plant.pk,))
    never_suggest("AU Optronics", corporation.pk, by=None, at=timezone.now())
    assert mentions_of(page).mentions[0].reason is Reason.DECIDED


def test_a_decision_outside_of_paragraphs_stays_one(kunshan):
    never_suggest("Kunshan", kunshan.pk, by=None, at=timezone.now())
    listed = mentions_of(report_of(title="Kunshan"))
    assert listed.mentions[0].reason is Reason.DECIDED
    assert listed.mentioned == []


def test_who_is_surely_and_who_perhaps_mentioned(kunshan, two_optronics):
    listed = mentions_of(report_of(heading("Kunshan"), paragraph("AU Optronics, Kunshan")))
    assert listed.mentioned == [kunshan.pk]
    assert listed.perhaps_mentioned == {kunshan.pk, *(found.pk for found in two_optronics)}


def test_queries_grow_neither_with_text_nor_with_profiles(kunshan):
    def queries(size):
        for number in range(size):
            make_profile(
                title=f"Impresa numero {number} {size}", rows={"names": [called(f"Nome{number} {size}")]}
            )
        blocks = [paragraph(f"Impresa numero {number} {size} a Kunshan") for number in range(size)]
        page = report_of(*blocks, figure("a Kunshan"), heading("Poi"), quotation("Kunshan"))
        return queries_of(lambda: mentions_of(page))

    assert queries(2) == queries(12) == 3
