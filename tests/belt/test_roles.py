"""Who may do what in the admin."""

import pytest
from bs4 import BeautifulSoup
from django.contrib.auth import get_user_model
from django.contrib.auth.models import Group
from django.core.management import call_command
from django.urls import reverse
from wagtail.models import GroupPagePermission, Locale, Page, Workflow
from wagtail.users.models import UserProfile

from belt.models import HomePage, ReviewTask
from belt.roles import REVIEWERS, ROLES, TRANSLATORS, WORKFLOW, WRITERS, set_up_roles
from entities.models import EntityPage, IndustryChain
from tests.entities.editing import a_note, a_source, existing, form_of, profile_form
from tests.factories import italian_home, make_chain, make_place, make_profile, profiles, reports

pytestmark = pytest.mark.django_db


@pytest.fixture
def sections():
    return reports(), profiles()


@pytest.fixture
def member_of(sections, client):
    """Signs somebody in who belongs to one group alone."""
    set_up_roles()

    def sign_in(role):
        user = get_user_model().objects.create_user(username=f"di-{role.lower()}", password="x")
        user.groups.add(Group.objects.get(name=role))
        client.force_login(user)
        client.user = user
        return client

    return sign_in


def test_the_command_makes_the_roles_once_and_gives_back_what_they_lack(sections, capsys):
    call_command("set_up_roles")
    said = capsys.readouterr().out
    assert all(name in said for name in (WRITERS, REVIEWERS, TRANSLATORS, f"workflow {WORKFLOW}"))
    rules = GroupPagePermission.objects.count()
    call_command("set_up_roles")
    assert "already" in capsys.readouterr().out
    Group.objects.get(name=REVIEWERS).permissions.clear()
    assert set_up_roles() == [REVIEWERS]
    assert (GroupPagePermission.objects.count(), ReviewTask.objects.count()) == (rules, 1)


def test_what_an_administrator_adds_stays(sections):
    set_up_roles()
    writers = Group.objects.get(name=WRITERS)
    more = writers.permissions.model.objects.get(codename="change_industrychain")
    writers.permissions.add(more)
    set_up_roles()
    assert more in writers.permissions.all()


def test_wagtail_s_own_roles_go_unless_somebody_has_one(sections):
    user = get_user_model().objects.create_user(username="anna")
    user.groups.add(Group.objects.get(name="Editors"))
    set_up_roles()
    assert set(Group.objects.values_list("name", flat=True)) == {role.name for role in ROLES} | {"Editors"}
    assert [flow.name for flow in Workflow.objects.active()] == [WORKFLOW]


def test_every_page_of_the_site_is_reviewed(sections):
    set_up_roles()
    for page in (*sections, *HomePage.objects.all()):
        assert page.get_workflow().name == WORKFLOW


def may(user, verb, page):
    return getattr(Page.objects.get(pk=page.pk).specific.permissions_for_user(user), f"can_{verb}")()


@pytest.mark.parametrize(
    ("role", "verb", "allowed"),
    [
        (WRITERS, "edit", True),
        (WRITERS, "add_subpage", True),
        (WRITERS, "publish", False),
        (WRITERS, "unpublish", False),
        (REVIEWERS, "edit", True),
        (REVIEWERS, "publish", True),
        (REVIEWERS, "lock", True),
        (TRANSLATORS, "edit", False),
        (TRANSLATORS, "publish", False),
    ],
)
def test_what_a_role_may_do_to_italian_sections(member_of, sections, role, verb, allowed):
    user = member_of(role).user
    assert [may(user, verb, section) for section in sections] == [allowed, allowed]


@pytest.mark.parametrize(("role", "allowed"), [(WRITERS, False), (REVIEWERS, True), (TRANSLATORS, True)])
def test_what_a_role_may_do_to_other_languages(member_of, role, allowed):
    user = member_of(role).user
    others = HomePage.objects.exclude(pk=italian_home().pk)
    assert [may(user, "edit", home) for home in others] == [allowed, allowed]


@pytest.mark.parametrize("role", [WRITERS, REVIEWERS, TRANSLATORS])
def test_everybody_has_an_italian_admin_whatever_the_browser_speaks(member_of, role):
    answer = member_of(role).get("/admin/", headers={"accept-language": "en"})
    assert answer.status_code == 200
    assert '<html lang="it"' in answer.content.decode()


def test_an_editor_may_choose_another_language(member_of):
    client = member_of(WRITERS)
    account = UserProfile.get_for_user(client.user)
    account.preferred_language = "en"
    account.save()
    assert '<html lang="en"' in client.get("/admin/").content.decode()


@pytest.mark.parametrize(("role", "status"), [(WRITERS, 302), (REVIEWERS, 200), (TRANSLATORS, 302)])
def test_only_reviewers_change_chains(member_of, role, status):
    address = reverse("wagtailsnippets_entities_industrychain:edit", args=[make_chain().pk])
    assert member_of(role).get(address).status_code == status


def draft_of(page):
    return Page.objects.get(pk=page.pk).get_latest_revision_as_object()


VERIFIED = {"verification": "verified", "verified_by": "Anna", "verified_on": "2026-01-01"}


@pytest.mark.parametrize(("role", "verified"), [(WRITERS, False), (REVIEWERS, True)])
def test_only_reviewers_verify_a_profile(member_of, role, verified):
    client, page = member_of(role), make_profile(located_in=make_place(), rows={"sources": [a_source()]})
    rows = {"sources": existing([{"id": page.sources.get().pk, "title": "Testo ricevuto"}])}
    address = reverse("wagtailadmin_pages:edit", args=[page.pk])
    assert ('value="verified"' in client.get(address).content.decode()) == verified
    assert client.post(address, form_of(page, rows=rows, **VERIFIED)).status_code == (
        302 if verified else 200
    )
    assert (draft_of(page).verification == "verified") == verified


def test_writers_say_whether_a_profile_was_received_and_nothing_of_one_that_is_verified(member_of):
    client, page = member_of(WRITERS), make_profile(located_in=make_place(), rows={"sources": [a_source()]})
    address = reverse("wagtailadmin_pages:edit", args=[page.pk])
    rows = {"sources": existing([{"id": page.sources.get().pk, "title": "Testo ricevuto"}])}
    for words in ("received", "stub"):
        assert client.post(address, form_of(page, rows=rows, verification=words)).status_code == 302
        assert draft_of(page).verification == words
    EntityPage.objects.filter(pk=page.pk).update(latest_revision=None, **VERIFIED)
    assert 'name="verification"' not in client.get(address).content.decode()
    assert client.post(address, form_of(page, rows=rows, verification="stub")).status_code == 302
    assert draft_of(page).verification == "verified"


def test_who_may_not_verify_cannot_take_away_what_the_verification_rests_on(member_of):
    page = make_profile(located_in=make_place(), rows={"sources": [a_source()]})
    EntityPage.objects.filter(pk=page.pk).update(**VERIFIED)
    page.refresh_from_db()
    form = form_of(page, rows={"sources": []})
    answer = member_of(WRITERS).post(reverse("wagtailadmin_pages:edit", args=[page.pk]), form)
    assert answer.status_code == 200
    assert "almeno una fonte" in answer.content.decode()


RESOLVED = {"status": "resolved", "resolved_on": "2026-01-01", "resolution": "Corretto."}


@pytest.mark.parametrize(("role", "status"), [(WRITERS, "open"), (REVIEWERS, "resolved")])
def test_only_reviewers_resolve_notes(member_of, role, status):
    page = make_profile(located_in=make_place(), rows={"editorial_notes": [a_note()]})
    client, note = member_of(role), page.editorial_notes.get()
    address = reverse("wagtailadmin_pages:edit", args=[page.pk])
    shown = client.get(address).content.decode()
    assert ("editorial_notes-0-status" in shown) == (status == "resolved")
    row = {"id": note.pk, "kind": note.kind, "code": "", "title": note.title, "text": note.text} | RESOLVED
    answer = client.post(address, form_of(page, rows={"editorial_notes": existing([row])}))
    assert answer.status_code == 302
    [kept] = draft_of(page).editorial_notes.all()
    assert kept.status == status


def test_a_writer_creates_a_profile_but_does_not_publish_it(member_of):
    client = member_of(WRITERS)
    address = reverse("wagtailadmin_pages:add", args=["entities", "entitypage", profiles().pk])
    assert 'name="action-publish"' not in client.get(address).content.decode()
    client.post(address, profile_form(title="Nuova", slug="nuova") | {"action-publish": "1"})
    assert not EntityPage.objects.get(slug="nuova").live


def test_a_writer_reads_all_of_a_chain_without_changing_it(member_of):
    chain = make_chain(
        definition="Dal litio alla cella.", name_en="Batteries", definition_zh_hans="从锂到电芯。"
    )
    client, names = member_of(WRITERS), IndustryChain.snippet_viewset
    address = reverse(names.get_url_name("inspect"), args=[chain.pk])
    assert address in client.get(reverse(names.get_url_name("list"))).content.decode()
    screen = client.get(address).content.decode()
    assert all(words in screen for words in ("Dal litio alla cella.", "Batteries", "从锂到电芯。"))
    assert client.get(reverse(names.get_url_name("edit"), args=[chain.pk])).status_code == 302


def test_a_writer_reads_how_a_chain_is_used_in_words_of_ones_own(member_of):
    chain = make_chain()
    make_profile(chains=(chain,)).save_revision().publish()
    address = reverse(IndustryChain.snippet_viewset.get_url_name("inspect"), args=[chain.pk])
    screen = BeautifulSoup(member_of(WRITERS).get(address).content, "html.parser")
    told = dict(
        zip(
            *([found.get_text(strip=True) for found in screen.select(f"dl {tag}")] for tag in ("dt", "dd")),
            strict=True,
        )
    )
    assert (told["Stato"], told["Pagine pubblicate"], told["In bozze"]) == ("in uso", "1", "0")
    assert told["Posizioni"] == "non precisata 1"
    assert told["Ultimo uso"] not in ("", "–")
    assert not {"None", "True", "False"} & {*told.values()}


def buttons_for_several(client, section):
    html = BeautifulSoup(
        client.get(reverse("wagtailadmin_explore", args=[section.pk])).content, "html.parser"
    )
    links = html.select("[data-bulk-action-footer=PAGE] [data-bulk-action-button]")
    return {link["href"].rstrip("/").rsplit("/", 1)[1] for link in links}


@pytest.mark.parametrize(
    ("role", "offered"),
    [(WRITERS, {"move", "delete"}), (REVIEWERS, {"move", "publish", "unpublish", "delete"})],
)
def test_several_pages_at_once_only_as_one_may_each(member_of, sections, role, offered):
    make_profile()
    assert buttons_for_several(member_of(role), sections[1]) == offered


def test_the_bar_of_pictures_is_wagtails(admin_client):
    html = BeautifulSoup(admin_client.get(reverse("wagtailimages:index")).content, "html.parser")
    assert html.select("[data-bulk-action-footer=IMAGE] [data-bulk-action-button]")


@pytest.mark.parametrize(("role", "may"), [(WRITERS, True), (REVIEWERS, True), (TRANSLATORS, False)])
def test_who_may_add_no_page_is_not_offered_to_copy_or_move_one(member_of, role, may):
    page = make_profile(live=False)
    if role == TRANSLATORS:
        page = page.copy_for_translation(Locale.objects.get(language_code="en"), copy_parents=True)
    client = member_of(role)
    screen = client.get(reverse("wagtailadmin_pages:edit", args=[page.pk])).content.decode()
    for action in ("copy", "move"):
        address = reverse(f"wagtailadmin_pages:{action}", args=[page.pk])
        assert (address in screen) == may
        assert (client.get(address).status_code == 200) == may
