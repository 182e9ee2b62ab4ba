"""Nothing that is referred to is deleted in the admin, and editors are told why."""

import datetime as dt

import pytest
from django.contrib.auth import get_user_model
from django.contrib.auth.models import Permission
from django.urls import reverse
from django.utils import timezone
from wagtail.models import Page

from belt.roles import REVIEWERS, WRITERS
from entities.models import ChainLink, EntityPage, IndustryChain
from entities.querysets import referrers_of
from tests.belt.translating.people import at_a_browser
from tests.entities.editing import a_relation
from tests.factories import (
    chain_section,
    make_chain,
    make_place,
    make_profile,
    make_report,
    open_questions,
    profiles,
    reports,
)
from tests.translations import submit

pytestmark = pytest.mark.django_db


def link_to(page):
    return [{"type": "paragraph", "value": f'<p><a linktype="page" id="{page.pk}">qui</a></p>', "id": "a"}]


def embedding(page):
    return [{"type": "profile", "value": page.pk, "id": "a"}]


def drafting(page):
    """A public report that will stop at a page when its draft is published."""
    report = make_report(make_profile(), title="Chi vi si riferisce")
    [stop] = report.stops.all()
    stop.entity = page
    report.stops = [stop]
    report.save_revision()


REFERRING = {
    "will stop at it": drafting,
    "located in it": lambda page: make_profile(title="Chi vi si riferisce", located_in=page),
    "related to it": lambda page: make_profile(
        title="Chi vi si riferisce", rows={"relations": [a_relation(page)]}
    ),
    "stops at it": lambda page: make_report(page, title="Chi vi si riferisce"),
    "travelled by it": lambda page: make_report(delegation=page, title="Chi vi si riferisce"),
    "links to it": lambda page: make_profile(title="Chi vi si riferisce", body=link_to(page)),
    "embeds it": lambda page: make_report(title="Chi vi si riferisce", body=embedding(page)),
    "an unpublished one": lambda page: make_profile(title="Chi vi si riferisce", located_in=page, live=False),
}


def delete(client, page):
    return client.post(reverse("wagtailadmin_pages:delete", args=(page.pk,)), follow=True)


def delete_in_bulk(client, *pages):
    address = reverse("wagtail_bulk_action", args=("wagtailcore", "page", "delete"))
    ids = "&".join(f"id={page.pk}" for page in pages)
    section = reverse("wagtailadmin_explore", args=(profiles().pk,))
    return client.post(f"{address}?{ids}&next={section}", follow=True)


def still_there(*pages):
    return EntityPage.objects.filter(pk__in=[page.pk for page in pages]).count() == len(pages)


@pytest.mark.parametrize("press", [delete, delete_in_bulk])
def test_a_profile_that_was_merged_stays_for_its_address(admin_client, press):
    winner, loser = make_profile(title="Rimane"), make_profile(title="Confluita", live=False)
    EntityPage.objects.filter(pk=loser.pk).update(merged_into=winner)
    response = press(admin_client, loser)
    assert still_there(loser)
    assert "«Rimane»" in " ".join(str(message) for message in response.context["messages"])


@pytest.mark.parametrize("how", REFERRING)
@pytest.mark.parametrize("press", [delete, delete_in_bulk])
def test_a_page_others_refer_to_is_not_deleted(admin_client, how, press):
    page = make_place()
    REFERRING[how](page)
    response = press(admin_client, page)
    assert still_there(page)
    assert response.status_code == 200
    assert "Chi vi si riferisce" in " ".join(str(message) for message in response.context["messages"])


def test_the_question_whether_to_delete_is_not_even_asked(admin_client):
    page = make_place()
    make_profile(located_in=page)
    response = admin_client.get(reverse("wagtailadmin_pages:delete", args=(page.pk,)))
    assert response.url == reverse("wagtailadmin_explore", args=(profiles().pk,))


@pytest.mark.parametrize("press", [delete, delete_in_bulk])
def test_what_waits_for_its_hour_is_not_deleted(admin_client, press):
    page = make_profile(live=False)
    page.go_live_at = timezone.now() + dt.timedelta(days=2)
    page.save_revision(approved_go_live_at=page.go_live_at)
    response = press(admin_client, page)
    assert still_there(page)
    assert "è bloccata" in " ".join(str(message) for message in response.context["messages"])


@pytest.mark.parametrize("press", [delete, delete_in_bulk])
def test_what_waits_for_review_is_not_deleted_by_who_only_writes(press):
    writer, reviewer = at_a_browser("neri", WRITERS), at_a_browser("rossi", REVIEWERS)
    page = make_profile(live=False)
    page.save_revision(user=reviewer.user)
    page.get_workflow().start(page, reviewer.user)
    press(writer, page)
    assert still_there(page)
    press(reviewer, page)
    assert not still_there(page)


@pytest.mark.parametrize("make", [profiles, reports, chain_section, open_questions])
@pytest.mark.parametrize("press", [delete, delete_in_bulk])
def test_a_section_stays_however_empty(admin_client, make, press):
    section = make()
    response = press(admin_client, section)
    assert Page.objects.filter(pk=section.pk).exists()
    assert f"«{section.title}»" in " ".join(str(message) for message in response.context["messages"])


@pytest.mark.parametrize("press", [delete, delete_in_bulk])
def test_a_page_nobody_refers_to_is_deleted(admin_client, press):
    page = make_profile(located_in=make_place())
    answer = press(admin_client, page)
    assert still_there(page), "readers see it"
    assert f"i lettori vedono «{page.title}»" in " ".join(str(told) for told in answer.context["messages"])
    page.unpublish()
    press(admin_client, page)
    assert not still_there(page)


@pytest.mark.parametrize("press", [delete, delete_in_bulk])
def test_an_original_stays_as_long_as_its_translations(admin_client, press):
    page = make_profile(live=False)
    english = submit(page, "en").get_target_instance()
    press(admin_client, page)
    assert still_there(page)
    press(admin_client, english)
    press(admin_client, page)
    assert not EntityPage.objects.filter(pk__in=[page.pk, english.pk]).exists()


def test_one_page_that_is_referred_to_keeps_all_that_were_chosen(admin_client):
    page, place = make_profile(), make_place()
    make_profile(located_in=place)
    delete_in_bulk(admin_client, page, place)
    assert still_there(page, place)


def test_pages_that_refer_only_to_each_other_are_deleted_together(admin_client):
    place = make_place(live=False)
    page = make_profile(located_in=place, live=False)
    delete_in_bulk(admin_client, page, place)
    assert not EntityPage.objects.filter(pk__in=[page.pk, place.pk]).exists()


def test_a_section_is_kept_while_its_pages_are_referred_to_from_elsewhere(admin_client):
    page = make_profile()
    make_report(page)
    delete(admin_client, profiles())
    assert still_there(page)


def test_referrers_are_named_once_in_the_order_of_their_titles():
    place = make_place()
    make_profile(title="Beta", located_in=place, body=link_to(place))
    make_profile(title="Alfa", located_in=place)
    assert referrers_of([place]) == ["Alfa", "Beta"]
    assert referrers_of([]) == []


def test_a_long_list_of_referrers_is_shortened_but_counted(admin_client):
    place = make_place()
    for number in range(7):
        make_profile(title=f"Profilo {number}", located_in=place)
    said = " ".join(str(message) for message in delete(admin_client, place).context["messages"])
    assert "7" in said
    assert "Profilo 4" in said
    assert "Profilo 5" not in said


def snippet(name, *args):
    return reverse(IndustryChain.snippet_viewset.get_url_name(name), args=args)


@pytest.fixture
def editor(client):
    """Somebody who may do everything with chains, without being an administrator."""
    user = get_user_model().objects.create_user("redattrice", password="una-parola-lunga")
    chains = Permission.objects.filter(content_type__app_label="entities", codename__endswith="industrychain")
    user.user_permissions.add(*chains, Permission.objects.get(codename="access_admin"))
    client.force_login(user)
    return client


@pytest.fixture(params=["admin_client", "editor"])
def anybody(request):
    return request.getfixturevalue(request.param)


@pytest.mark.parametrize("used", [True, False])
def test_nobody_deletes_a_chain(anybody, used):
    chain = make_chain()
    if used:
        make_profile(chains=(chain,))
    anybody.post(snippet("delete", chain.pk))
    assert IndustryChain.objects.filter(pk=chain.pk).exists()


@pytest.mark.parametrize("used", [True, False])
def test_nobody_deletes_chains_in_bulk(anybody, used):
    chain = make_chain()
    if used:
        make_profile(chains=(chain,))
    address = reverse("wagtail_bulk_action", args=("entities", "industrychain", "delete"))
    anybody.post(f"{address}?id={chain.pk}")
    assert IndustryChain.objects.filter(pk=chain.pk).exists()
    assert ChainLink.objects.filter(tag=chain.pk).count() == used


def test_no_screen_of_chains_offers_to_delete(anybody):
    chain = make_chain()
    for address in (snippet("list"), snippet("edit", chain.pk)):
        response = anybody.get(address)
        assert response.status_code == 200
        assert snippet("delete", chain.pk) not in response.content.decode()
        assert "industrychain/delete/" not in response.content.decode()
