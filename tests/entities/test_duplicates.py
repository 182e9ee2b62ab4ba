"""Two profiles of one entity are pointed out; what people say about it is remembered."""

import pytest
from django.urls import reverse
from django.utils import timezone
from wagtail.models import PageLogEntry

from entities.duplicates import (
    ASK_AGAIN_ACTION,
    DISTINCT_ACTION,
    declare_distinct,
    likely_duplicates,
    own_names,
)
from entities.duplicates_panel import ASK_AGAIN, NOT_THE_SAME
from entities.models import DistinctProfiles, EntityName
from tests.entities.editing import create, form_of, problems, profile_form, queries_of, save
from tests.factories import make_place, make_profile, profiles

pytestmark = [pytest.mark.django_db, pytest.mark.dialect]


def found(profile):
    return {other.title for other in likely_duplicates(profile, own_names(profile), profile.located_in_id)}


def named(text, language="zh", script="Hans"):
    return EntityName(text=text, language=language, script=script, name_type="official")


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("Bosideng Group", "Bosideng"),
        ("BOSIDENG", "Bosideng"),
        ("Centro del Caffè", "Centro del caffe"),
        ("Changshu Switchgear Manufacturing Co., Ltd.", "Changshu Switchgear Manufacturing Co. Ltd"),
        ("Zona dell’Innovazione", "Zona dell'Innovazione"),
        ("AUO (Kunshan)", "AUO Kunshan"),
        ("Qing-tao", "Qingtao"),
        ("友达光电（昆山）", "友达光电昆山"),
    ],
)
def test_the_same_name_wherever_it_stands(one, other):
    make_profile(title=other)
    assert found(make_profile(title=one)) == {other}


def test_chinese_names_are_compared_in_either_script():
    make_profile(title="Taiwan Optics", rows={"names": [named("友達光電", script="Hant")]})
    assert found(make_profile(title="AUO", rows={"names": [named("友达光电")]})) == {"Taiwan Optics"}


def test_nearly_the_same_name_counts_in_the_same_place_only():
    here, there = make_place(), make_place()
    make_profile(title="Quingtao Energia", located_in=here)
    assert found(make_profile(title="Qingtao Energia", located_in=here)) == {"Quingtao Energia"}
    assert found(make_profile(title="Qingtao Energie", located_in=there)) == set()


@pytest.mark.parametrize(
    ("one", "other"), [("Kunshan", "Changshu"), ("AUO", "AUX"), ("Zenergy", "Henry Fiber")]
)
def test_other_names_are_other_entities(one, other):
    place = make_place()
    make_profile(title=other, located_in=place)
    assert found(make_profile(title=one, located_in=place)) == set()


def test_drafts_count_and_what_is_settled_does_not():
    other = make_profile(title="Bosideng", live=False)
    profile = make_profile(title="Bosideng Group")
    assert found(profile) == {"Bosideng"}
    declare_distinct(profile, other, by=None, at=timezone.now())
    declare_distinct(other, profile, by=None, at=timezone.now())
    assert (found(profile), found(other)) == (set(), set())
    assert DistinctProfiles.objects.count() == 1


def test_looking_costs_the_same_however_many_there_are():
    make_profile(title="Bosideng")
    profile = make_profile(title="Bosideng Group")
    few = queries_of(lambda: found(profile))
    for number in range(6):
        make_profile(title="Bosideng", slug=f"b{number}", rows={"names": [named("波司登")]})
    assert queries_of(lambda: found(profile)) == few


def test_publishing_asks_first(admin_client):
    make_profile(title="Qingtao", kind="institution")
    form = profile_form()
    assert list(problems(create(admin_client, form, publish=True))) == ["title"]
    assert create(admin_client, form | {"slug": "altra"}).status_code == 302


def test_who_says_it_is_another_one_is_not_asked_again(admin_client):
    other = make_profile(title="Bosideng")
    page = make_profile(title="Bosideng Group", kind="institution", live=False)
    address = reverse("wagtailadmin_pages:edit", args=[page.pk])
    assert f'name="{NOT_THE_SAME}" value="{other.pk}"' in admin_client.get(address).content.decode()
    assert list(problems(save(admin_client, page, form_of(page), publish=True))) == ["title"]
    answer = admin_client.post(
        address, form_of(page, summary="Cambiato.") | {NOT_THE_SAME: str(other.pk)}, follow=True
    )
    assert any("Bosideng" in str(message) for message in answer.context["messages"])
    page.refresh_from_db()
    assert page.get_latest_revision_as_object().summary == "Cambiato."
    assert NOT_THE_SAME not in admin_client.get(address).content.decode()
    assert save(admin_client, page, form_of(page), publish=True).status_code == 302


def test_who_was_renamed_in_a_draft_is_asked_when_that_is_published(admin_client):
    page = make_profile(title="Lanterna", kind="institution")
    make_profile(title="Bosideng")
    assert save(admin_client, page, form_of(page, title="Bosideng Ltd")).status_code == 302
    draft = type(page).objects.get(pk=page.pk).get_latest_revision_as_object()
    refused = save(admin_client, page, form_of(draft), publish=True)
    assert list(problems(refused)) == ["title"]


def test_who_is_public_already_is_asked_only_when_renamed(admin_client):
    page = make_profile(title="Bosideng Group", kind="institution")
    make_profile(title="Bosideng")
    assert save(admin_client, page, form_of(page, summary="Altro."), publish=True).status_code == 302
    renamed = save(admin_client, page, form_of(page, title="Bosideng Ltd"), publish=True)
    assert list(problems(renamed)) == ["title"]


def test_what_was_said_stands_in_the_history_and_can_be_taken_back(admin_client):
    other = make_profile(title="Bosideng")
    page = make_profile(title="Bosideng Group", kind="institution")
    address = reverse("wagtailadmin_pages:edit", args=[page.pk])
    admin_client.post(address, form_of(page) | {NOT_THE_SAME: str(other.pk)})
    [entry] = PageLogEntry.objects.filter(action=DISTINCT_ACTION)
    assert entry.page_id == page.pk
    assert "«Bosideng»" in str(entry.message)
    for one, its_other in ((page, other), (other, page)):
        screen = admin_client.get(reverse("wagtailadmin_pages:edit", args=[one.pk])).content.decode()
        assert f'name="{ASK_AGAIN}" value="{its_other.pk}"' in screen
    answer = admin_client.post(address, form_of(page) | {ASK_AGAIN: str(other.pk)}, follow=True)
    assert any("Bosideng" in str(message) for message in answer.context["messages"])
    assert f'name="{NOT_THE_SAME}" value="{other.pk}"' in answer.content.decode()
    [entry] = PageLogEntry.objects.filter(action=ASK_AGAIN_ACTION)
    assert "«Bosideng»" in str(entry.message)
    admin_client.post(address, form_of(page) | {ASK_AGAIN: str(other.pk)})
    assert PageLogEntry.objects.filter(action=ASK_AGAIN_ACTION).count() == 1


@pytest.mark.parametrize("key", ["", "x", "0", "{key:018}9", "9" * 5_000, "-1"])
def test_nonsense_is_not_remembered_and_is_told(admin_client, key):
    page, other = make_profile(kind="institution"), make_profile()
    address = reverse("wagtailadmin_pages:edit", args=[page.pk])
    sent = {NOT_THE_SAME: key.format(key=other.pk)}
    answer = admin_client.post(address, form_of(page) | sent, follow=True)
    assert "non esiste" in " ".join(str(message) for message in answer.context["messages"])
    assert not DistinctProfiles.objects.exists()


def test_a_screen_that_saves_itself_is_told_once_per_name(admin_client):
    make_profile(title="Bosideng", slug="bosideng")
    address, json = (
        f"/admin/pages/add/entities/entitypage/{profiles().pk}/",
        {"HTTP_ACCEPT": "application/json"},
    )
    answer = admin_client.post(address, profile_form(title="Bosideng Group"), **json).json()
    [told] = answer["messages"]
    assert told["type"] == "warning"
    assert "Bosideng" in told["text"]
    screen = reverse("wagtailadmin_pages:edit", args=[answer["pk"]])
    later = profile_form(title="Bosideng Group", summary="Fa giacche.", slug="bosideng-group")
    assert "messages" not in admin_client.post(screen, later, **json).json()
