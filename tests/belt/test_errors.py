"""What a reader gets when the site is at fault, or its database is away."""

import os
import subprocess
import sys

import pytest
from django.conf import settings
from django.db import OperationalError
from django.test import RequestFactory

from belt.errors import server_error

ASK = """
import django, logging, sys
django.setup()
logging.disable()
from django.test import Client
for address in sys.argv[1:]:
    response = Client(raise_request_exception=False, headers={"host": "localhost"}).get(address)
    print(response.status_code, response.headers.get("Retry-After", "-"), address)
"""


def answer_to(error):
    try:
        raise error
    except type(error):
        return server_error(RequestFactory().get("/"))


def test_an_outage_asks_to_come_back():
    response = answer_to(OperationalError("the server is gone"))
    assert response.status_code == 503
    assert int(response["Retry-After"]) > 0
    assert response["Cache-Control"] == "no-store"


def test_a_fault_of_ours_is_a_500():
    response = answer_to(ZeroDivisionError())
    assert response.status_code == 500
    assert "Retry-After" not in response


def test_both_pages_stand_alone(django_assert_num_queries, db):
    with django_assert_num_queries(0):
        pages = [answer_to(OperationalError()).content, answer_to(ValueError()).content]
    for page in map(bytes.decode, pages):
        assert "<h1" in page
        assert "Traceback" not in page


@pytest.mark.parametrize("database", ["sqlite:////no/such/folder/x", "postgres://nobody@127.0.0.1:1/x"])
def test_the_whole_site_without_its_database(database):
    environment = {
        "PATH": os.environ["PATH"],
        "DJANGO_SETTINGS_MODULE": "tests.settings",
        "TEST_DATABASE_URL": database,
        "DATABASE_POOL_SIZE": "0",
    }
    addresses = ["/healthz", "/readyz", "/it/", "/sitemap.xml", "/api/v2/pages/", "/admin/"]
    result = subprocess.run(
        [sys.executable, "-c", ASK, *addresses],
        cwd=settings.BASE_DIR, env=environment, capture_output=True, text=True, timeout=60,
    )  # fmt: skip
    answers = dict(reversed(line.rsplit(" ", 1)) for line in result.stdout.splitlines())
    assert answers.pop("/healthz") == "200 -", result.stderr
    assert answers.pop("/readyz") == "503 -"
    assert answers.pop("/admin/") in ("302 -", "503 30")
    assert set(answers.values()) == {"503 30"}
