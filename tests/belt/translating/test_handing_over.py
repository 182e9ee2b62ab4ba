"""Handing pages over to translators makes drafts, and nothing makes a mirror of another language."""

import pytest
from django.urls import reverse
from wagtail.models import Page
from wagtail_localize.models import LocaleSynchronization, Translation

from tests.belt.translating.half_done import english_of, fresh, half_done
from tests.belt.translating.people import told
from tests.factories import italian_home, reports
from tests.translations import locale, submit, translate

pytestmark = pytest.mark.django_db


def hand_over(client, page, *codes, callbacks, **further):
    address = reverse("wagtail_localize:submit_page_translation", args=[page.pk])
    with callbacks(execute=True):
        data = {"locales": [locale(code).pk for code in codes]} | further
        return client.post(address, data, follow=True)


def test_handing_over_makes_drafts_below_real_drafts(admin_client, tour, run_callbacks):
    hand_over(admin_client, tour, "en", "zh-hans", callbacks=run_callbacks)
    made = Page.objects.exclude(locale=tour.locale).filter(depth__gt=2)
    assert made.count() == 4
    assert not made.filter(live=True).exists()
    assert not made.exclude(alias_of=None).exists()


def test_a_published_source_publishes_none_of_its_drafts(admin_client, tour, run_callbacks):
    hand_over(admin_client, tour, "en", callbacks=run_callbacks)
    for page in (reports(), tour):
        page.save_revision().publish()
    assert not Page.objects.filter(locale=locale("en"), live=True).exists()


def test_handing_over_with_what_lies_below_leaves_public_translations_alone(
    admin_client, tour, run_callbacks
):
    page = translate(tour)
    changed = fresh(tour)
    changed.standfirst = "Altro."
    changed.save_revision().publish()
    section = english_of(reports())
    Page.objects.filter(pk=section.pk).update(translation_key="00000000-0000-4000-8000-000000000000")
    hand_over(admin_client, reports(), "en", callbacks=run_callbacks, include_subtree="on")
    assert fresh(page).standfirst == "EN Una prova."


def test_handing_over_anew_is_neither_offered_nor_done(admin_client, tour, run_callbacks):
    translation, page = half_done(tour)
    address = reverse("wagtail_localize:update_translations", args=[translation.source_id])
    screen = admin_client.get(reverse("wagtailadmin_pages:edit", args=[tour.pk])).content.decode()
    assert address not in screen
    assert reverse("wagtail_localize:submit_page_translation", args=[tour.pk]) in screen
    with run_callbacks(execute=True):
        assert told(admin_client.post(address, {"publish_translations": "on"}, follow=True))
    assert not fresh(page).live


def test_no_page_becomes_a_mirror_of_another_language(admin_client, tour):
    page = translate(tour)
    address = reverse("wagtail_localize:convert_to_alias", args=[page.pk])
    assert told(admin_client.post(address, follow=True))
    assert fresh(page).title == "EN Un viaggio"
    assert fresh(page).alias_of_id is None


def test_nobody_is_offered_a_mirror(admin_client, tour):
    page = translate(tour)
    address = reverse("wagtailadmin_pages:edit", args=[page.pk])
    assert "convert_to_alias" not in admin_client.get(address).content.decode()
    Translation.objects.update(enabled=False)
    assert "localize-convert-to-alias" not in admin_client.get(address).content.decode()


def test_a_program_that_asks_for_a_mirror_gets_a_draft(tour):
    tour.copy_for_translation(locale("en"), copy_parents=True, alias=True)
    LocaleSynchronization.objects.create(locale=locale("zh-hans"), sync_from=italian_home().locale)
    reports().save_revision().publish()
    made = Page.objects.exclude(locale=tour.locale).filter(depth__gt=2)
    assert made.filter(translation_key__in=[tour.translation_key, reports().translation_key]).count() == 4
    assert not made.filter(live=True).exists()
    assert not made.exclude(alias_of=None).exists()


def test_a_page_is_copied_within_its_language(admin_client, tour):
    translate(reports())
    form = {"new_title": "Copia", "new_slug": "copia", "publish_copies": "on"}
    address = reverse("wagtailadmin_pages:copy", args=[tour.pk])
    for parent in (english_of(reports()), reports()):
        admin_client.post(address, form | {"new_parent_page": parent.pk})
    [copy] = Page.objects.filter(slug="copia")
    assert copy.is_child_of(reports())
    # Not even an administrator's copy is published by the press that makes it.
    assert not copy.live


@pytest.mark.parametrize("whole", [False, True])
def test_what_is_not_translated_is_not_copied(admin_client, tour, whole):
    translate(reports())
    submit(tour, "en")
    source = english_of(reports()) if whole else english_of(tour)
    form = {"new_title": "Copy", "new_slug": "copy", "new_parent_page": source.get_parent().pk}
    form |= {"copy_subpages": "on"} if whole else {}
    answer = admin_client.post(reverse("wagtailadmin_pages:copy", args=[source.pk]), form, follow=True)
    assert "Una prova." in " ".join(told(answer))
    assert not Page.objects.filter(slug="copy").exists()


def test_a_copy_is_a_page_of_its_own(admin_client, tour):
    address = reverse("wagtailadmin_pages:copy", args=[tour.pk])
    form = {"new_title": "Copia", "new_slug": "copia", "alias": "on", "new_parent_page": reports().pk}
    admin_client.post(address, form)
    [copy] = Page.objects.filter(slug="copia")
    assert (copy.live, copy.alias_of) == (False, None)


@pytest.mark.parametrize("method", ["get", "post"])
def test_a_translation_is_not_translated_any_further_but_its_original_is(admin_client, tour, method):
    chinese = translate(tour, "zh-hans", "ZH ")
    address = "wagtail_localize:submit_page_translation"
    given = {"locales": [locale("en").pk]}
    answer = getattr(admin_client, method)(reverse(address, args=[chinese.pk]), given, follow=True)
    assert answer.redirect_chain[-1][0] == reverse(address, args=[tour.pk])
    assert told(answer)
    assert not Translation.objects.filter(source__locale=chinese.locale).exists()


def test_a_page_without_an_original_is_to_be_written_in_italian_first(admin_client, tour):
    english = translate(tour)
    tour.delete()
    address = reverse("wagtail_localize:submit_page_translation", args=[english.pk])
    answer = admin_client.post(address, {"locales": [tour.locale_id]}, follow=True)
    assert any("in italiano" in sentence for sentence in told(answer))
    assert not Translation.objects.filter(source__locale=english.locale).exists()
