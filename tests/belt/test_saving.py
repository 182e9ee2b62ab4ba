"""What goes with drafts that save themselves: four eyes, verification, buttons of our own."""

import pytest
from django.contrib.messages import get_messages
from django.urls import reverse
from django.utils import timezone

from entities.authorship import last_editor, may_publish
from entities.done.answers import REASON as WAIVER_REASON
from entities.doubts.answers import DISMISS, REASON
from entities.doubts.listing import doubts_of
from entities.models import DoubtDecision
from tests.belt.test_review import approve, edit, fresh, people, submitted  # noqa: F401
from tests.entities.editing import a_source, existing, form_of
from tests.factories import make_profile, make_report, profiles
from visits.models import VisitStop

pytestmark = pytest.mark.django_db

BY_ITSELF = {"accept": "application/json"}


def save_itself(client, page, *, over=None, **changes):
    """The answer to a draft that saves itself, over the version of the same screen if there is one."""
    form = form_of(fresh(page).get_latest_revision_as_object(), **changes)
    form |= {"overwrite_revision_id": over["revision_id"]} if over else {}
    answer = client.post(reverse("wagtailadmin_pages:edit", args=[page.pk]), form, headers=BY_ITSELF)
    return answer.json()


def draft():
    return make_profile(live=False, kind="institution")


def test_typing_and_taking_back_makes_nobody_the_last_editor(people):  # noqa: F811
    writer, reviewer, _other = people
    page = draft()
    edit(writer, page, summary="Scritta.")
    told = save_itself(reviewer, page, summary="Scritta. Forse.")
    assert last_editor(fresh(page)) == reviewer.user.pk
    save_itself(reviewer, page, over=told, summary="Scritta.")
    assert last_editor(fresh(page)) == writer.user.pk
    assert may_publish(reviewer.user, fresh(page))


def test_an_empty_paragraph_that_a_rich_text_begins_with_is_no_change(people):  # noqa: F811
    writer, reviewer, _other = people
    stop = VisitStop(entity=make_profile(), evidence="stated")
    report = make_report(live=False, rows={"stops": [stop]})
    report.save_revision(user=writer.user)
    for observation, editor in (
        ('<p data-block-key="mnbyx"></p>', writer),
        ('<p data-block-key="mnbyx">Visto.</p>', reviewer),
    ):
        [stop] = report.stops.all()
        stop.observation = observation
        report.stops = [stop]
        report.save_revision(user=reviewer.user)
        assert last_editor(fresh(report)) == editor.user.pk


def test_what_saved_itself_is_published_by_somebody_else(people):  # noqa: F811
    _writer, reviewer, other = people
    page = draft()
    save_itself(reviewer, page, summary="Mia.")
    messages = edit(reviewer, page, "action-publish")
    assert any("un’altra persona" in message for message in messages)
    assert not fresh(page).live
    edit(other, page, "action-publish")
    assert fresh(page).live


def test_an_earlier_version_of_another_person_is_not_written_over(people):  # noqa: F811
    writer, reviewer, _other = people
    page = draft()
    told = save_itself(writer, page, summary="Della redazione.")
    refused = save_itself(reviewer, page, over=told, summary="Della revisione.")
    assert refused["error_code"] == "invalid_revision"
    assert fresh(page).get_latest_revision_as_object().summary == "Della redazione."
    save_itself(reviewer, page, summary="Della revisione.")
    found = [revision.as_object().summary for revision in fresh(page).revisions.order_by("pk")]
    assert found[-2:] == ["Della redazione.", "Della revisione."]


def test_what_changed_since_it_was_read_is_not_approved(people):  # noqa: F811
    writer, reviewer, other = people
    page = submitted(writer)
    read = other.get(reverse("wagtailadmin_pages:edit", args=[page.pk])).context
    version = {
        "loaded_revision_id": read["page"].latest_revision_id,
        "loaded_revision_created_at": read["loaded_revision_created_at"],
    }
    save_itself(reviewer, page, summary="Cambiata da un’altra persona.")
    messages = approve(other, page, **version)
    assert any(reviewer.user.username in message for message in messages)
    assert not fresh(page).live
    approve(other, page)
    assert fresh(page).live


def test_a_reviewer_whose_change_saved_itself_does_not_approve(people):  # noqa: F811
    writer, reviewer, other = people
    page = submitted(writer)
    save_itself(reviewer, page, summary="Corretta.")
    messages = approve(reviewer, page)
    assert any("un’altra persona" in message for message in messages)
    assert not fresh(page).live
    approve(other, page)
    assert fresh(page).live


@pytest.fixture
def verified():
    rows = {"sources": [a_source()]}
    return make_profile(
        rows=rows, verification="verified", verified_by="Chen", verified_on="2026-01-02", summary="Vera."
    )


def shown(page, **given):
    """What the screen of the verified profile sends, whatever its draft says by now."""
    source = page.sources.get()
    rows = {"sources": existing([{"id": source.pk, "title": source.title}])}
    seen = {"verification": "verified", "verified_by": "Chen", "verified_on": "2026-01-02"}
    return {"rows": rows} | seen | given


def test_a_verified_profile_loses_it_once_and_its_screen_is_told(admin_client, verified):
    told = save_itself(admin_client, verified, **shown(verified, summary="Cambiata."))
    assert told["success"]
    assert told["field_updates"]["verification"] == "received"
    assert told["field_updates"]["verified_by"] == told["field_updates"]["verified_on"] == ""
    assert [message["type"] for message in told["messages"]] == ["warning"]
    assert "non è più verificato" in told["messages"][0]["text"]
    lost = {name: told["field_updates"][name] for name in ("verification", "verified_by", "verified_on")}
    again = save_itself(admin_client, verified, over=told, **shown(verified, summary="Ancora.") | lost)
    assert "messages" not in again
    assert fresh(verified).get_latest_revision_as_object().verification == "received"
    assert fresh(verified).verification == "verified"


def test_messages_do_not_pile_up_while_a_draft_saves_itself(admin_client, verified):
    told = None
    for number in range(3):
        told = save_itself(
            admin_client, verified, over=told, **shown(verified, summary=f"Cambiata {number}.")
        )
        verified = fresh(verified)
    screen = admin_client.get(reverse("wagtailadmin_pages:edit", args=[verified.pk]))
    assert not [message for message in screen.context["messages"] if message.level_tag == "warning"]


def test_who_may_not_verify_changes_no_field_of_it(people, verified):  # noqa: F811
    writer, _reviewer, _other = people
    told = save_itself(writer, verified, **shown(verified, summary="Cambiata."))
    assert "verification" not in told["field_updates"]
    assert fresh(verified).get_latest_revision_as_object().verification == "received"


def test_reading_the_parts_of_a_new_screen_says_nothing(admin_client, verified):
    address = reverse("wagtailadmin_pages:edit", args=[verified.pk])
    answer = admin_client.get(address, {"_w_hydrate_create_view": "1"})
    assert not list(get_messages(answer.wsgi_request))
    assert admin_client.get(address).context["messages"]


def test_a_reason_that_is_being_typed_dismisses_no_doubt(admin_client):
    page = draft()
    told = save_itself(admin_client, page, **{f"{REASON}abc": "Perché"})
    assert told["success"]
    assert "messages" not in told


def test_the_saving_screens_are_guarded_as_wagtail_s_are(client, visitor):
    page = draft()
    for name, args in (("edit", [page.pk]), ("add", ["entities", "entitypage", profiles().pk])):
        answer = client.get(reverse(f"wagtailadmin_pages:{name}", args=args))
        assert answer.status_code == 302
        assert "/admin/login/" in answer["Location"]
    assert visitor.get("/admin/pages/999999/edit/").status_code == 302


def test_they_are_kept_by_no_cache_and_miss_pages_as_wagtail_does(admin_client):
    answer = admin_client.get(reverse("wagtailadmin_pages:edit", args=[draft().pk]))
    assert "no-store" in answer["Cache-Control"]
    assert "unsafe-inline" in answer["Content-Security-Policy"]
    missing, wagtail_s = (admin_client.get(f"/admin/pages/999999/{view}/") for view in ("edit", "copy"))
    assert missing.status_code == wagtail_s.status_code


@pytest.mark.parametrize("number", ["abc", "9" * 40, "-1", "999999"])
@pytest.mark.parametrize("headers", [BY_ITSELF, {}])
def test_a_version_that_is_none_is_no_error_of_ours(admin_client, number, headers):
    page = draft()
    form = form_of(page, summary="Cambiata.") | {"overwrite_revision_id": number}
    address = reverse("wagtailadmin_pages:edit", args=[page.pk])
    assert admin_client.post(address, form, headers=headers).status_code in (200, 400)
    assert fresh(page).revisions.count() == 0
    assert fresh(page).summary == page.summary


def test_a_reason_typed_beside_a_newer_version_is_still_there(admin_client):
    page = make_profile(live=False, kind="park")
    page.body = [("paragraph", "<p>È stato detto che conviene.</p>")]
    page.save_revision()
    [doubt] = doubts_of(fresh(page).get_latest_revision_as_object())
    typed = {REASON + doubt.mark: "Lo dice il sindaco.", WAIVER_REASON + "chains": "Nessuna la riguarda."}
    sent = form_of(page) | typed | {"loaded_revision_id": "", DISMISS: doubt.mark}
    answer = admin_client.post(reverse("wagtailadmin_pages:edit", args=[page.pk]), sent)
    for words in typed.values():
        assert f'value="{words}"' in answer.content.decode()
    assert not DoubtDecision.objects.exists()


def test_a_public_page_with_a_date_saves_itself(people):  # noqa: F811
    _writer, reviewer, _other = people
    page = make_profile(kind="institution", review_on=timezone.localdate())
    page.save_revision().publish()
    for words in ("Una.", "Due."):
        assert save_itself(reviewer, page, summary=words)["success"]
    assert fresh(page).get_latest_revision_as_object().summary == "Due."


@pytest.mark.parametrize("key", ["abc", "1.5", "9" * 30])
def test_a_key_that_is_none_is_a_bad_request(admin_client, key):
    page = make_profile(rows={"sources": [a_source()]}, kind="institution")
    row = {"id": key, "title": "Altro"}
    sent = form_of(page, rows={"sources": existing([row])})
    answer = admin_client.post(reverse("wagtailadmin_pages:edit", args=[page.pk]), sent)
    assert answer.status_code in (200, 400)
    assert fresh(page).sources.get().title != "Altro"


@pytest.mark.parametrize("key", ["0", "99999999"])
def test_no_version_has_such_a_key(admin_client, key):
    page = make_profile()
    page.save_revision()
    address = reverse("wagtailadmin_pages:revisions_revert", args=[page.pk, key])
    assert admin_client.get(address, follow=True).status_code == 404


def test_what_saved_itself_and_was_published_stays_in_the_history(people):  # noqa: F811
    writer, _reviewer, _other = people
    page = draft()
    told = save_itself(writer, page, summary="Pubblicata.")
    fresh(page).latest_revision.publish()
    version = {"loaded_revision_id": told["revision_id"]}
    told = save_itself(writer, page, over=told, summary="Dopo.", **version)
    assert told["success"]
    assert told["revision_id"] != fresh(page).live_revision_id
    assert fresh(page).live_revision.as_object().summary == "Pubblicata."
    assert save_itself(writer, page, over=told, summary="Ancora.")["revision_id"] == told["revision_id"]
