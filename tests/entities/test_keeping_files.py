"""Pictures and documents that a page shows or names are not deleted in the admin."""

import datetime as dt

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.urls import reverse
from django.utils import timezone
from wagtail.documents import get_document_model
from wagtail.images import get_image_model
from wagtail.images.tests.utils import get_test_image_file

from entities.draft_references import named_in_drafts
from tests.entities.editing import a_source
from tests.factories import make_profile, make_report

pytestmark = pytest.mark.django_db


@pytest.fixture
def picture(settings, tmp_path):
    settings.MEDIA_ROOT = tmp_path
    return get_image_model().objects.create(title="Una sala", file=get_test_image_file())


@pytest.fixture
def document(settings, tmp_path):
    settings.MEDIA_ROOT = tmp_path
    file = SimpleUploadedFile("testo.txt", b"testo")
    return get_document_model().objects.create(title="Il testo ricevuto", file=file)


def showing(picture):
    value = {"image": picture.pk, "alt": "Una sala", "caption": "", "credit": "Redazione"}
    return make_report(title="La mostra", body=[{"type": "picture", "value": value, "id": "a"}])


def offering(document):
    block = {"type": "document", "value": {"document": document.pk, "title": ""}, "id": "a"}
    return make_report(title="La offre", body=[block])


DOCUMENT_USERS = {
    "received as": lambda document: make_report(title="Lo ha", received_document=document),
    "source": lambda document: make_profile(title="La cita", rows={"sources": [a_source(document=document)]}),
    "block": offering,
}


def delete(client, file):
    return client.post(reverse(address_of(file), args=(file.pk,)), follow=True)


def address_of(file):
    return "wagtailimages:delete" if isinstance(file, get_image_model()) else "wagtaildocs:delete"


def delete_in_bulk(client, file):
    names = (file._meta.app_label, file._meta.model_name, "delete")
    return client.post(f"{reverse('wagtail_bulk_action', args=names)}?id={file.pk}&next=/admin/", follow=True)


def refused(response, file, title):
    told = " ".join(str(message) for message in response.context["messages"])
    return type(file).objects.filter(pk=file.pk).exists() and title in told


@pytest.mark.parametrize("press", [delete, delete_in_bulk])
def test_a_picture_that_is_shown_stays(admin_client, picture, press):
    page = showing(picture)
    assert refused(press(admin_client, picture), picture, page.title)


@pytest.mark.parametrize("press", [delete, delete_in_bulk])
@pytest.mark.parametrize("use", DOCUMENT_USERS)
def test_a_document_in_use_stays(admin_client, document, use, press):
    page = DOCUMENT_USERS[use](document)
    assert refused(press(admin_client, document), document, page.title)


@pytest.mark.parametrize("press", [delete, delete_in_bulk])
@pytest.mark.parametrize("name", ["picture", "document"])
@pytest.mark.parametrize("awaited", [True, False])
def test_a_file_in_a_text_that_is_not_public_yet_stays(admin_client, request, press, name, awaited):
    file = request.getfixturevalue(name)
    page = make_report(title="Lo userà")
    page.save_revision().publish()
    draft = {"picture": showing, "document": offering}[name](file)
    page.body = draft.body
    draft.delete()
    later = timezone.now() + dt.timedelta(days=1) if awaited else None
    page.go_live_at = later
    revision = page.save_revision(approved_go_live_at=later)
    if awaited:
        page.body, page.go_live_at = [], None
        page.save_revision()
    assert revision.pk
    assert refused(press(admin_client, file), file, page.title)
    assert list(named_in_drafts(type(file))) == [file.pk]


def test_the_question_is_not_even_asked(admin_client, picture):
    showing(picture)
    response = admin_client.get(reverse("wagtailimages:delete", args=(picture.pk,)))
    assert response.url == reverse("wagtailimages:image_usage", args=(picture.pk,))


@pytest.mark.parametrize("press", [delete, delete_in_bulk])
@pytest.mark.parametrize("name", ["picture", "document"])
def test_a_file_nobody_uses_is_deleted(admin_client, request, name, press):
    file = request.getfixturevalue(name)
    assert press(admin_client, file).status_code == 200
    assert not type(file).objects.filter(pk=file.pk).exists()


def test_who_may_not_delete_is_told_nothing_about_the_use(client, django_user_model, picture):
    page = showing(picture)
    client.force_login(django_user_model.objects.create_user("lettrice", password="x"))
    response = client.get(reverse("wagtailimages:delete", args=(picture.pk,)), follow=True)
    assert page.title not in response.content.decode()
