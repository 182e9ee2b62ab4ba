"""The read-only API: what it tells, what it keeps to itself, what it refuses."""

import pytest
from django.core.files.base import ContentFile
from wagtail.documents import get_document_model
from wagtail.models import Collection, CollectionViewRestriction

from entities.models import IndustryChain
from tests.factories import chain_section, italian_home, make_chain, make_profile, make_report, profiles

pytestmark = pytest.mark.django_db

ENDPOINTS = ["pages", "images", "documents", "chains"]


def asked(client, address):
    response = client.get(f"/api/v2/{address}")
    assert response.status_code == 200, response.content
    assert response["Content-Type"] == "application/json"
    return response.json()


def keys(client, address):
    return [item["id"] for item in asked(client, address)["items"]]


def absent(client, address):
    return client.get(f"/api/v2/{address}", follow=True).status_code == 404


def hide(page):
    page.view_restrictions.create(restriction_type="login")


@pytest.mark.parametrize("endpoint", ENDPOINTS)
def test_each_endpoint_answers(client, endpoint):
    assert asked(client, f"{endpoint}/")["meta"]["total_count"] >= 0


@pytest.mark.parametrize("method", ["post", "put", "patch", "delete"])
@pytest.mark.parametrize("endpoint", ENDPOINTS)
def test_the_api_is_read_only(admin_client, method, endpoint):
    chain, profile = make_chain(), make_profile()
    key = chain.pk if endpoint == "chains" else profile.pk
    for address in (f"/api/v2/{endpoint}/", f"/api/v2/{endpoint}/{key}/"):
        response = getattr(admin_client, method)(address, {"title": "x"}, content_type="application/json")
        assert response.status_code == 405
    assert IndustryChain.objects.filter(pk=chain.pk).exists()
    assert type(profile).objects.get(pk=profile.pk).title == profile.title


@pytest.mark.parametrize("accept", ["text/html", "text/html,application/xhtml+xml,*/*;q=0.8"])
def test_a_browser_gets_json_too(client, accept):
    response = client.get("/api/v2/pages/", headers={"accept": accept})
    assert response.status_code in (200, 406)
    assert "html" not in response["Content-Type"]


def test_public_pages_are_told_with_their_address(client):
    profile = make_profile(title="Qingtao")
    assert set(keys(client, "pages/")) == {italian_home().pk, profiles().pk, profile.pk}
    told = asked(client, f"pages/{profile.pk}/")
    assert told["title"] == "Qingtao"
    assert told["meta"]["type"] == "entities.EntityPage"
    assert told["meta"]["html_url"] == profile.full_url


def test_pages_can_be_asked_for_by_type(client):
    site = make_profile()
    report = make_report(site, delegation=site)
    assert keys(client, "pages/?type=visits.InspectionReportPage") == [report.pk]
    assert keys(client, "pages/?type=entities.EntityPage") == [site.pk]


@pytest.mark.parametrize("how", ["draft", "private", "private section"])
def test_pages_the_public_may_not_see_are_absent(client, how):
    page = make_profile(title="Riservata", live=how != "draft")
    if how == "private":
        hide(page)
    elif how == "private section":
        hide(profiles())
    assert page.pk not in keys(client, "pages/")
    assert page.pk not in keys(client, "pages/?type=entities.EntityPage")
    assert absent(client, f"pages/{page.pk}/")
    assert absent(client, f"pages/find/?html_path={page.url_path}")


def test_documents_of_a_private_collection_are_absent(client):
    secret = Collection.get_first_root_node().add_child(name="Riservata")
    CollectionViewRestriction.objects.create(collection=secret, restriction_type="login")
    shown, hidden = (
        get_document_model().objects.create(title=title, file=ContentFile(b"x", f"{title}.txt"), **given)
        for title, given in (("aperto", {}), ("chiuso", {"collection": secret}))
    )
    assert keys(client, "documents/") == [shown.pk]
    assert absent(client, f"documents/{hidden.pk}/")


def test_chains_are_told_by_name(client):
    second, first = (
        make_chain(name="Schermi"),
        make_chain(name="Batterie", definition="Dal litio alla cella.", name_zh_hans="电池"),
    )
    assert keys(client, "chains/") == [first.pk, second.pk]
    told = asked(client, f"chains/{first.pk}/")
    assert (told["name"], told["slug"], told["definition"]) == (first.name, first.slug, first.definition)
    assert told["retired"] is False
    assert told["names"] == {"it": first.name, "zh-hans": "电池"}
    assert told["definitions"] == {"it": first.definition}
    item = asked(client, "chains/")["items"][0]
    assert (item["name"], item["slug"]) == (first.name, first.slug)
    assert item["meta"]["detail_url"] == f"http://localhost/api/v2/chains/{first.pk}/"


def test_a_retired_chain_is_told_a_merged_or_undefined_one_is_not(client):
    retired, loser, winner, undefined = make_chain(), make_chain(), make_chain(), make_chain(definition="")
    IndustryChain.objects.filter(pk=retired.pk).update(retired=True)
    IndustryChain.objects.filter(pk=loser.pk).update(retired=True, merged_into=winner)
    assert set(keys(client, "chains/")) == {retired.pk, winner.pk}
    assert asked(client, f"chains/{retired.pk}/")["retired"] is True
    for chain in (loser, undefined):
        assert absent(client, f"chains/{chain.pk}/")


def test_chains_come_in_pages(client):
    chains = [make_chain(name=f"Filiera {letter}") for letter in "abcde"]
    answer = asked(client, "chains/?limit=2&offset=3")
    assert [item["id"] for item in answer["items"]] == [chain.pk for chain in chains[3:]]
    assert answer["meta"]["total_count"] == 5


def test_chains_can_be_asked_for_by_slug(client):
    make_chain()
    wanted = make_chain(slug="batterie")
    assert keys(client, "chains/?slug=batterie") == [wanted.pk]


def test_chains_can_be_asked_for_in_another_order(client):
    first, second = make_chain(name="Alfa"), make_chain(name="Beta")
    assert keys(client, "chains/?order=-name") == [second.pk, first.pk]


@pytest.mark.parametrize("endpoint", ENDPOINTS)
@pytest.mark.parametrize(
    "query",
    [
        "limit=abc",
        "limit=-1",
        "limit=100000",
        "offset=abc",
        "offset=-1",
        "nonesiste=1",
        "fields=nonesiste",
        "fields=name(",
        "fields=*,*",
        "order=nonesiste",
        "search_operator=xor&search=a",
    ],
)
def test_a_bad_parameter_is_refused_in_words(visitor, endpoint, query):
    make_chain()
    response = visitor.get(f"/api/v2/{endpoint}/?{query}")
    assert response.status_code == 400
    assert response.json()["message"]


@pytest.mark.parametrize(
    "query",
    [
        "type=nonesiste.Modello",
        "type=auth.User",
        "child_of=abc",
        "descendant_of=-1",
        "ancestor_of=abc",
        "translation_of=abc",
        "id=abc",
        "title=%00",
        "slug=%00",
        "site=nope",
        "site=",
        "site=x:1",
        "site=x:y",
    ],
)
def test_a_bad_filter_of_pages_is_refused_in_words(visitor, query):
    response = visitor.get(f"/api/v2/pages/?{query}")
    assert response.status_code == 400
    assert response.json()["message"]


@pytest.mark.parametrize("name", ["site", "locale"])
def test_a_sign_that_is_no_text_is_refused_in_words(visitor, name):
    response = visitor.get(f"/api/v2/pages/?{name}=it&{name}=%00")
    assert response.status_code == 400
    assert name in response.content.decode()


def test_a_page_is_found_by_its_public_path(client):
    profile = make_profile()
    for page in (profile, profile.get_parent(), italian_home()):
        for path in (page.url, page.url.rstrip("/")):
            answer = client.get("/api/v2/pages/find/", {"html_path": path})
            assert answer.status_code == 302
            assert answer.url.partition("?")[0].endswith(f"/api/v2/pages/{page.pk}/")


@pytest.mark.parametrize("path", ["", "/", "/it/none/", "/en/", "profili", "/italia/", "//", "/it/../x"])
def test_a_path_that_leads_nowhere_is_not_found(visitor, path):
    make_profile()
    assert visitor.get("/api/v2/pages/find/", {"html_path": path}).status_code == 404


def test_a_draft_is_not_found_by_its_path(client):
    page = make_profile(live=False)
    assert client.get("/api/v2/pages/find/", {"html_path": page.url}).status_code == 404


@pytest.mark.parametrize("endpoint", ENDPOINTS)
@pytest.mark.parametrize("key", ["0", "99999999999999999999", "abc", "-1", "1.5"])
def test_a_key_that_leads_nowhere_is_not_found(visitor, endpoint, key):
    assert absent(visitor, f"{endpoint}/{key}/")


@pytest.mark.parametrize("address", ["pages/0/", "chains/0/", "pages/?locale=xx"])
def test_machines_are_told_at_once_that_something_is_not_there(visitor, address):
    response = visitor.get(f"/api/v2/{address}")
    assert response.status_code == 404
    assert response["Content-Type"] == "application/json"


@pytest.mark.parametrize("endpoint", ENDPOINTS)
@pytest.mark.parametrize("offset", ["1000001", "9999999", "9" * 20, "9" * 5_000])
def test_an_offset_beyond_everything_is_refused_as_the_message_says(visitor, endpoint, offset):
    assert visitor.get(f"/api/v2/{endpoint}/?offset=1000000").status_code == 200
    response = visitor.get(f"/api/v2/{endpoint}/?offset={offset}")
    assert response.status_code == 400
    assert "1000000" in response.json()["message"]


def test_the_index_of_chains_is_a_page_like_others(client):
    assert chain_section().pk in keys(client, "pages/?type=belt.ChainIndexPage")
