"""The editing screen of a report: what a draft may lack, what publishing needs, how stops are ordered."""

import pytest
from django.urls import reverse
from wagtail.test.utils.form_data import inline_formset, nested_form_data, rich_text, streamfield

from tests.factories import make_chain, make_profile, make_report, reports
from visits.mentions_panel import ADD_CHAIN
from visits.models import InspectionReportPage

pytestmark = pytest.mark.django_db

SOURCE = {"title": "Testo ricevuto, senza data"}


def stop_row(entity, **given):
    values = {"entity": entity.pk if entity else "", "activity": "visited", "date": "", "evidence": "stated"}
    return values | {"evidence_sentence": "", "observation": rich_text("<p>Visto.</p>")} | given


def link_row(chain, **given):
    return {"tag": chain.pk, "stage": "unspecified", "evidence": "stated"} | given


def form_of(*, stops=(), sources=(SOURCE,), initial_stops=0, initial_sources=0, delegation=None, **given):
    values = {
        "title": "Putuo incontra Kunshan",
        "slug": "putuo-incontra-kunshan",
        "standfirst": "Una prova.",
        "delegation": (delegation or make_profile(kind="district")).pk,
        "start_date": "2025",
        "end_date": "",
        "received_state": "unknown",
        "body": streamfield([]),
        "delegates": inline_formset([]),
        "stops": inline_formset(stops, initial=initial_stops),
        "chain_links": inline_formset(
            [{"tag": make_chain().pk, "stage": "unspecified", "evidence": "stated"}]
        ),
        "sources": inline_formset(sources, initial=initial_sources),
        "editorial_notes": inline_formset([]),
        "change_notes": inline_formset([]),
        "comments": inline_formset([]),
    }
    return nested_form_data(values | given)


def create(admin_client, *, publish=True, **given):
    address = reverse("wagtailadmin_pages:add", args=("visits", "inspectionreportpage", reports().pk))
    action = {"action-publish": "1"} if publish else {}
    return admin_client.post(address, form_of(**given) | action)


def saved():
    return InspectionReportPage.objects.get(slug="putuo-incontra-kunshan")


def assert_refused(response):
    assert response.status_code == 200
    assert not InspectionReportPage.objects.filter(slug="putuo-incontra-kunshan").exists()
    return response.context["form"]


def test_a_complete_report_is_published(admin_client):
    first, second, delegation = make_profile(), make_profile(), make_profile(kind="district")
    response = create(
        admin_client,
        stops=[stop_row(first, date="2025-06"), stop_row(second, activity="heard", evidence="implied")],
        delegation=delegation,
        start_date="2025-06-12",
        delegates=inline_formset([{"name": "Li Hua", "role": "direttrice"}]),
        chain_links=inline_formset([{"tag": make_chain().pk, "stage": "upstream", "evidence": "stated"}]),
        body=streamfield([("paragraph", rich_text("<p>Il racconto.</p>"))]),
    )
    assert response.status_code == 302
    report = saved()
    assert report.live
    assert [stop.entity for stop in report.stops.all()] == [first, second]
    assert [stop.date for stop in report.stops.all()] == ["2025-06", ""]
    assert report.delegation == delegation
    assert report.delegates.get().name == "Li Hua"
    assert report.sources.get().title == SOURCE["title"]
    assert report.chain_links.get().stage == "upstream"


def test_a_report_saved_before_its_screen_made_an_address_gets_one(admin_client):
    assert create(admin_client, publish=False, slug="").status_code == 302
    assert saved().title == "Putuo incontra Kunshan"


def test_publishing_needs_a_source(admin_client):
    form = assert_refused(create(admin_client, stops=[stop_row(make_profile())], sources=[]))
    assert len(form.formsets["sources"].non_form_errors()) == 1


def test_a_source_that_is_being_deleted_does_not_count(admin_client):
    assert_refused(create(admin_client, stops=[stop_row(make_profile())], sources=[SOURCE | {"DELETE": "1"}]))


def test_publishing_needs_a_stop(admin_client):
    form = assert_refused(create(admin_client, stops=[]))
    assert form.formsets["stops"].non_form_errors() == ["Una relazione ha bisogno di almeno una tappa."]


def test_a_draft_saves_without_source_and_stop(admin_client):
    response = create(admin_client, publish=False, sources=[])
    assert response.status_code == 302
    assert not saved().live
    assert saved().stops.count() == saved().sources.count() == 0


def test_an_incomplete_draft_is_not_published_by_a_later_click(admin_client):
    create(admin_client, publish=False, sources=[])
    address = reverse("wagtailadmin_pages:edit", args=[saved().pk])
    response = admin_client.post(address, form_of(sources=[]) | {"action-publish": "1"})
    assert response.status_code == 200
    assert not saved().live


@pytest.mark.parametrize("publish", [True, False])
def test_a_stop_without_a_site_is_refused_even_in_a_draft(admin_client, publish):
    form = assert_refused(create(admin_client, publish=publish, stops=[stop_row(None)]))
    assert "entity" in form.formsets["stops"].errors[0]


@pytest.mark.parametrize("publish", [True, False])
def test_a_date_that_is_none_is_refused_at_its_stop(admin_client, publish):
    stops = [stop_row(make_profile(), date="giugno")]
    form = assert_refused(create(admin_client, publish=publish, stops=stops))
    assert "date" in form.formsets["stops"].errors[0]


def test_whether_the_source_says_it_is_chosen_not_presumed(admin_client):
    stops = [stop_row(make_profile(), evidence="")]
    form = assert_refused(create(admin_client, stops=stops))
    assert "evidence" in form.formsets["stops"].forms[0].errors
    assert not form.formsets["stops"].non_form_errors()
    assert create(admin_client, stops=stops, publish=False).status_code == 302
    assert saved().stops.get().evidence == ""


@pytest.mark.parametrize("publish", [True, False])
def test_a_tour_that_ends_before_it_starts_is_refused_even_in_a_draft(admin_client, publish):
    response = create(
        admin_client,
        publish=publish,
        stops=[stop_row(make_profile())],
        start_date="2025-06-12",
        end_date="2025-06-11",
    )
    assert "end_date" in assert_refused(response).errors


@pytest.mark.parametrize("publish", [True, False])
def test_a_stop_outside_the_tour_is_refused_even_in_a_draft(admin_client, publish):
    stops = [stop_row(make_profile(), date=date) for date in ("2024", "2025-06-12", "2025-07")]
    form = assert_refused(create(admin_client, publish=publish, stops=stops, start_date="2025-06-12"))
    [sentence] = form.formsets["stops"].non_form_errors()
    assert "2024, 2025-07." in sentence


@pytest.mark.parametrize(
    ("start", "end", "field"),
    [("12 giugno", "2025-06-13", "start_date"), ("2025-06-12", "giugno", "end_date")],
)
def test_dates_that_are_none_are_refused_in_words(admin_client, start, end, field):
    response = create(admin_client, stops=[stop_row(make_profile())], start_date=start, end_date=end)
    assert field in assert_refused(response).errors


def test_a_last_day_without_a_first_is_refused(admin_client):
    form = assert_refused(
        create(admin_client, stops=[stop_row(make_profile())], start_date="", end_date="2025")
    )
    assert list(form.errors) == ["start_date"]


@pytest.mark.parametrize("publish", [True, False])
def test_one_chain_given_twice_is_refused(admin_client, publish):
    row = {"tag": make_chain().pk, "stage": "unspecified", "evidence": "stated"}
    response = create(
        admin_client,
        publish=publish,
        stops=[stop_row(make_profile())],
        chain_links=inline_formset([row, row]),
    )
    assert assert_refused(response).formsets["chain_links"].non_form_errors()


def test_a_notice_in_the_text_needs_its_note_when_published(admin_client):
    response = create(admin_client, stops=[stop_row(make_profile())], body=streamfield([("note", "caffe")]))
    assert "body" in assert_refused(response).errors


def test_rows_dragged_into_another_order_are_kept_in_it(admin_client):
    first, second, third = make_profile(), make_profile(), make_profile()
    report = make_report(first, second, third, slug="putuo-incontra-kunshan")
    rows = [
        stop_row(stop.entity, id=stop.pk, ORDER=order)
        for stop, order in zip(report.stops.all(), ["3", "1", "2"], strict=True)
    ]
    data = form_of(
        stops=rows,
        initial_stops=3,
        sources=[SOURCE | {"id": report.sources.get().pk}],
        initial_sources=1,
        delegation=report.delegation,
    )
    address = reverse("wagtailadmin_pages:edit", args=[report.pk])
    assert admin_client.post(address, data | {"action-publish": "1"}).status_code == 302
    assert [stop.entity for stop in saved().stops.all()] == [second, third, first]
    assert saved().itinerary.profiles == [second, third, first]


def test_a_row_taken_out_is_gone_and_the_others_close_up(admin_client):
    first, second, third = make_profile(), make_profile(), make_profile()
    report = make_report(first, second, third, slug="putuo-incontra-kunshan")
    rows = [stop_row(stop.entity, id=stop.pk) for stop in report.stops.all()]
    rows[1]["DELETE"] = "1"
    data = form_of(
        stops=rows,
        initial_stops=3,
        sources=[SOURCE | {"id": report.sources.get().pk}],
        initial_sources=1,
        delegation=report.delegation,
    )
    address = reverse("wagtailadmin_pages:edit", args=[report.pk])
    assert admin_client.post(address, data | {"action-publish": "1"}).status_code == 302
    assert [(stop.number, stop.profile) for stop in saved().itinerary.stops] == [(1, first), (2, third)]


def test_the_screen_opens_for_new_and_for_old(admin_client):
    report = make_report(make_profile())
    for name, arguments in (
        ("wagtailadmin_pages:add", ("visits", "inspectionreportpage", reports().pk)),
        ("wagtailadmin_pages:edit", (report.pk,)),
    ):
        assert admin_client.get(reverse(name, args=arguments)).status_code == 200


def edit(client, report, extra):
    rows = [stop_row(stop.entity) | {"id": stop.pk} for stop in report.stops.all()]
    sources = [{"id": source.pk, "title": source.title} for source in report.sources.all()]
    form = form_of(
        slug=report.slug,
        delegation=report.delegation,
        stops=rows,
        initial_stops=len(rows),
        sources=sources,
        initial_sources=len(sources),
    )
    address = reverse("wagtailadmin_pages:edit", args=[report.pk])
    return [str(told) for told in client.post(address, form | extra, follow=True).context["messages"]]


def test_a_chain_of_a_stop_is_added_with_its_evidence(admin_client):
    chain = make_chain()
    report = make_report(make_profile(chains=((chain, "upstream"),)))
    screen = admin_client.get(reverse("wagtailadmin_pages:edit", args=[report.pk])).content.decode()
    assert f'name="{ADD_CHAIN}" value="{chain.pk}"' in screen
    messages = edit(admin_client, report, {ADD_CHAIN: str(chain.pk)})
    assert any(chain.name in message for message in messages)
    draft = InspectionReportPage.objects.get(pk=report.pk).get_latest_revision_as_object()
    link = draft.chain_links.last()
    assert (link.tag, link.stage, link.evidence) == (chain, "upstream", "stated")
    assert not InspectionReportPage.objects.get(pk=report.pk).chain_links.exists()


@pytest.mark.parametrize("key", ["0", "x", "{key:018}9", "9" * 5_000])
def test_no_other_chain_is_added_by_that_button(admin_client, key):
    chain = make_chain()
    report = make_report(make_profile(chains=((chain, "upstream"),)))
    sent = {ADD_CHAIN: key.format(key=chain.pk)}
    assert any("non manca" in message for message in edit(admin_client, report, sent))
