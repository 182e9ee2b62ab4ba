"""Every page type can be written, previewed before it is saved, and shown."""

import pytest
from bs4 import BeautifulSoup
from django.contrib.auth import get_user_model
from django.contrib.auth.models import Group
from django.test import Client
from django.urls import reverse
from wagtail.models import Page, get_page_models

from belt.models import BeltStation, HomePage
from entities.models import EditorialNote, EntityName, EntityPage
from tests import factories
from visits.models import InspectionReportPage

pytestmark = pytest.mark.django_db

PACKAGES = ("belt", "visits", "entities")
PAGE_TYPES = [model for model in get_page_models() if model._meta.app_label in PACKAGES]
NAMES = [model.__name__ for model in PAGE_TYPES]


def of_each_type(function):
    return pytest.mark.parametrize("model", PAGE_TYPES, ids=NAMES)(function)


def parent_of(model):
    """Where a page of a type hangs."""
    if model is HomePage:
        return Page.get_first_root_node()
    if model is EntityPage:
        return factories.profiles()
    if model is InspectionReportPage:
        return factories.reports()
    return factories.italian_home()


def saved(model):
    """A published page of a type, with rows in every list it has."""
    if model is HomePage:
        home = factories.italian_home()
        home.standfirst = "Una prova."
        home.stations = [
            BeltStation(place=factories.make_place(latitude=31, longitude=121), locale=home.locale)
        ]
        home.save_revision().publish()
        return HomePage.objects.get(pk=home.pk)
    site = factories.make_profile(
        chains=(factories.make_chain(),),
        located_in=factories.make_place(latitude=31, longitude=121),
        rows={
            "names": [EntityName(text="昆山", language="zh", script="Hans")],
            "editorial_notes": [
                EditorialNote(kind="gap", title="Manca", text="Tutto.", locale=factories.profiles().locale)
            ],
        },
    )
    if model is EntityPage:
        return site
    if model is InspectionReportPage:
        return factories.make_report(site, site)
    return factories.section(model, f"sezione-{model.__name__.lower()}")


def unsaved(model):
    """A page as it is before its first save: nothing but a title and a place in the tree."""
    parent = parent_of(model)
    page = model(title="Senza salvare", slug="senza-salvare", locale=parent.locale)
    page.path, page.depth = Page._get_children_path_interval(parent.path)[1], parent.depth + 1
    page.set_url_path(parent)
    return page


def modes(model):
    return [mode for mode, _label in model().preview_modes]


@pytest.fixture
def editor():
    """Somebody who may write pages and nothing else."""
    user = get_user_model().objects.create_user("editor", password="for-one-test")
    user.groups.add(Group.objects.get(name="Editors"))
    client = Client()
    client.force_login(user)
    return client


def fields_of(response):
    """What a browser would send if somebody pressed “save” on a form; its text is left empty."""
    form = BeautifulSoup(response.content, "html.parser").find("form", attrs={"data-edit-form": True})
    sent = {"body-count": "0"}
    for control in form.select("input[name], textarea[name]"):
        if control.get("type") not in ("checkbox", "radio", "submit", "file") or control.has_attr("checked"):
            sent[control["name"]] = control.get("value", "") if control.name == "input" else control.text
    for control in form.select("select[name]"):
        chosen = control.select_one("option[selected]") or control.select_one("option")
        sent[control["name"]] = chosen.get("value", "") if chosen else ""
    return {name: value for name, value in sent.items() if "__prefix__" not in name}


def least_of(model):
    """The fields without which not even a draft of a type is accepted."""
    if model is EntityPage:
        return {"kind": "company"}
    if model is InspectionReportPage:
        return {"stops-0-entity": str(factories.make_profile().pk)}
    return {}


def has_one_title(response, title):
    page = BeautifulSoup(response.content, "html.parser")
    assert response.status_code == 200
    return [h1.get_text(strip=True) for h1 in page.find_all("h1")] == [title]


def test_the_page_types_are_those_of_the_site():
    assert sorted(NAMES) == [
        "ChainIndexPage",
        "EntityIndexPage",
        "EntityPage",
        "ExplorerPage",
        "HomePage",
        "InspectionReportPage",
        "OpenQuestionsPage",
        "ReportIndexPage",
    ]
    assert all(
        model in PAGE_TYPES
        for model in Page.__subclasses__()
        if model.__module__.startswith(PACKAGES) and not model._meta.abstract
    )


@of_each_type
def test_a_page_of_each_type_renders_and_previews_in_each_of_its_modes(model, client):
    page = saved(model)
    title = getattr(page, "headline", page.title)
    public = client.get(page.url)
    assert has_one_title(public, title)
    assert b"noindex" not in public.content
    assert modes(model)
    for mode in modes(model):
        preview = page.make_preview_request(preview_mode=mode)
        assert has_one_title(preview, title)
        assert b"noindex" in preview.content


@of_each_type
def test_a_page_of_each_type_previews_before_it_is_saved(model):
    for mode in modes(model):
        page = unsaved(model)
        response = page.make_preview_request(preview_mode=mode)
        assert has_one_title(response, "" if model is HomePage else "Senza salvare")
        assert page.pk is None


@of_each_type
def test_the_form_of_a_new_page_opens_for_an_editor_and_previews(model, editor):
    opened = editor.get(_address_of_new(model))
    assert opened.status_code == 200
    sent = fields_of(opened)
    assert {"title", "slug", "csrfmiddlewaretoken"} <= sent.keys()
    address = reverse("wagtailadmin_pages:preview_on_add", args=_names_of(model))
    answer = editor.post(
        address, sent | {"title": "Appena aperta", "slug": "appena-aperta"} | least_of(model)
    )
    assert answer.json() == {"is_valid": True, "is_available": True}
    for mode in modes(model):
        assert has_one_title(
            editor.get(address, {"mode": mode}), "" if model is HomePage else "Appena aperta"
        )
    assert not Page.objects.filter(slug="appena-aperta").exists()


@of_each_type
def test_a_page_of_each_type_opens_for_an_editor_and_previews_there(model, editor):
    page = saved(model)
    opened = editor.get(reverse("wagtailadmin_pages:edit", args=[page.pk]))
    assert opened.status_code == 200
    address = reverse("wagtailadmin_pages:preview_on_edit", args=[page.pk])
    answer = editor.post(address, fields_of(opened))
    assert answer.json() == {"is_valid": True, "is_available": True}
    assert has_one_title(editor.get(address), getattr(page, "headline", page.title))
    for name in ("history", "view_draft"):
        assert editor.get(reverse(f"wagtailadmin_pages:{name}", args=[page.pk])).status_code == 200


@of_each_type
def test_a_visitor_is_not_let_into_the_form(model, client):
    assert client.get(_address_of_new(model)).status_code == 302


@of_each_type
def test_each_type_tells_editors_what_it_is_for(model):
    assert str(model.page_description).strip()


def _names_of(model):
    return [model._meta.app_label, model._meta.model_name, parent_of(model).pk]


def _address_of_new(model):
    return reverse("wagtailadmin_pages:add", args=_names_of(model))
