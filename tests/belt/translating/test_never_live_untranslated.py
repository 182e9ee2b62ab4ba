"""No way of publishing makes a page public whose texts nobody has translated."""

import datetime as dt
import json

import pytest
import time_machine
from django.core.management import call_command
from django.urls import reverse
from django.utils import timezone
from wagtail.models import Locale, Page
from wagtail_localize.models import StringTranslation, Translation

from belt.roles import REVIEWERS, TRANSLATORS, WRITERS
from entities.models import EntityPage, IndustryChain
from entities.untranslated import untranslated
from tests.belt.translating.half_done import english_of, fresh, half_done
from tests.belt.translating.people import at_a_browser, told
from tests.entities.editing import waived
from tests.factories import make_place, make_profile, make_report, profiles, reports
from tests.translations import fill, locale, open_home, publish, submit, translate

pytestmark = pytest.mark.django_db


def edit(page):
    return reverse("wagtailadmin_pages:edit", args=[page.pk])


def push_publish(client, page, callbacks):
    with callbacks(execute=True):
        return client.post(edit(page), {"action": "publish"}, follow=True)


def test_the_editor_refuses_what_is_incomplete_and_names_the_texts(admin_client, tour, run_callbacks):
    _translation, page = half_done(tour)
    [reason] = told(push_publish(admin_client, page, run_callbacks))
    assert "Una prova." in reason
    assert not fresh(page).live


def test_the_editor_publishes_what_is_complete(admin_client, tour, run_callbacks):
    translation, page = half_done(tour)
    fill(translation)
    push_publish(admin_client, page, run_callbacks)
    assert fresh(page).live
    assert fresh(page).standfirst == "EN Una prova."


def test_a_text_that_stays_as_it_is_is_said_to_be_its_own_translation(admin_client, tour, run_callbacks):
    translation, page = half_done(tour)
    segment = translation.source.stringsegment_set.get(context__path="standfirst")
    address = reverse("wagtail_localize:edit_string_translation", args=[translation.pk, segment.pk])
    answer = admin_client.put(address, "value=Una prova.", content_type="application/x-www-form-urlencoded")
    assert answer.status_code == 201
    push_publish(admin_client, page, run_callbacks)
    assert fresh(page).standfirst == "Una prova."


def test_a_public_translation_does_not_fall_back_to_the_source(admin_client, tour, run_callbacks):
    page = translate(tour)
    changed = fresh(tour)
    changed.standfirst = "Altro."
    changed.save_revision().publish()
    push_publish(admin_client, page, run_callbacks)
    assert fresh(page).standfirst == "EN Una prova."


@pytest.mark.parametrize("nothing", ["", "  ", "\u3000", "\u200b", "&nbsp;", "<b> </b>"])
def test_a_translation_in_which_nothing_is_to_be_seen_is_none(admin_client, tour, run_callbacks, nothing):
    translation = submit(tour, "en")
    fill(translation)
    StringTranslation.objects.filter(context__path="standfirst", locale=locale("en")).update(data=nothing)
    translation.save_target(publish=False)
    english = english_of(tour)
    [sentence] = untranslated(english.get_latest_revision_as_object())
    assert tour.standfirst in sentence
    assert "«" in sentence


def test_what_nobody_has_published_is_not_published_in_another_language(admin_client, tour, run_callbacks):
    translation = submit(tour, "en")
    fill(translation)
    tour.unpublish()
    reasons = told(push_publish(admin_client, english_of(tour), run_callbacks))
    assert any("originale" in reason for reason in reasons)
    assert not english_of(tour).live


def test_a_retired_chain_keeps_no_translation_from_being_published(admin_client, tour, run_callbacks):
    translation = submit(tour, "en")
    fill(translation)
    IndustryChain.objects.update(retired=True)
    push_publish(admin_client, english_of(tour), run_callbacks)
    assert english_of(tour).live


def bulk_publish(client, page):
    address = reverse("wagtail_bulk_action", args=["wagtailcore", "page", "publish"])
    return told(client.post(f"{address}?id={page.pk}", follow=True))


def test_bulk_publishing_refuses_a_half_done_draft(admin_client, tour):
    _translation, page = half_done(tour)
    waived(page)
    assert any("Una prova." in sentence for sentence in bulk_publish(admin_client, page))
    assert not fresh(page).live


def test_bulk_publishing_refuses_what_was_handed_over_before_the_source_changed(admin_client, tour):
    _translation, page = half_done(tour)
    changed = fresh(tour)
    changed.standfirst = "Altro."
    changed.save_revision().publish()
    assert any("Una prova." in sentence for sentence in bulk_publish(admin_client, page))
    assert not fresh(page).live


def test_bulk_publishing_asks_a_translation_for_its_words_and_its_source_for_the_rest(admin_client, tour):
    tour.chain_links.all().delete()
    translation, page = half_done(tour)
    fill(translation)
    translation.save_target(publish=False)
    type(tour).objects.filter(pk=tour.pk).update(live=False)
    [refusal] = bulk_publish(admin_client, page)
    assert "(in inglese)" in refusal
    assert "filiera" not in refusal
    type(tour).objects.filter(pk=tour.pk).update(live=True)
    bulk_publish(admin_client, page)
    assert fresh(page).live


def test_bulk_publishing_looks_below(admin_client, tour):
    _translation, page = half_done(tour)
    section = translate(reports())
    address = reverse("wagtail_bulk_action", args=["wagtailcore", "page", "publish"]) + f"?id={section.pk}"
    admin_client.post(address, {"include_descendants": "on"}, follow=True)
    assert not fresh(page).live


def test_an_hour_set_for_a_half_done_draft_is_taken_back(tour, capsys):
    _translation, page = half_done(tour)
    draft, tomorrow = fresh(page), timezone.now() + dt.timedelta(days=1)
    draft.go_live_at = tomorrow
    draft.save_revision(approved_go_live_at=tomorrow)
    with time_machine.travel(tomorrow + dt.timedelta(minutes=1)):
        call_command("publish_scheduled")
    assert "Una prova." in capsys.readouterr().err
    assert not fresh(page).live


def test_who_approves_a_half_done_draft_all_the_same_is_refused(tour):
    translation, page = half_done(tour)
    translator, reviewer = at_a_browser("li", TRANSLATORS), at_a_browser("rossi", REVIEWERS)
    Translation.objects.filter(pk=translation.pk).update(enabled=False)
    waived(page)
    fresh(page).get_workflow().start(fresh(page), translator.user)
    state = fresh(page).current_workflow_task_state
    address = reverse("wagtailadmin_pages:workflow_action", args=[page.pk, "approve", state.pk])
    answer = reviewer.post(address, {"comment": ""}, headers={"x-requested-with": "XMLHttpRequest"})
    assert answer.status_code == 403
    assert not fresh(page).live
    assert fresh(page).workflow_in_progress
    # Whatever way it is approved.
    state.task.specific.on_action(state, reviewer.user, "approve")
    assert not fresh(page).live
    assert "Una prova." in fresh(page).current_workflow_state.current_task_state.comment


def section_form(page):
    return {
        "title": page.title,
        "slug": page.slug,
        "introduction": "null",
        "comments-TOTAL_FORMS": "0",
        "comments-INITIAL_FORMS": "0",
        "action-publish": "1",
    }


def test_the_ordinary_editor_refuses_once_a_translation_is_stopped(admin_client, tour):
    section = reports()
    translation = submit(section, "en")
    translation.enabled = False
    translation.save()
    page = english_of(section)
    answer = admin_client.post(edit(page), section_form(page), follow=True)
    assert any(section.title in sentence for sentence in told(answer))
    assert not fresh(page).live
    page.title = "Reports"
    admin_client.post(edit(page), section_form(page))
    assert fresh(page).live


def test_a_copy_made_by_a_program_is_refused_and_a_page_written_by_hand_is_not(admin_client):
    section = reports()
    open_home("en")
    copy = section.copy_for_translation(locale("en"))
    copy.save_revision()
    answer = admin_client.post(edit(copy), section_form(copy), follow=True)
    assert told(answer)
    assert not fresh(copy).live
    copy.title = "Written by hand"
    admin_client.post(edit(copy), section_form(copy))
    assert fresh(copy).live


def test_a_page_without_a_source_may_say_what_it_likes():
    make_report(make_profile(title="Azienda"))
    submit(profiles(), "en")
    section = english_of(profiles())
    page = EntityPage(title="Azienda", slug="company", kind="company", summary="Prova.")
    section.add_child(instance=page)
    assert list(untranslated(page)) == []


def test_nothing_can_be_published_through_the_api(client, tour):
    _translation, page = half_done(tour)
    address = f"/api/v2/pages/{page.pk}/"
    assert client.get(address).status_code == 404
    assert client.post(address, {"live": True}).status_code in (403, 405)


def test_a_reviewer_does_not_publish_own_words(tour, run_callbacks):
    translation, page = half_done(tour)
    one, other = at_a_browser("rossi", REVIEWERS), at_a_browser("bianchi", REVIEWERS)
    segment = translation.source.stringsegment_set.get(context__path="standfirst")
    address = reverse("wagtail_localize:edit_string_translation", args=[translation.pk, segment.pk])
    one.put(address, "value=A trial.", content_type="application/x-www-form-urlencoded")
    assert told(push_publish(one, page, run_callbacks))
    assert not fresh(page).live
    push_publish(other, page, run_callbacks)
    assert fresh(page).live


@pytest.mark.parametrize("role", [WRITERS, TRANSLATORS])
def test_others_do_not_publish_at_all(tour, role, run_callbacks):
    translation, page = half_done(tour)
    fill(translation)
    client = at_a_browser("li", role)
    with run_callbacks(execute=True):
        assert client.post(edit(page), {"action": "publish"}).status_code in (302, 403)
    assert not fresh(page).live


def test_figures_alone_need_no_translation(tour):
    place = make_place(title="2025", summary="12,5")
    submit(place, "en")
    assert list(untranslated(english_of(place))) == []


def test_a_translation_with_its_links_in_another_order_counts(tour):
    other = make_profile()
    link = f'<a linktype="page" id="{other.pk}">'
    words = {"type": "paragraph", "value": f"<p>Da {link}A</a> a {link}B</a>.</p>"}
    page = make_profile(body=json.dumps([words]))
    page.save_revision().publish()
    translation = submit(page, "en")
    fill(translation)
    said = StringTranslation.objects.get(data__contains="EN Da")
    said.data = 'To <a id="a2">B</a> from <a id="a1">A</a>.'
    said.save()
    assert list(untranslated(publish(translation))) == []


def test_all_languages_but_the_first_are_held_to_it():
    assert set(Locale.objects.values_list("language_code", flat=True)) == {
        "it",
        "en",
        "zh-hans",
    }
    section = reports()
    for code in ("en", "zh-hans"):
        submit(section, code)
        page = Page.objects.get(translation_key=section.translation_key, locale=locale(code)).specific
        assert len(list(untranslated(page))) == 1
    assert list(untranslated(section)) == []


def test_approving_what_is_not_translated_is_not_offered_and_said_why(tour):
    translation, page = half_done(tour)
    translation.enabled = False
    translation.save()
    writer, reviewer = at_a_browser("anna", REVIEWERS), at_a_browser("rossi", REVIEWERS)
    page.get_workflow().start(page, writer.user)
    screen = reviewer.get(edit(page))
    assert any("Una prova." in sentence for sentence in told(screen))
    assert 'data-workflow-action-name="approve"' not in screen.content.decode()
    assert 'data-workflow-action-name="reject"' in screen.content.decode()
