"""Decisions are rows: written once, one of two shapes, gone with what they are about."""

import pytest
from django.contrib.auth import get_user_model
from django.core.exceptions import ValidationError
from django.db import IntegrityError, transaction
from django.utils import timezone

from entities.mentions.decisions import ignore_here, never_suggest
from entities.models import MentionDecision
from tests.factories import make_place, make_report

pytestmark = pytest.mark.django_db

MARK = "0" * 64
SHAPES = [
    {"kind": "here", "page": True, "sentence": MARK, "words": ""},
    {"kind": "never", "page": False, "sentence": "", "words": "kunshan"},
]
WRONG = [
    {"kind": "here", "page": False},
    {"kind": "here", "sentence": ""},
    {"kind": "here", "words": "kunshan"},
    {"kind": "never", "page": True},
    {"kind": "never", "sentence": MARK},
    {"kind": "never", "words": ""},
    {"kind": "maybe"},
]


def row(**given):
    shape = next((shape for shape in SHAPES if shape["kind"] == given["kind"]), SHAPES[0]) | given
    page = make_report() if shape.pop("page") else None
    return MentionDecision(entity=make_place(), page=page, decided_at=timezone.now(), **shape)


@pytest.mark.parametrize("shape", SHAPES)
def test_either_shape_is_accepted(shape):
    decision = row(**shape)
    decision.full_clean()
    decision.save()
    assert str(decision)


@pytest.mark.parametrize("given", WRONG)
def test_any_other_shape_is_refused_in_words_and_in_the_database(given):
    decision = row(**given)
    with pytest.raises(ValidationError) as refusal:
        decision.full_clean()
    assert refusal.value.messages
    with pytest.raises(IntegrityError), transaction.atomic():
        decision.save()


def test_deciding_twice_is_deciding_once():
    page, place = make_report(), make_place()
    users = [get_user_model().objects.create_user(name) for name in ("una", "altro")]
    for user in users:
        ignore_here(page, MARK, place.pk, by=user, at=timezone.now())
        never_suggest("  KUNSHAN ", place.pk, by=user, at=timezone.now())
    assert [(found.kind, found.decided_by) for found in MentionDecision.objects.order_by("pk")] == [
        ("here", users[0]),
        ("never", users[0]),
    ]
    for decision in MentionDecision.objects.all():
        decision.pk = None
        with pytest.raises(IntegrityError), transaction.atomic():
            decision.save(force_insert=True)


def test_very_long_words_are_remembered():
    place = make_place()
    words = "Kunshan " * 100
    assert never_suggest(words, place.pk, by=None, at=timezone.now()) == never_suggest(
        words, place.pk, by=None, at=timezone.now()
    )


def test_decisions_outlast_revisions_and_users_but_not_their_page():
    page, place = make_report(), make_place()
    user = get_user_model().objects.create_user("una")
    ignore_here(page, MARK, place.pk, by=user, at=timezone.now())
    page.save_revision().publish()
    user.delete()
    assert MentionDecision.objects.get().decided_by is None
    page.delete()
    assert not MentionDecision.objects.exists()
