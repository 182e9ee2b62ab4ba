"""The editing screen of a report as long as any: it opens with few queries, and can be saved."""

import datetime as dt
import json

import pytest
from django.contrib.auth import get_user_model
from django.contrib.auth.models import Group
from django.core.files.base import ContentFile
from django.test import Client
from django.urls import reverse
from wagtail.documents import get_document_model
from wagtail.images import get_image_model
from wagtail.images.tests.utils import get_test_image_file
from wagtail.models import Page
from wagtail.test.utils.form_data import inline_formset, rich_text, streamfield

from belt.roles import REVIEWERS, set_up_roles
from tests.entities.editing import a_note, a_source, queries_of
from tests.factories import make_chain, make_place, make_profile, make_report
from tests.visits.test_report_form import form_of, stop_row
from visits.models import ChangeNote, Delegate, VisitStop

pytestmark = pytest.mark.django_db

MOST_QUERIES = 120
SMALL, LARGE = (6, 20), (60, 200)


@pytest.fixture
def reviewer():
    set_up_roles()
    client = Client()
    client.user = get_user_model().objects.create_user("rossi")
    client.user.groups.add(Group.objects.get(name=REVIEWERS))
    client.force_login(client.user)
    return client


def a_document(number):
    file = ContentFile(b"Testo", name=f"{number}.txt")
    return get_document_model().objects.create(title=f"Testo {number}", file=file)


def blocks_about(number, profile):
    """Ten blocks, one of each kind; each paragraph, picture and card shows something of its own."""
    file = a_document(number)
    image = get_image_model().objects.create(title=f"Sala {number}", file=get_test_image_file())
    words = f'<a linktype="page" id="{profile.pk}">Qui</a> e <a linktype="document" id="{file.pk}">qui</a>'
    shown = {"image": image.pk, "alt": "Una sala", "caption": "", "credit": "Redazione"}
    table = {"columns": [{"type": "text", "heading": "Città"}], "rows": [{"values": ["Kunshan"]}]}
    return [
        ("heading", {"text": f"Sezione {number}", "level": "h2"}),
        ("paragraph", f"<p>{words}.</p>"),
        ("quotation", {"text": "Parole.", "speaker": "Li Hua", "speaker_not_named": False}),
        ("picture", shown),
        ("gallery", [{"type": "item", "value": shown}, {"type": "item", "value": shown}]),
        ("key_figure", {"figure": "10", "label": "tappe", "source": "La relazione"}),
        ("document", {"document": file.pk, "title": ""}),
        ("profile", profile.pk),
        ("note", f"n{number}"),
        ("table", table | {"caption": "Città"}),
    ]


def a_report(stops, blocks):
    """The saved draft of a report with so many stops, each elsewhere, and blocks of all kinds."""
    place, parts, rows = make_place(), blocks // 10, stops // 3
    sites = [make_profile(located_in=place, chains=(make_chain(),)) for _number in range(max(stops, parts))]
    body = [block for number in range(parts) for block in blocks_about(number, sites[number])]
    report = make_report(
        *sites[:stops],
        chains=tuple(make_chain() for _number in range(rows)),
        body=json.dumps([{"type": kind, "value": value} for kind, value in body]),
        rows={
            "delegates": [Delegate(name=f"Li {number}") for number in range(rows)],
            "sources": [a_source(document=a_document(f"f{number}")) for number in range(rows)],
            "editorial_notes": [a_note(code=f"n{number}") for number in range(parts)],
            "change_notes": [ChangeNote(date=dt.date(2025, 7, 1), text="Corretto.") for _ in range(rows)],
        },
    )
    seen = list(report.stops.all())
    for stop in seen:
        stop.observation = f'<p>Come <a linktype="page" id="{stop.entity_id}">altrove</a>.</p>'
    VisitStop.objects.bulk_update(seen, ["observation"])
    report = Page.objects.get(pk=report.pk).specific
    report.save_revision(clean=False)
    return report


def screen_of(report):
    return reverse("wagtailadmin_pages:edit", args=[report.pk])


def cost_of_opening(client, report):
    """The queries of opening its screen once what is read once per process has been read."""
    opened = client.get(screen_of(report))
    assert opened.status_code == 200
    for told in (report.stops.last().entity.title, report.sources.last().document.title, "altrove"):
        assert told in opened.content.decode()
    return queries_of(lambda: client.get(screen_of(report)))


def test_sixty_stops_and_two_hundred_blocks_open_with_the_queries_of_a_few(reviewer):
    small = cost_of_opening(reviewer, a_report(*SMALL))
    assert cost_of_opening(reviewer, a_report(*LARGE)) == small <= MOST_QUERIES


def posted(kind, value):
    """A block as a browser sends it."""
    if kind == "paragraph":
        return kind, rich_text(value)
    if kind == "gallery":
        return kind, streamfield([(item["type"], item["value"]) for item in value])
    if kind == "quotation":
        return kind, {"text": value["text"], "speaker": value["speaker"]}
    if kind == "table":
        column = {"type": "text", "heading": "Città", "order": "0", "deleted": ""}
        row = {"order": "0", "deleted": ""}
        return kind, {"column-count": "1", "column-0": column, "row-count": "1", "row-0": row} | {
            "cell-0-0": "Kunshan",
            "caption": "Città",
        }
    return kind, value


def form_with_everything(report):
    """What a browser sends of a report, row by row and block by block."""
    stops = [stop_row(stop.entity, id=stop.pk) for stop in report.stops.all()]
    sources = [
        {"id": row.pk, "title": row.title, "document": row.document_id} for row in report.sources.all()
    ]
    links = [
        {"id": link.pk, "tag": link.tag_id, "stage": link.stage, "evidence": link.evidence}
        for link in report.chain_links.all()
    ]
    notes = [
        {"id": note.pk, "kind": note.kind, "code": note.code, "title": note.title, "text": note.text}
        for note in report.editorial_notes.all()
    ]
    changes = [{"id": row.pk, "date": row.date, "text": row.text} for row in report.change_notes.all()]
    delegates = [{"id": row.pk, "name": row.name, "role": row.role} for row in report.delegates.all()]
    return form_of(
        slug=report.slug,
        delegation=report.delegation,
        stops=stops,
        initial_stops=len(stops),
        sources=sources,
        initial_sources=len(sources),
        body=streamfield([posted(raw["type"], raw["value"]) for raw in report.body.raw_data]),
        chain_links=inline_formset(links, initial=len(links)),
        editorial_notes=inline_formset(
            [note | {"status": "open", "resolved_on": "", "resolution": ""} for note in notes],
            initial=len(notes),
        ),
        change_notes=inline_formset(changes, initial=len(changes)),
        delegates=inline_formset(delegates, initial=len(delegates)),
    )


def test_sixty_stops_and_two_hundred_blocks_are_saved(reviewer):
    report = a_report(*LARGE)
    form = form_with_everything(report)
    assert len(form) > 2_000
    answer = reviewer.post(screen_of(report), form)
    assert answer.status_code == 302
    draft = Page.objects.get(pk=report.pk).specific.get_latest_revision_as_object()
    assert draft.latest_revision.user == reviewer.user
    assert (draft.stops.count(), len(draft.body), draft.chain_links.count()) == (60, 200, 20)
    assert [stop.entity_id for stop in draft.stops.all()] == [stop.entity_id for stop in report.stops.all()]
