"""The commands that make a fresh database a site somebody can sign in to."""

import re
from io import StringIO

import pytest
from django.contrib.auth import authenticate, get_user_model
from django.core.management import CommandError, call_command
from wagtail.models import Site

from belt.environment import Origin

pytestmark = pytest.mark.django_db


def said(command):
    out = StringIO()
    call_command(command, stdout=out)
    return out.getvalue()


def test_first_admin_can_sign_in_with_what_is_shown():
    name, password = re.findall(r"^  \w+ +(\S+)$", said("ensure_first_admin"), re.MULTILINE)
    user = authenticate(username=name, password=password)
    assert user.is_superuser
    assert len(password) >= 20
    assert password not in user.password


def test_first_admin_is_made_once():
    said("ensure_first_admin")
    again = said("ensure_first_admin")
    assert "password  " not in again
    assert get_user_model().objects.filter(is_superuser=True).count() == 1


def test_two_sites_get_two_passwords():
    first = said("ensure_first_admin")
    get_user_model().objects.all().delete()
    assert said("ensure_first_admin") != first


def test_an_ordinary_user_called_admin_is_left_alone():
    get_user_model().objects.create_user("admin", password="keeps-this-password")
    said("ensure_first_admin")
    assert authenticate(username="admin", password="keeps-this-password") is not None
    assert get_user_model().objects.filter(is_superuser=True).exclude(username="admin").exists()


def test_site_address_follows_site_url(settings):
    settings.SITE_ORIGIN = Origin.parse("http://127.0.0.1:8001")
    assert "http://127.0.0.1:8001" in said("set_site_address")
    assert Site.objects.get(is_default_site=True).root_url == "http://127.0.0.1:8001"
    assert said("set_site_address") == ""


def test_site_address_needs_a_site():
    Site.objects.all().delete()
    with pytest.raises(CommandError, match="default site"):
        said("set_site_address")
