"""A page goes to the translators segment by segment and comes back with the same facts."""

import json

import polib
import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from wagtail.models import Page

from entities.models import ChainLink, EditorialNote, EntityName, EntityRelation, Source
from tests.factories import italian_home, make_chain, make_profile, make_report, reports
from tests.translations import fill, locale, publish, submit, translate
from visits.models import Delegate, InspectionReportPage

pytestmark = pytest.mark.django_db

TABLE = {
    "columns": [{"type": "text", "heading": "Città"}, {"type": "number", "heading": "Tappe"}],
    "rows": [{"values": ["Kunshan", 4]}, {"values": ["", None]}],
    "caption": "Tappe per città",
}


def body(linked, *, embedded):
    return json.dumps(
        [
            {"type": "heading", "value": {"text": "Perché", "level": "h3"}},
            {
                "type": "paragraph",
                "value": f'<p>Da <a linktype="page" id="{linked.pk}">qui</a>.</p><p>E poi.</p>',
            },
            {"type": "quotation", "value": {"text": "Una\ndue", "speaker": "", "speaker_not_named": True}},
            {"type": "key_figure", "value": {"figure": "10", "label": "tappe", "source": "Relazione"}},
            {"type": "table", "value": TABLE},
            {"type": "profile", "value": embedded.pk},
            {"type": "note", "value": "dubbio"},
        ]
    )


@pytest.fixture
def company():
    return make_profile(
        title="Azienda", summary="Fa cose.", rows={"names": [EntityName(text="昆山", language="zh")]}
    )


@pytest.fixture
def tour(company):
    other = make_profile(title="Altra")
    report = make_report(
        company,
        other,
        title="Un viaggio",
        start_date="2025-06",
        chains=(make_chain(),),
        body=body(company, embedded=other),
        rows={
            "delegates": [Delegate(name="Li Wei", role="Direttore")],
            "editorial_notes": [EditorialNote(kind="gap", code="dubbio", title="Dubbio", text="Perché?")],
        },
    )
    stop = report.stops.first()
    stop.observation, stop.evidence_sentence = "<p>Ha visto <b>linee</b>.</p>", "Paragrafo 4"
    stop.save()
    # As an editor saves it: every block has its own key.
    report = InspectionReportPage.objects.get(pk=report.pk)
    report.save_revision().publish()
    return InspectionReportPage.objects.get(pk=report.pk)


def words(page):
    return [(block.block_type, block.block.get_prep_value(block.value)) for block in page.body]


def test_stops_keep_their_facts_and_change_their_words(tour, company):
    english = translate(tour)
    assert (english.title, english.standfirst) == ("EN Un viaggio", "EN Una prova.")
    assert (english.start_date, english.delegation) == (tour.start_date, tour.delegation)
    assert [stop.entity for stop in english.stops.all()] == [stop.entity for stop in tour.stops.all()]
    stop = english.stops.first()
    assert (stop.observation, stop.evidence_sentence) == (
        "<p>EN Ha visto <b>linee</b>.</p>",
        "EN Paragrafo 4",
    )
    assert (stop.locale, stop.activity, stop.evidence) == (locale("en"), "visited", "stated")
    assert [(link.tag, link.evidence) for link in english.chain_links.all()] == [
        (link.tag, link.evidence) for link in tour.chain_links.all()
    ]
    assert [(row.name, row.role) for row in english.delegates.all()] == [("Li Wei", "EN Direttore")]
    assert [source.title for source in english.sources.all()] == ["EN Testo ricevuto"]
    note = english.editorial_notes.get()
    assert (note.code, note.kind, note.title, note.text) == ("dubbio", "gap", "EN Dubbio", "EN Perché?")


def test_prose_keeps_its_blocks_links_and_codes(tour, company):
    english = translate(tour)
    told = words(english)
    assert [kind for kind, _value in told] == [kind for kind, _value in words(tour)]
    values = dict(told)
    assert values["heading"] == {"text": "EN Perché", "level": "h3"}
    assert english.body[1].value.source == (
        f'<p>EN Da <a id="{company.pk}" linktype="page">qui</a>.</p><p>EN E poi.</p>'
    )
    assert values["quotation"] == {"text": "EN Una\ndue", "speaker": "", "speaker_not_named": True}
    assert values["key_figure"]["figure"] == "EN 10"
    assert values["profile"] == tour.body[5].value.pk
    assert values["note"] == "dubbio"


def test_a_table_is_translated_but_for_its_figures(tour):
    table = dict(words(translate(tour)))["table"]
    assert [column["heading"] for column in table["columns"]] == ["EN Città", "EN Tappe"]
    assert [row["values"] for row in table["rows"]] == [["EN Kunshan", 4], ["", None]]
    assert table["caption"] == "EN Tappe per città"


def test_names_of_a_profile_are_never_translated(company):
    company.relations = [EntityRelation(kind="part_of", target=make_profile(), stated_in="Testo")]
    company.save()
    english = translate(company)
    assert (english.title, english.summary, english.kind) == ("EN Azienda", "EN Fa cose.", "company")
    assert [name.text for name in english.names.all()] == ["昆山"]
    assert [(row.stated_in, row.target) for row in english.relations.all()] == [
        ("EN Testo", company.relations.get().target)
    ]


def test_a_translation_starts_as_a_draft_below_drafts(tour):
    translation = submit(tour, "en")
    assert not Page.objects.filter(locale=locale("en"), live=True).exists()
    home = italian_home().get_translation(locale("en"))
    assert translation.get_target_instance().is_descendant_of(home)


def test_a_changed_source_keeps_what_is_still_true(tour):
    english = translate(tour)
    rows = list(english.stops.values_list("pk", flat=True))
    tour.standfirst = "Altro."
    first, last = tour.stops.all()
    first.sort_order, last.sort_order = 2, 1
    tour.stops = [last, first]
    tour.save_revision().publish()
    translation = submit(tour, "en")
    translation.source.update_from_db()
    total, done = translation.get_progress()
    assert total - done == 1
    fill(translation)
    english = publish(translation)
    assert english.standfirst == "EN Altro."
    assert [stop.observation for stop in english.stops.all()] == ["", "<p>EN Ha visto <b>linee</b>.</p>"]
    assert sorted(english.stops.values_list("pk", flat=True)) == sorted(rows)


def test_a_po_file_goes_out_and_comes_back(tour, client, admin_user):
    client.force_login(admin_user)
    translation = submit(tour, "zh-hans")
    address = f"/admin/localize/translate/{translation.pk}/pofile/"
    po = polib.pofile(client.get(f"{address}download/").content.decode())
    for entry in po:
        entry.msgstr = f"译{entry.msgid}"
    upload = SimpleUploadedFile("zh.po", str(po).encode())
    assert client.post(f"{address}upload/", {"file": upload}).status_code == 302
    total, done = translation.get_progress()
    assert total == done
    assert publish(translation).title == "译Un viaggio"


def test_the_translation_editor_opens_on_every_kind_of_page(tour, company, client, admin_user):
    client.force_login(admin_user)
    home = italian_home()
    home.standfirst = "Che cosa è."
    home.save_revision().publish()
    for page in (home, reports(), tour, company):
        submit(page, "en")
        target = page.get_translation(locale("en"))
        response = client.get(f"/admin/pages/{target.pk}/edit/")
        assert response.status_code == 200
        assert "wagtail_localize/admin/edit_translation.html" in [used.name for used in response.templates]


def test_rows_of_two_languages_are_told_apart(tour):
    english = translate(tour)
    assert not {row.pk for row in english.chain_links.all()} & {row.pk for row in tour.chain_links.all()}
    assert ChainLink.objects.count() == 2
    assert Source.objects.filter(page=english).get().locale == locale("en")
