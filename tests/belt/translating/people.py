"""Who works on translations, each at a browser of their own."""

from typing import Any

from django.contrib.auth import get_user_model
from django.contrib.auth.models import Group
from django.test import Client

from belt.roles import set_up_roles
from tests.factories import profiles, reports


def at_a_browser(name: str, role: str) -> Any:
    """A client whose ``user`` belongs to one group alone."""
    reports(), profiles()
    set_up_roles()
    client = Client()
    client.user = get_user_model().objects.create_user(username=name)
    client.user.groups.add(Group.objects.get(name=role))
    client.force_login(client.user)
    return client


def told(answer: Any) -> list[str]:
    """The messages on the screen that an answer leads to, with ``follow=True``."""
    return [str(message) for message in answer.context["messages"]]
