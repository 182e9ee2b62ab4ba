"""Letters to those who verify profiles, when one is to be checked again."""

import datetime as dt
from calendar import MONDAY
from collections.abc import Iterable

from django.contrib.auth import get_user_model
from django.contrib.auth.models import User
from django.template.loader import render_to_string
from django.urls import reverse
from django.utils import translation
from django.utils.translation import ngettext
from wagtail.admin.mail import send_mail
from wagtail.admin.utils import get_admin_base_url
from wagtail.users.models import UserProfile

from entities.models import EntityPage
from entities.worklists import DueProfiles, editable_by

VERIFYING = "entities.verify_entitypage"


def remind(today: dt.date) -> list[str]:
    """Write to all who may verify profiles when one falls due, and on Mondays while any is overdue.

    Every letter names all of them; the one on Monday makes up for a night that was missed. The addresses
    written to.
    """
    return [user.email for user in _verifiers() if _write_to(user, today)]


def _verifiers() -> Iterable[User]:
    users = get_user_model().objects.with_perm(
        VERIFYING, backend="django.contrib.auth.backends.ModelBackend", include_superusers=False
    )
    return users.exclude(email="").order_by("pk")


def _write_to(user: User, today: dt.date) -> bool:
    due = list(EntityPage.objects.for_worklists(editable_by(user)).due(today))
    if not any(profile.review_on == today or today.weekday() == MONDAY for profile in due):
        return False
    with translation.override(UserProfile.get_for_user(user).get_preferred_language()):
        subject = ngettext(
            "%(count)d profile is to be checked again", "%(count)d profiles are to be checked again", len(due)
        ) % {"count": len(due)}
        address = get_admin_base_url() + reverse(DueProfiles.url_name())
        letter = render_to_string("belt/desk/reminder.txt", {"profiles": due, "address": address})
    return bool(send_mail(subject, letter, [user.email]))
