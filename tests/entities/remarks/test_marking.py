"""A preview marks what the checker points at; no reader ever sees a mark."""

import pytest
from bs4 import BeautifulSoup

from entities.models import EntityName, EntityPage
from entities.remarks.marking import MARK, marked, marking
from tests.entities.editing import queries_of
from tests.entities.mentions.texts import a_link, heading, paragraph, quotation, stream
from tests.factories import make_profile, make_report

pytestmark = pytest.mark.django_db

GOOD = stream(heading("Che cosa abbiamo visto"), paragraph("Una linea pilota."))


@pytest.fixture
def target():
    return make_profile(title="Qingtao")


def marks(page):
    """The marks of a preview: what is marked, and with which words."""
    shown = BeautifulSoup(page.make_preview_request().content, "html.parser")
    return [(element[MARK], element.get_text()) for element in shown.select(f"[{MARK}]")]


def faulty(target, **given):
    body = stream(
        heading("INTRODUZIONE GENERALE"),
        paragraph(f"Il BMS è {a_link(target, 'qui')}; un BMS, due BMS."),
        heading("Bene"),
        heading("Bene"),
        paragraph('<a href="https://example.org/">https://example.org/</a>'),
    )
    return make_profile(body=body, **given)


EXPECTED = [
    ("heading", "INTRODUZIONE GENERALE"),
    ("abbreviation", "BMS"),
    ("link", "qui"),
    ("heading", "Bene"),
    ("link", "https://example.org/"),
]


def test_each_fault_is_marked_where_it_stands(target):
    assert marks(faulty(target)) == EXPECTED


def test_readers_see_no_mark(target, client):
    answer = client.get(faulty(target).url)
    assert answer.status_code == 200
    assert MARK not in answer.content.decode()
    assert marked("<h2>VARIE ED ALTRO</h2>") == "<h2>VARIE ED ALTRO</h2>"


def test_a_good_page_has_none(target):
    assert marks(make_profile(body=GOOD)) == []
    assert marks(make_report(target, body=GOOD)) == []


def test_a_subsection_stands_in_a_section(target):
    def of_level(level, text):
        return {"type": "heading", "value": {"text": text, "level": level}}

    orphan = make_profile(body=stream(of_level("h3", "Le celle"), of_level("h2", "I materiali")))
    assert marks(orphan) == [("heading", "Le celle")]
    placed = make_profile(body=stream(of_level("h2", "I materiali"), of_level("h3", "Le celle")))
    assert marks(placed) == []


def test_an_abbreviation_is_marked_once_by_itself_with_itself_as_id(target):
    shown = BeautifulSoup(faulty(target).make_preview_request().content, "html.parser")
    assert [element.get_text() for element in shown.select("#BMS")] == ["BMS"]


def test_standfirst_quotation_and_observation_are_looked_at(target):
    report = make_report(target, standfirst="Il gruppo SAIC.", body=stream(quotation("Le NEV.")))
    stop = report.stops.get()
    stop.observation = f"<p>{a_link(target, 'qui')} il BMS</p>"
    stop.save()
    found = marks(type(report).objects.get(pk=report.pk))
    assert ("abbreviation", "SAIC") in found
    assert ("abbreviation", "NEV") in found
    assert ("abbreviation", "BMS") in found
    assert ("link", "qui") in found


def test_an_explanation_anywhere_on_the_page_will_do(target):
    body = stream(paragraph("Il BMS."))
    assert marks(make_profile(body=body)) == [("abbreviation", "BMS")]
    assert marks(make_profile(body=body, summary="Fa il sistema di gestione (BMS).")) == []


def test_names_are_no_abbreviations(target):
    body = stream(paragraph("SAIC e BYD."))
    make_profile(title="BYD")
    make_profile(rows={"names": [EntityName(text="SAIC Motor", language="en", name_type="short")]})
    assert marks(make_profile(body=body)) == []


def test_signs_of_markup_stay_words(target):
    link = '<a href="https://BMS.example/BMS">di BMS</a>'
    body = stream(paragraph(f"Il <b>BMS</b> &amp; «&lt;BMS&gt;» {link}."))
    page = make_profile(body=body)
    shown = BeautifulSoup(page.make_preview_request().content, "html.parser")
    assert shown.select_one(".prose p").get_text() == "Il BMS & «<BMS>» di BMS."
    assert shown.select_one(".prose a")["href"] == "https://BMS.example/BMS"


def test_a_card_within_the_text_is_another_pages_matter(target):
    shouting = make_profile(title="KUNSHAN CAFFÈ ED ALTRO")
    body = stream({"type": "profile", "value": shouting.pk})
    assert marks(make_profile(body=body)) == []


def test_the_marks_cost_two_queries_at_the_most(target):
    plain, doubtful = make_profile(body=GOOD), faulty(target)

    def enter(page):
        fresh = EntityPage.objects.for_texts().get(pk=page.pk)
        return queries_of(lambda: marking(fresh).__enter__())

    assert (enter(plain), enter(doubtful)) == (0, 2)


def test_marks_end_with_the_preview(target):
    def fail():
        with marking(faulty(target)):
            assert MARK in marked("<h2>ALTRO E VARIE</h2>")
            raise ZeroDivisionError

    with pytest.raises(ZeroDivisionError):
        fail()
    assert MARK not in marked("<h2>ALTRO E VARIE</h2>")
