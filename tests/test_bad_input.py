"""Whatever is asked of whatever address, the site answers; it never breaks."""

from itertools import cycle

import pytest
from django.contrib.auth import get_user_model
from django.db import transaction
from django.test import Client
from wagtail.models import Page

from entities.models import EntityPage, IndustryChain

pytestmark = pytest.mark.django_db

FINE = {200, 301, 302, 304, 400, 403, 404, 405, 406, 410, 414, 416}
LONG = "x" * 10_000
MACHINES = ["/", "/healthz", "/readyz", "/robots.txt", "/sitemap.xml"]
FILES = ["/static/css/base.css", "/media/images/a.jpg"]
API = [f"/api/v2/{name}/" for name in ("pages", "images", "documents", "chains")]
ADMIN = [
    "/admin/",
    "/admin/pages/",
    "/admin/pages/search/",
    "/admin/reports/",
    "/admin/profiles/",
    "/admin/profile_chooser/",
    "/admin/place_chooser/",
    "/admin/snippets/entities/industrychain/",
    "/admin/snippets/choose/entities/industrychain/",
    "/admin/choose-page/",
    "/admin/choose-page/search/",
    "/admin/images/",
    "/admin/documents/",
    "/admin/images/chooser/",
    "/admin/redirects/",
    "/admin/reports/site-history/",
    "/admin/users/",
]
# One public address of each kind; those that read their query are asked everything, others the worst of it.
SAMPLES = [
    "/it/",
    "/it/relazioni/",
    "/it/relazioni/putuo-kunshan-changshu/",
    "/it/relazioni/feed/",
    "/it/profili/",
    "/it/profili/kunshan/",
    "/it/filiere/",
    "/it/filiere/caffe/",
    "/it/filiere/caffe/feed/",
    "/it/cosa-non-sappiamo/",
]
NUMBERS = ["-1", "9e9", "99999999999999999999", "%00", "1.5", "²", "", "%ff"]
WORDS = ["%00", "%22", LONG, "%F0%9F%99%82", "x%27--", "%ff%fe", "../../x", "{{7*7}}"]
NAMES = [
    "page",
    "q",
    "search",
    "order",
    "ordering",
    "p",
    "fields",
    "limit",
    "offset",
    "type",
    "locale",
    "kind",
]
RELATIONS = ["child_of", "descendant_of", "ancestor_of", "translation_of", "id", "slug", "html_path"]
PATHS = [
    "%00",
    "a%00b/",
    "%F0%9F%99%82/",
    "%ff/",
    "non-esiste/",
    "../..",
    "..%2f..%2fetc%2fpasswd",
    "%2e%2e/%2e%2e/",
    "//",
    LONG,
    "a/" * 500,
    ";*",
    "99999999999999999999/",
]
BEGINNINGS = [
    "/",
    *SAMPLES[:2],
    "/it/profili/kunshan/",
    "/it/filiere/",
    "/it/filiere/caffe/",
    "/en/",
    "/admin/",
]
BEGINNINGS += ["/documents/", "/media/", "/media/images/", "/static/", "/api/v2/pages/", "/api/v2/chains/"]


@pytest.fixture
def site(starter_site):
    """A visitor who gets error pages, not exceptions."""
    return Client(raise_request_exception=False)


@pytest.fixture
def admin(starter_site):
    """An administrator who does."""
    client = Client(raise_request_exception=False)
    client.force_login(get_user_model().objects.create_superuser("admin", password="for-one-test"))
    return client


def status(client, address, method="get", **given):
    """The status of one answer; what the request did to the database is undone."""
    with transaction.atomic():
        response = getattr(client, method)(address, **given)
        if response.streaming:
            b"".join(response)
        transaction.set_rollback(True)
    return response.status_code


def broken(client, addresses, method="get"):
    """The addresses that gave something else than an answer, shortened."""
    answers = {address: status(client, address, method) for address in addresses}
    return {address[:150]: code for address, code in answers.items() if code not in FINE}


def with_queries(address):
    """The address with every bad query, in as few requests as show which one is at fault."""
    for number, word in zip(NUMBERS, WORDS, strict=True):
        yield f"{address}?page={number}&q={word}&search={word}"
    yield f"{address}?" + "&".join(f"page={n}&q={n}" for n in range(50))
    yield f"{address}?{LONG}&page={LONG}&===&%00=%00&%ff=%ff&page[]=1"


def worst_query(address):
    """All parameters at once, each given three times, each wrong."""
    return f"{address}?" + "&".join(
        f"{name}=%00&{name}=-1&{name}=%ff%F0%9F%99%82{'x' * 100}" for name in NAMES
    )


@pytest.mark.parametrize(
    "address", ["/it/", "/it/relazioni/", "/it/relazioni/feed/", "/it/profili/", "/it/filiere/"]
)
def test_pages_take_any_query(site, address):
    assert status(site, address) == 200
    assert broken(site, with_queries(address)) == {}


@pytest.mark.parametrize("address", [*MACHINES, *FILES])
def test_addresses_for_machines_take_any_query(site, address):
    assert broken(site, with_queries(address)) == {}


def test_every_page_takes_the_worst_query(site, answers):
    pages = [address for address in answers if not address.startswith("/static/")]
    assert len(pages) > 50
    assert broken(site, map(worst_query, pages)) == {}


@pytest.mark.parametrize("address", API)
def test_the_api_takes_any_query(site, address):
    assert status(site, address) == 200
    values = ["-1", "%00", "99999999999999999999", "body(x", ""]
    asked = [
        f"{address}?{name}={value}"
        for name in (NAMES if "pages" in address else NAMES[-6:-3])
        for value in values
    ]
    assert broken(site, [*asked, *with_queries(address)]) == {}


@pytest.mark.parametrize("name", RELATIONS)
@pytest.mark.parametrize("address", ["/api/v2/pages/", "/api/v2/pages/find/"])
def test_the_filters_of_the_api_take_anything(site, address, name):
    values = ["-1", "%00", "99999999999999999999", "%F0%9F%99%82", ""]
    assert broken(site, [f"{address}?{name}={value}" for value in values]) == {}


@pytest.mark.parametrize("address", API)
def test_the_api_takes_any_key(site, address):
    keys = ["0", "-1", "99999999999999999999", "%00", "x", LONG]
    assert broken(site, [f"{address}{key}/" for key in keys]) == {}


@pytest.mark.parametrize("address", ADMIN)
def test_the_lists_of_the_admin_take_any_query(admin, address):
    assert status(admin, address) == 200
    words = [f"{address}?q={word}&p={number}" for word, number in zip(WORDS[:5], NUMBERS[:5], strict=True)]
    orders = [f"{address}?ordering={word}&kind={word}&parent={word}" for word in ("%00", "x__y")]
    assert broken(admin, [*words, *orders, f"{address}?locale=%00", worst_query(address)]) == {}


@pytest.mark.parametrize(
    "address", [address for address in ADMIN if "industrychain" in address or "chooser" in address]
)
def test_the_lists_of_the_admin_find_words(admin, address):
    assert (
        broken(admin, [f"{address}?q={word}" for word in ("Kunshan", "Caff%C3%A8", "batterie", "%25", "a")])
        == {}
    )


@pytest.mark.parametrize("key", ["0", "99999999999999999999", "-1", "%00", "x"])
def test_the_screens_of_the_admin_take_any_key(admin, key):
    screens = ["pages/{}/", "pages/{}/edit/", "pages/{}/history/", "pages/{}/view_draft/", "pages/{}/delete/"]
    screens += ["snippets/entities/industrychain/edit/{}/", "images/{}/", "profile_chooser/chosen/{}/"]
    assert broken(admin, [f"/admin/{screen.format(key)}" for screen in screens]) == {}


@pytest.mark.parametrize("key", ["0", "-1", "x", "1.5", "%00", "", "99999999999999999999"])
def test_a_word_for_a_key_is_refused_by_what_wagtail_does_with_several(admin, key):
    actions = ("publish", "unpublish", "delete", "move")
    bulk = [f"/admin/bulk/wagtailcore/page/{action}/?id={key}" for action in actions]
    assert broken(admin, [*bulk, f"/admin/profile_chooser/chosen-multiple/?id={key}"]) == {}


def test_a_huge_key_is_refused_where_translations_are_made(admin):
    key, page = "10000000000000000000000000", EntityPage.objects.filter(locale__language_code="it").first()
    override, kind = f"/admin/localize/translate/1/overrides/{key}/edit/", "application/x-www-form-urlencoded"
    assert admin.put(override, "value=x", content_type=kind).status_code in FINE
    submit = f"/admin/localize/submit/page/{page.pk}/"
    assert admin.post(submit, {"locales": [key]}).status_code in FINE


@pytest.mark.parametrize("beginning", BEGINNINGS)
def test_any_path_is_answered(site, beginning):
    assert broken(site, [beginning + path for path in PATHS]) == {}


@pytest.mark.parametrize("folder", ["media", "media/images", "static", "documents", "it"])
def test_a_path_out_of_the_site_leads_to_no_file(site, folder):
    climbing = f"/{folder}/{'../' * 8}etc/passwd"
    for address in (climbing, climbing.replace("../", "%2e%2e%2f"), climbing.replace("../", "..%5c")):
        response = site.get(address)
        assert response.status_code in (302, 400, 404)
        assert b"root:" not in (b"".join(response) if response.streaming else response.content)


def test_any_method_is_answered(site, answers):
    methods = ["post", "delete", "head", "options"]
    kinds = [*SAMPLES, *MACHINES, *FILES, *API, "/admin/", "/admin/login/", "/it/non-esiste/"]
    asked = [(address, method) for address in kinds for method in methods]
    asked += zip((address for address in answers if "/static/" not in address), cycle(methods), strict=False)
    codes = {(address, method): status(site, address, method) for address, method in asked}
    assert {pair: code for pair, code in codes.items() if code not in FINE} == {}


def test_nothing_public_is_changed_by_writing_to_it(site):
    before = list(Page.objects.order_by("pk").values())
    for address in [*SAMPLES[1:5], *API]:
        for method in ("post", "delete"):
            getattr(site, method)(address, {"title": "Altro", "slug": "altro"})
    assert list(Page.objects.order_by("pk").values()) == before
    assert (EntityPage.objects.count(), IndustryChain.objects.count()) == (3 * 24, 13)


@pytest.mark.parametrize(
    "headers",
    [
        {"accept-language": LONG},
        {"accept-language": "xx-\x7f;q=9e9"},
        {"accept-language": "zh-Hans-CN,*;q=0.1"},
        {"cookie": "sessionid=%00; csrftoken=é; django_language=../.."},
        {"accept": "nonsense/;;;q"},
        {"range": "bytes=9-1"},
        {"if-modified-since": "yesterday", "if-none-match": LONG},
        {"host": "evil.example"},
        {"x-forwarded-host": "evil.example"},
        {"content-length": "-1", "content-type": "multipart/form-data"},
    ],
)
def test_any_header_is_answered(starter_site, headers):
    client = Client(raise_request_exception=False, headers=headers)
    assert broken(client, ["/", "/it/", *API[:1], *FILES, "/admin/login/"]) == {}


def test_a_foreign_host_is_refused(starter_site):
    client = Client(raise_request_exception=False, headers={"host": "evil.example"})
    assert {status(client, address) for address in ("/", "/it/", "/sitemap.xml", "/admin/login/")} == {400}
