"""The bare root leads to the home page in the reader's language."""

import pytest
from django.conf import settings
from wagtail.models import Site

from belt.models import HomePage
from tests.factories import italian_home

pytestmark = pytest.mark.django_db


def publish_home(language):
    home = HomePage.objects.get(locale__language_code=language)
    home.standfirst = "A test."
    home.save_revision().publish()
    return home


def led_to(client, languages=None, **given):
    headers = {"accept-language": languages} if languages is not None else {}
    response = client.get("/", headers=headers, **given)
    assert response.status_code == 302
    return response["Location"]


@pytest.mark.parametrize(
    "languages",
    [None, "", "it", "it-CH", "de", "de,fr;q=0.5", "*", "x" * 5000, ";;q=,,", "it;q=zero", "\x00"],
)
def test_italian_if_none_fits(client, languages):
    assert led_to(client, languages) == "/it/"


@pytest.mark.parametrize(
    ("languages", "address"),
    [
        ("en", "/en/"),
        ("en-GB,en;q=0.9", "/en/"),
        ("zh-hans", "/zh-hans/"),
        ("zh-CN", "/zh-hans/"),
        ("zh", "/zh-hans/"),
        ("zh-TW,en;q=0.8", "/zh-hans/"),
        ("zh-Hant-HK,zh;q=0.9", "/zh-hans/"),
        ("ZH-hans-CN", "/zh-hans/"),
        ("de-AT,de;q=0.9,zh-SG;q=0.2", "/zh-hans/"),
        ("it;q=0.4,en;q=0.8", "/en/"),
        ("de,en;q=0.8,it;q=0.4", "/en/"),
        ("it,en;q=0.8", "/it/"),
        ("de,en;q=0", "/it/"),
        ("it;q=0,zh;q=0,*;q=0.1", "/en/"),
        ("*,en;q=0.5", "/it/"),
        ("en;q=0.5,*;q=0.1", "/en/"),
        ("en-x-private-use,it;q=0.1", "/en/"),
        (f"en,{'x' * 600}", "/en/"),
    ],
)
def test_the_readers_first_choice_wins(client, languages, address):
    publish_home("en")
    publish_home("zh-hans")
    assert led_to(client, languages) == address


@pytest.mark.parametrize("languages", ["en", "zh-hans", "zh-CN,zh;q=0.9"])
def test_a_language_without_a_published_home_does_not_fit(client, languages):
    assert led_to(client, languages) == "/it/"


def test_the_second_choice_is_taken_where_the_first_has_no_home_yet(client):
    publish_home("en")
    assert led_to(client, "zh-hans,en;q=0.8") == "/en/"


def test_a_private_home_does_not_fit(client):
    publish_home("en").view_restrictions.create(restriction_type="login")
    assert led_to(client, "en") == "/it/"


def test_a_language_chosen_earlier_is_kept(client):
    publish_home("en")
    client.cookies[settings.LANGUAGE_COOKIE_NAME] = "en"
    assert led_to(client, "it") == "/en/"


def test_caches_are_told_what_the_answer_depends_on(client):
    varies = {word.strip() for word in client.get("/")["Vary"].split(",")}
    assert varies >= {"Accept-Language", "Cookie"}


def test_the_address_can_be_asked_for_alone(client):
    assert client.head("/").status_code == 302


@pytest.mark.parametrize("method", ["post", "put", "patch", "delete"])
def test_nothing_can_be_sent_there(client, method):
    assert getattr(client, method)("/").status_code == 405


def test_without_a_site_the_root_is_not_found(visitor):
    Site.objects.all().delete()
    assert visitor.get("/", follow=True).status_code == 404


def test_a_language_without_a_home_has_no_pages(visitor):
    assert visitor.get("/it/").status_code == 200
    response = visitor.get("/en/")
    assert response.status_code == 404
    assert f'href="{italian_home().url}"' in response.content.decode()


def test_a_published_home_answers_under_its_own_language_only(visitor):
    publish_home("en")
    html = visitor.get("/en/").content.decode()
    assert '<html lang="en">' in html
    assert visitor.get("/en/it/").status_code == 404
    assert visitor.get("/de/", follow=True).status_code == 404


def test_who_asks_the_admin_for_what_is_not_there_is_sent_to_no_page(admin_client):
    for address in ("/admin/pages/999999/edit/", "/admin/nowhere/"):
        assert admin_client.get(address).status_code == 404
