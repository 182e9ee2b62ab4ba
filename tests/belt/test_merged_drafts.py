"""What was written before two chains were merged opens, compares and is published with the one left."""

import datetime as dt

import pytest
import time_machine
from django.contrib.auth import get_user_model
from django.core.management import call_command
from django.urls import reverse
from wagtail.models import Page

from belt.explorer.facets import facet_index
from entities.authorship import last_editor
from entities.merging.plan import plan
from entities.merging.posted import posted_with_survivors
from entities.merging.undo import undo
from entities.models import ChainLink, EntityPage, IndustryChain
from tests.entities.editing import existing, form_of, link_row, merged, problems, save
from tests.factories import chain_section, italian_home, make_chain, make_place, make_profile, make_report

pytestmark = pytest.mark.django_db

NOON = dt.datetime(2026, 11, 24, 12, tzinfo=dt.UTC)


def fresh(page):
    return EntityPage.objects.get(pk=page.pk)


def drafted(page, *rows, user=None):
    """Save a draft with these links: chain, stage, evidence; the rest as it is."""
    draft = fresh(page)
    stored = {link.tag_id: link.pk for link in draft.chain_links.all()}
    draft.chain_links = [
        ChainLink(pk=stored.get(chain.pk), tag=chain, stage=stage, evidence=evidence)
        for chain, stage, evidence in rows
    ]
    return draft.save_revision(user=user)


def links_of(page):
    return [(link.tag.name, link.stage, link.evidence) for link in page.chain_links.all()]


def profile(*chains, **given):
    return make_profile(kind="institution", chains=chains, **given)


def test_a_draft_opens_and_is_published_with_the_survivor(mocha, coffee):
    page = profile()
    revision = drafted(page, (mocha, "upstream", "profile"))
    merged(mocha, coffee)
    assert links_of(fresh(page).get_latest_revision_as_object()) == [("Caffè", "upstream", "profile")]
    revision.refresh_from_db()
    revision.publish()
    assert links_of(fresh(page)) == [("Caffè", "upstream", "profile")]
    revision.refresh_from_db()
    assert [row["tag"] for row in revision.content["chain_links"]] == [mocha.pk], "rewrote history"


@pytest.mark.parametrize("swapped", [False, True])
def test_a_draft_with_both_is_published_with_one_link(mocha, coffee, swapped):
    page = profile(mocha, coffee)
    rows = [(mocha, "upstream", "profile"), (coffee, "unspecified", "stated")]
    revision = drafted(page, *(reversed(rows) if swapped else rows))
    merged(mocha, coffee)
    kept = ChainLink.objects.get(content_object=page.pk).pk
    revision.refresh_from_db()
    revision.publish()
    assert links_of(fresh(page)) == [("Caffè", "upstream", "stated")]
    assert ChainLink.objects.get(content_object=page.pk).pk == kept


def test_a_scheduled_revision_appears_with_the_survivor_at_its_hour(mocha, coffee, capsys):
    page = make_profile(live=False, located_in=make_place())
    draft = fresh(page)
    draft.chain_links = [ChainLink(tag=mocha, evidence="stated"), ChainLink(tag=coffee, evidence="external")]
    draft.go_live_at = NOON
    with time_machine.travel(NOON - dt.timedelta(hours=1)):
        draft.save_revision(approved_go_live_at=NOON)
        assert [found.pk for found in plan(mocha, coffee).scheduled] == [page.pk]
        merged(mocha, coffee)
    with time_machine.travel(NOON + dt.timedelta(minutes=1)):
        call_command("publish_scheduled")
    assert capsys.readouterr().err == ""
    assert fresh(page).live
    assert links_of(fresh(page)) == [("Caffè", "unspecified", "stated")]


def test_an_undone_merge_names_what_was_written_with_the_survivor_since(mocha, coffee):
    untouched, saved, scheduled = (profile(title=title) for title in ("Ferma", "Salvata", "Attesa"))
    for page in (untouched, saved):
        drafted(page, (mocha, "upstream", "profile"))
    with time_machine.travel(NOON):
        draft = fresh(scheduled)
        draft.chain_links = [ChainLink(tag=mocha, stage="upstream", evidence="profile")]
        draft.go_live_at = NOON + dt.timedelta(hours=1)
        draft.save_revision(approved_go_live_at=draft.go_live_at)
    merged(mocha, coffee)
    fresh(saved).get_latest_revision_as_object().save_revision()
    with time_machine.travel(NOON + dt.timedelta(hours=2)):
        call_command("publish_scheduled")
    undone = undo(IndustryChain.objects.get(pk=mocha.pk), user=None)
    assert [page.title for page in undone.kept_pages] == ["Attesa", "Salvata"]


def test_a_page_that_came_out_meanwhile_and_has_its_row_back_is_not_named(mocha, coffee):
    with time_machine.travel(NOON):
        page = profile(mocha)
        draft = fresh(page)
        draft.go_live_at = NOON + dt.timedelta(hours=1)
        draft.save_revision(approved_go_live_at=draft.go_live_at)
    merged(mocha, coffee)
    with time_machine.travel(NOON + dt.timedelta(hours=2)):
        call_command("publish_scheduled")
    assert [name for name, *_row in links_of(fresh(page))] == ["Caffè"]
    undone = undo(IndustryChain.objects.get(pk=mocha.pk), user=None)
    assert undone.kept_pages == []
    assert [name for name, *_row in links_of(fresh(page))] == ["Moka"]


def test_a_merge_undone_leaves_drafts_as_they_were_written(mocha, coffee):
    page = profile(coffee)
    drafted(page, (mocha, "upstream", "profile"))
    merged(mocha, coffee)
    undo(IndustryChain.objects.get(pk=mocha.pk), user=None)
    assert links_of(fresh(page).get_latest_revision_as_object()) == [("Moka", "upstream", "profile")]


def test_the_plan_names_drafts_whose_rows_say_something_else(mocha, coffee):
    page, other = profile(coffee), profile(mocha)
    drafted(page, (mocha, "upstream", "profile"))
    drafted(other, (coffee, "upstream", "profile")).publish()
    never_published = profile(live=False)
    drafted(never_published, (mocha, "upstream", "stated"))
    found = plan(mocha, coffee)
    assert [page.pk for page in found.live] == []
    assert {page.pk for page in found.drafts} == {page.pk, never_published.pk}


def test_an_old_revision_compares_and_is_taken_up_again(mocha, coffee, admin_client):
    page = profile(mocha)
    old = drafted(page, (mocha, "upstream", "profile"))
    merged(mocha, coffee)
    new = fresh(page).save_revision()
    address = reverse("wagtailadmin_pages:revisions_compare", args=[page.pk, old.pk, new.pk])
    compared = admin_client.get(address)
    assert compared.status_code == 200
    assert "Moka" not in compared.content.decode()
    form = admin_client.get(reverse("wagtailadmin_pages:revisions_revert", args=[page.pk, old.pk]))
    assert [link.tag for link in form.context["form"].instance.chain_links.all()] == [coffee]


def test_opening_and_publishing_a_draft_of_before_is_no_edit(mocha, coffee):
    writer, reviewer = (get_user_model().objects.create_user(username=name) for name in ("wang", "rossi"))
    page = profile()
    drafted(page, (mocha, "upstream", "profile"), user=writer)
    merged(mocha, coffee)
    fresh(page).get_latest_revision_as_object().save_revision(user=reviewer)
    assert last_editor(Page.objects.get(pk=page.pk)) == writer.pk


def test_a_form_opened_before_is_saved_with_the_survivor(mocha, coffee, admin_client):
    page = profile(mocha)
    form = form_of(page, summary="Cambiato.")
    merged(mocha, coffee)
    answer = save(admin_client, page, form, publish=True)
    assert answer.status_code == 302, problems(answer)
    assert links_of(fresh(page)) == [("Caffè", "unspecified", "stated")]
    assert fresh(page).summary == "Cambiato."


@pytest.mark.parametrize("publish", [True, False])
@pytest.mark.parametrize("has_draft", [True, False])
def test_a_form_opened_before_with_both_is_saved_with_one_link(
    mocha, coffee, admin_client, publish, has_draft
):
    page = profile((mocha, "upstream"), coffee)
    if has_draft:
        fresh(page).save_revision()
    form = form_of(page, summary="Cambiato.")
    merged(mocha, coffee)
    answer = save(admin_client, page, form, publish=publish)
    assert answer.status_code == 302, problems(answer)
    saved = fresh(page).get_latest_revision_as_object()
    assert (links_of(saved), saved.summary) == ([("Caffè", "upstream", "stated")], "Cambiato.")


def test_a_form_in_which_only_the_lost_row_is_left_keeps_it(mocha, coffee, admin_client):
    page = profile((mocha, "upstream"), (coffee, "downstream"))
    lost, taken_out = (link_row(link) for link in page.chain_links.order_by("pk"))
    form = form_of(page, rows={"chain_links": existing([lost, taken_out | {"DELETE": "on"}])})
    merged(mocha, coffee)
    answer = save(admin_client, page, form, publish=True)
    assert answer.status_code == 302, problems(answer)
    assert links_of(fresh(page)) == [("Caffè", "upstream", "stated")]


@pytest.mark.parametrize("tag", ["", "9" * 15, "9" * 18, "-1"])
def test_a_form_with_nonsense_for_a_chain_is_refused_in_words(mocha, coffee, admin_client, tag):
    page = profile(mocha)
    merged(mocha, coffee)
    row = link_row(ChainLink.objects.get(content_object=page.pk)) | {"tag": tag}
    assert save(admin_client, page, form_of(page, rows={"chain_links": existing([row])})).status_code == 200


def test_a_form_is_not_read_by_a_number_of_rows_that_nobody_can_send():
    sent = {"chain_links-TOTAL_FORMS": "9" * 5_000}
    assert posted_with_survivors(sent, None) == sent


def counts():
    index = facet_index(italian_home().locale_id)
    return {slug: pages.bit_count() for slug, pages in index.sets["chain"].items() if pages}


def test_the_explorer_counts_the_same_pages_before_and_after(mocha, coffee):
    section = chain_section()
    both, one = profile(mocha, coffee), profile(mocha)
    make_report(both, chains=(mocha,)), make_report(one), profile(coffee)
    IndustryChain.objects.filter(pk=mocha.pk).update(parent=coffee)
    make_profile(chains=(make_chain(name="Cialde", slug="cialde", parent=mocha),))
    before = counts()
    merged(mocha, coffee)
    after = counts()
    assert after == {slug: count for slug, count in before.items() if slug != "moka"}
    undo(IndustryChain.objects.get(pk=mocha.pk), user=None)
    assert counts() == before
    assert section.url


def test_the_old_address_leads_on_for_good(mocha, coffee, client):
    url = chain_section().url
    merged(mocha, coffee)
    for old, new in (
        ("moka/", "caffe/"),
        ("moka/?da=libro", "caffe/?da=libro"),
        ("moka/feed/", "caffe/feed/"),
    ):
        answer = client.get(f"{url}{old}")
        assert (answer.status_code, answer["Location"]) == (301, f"{url}{new}")
