"""A doubt becomes a note or is dismissed with a reason, and is not raised again."""

import pytest
from django.urls import reverse
from django.utils import timezone
from wagtail.models import Page, PageLogEntry
from wagtail.test.utils.form_data import rich_text

from entities.doubts.answers import (
    DISMISS,
    DISMISS_ACTION,
    NOTE,
    RAISE_ACTION,
    RAISE_AGAIN,
    REASON,
    make_a_note,
)
from entities.doubts.listing import doubts_of
from entities.doubts.rules import DoubtKind
from entities.models import DoubtDecision, EntityName
from entities.models.decisions import LONGEST_REASON
from tests.entities.editing import a_note, form_of, queries_of
from tests.entities.mentions.texts import heading, paragraph, quotation, stream
from tests.factories import make_profile, make_report

pytestmark = pytest.mark.django_db

DOUBTFUL = "<p>È stato sottolineato che conviene.</p>"


@pytest.fixture
def page():
    page = make_profile(kind="institution")
    page.body = [("paragraph", DOUBTFUL)]
    page.save_revision().publish()
    return Page.objects.get(pk=page.pk).specific


def draft_of(page):
    return Page.objects.get(pk=page.pk).specific.get_latest_revision_as_object()


def press(client, page, button, mark, **fields):
    body = [("paragraph", rich_text(DOUBTFUL))]
    form = form_of(draft_of(page), body=body) | {button: mark} | fields
    answer = client.post(reverse("wagtailadmin_pages:edit", args=[page.pk]), form, follow=True)
    assert answer.status_code == 200
    return [str(message) for message in answer.context["messages"]]


def test_it_is_shown_above_the_notes(admin_client, page):
    shown = admin_client.get(reverse("wagtailadmin_pages:edit", args=[page.pk])).content.decode()
    assert "Si dice qualcosa e nessuno è nominato" in shown
    assert f'maxlength="{LONGEST_REASON}"' in shown


def test_what_a_stop_observed_and_a_key_figure_are_read_too():
    report = make_report(make_profile())
    [stop] = report.stops.all()
    stop.observation = DOUBTFUL
    report.stops = [stop]
    figure = {"figure": "1.000", "label": "miliardi di yuan nel caffè", "source": "Testo"}
    report.body = stream({"type": "key_figure", "value": figure})
    assert [doubt.kind for doubt in doubts_of(report)] == [DoubtKind.FIGURE, DoubtKind.SPEAKER]


def test_it_becomes_an_open_note_of_the_draft(admin_client, page):
    [doubt] = doubts_of(page)
    press(admin_client, page, NOTE, doubt.mark)
    [note] = draft_of(page).editorial_notes.all()
    assert (note.kind, note.is_open) == ("gap", True)
    assert doubt.sentence in note.text
    assert not page.editorial_notes.exists()
    assert doubts_of(draft_of(page)) == []


def test_it_is_dismissed_with_a_reason(admin_client, page):
    [doubt] = doubts_of(page)
    press(admin_client, page, DISMISS, doubt.mark, **{REASON + doubt.mark: "Lo dice il sindaco, sopra."})
    decision = DoubtDecision.objects.get()
    assert (decision.reason, decision.decided_by.username) == ("Lo dice il sindaco, sopra.", "admin")
    assert doubts_of(draft_of(page)) == []
    [entry] = PageLogEntry.objects.filter(action=DISMISS_ACTION)
    assert "«È stato sottolineato che conviene.». Lo dice il sindaco, sopra." in str(entry.message)


def test_who_reads_the_page_sees_what_was_dismissed_and_may_raise_it_again(admin_client, page):
    [doubt] = doubts_of(page)
    press(admin_client, page, DISMISS, doubt.mark, **{REASON + doubt.mark: "Lo dice il sindaco, sopra."})
    shown = admin_client.get(reverse("wagtailadmin_pages:edit", args=[page.pk])).content.decode()
    assert "Lo dice il sindaco, sopra." in shown
    assert "admin" in shown
    press(admin_client, page, RAISE_AGAIN, doubt.mark)
    assert doubts_of(draft_of(page)) == [doubt]
    [entry] = PageLogEntry.objects.filter(action=RAISE_ACTION)
    assert "È stato sottolineato che conviene." in str(entry.message)
    assert len(press(admin_client, page, RAISE_AGAIN, doubt.mark)) >= 1, "it is raised already"
    press(admin_client, page, DISMISS, doubt.mark, **{REASON + doubt.mark: "Di nuovo."})
    assert DoubtDecision.objects.get().reason == "Di nuovo."


def test_a_doubt_comes_back_when_the_note_made_of_it_is_taken_out(admin_client, page):
    [doubt] = doubts_of(page)
    press(admin_client, page, NOTE, doubt.mark)
    draft = draft_of(page)
    [note] = draft.editorial_notes.all()
    note.text = "Chi lo sottolinea?"
    draft.editorial_notes = [note]
    draft.save_revision()
    assert doubts_of(draft_of(page)) == [], "the note was reworded"
    draft.editorial_notes = []
    draft.save_revision()
    assert doubts_of(draft_of(page)) == [doubt]
    press(admin_client, page, NOTE, doubt.mark)
    assert doubts_of(draft_of(page)) == []


def test_no_other_note_of_its_kind_stands_for_one_that_was_taken_out(page):
    one, other = "<p>È stato detto uno.</p>", "<p>È stato detto due.</p>"
    page.body = [("paragraph", one + other)]
    page.save_revision().publish()
    first, second = doubts_of(page)
    for doubt in (first, second):
        make_a_note(Page.objects.get(pk=page.pk).specific, doubt.mark, by=None, at=timezone.now())
    draft = draft_of(page)
    _of_first, of_second = draft.editorial_notes.all()
    of_second.text = "Chi lo ha detto?"
    draft.editorial_notes = [a_note(kind="gap", text="Tutt'altro."), of_second]
    draft.save_revision()
    assert doubts_of(draft_of(page)) == [first]


def test_a_reason_is_kept_as_far_as_it_is_text(admin_client, page):
    [doubt] = doubts_of(page)
    press(admin_client, page, DISMISS, doubt.mark, **{REASON + doubt.mark: f" Lo\0 dice{' sì' * 200}"})
    assert DoubtDecision.objects.get().reason == f"Lo dice{' sì' * 200}"[:LONGEST_REASON]


@pytest.mark.parametrize(("button", "mark"), [(DISMISS, None), (NOTE, "x"), (DISMISS, "x" * 300)])
def test_without_a_reason_or_a_doubt_nothing_is_decided(admin_client, page, button, mark):
    [doubt] = doubts_of(page)
    assert len(press(admin_client, page, button, mark or doubt.mark)) >= 1
    assert not DoubtDecision.objects.exists()
    assert not draft_of(page).editorial_notes.all()


def test_others_words_and_what_is_whole_raise_no_doubt():
    body = stream(paragraph("Tutto a posto."), quotation("È stato sottolineato"))
    assert doubts_of(make_report(make_profile(), body=body)) == []


def test_others_words_are_looked_at_for_what_goes_wrong_while_they_are_translated():
    words = "È stato sottolineato «che varrà mille miliardi di yuan. Poi"
    report = make_report(make_profile(), body=stream(paragraph("Tutto a posto."), quotation(words)))
    sentence = "È stato sottolineato «che varrà mille miliardi di yuan."
    assert [(doubt.kind, doubt.sentence) for doubt in doubts_of(report)] == [
        (DoubtKind.FIGURE, sentence),
        (DoubtKind.QUOTATION_MARKS, sentence),
    ]


def test_captions_of_pictures_and_galleries_are_read_too():
    shown = [{"image": 1, "alt": "Un piano", "caption": caption, "credit": "Redazione"} for caption in "abcd"]
    shown[0]["caption"] = "È stato sottolineato che conviene."
    shown[1]["caption"] = "Varrà 1000 miliardi di yuan."
    shown[2]["caption"] = "La «fabbrica."
    shown[3].pop("caption")
    items = [{"type": "item", "value": picture, "id": f"i{n}"} for n, picture in enumerate(shown[1:])]
    body = stream(
        paragraph("Non finisce"),
        {"type": "picture", "value": shown[0]},
        {"type": "gallery", "value": items},
        {"type": "gallery", "value": [shown[2]]},
    )
    assert [(doubt.kind, doubt.sentence) for doubt in doubts_of(make_report(make_profile(), body=body))] == [
        (DoubtKind.SPEAKER, "È stato sottolineato che conviene."),
        (DoubtKind.FIGURE, "Varrà 1000 miliardi di yuan."),
        (DoubtKind.QUOTATION_MARKS, "La «fabbrica."),
        (DoubtKind.UNFINISHED, "Non finisce"),
    ]


def test_a_note_beside_a_picture_tells_what_its_caption_says():
    picture = {"type": "picture", "value": {"image": 1, "alt": "", "caption": FIGURE, "credit": "Redazione"}}
    note = a_note(kind="doubtful_figure", code="cifra", text="Quanto?")
    body = stream(picture, {"type": "note", "value": "cifra"})
    assert doubts_of(make_report(make_profile(), body=body, rows={"editorial_notes": [note]})) == []


def test_a_report_that_breaks_off_is_noticed():
    body = stream(paragraph("Tutto a posto."), paragraph("Rafforzerà la ricerca"))
    [doubt] = doubts_of(make_report(make_profile(), body=body))
    assert doubt.sentence == "Rafforzerà la ricerca"


FIGURE = "Un piano da mille miliardi di yuan."


@pytest.mark.parametrize(
    ("kind", "text", "placed", "left"),
    [
        ("doubtful_figure", "Quanto?", True, ["Altri duemila miliardi di yuan."]),
        ("doubtful_figure", f"«{FIGURE}»", False, ["Altri duemila miliardi di yuan."]),
        ("doubtful_figure", "Quanto?", False, [FIGURE, "Altri duemila miliardi di yuan."]),
        ("gap", "Quanto?", True, [FIGURE, "Altri duemila miliardi di yuan."]),
    ],
)
def test_only_what_has_its_note_already_is_not_raised_again(kind, text, placed, left):
    here = [paragraph(FIGURE), *([{"type": "note", "value": "cifra"}] if placed else [])]
    body = stream(*here, heading("Poi"), paragraph("Altri duemila miliardi di yuan."))
    notes = {"editorial_notes": [a_note(kind=kind, code="cifra", text=text)]}
    report = make_report(make_profile(), body=body, rows=notes)
    assert [doubt.sentence for doubt in doubts_of(report)] == left


@pytest.mark.parametrize(
    ("blocks", "left"),
    [
        ("ab", "ab"),
        ("anb", ""),
        ("abn", "a"),
        ("nab", "b"),
        ("anxb", "b"),
        ("anmb", ""),
        ("axnb", "a"),
        ("bnha", "a"),
    ],
)
def test_a_note_within_the_text_tells_what_stands_right_beside_it(blocks, left):
    texts = {"a": "Un piano da mille miliardi di yuan.", "b": "Altri duemila miliardi di yuan."}
    there = {key: paragraph(text) for key, text in (texts | {"x": "Altro."}).items()}
    there |= {
        "h": heading("Poi"),
        "n": {"type": "note", "value": "cifra"},
        "m": {"type": "note", "value": "m"},
    }
    report = make_report(
        make_profile(),
        body=stream(*(there[key] for key in blocks)),
        rows={
            "editorial_notes": [
                a_note(kind="doubtful_figure", code="cifra", text="Quanto?"),
                a_note(kind="gap", code="m", title="Altro", text="Chi?"),
            ]
        },
    )
    assert [doubt.sentence for doubt in doubts_of(report)] == [texts[key] for key in left]


def test_a_note_made_of_one_doubt_leaves_the_others(admin_client):
    page = make_profile(kind="institution")
    page.body = [("paragraph", DOUBTFUL + "<p>È stato inoltre detto che piove.</p>")]
    page.save_revision().publish()
    first, second = doubts_of(page)
    body = [("paragraph", rich_text(DOUBTFUL + "<p>È stato inoltre detto che piove.</p>"))]
    form = form_of(draft_of(page), body=body) | {NOTE: first.mark}
    admin_client.post(reverse("wagtailadmin_pages:edit", args=[page.pk]), form)
    assert doubts_of(draft_of(page)) == [second]


def test_a_company_without_its_chinese_name():
    assert [doubt.sentence for doubt in doubts_of(make_profile(title="Kaiber"))] == ["Kaiber"]
    named = make_profile(rows={"names": [EntityName(text="凯博", language="zh", script="Hans")]})
    assert doubts_of(named) == []


def test_looking_costs_the_same_whatever_the_length():
    report = make_report(make_profile(), body=stream(paragraph("Uno.")))
    longer = make_report(make_profile(), body=stream(*[paragraph(f"È stato detto {n}.") for n in range(30)]))
    assert queries_of(lambda: doubts_of(longer)) == queries_of(lambda: doubts_of(report)) <= 3
