"""Strict towards the public, loose enough for the admin to work."""

import pytest

from belt.content_security import PUBLIC_CSP


def policy(response):
    return response.headers["Content-Security-Policy"]


def test_the_public_policy_trusts_nothing_written_into_a_page():
    sources = {source for sources in PUBLIC_CSP.values() for source in sources}
    assert sources == {"'self'", "'none'"}


@pytest.mark.django_db
def test_public_answers_are_strict(visitor):
    for address in ("/healthz", "/it/", "/it/no-such-page/", "/sitemap.xml"):
        assert "default-src 'self'" in policy(visitor.get(address))
        assert "unsafe" not in policy(visitor.get(address))


@pytest.mark.django_db
def test_the_admin_may_write_into_its_pages_and_load_from_us_only(client, admin_client):
    for response in (client.get("/admin/login/"), admin_client.get("/admin/")):
        assert response.status_code == 200
        assert "script-src 'self' 'unsafe-inline'" in policy(response)
        assert "default-src 'self'" in policy(response)
        assert "http" not in policy(response)
