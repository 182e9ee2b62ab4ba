"""Whatever is sent to whatever address of the admin, it answers; what no screen sends is refused."""

import logging
import re
from functools import partial
from json import JSONDecodeError

import pytest
from django.contrib.auth import get_user_model
from django.core.files.uploadedfile import SimpleUploadedFile
from django.db import transaction
from django.test import Client, RequestFactory
from django.urls import get_resolver, reverse
from django.urls.resolvers import RoutePattern
from django.utils.datastructures import MultiValueDict, MultiValueDictKeyError
from wagtail.contrib.redirects.models import Redirect
from wagtail.models import Page, Revision
from wagtail.test.utils.form_data import inline_formset, nested_form_data

from belt.unreadable import RefuseUnreadable
from tests.entities.editing import form_of
from tests.factories import italian_home, make_profile, make_report, profiles, reports

pytestmark = pytest.mark.django_db

# What stands in an address where no key does.
ADDRESSED = {
    "content_type_app_name": "entities",
    "content_type_model_name": "entitypage",
    "app_label": "entities",
    "model_name": "entitypage",
    "app_name": "entities",
    "action_name": "approve",
    "action": "publish",
    "language": "en",
    "filter_spec": "original",
}
LINK_OUT_OF_NOWHERE = (
    '{"blocks": [{"text": "a", "type": "unstyled", "depth": 0, "key": "a", "inlineStyleRanges": [], '
    '"entityRanges": [{"offset": 0, "length": 1, "key": 7}]}], "entityMap": {}}'
)
EMPTY_TEXT = '{"blocks": [], "entityMap": {}}'


@pytest.fixture
def admin(db):
    """An administrator who gets error pages, not exceptions."""
    client = Client(raise_request_exception=False)
    client.force_login(get_user_model().objects.create_superuser("admin", password="for-one-test"))
    return client


def routes(resolver, before=""):
    """Every address that is written as a path."""
    for pattern in resolver.url_patterns:
        if isinstance(pattern.pattern, RoutePattern) and "^" not in before:
            address = before + str(pattern.pattern)
            yield from routes(pattern, address) if hasattr(pattern, "url_patterns") else (address,)
        elif hasattr(pattern, "url_patterns"):
            yield from routes(pattern, before + str(pattern.pattern))


def addresses(*keys):
    """All of the admin, once with each key."""
    for route in routes(get_resolver()):
        if route.startswith("admin/") and "^" not in route:
            for key in keys:
                yield "/" + re.sub(r"<(?:\w+:)?(\w+)>", partial(filled_in, key), route)


def filled_in(key, name):
    return str(ADDRESSED.get(name[1], key))


def status(client, address, method, **given):
    """The status of one answer; what the request did to the database is undone."""
    with transaction.atomic():
        response = getattr(client, method)(address, **given)
        transaction.set_rollback(True)
    return response.status_code


def test_every_address_takes_nothing(admin):
    asked = dict.fromkeys(addresses(1, make_profile(live=False).pk, make_report().pk))
    assert len(asked) > 300
    answers = {(way, address): status(admin, address, way) for address in asked for way in ("get", "post")}
    assert {asked: code for asked, code in answers.items() if code >= 500} == {}


@pytest.mark.parametrize(
    ("address", "sent", "code"),
    [
        ("choose-external-link/", {}, 400),
        ("choose-external-link/", {"external-link-chooser-url": "https://example.org/"}, 200),
        # No permission: back to the desk, with a sentence.
        ("snippets/choose/entities/industrychain/create/", {"name": "x"}, 302),
        ("pages/1/move/2/confirm/", {}, 302),
        ("pages/1/set_position/", {}, 302),
        ("pages/1/lock/", {}, 302),
        ("redirects/import/process/", {}, 400),
        ("redirects/import/process/", {"import_file_name": "x", "input_format": "1"}, 400),
        ("failwhale/", {}, 404),
    ],
)
def test_what_no_screen_sends_is_refused(admin, address, sent, code):
    assert admin.post(f"/admin/{address}", sent).status_code == code


@pytest.mark.parametrize(("key", "code"), [("1", 400), ("x", 400), ("2", 200), ("999999", 200)])
def test_the_root_is_no_page_to_choose(admin, key, code):
    assert admin.get(f"/admin/choose-page/chosen-multiple/?id={key}").status_code == code


def test_pages_below_the_root_are_moved_ordered_and_locked(admin):
    page, report = make_profile(), reports()
    assert admin.post(reverse("wagtailadmin_pages:lock", args=[page.pk])).status_code == 302
    assert Page.objects.get(pk=page.pk).locked
    assert admin.post(reverse("wagtailadmin_pages:set_page_position", args=[page.pk])).status_code == 200
    confirm = reverse("wagtailadmin_pages:move_confirm", args=[page.pk, report.pk])
    assert admin.get(confirm).status_code in (200, 302)


def test_nobody_imports_redirects_without_logging_in(client):
    sent = {"import_file_name": "x", "input_format": "1"}
    assert "/login/" in client.post("/admin/redirects/import/process/", sent)["location"]
    assert "/login/" in client.get("/admin/failwhale/")["location"]


def test_redirects_are_imported_once(admin):
    file = SimpleUploadedFile("vecchi.csv", b"from,to\n/vecchio/,https://example.org/\n")
    form = admin.post("/admin/redirects/import/", {"import_file": file}).context["form"]
    sent = {name: form.initial[name] for name in ("import_file_name", "input_format")}
    sent |= {"from_index": "0", "to_index": "1", "permanent": "on"}
    answers = [admin.post("/admin/redirects/import/process/", sent).status_code for _press in range(2)]
    assert answers == [302, 400]
    assert Redirect.objects.count() == 1


@pytest.mark.parametrize("onward", ["{}", "x", "wagtailadmin_home", "[]"])
def test_where_to_go_on_is_looked_at_before_anything_is_done(admin, onward):
    page = make_profile()
    form = {"new_title": "Copia", "new_slug": "copia", "new_parent_page": str(profiles().pk)}
    copy = reverse("wagtailadmin_pages:copy", args=[page.pk])
    before = Page.objects.count()
    assert admin.post(copy, form | {"next": onward}).status_code == 400
    assert admin.post(f"{copy}?next={onward}", form).status_code == 400
    assert Page.objects.count() == before
    assert admin.post(copy, form | {"next": "/admin/profiles/"})["location"] == "/admin/profiles/"


@pytest.mark.parametrize(
    "sent",
    [
        "x",
        "45",
        "[]",
        "null,",
        '{"blocks": 1}',
        '{"blocks": [1]}',
        '{"blocks": [{}]}',
        LINK_OUT_OF_NOWHERE,
        "",
    ],
)
def test_rich_text_that_its_editor_did_not_write_is_refused(admin, sent):
    section = profiles()
    form = {"title": section.title, "slug": section.slug, "comments": inline_formset([])}
    address = reverse("wagtailadmin_pages:edit", args=[section.pk])
    stored = Revision.objects.count()
    assert admin.post(address, nested_form_data(form | {"introduction": sent})).status_code == 400
    assert Revision.objects.count() == stored
    assert admin.post(address, nested_form_data(form | {"introduction": EMPTY_TEXT})).status_code == 302
    assert Revision.objects.count() == stored + 1


@pytest.mark.parametrize(
    "beside",
    [{}, {"loaded_revision_created_at": "[]"}, {"overwrite_revision_id": "1"}, {"loaded_revision_id": ""}],
)
def test_a_word_for_the_key_of_a_row_is_refused_beside_a_newer_version(admin, beside):
    home = italian_home()
    home.standfirst = "Prova."
    home.save_revision()
    rows = {"TOTAL_FORMS": 1, "INITIAL_FORMS": 1, "0-id": "abc", "0-ORDER": "1"}
    form = {"title": home.title, "slug": home.slug, "comments-TOTAL_FORMS": 0, "comments-INITIAL_FORMS": 0}
    form |= {f"stations-{name}": value for name, value in rows.items()}
    address = reverse("wagtailadmin_pages:edit", args=[home.pk])
    assert admin.post(address, form | beside).status_code == 400


def test_rows_that_are_fewer_than_their_number_are_refused(admin):
    report = make_report()
    form = {"change_notes-TOTAL_FORMS": 3, "change_notes-INITIAL_FORMS": 2, "change_notes-0-id": 45}
    for name, args in (("add", ("visits", "inspectionreportpage", reports().pk)), ("edit", (report.pk,))):
        answer = admin.post(reverse(f"wagtailadmin_pages:{name}", args=args), form)
        assert answer.status_code == 400


@pytest.mark.parametrize("way", [{}, {"headers": {"accept": "application/json"}}])
def test_rows_that_are_promised_and_not_sent_are_refused_where_the_form_is_shown_again(admin, way):
    home = italian_home()
    form = {"title": "", "slug": home.slug, "comments-TOTAL_FORMS": 0, "comments-INITIAL_FORMS": 0}
    rows = {"stations-TOTAL_FORMS": 45, "stations-INITIAL_FORMS": 0}
    address = reverse("wagtailadmin_pages:edit", args=[home.pk])
    assert admin.post(address, form | rows, **way).status_code == 400


def test_publishing_leads_on_whatever_answer_is_accepted(admin):
    page = make_profile(kind="institution")
    address = reverse("wagtailadmin_pages:edit", args=[page.pk])
    answer = admin.post(
        address, form_of(page) | {"action-publish": "1"}, headers={"accept": "application/json"}
    )
    assert answer.status_code == 302
    # What is to be said is said on the next screen.
    assert list(admin.get(answer["location"]).context["messages"])


def test_a_refusal_is_logged_with_its_reason(admin, caplog):
    with caplog.at_level(logging.WARNING, logger="belt.unreadable"):
        admin.post(reverse("wagtailadmin_pages:copy", args=[make_profile().pk]), {"next": "{}"})
    assert "Where to go on is no address." in caplog.text


def answer_to(request, fault):
    return RefuseUnreadable(lambda _request: None).process_exception(request, fault)


def missing(name):
    try:
        MultiValueDict()[name]
    except MultiValueDictKeyError as fault:
        return fault


class TestWhatIsAFaultOfOurs:
    """Only what the request itself explains is refused; the rest stays a 500."""

    def test_a_field_that_was_sent(self):
        sent = RequestFactory().post("/admin/x/", {"reason": "x"})
        assert answer_to(sent, missing("name")).status_code == 400
        assert answer_to(sent, missing("reason")) is None
        assert answer_to(RequestFactory().get("/admin/x/?reason=x"), missing("reason")) is None

    def test_json_that_nobody_sent(self):
        sent = RequestFactory().post("/admin/x/", {"text": "broken", "empty": ""})
        assert answer_to(sent, JSONDecodeError("x", "broken", 0)).status_code == 400
        assert answer_to(sent, JSONDecodeError("x", "of ours", 0)) is None
        assert answer_to(sent, JSONDecodeError("x", "", 0)) is None

    def test_json_as_all_there_is(self):
        sent = RequestFactory().post("/admin/x/", "{x", content_type="application/json")
        assert answer_to(sent, JSONDecodeError("x", "{x", 1)) is None
        assert sent.body
        assert answer_to(sent, JSONDecodeError("x", "{x", 1)).status_code == 400

    @pytest.mark.parametrize(
        "fault", [KeyError("name"), AttributeError("x"), TypeError("x"), ValueError("x"), LookupError("x")]
    )
    def test_anything_else(self, fault):
        assert answer_to(RequestFactory().post("/admin/x/", {"x": "x"}), fault) is None

    def test_the_order_of_rows(self):
        assert answer_to(RequestFactory().post("/admin/x/"), KeyError("ORDER")).status_code == 400
        assert answer_to(RequestFactory().get("/admin/x/"), KeyError("ORDER")) is None

    def test_anything_outside_the_admin(self):
        sent = RequestFactory().post("/it/", {"text": "broken"})
        assert answer_to(sent, missing("name")) is None
        assert answer_to(sent, JSONDecodeError("x", "broken", 0)) is None

    def test_and_is_answered_as_one(self, admin, monkeypatch):
        def broken(*args, **kwargs):
            raise KeyError("ours")

        monkeypatch.setattr("entities.saving.PageEditView.get", broken)
        address = reverse("wagtailadmin_pages:edit", args=[make_profile().pk])
        assert admin.get(address).status_code == 500
