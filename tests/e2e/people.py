"""The people whose work the journeys follow: Wang writes, Rossi and Bianchi review, Li translates."""

MAKE_PEOPLE = """
from django.contrib.auth import get_user_model
from django.contrib.auth.models import Group
from belt.roles import REVIEWERS, TRANSLATORS, WRITERS
for name, role in (("wang", WRITERS), ("rossi", REVIEWERS), ("bianchi", REVIEWERS), ("li", TRANSLATORS)):
    user = get_user_model().objects.create_user(username=name, password={password!r})
    user.groups.add(Group.objects.get(name=role))
"""
