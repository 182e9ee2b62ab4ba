"""The screen of a chain in the admin."""

from html import unescape

import pytest
from django.urls import reverse
from wagtail.users.models import UserProfile

from entities.models import IndustryChain
from tests.factories import make_chain, make_profile

pytestmark = pytest.mark.django_db

LANGUAGES = {"name_en": "", "definition_en": "", "name_zh_hans": "", "definition_zh_hans": ""}


def address(name, *args):
    return reverse(IndustryChain.snippet_viewset.get_url_name(name), args=args)


def form(**given):
    values = {"name": "Batterie", "slug": "batterie", "definition": "Dal litio.", "parent": "", "hue": "3"}
    return values | {"merged_into": ""} | LANGUAGES | given


def form_of(chain, **given):
    values = {"name": chain.name, "slug": chain.slug, "definition": chain.definition, "hue": chain.hue}
    return form(**values | {"parent": chain.parent_id or ""} | given)


def edit(client, chain, **given):
    return client.post(address("edit", chain.pk), form_of(chain, **given))


def errors(response):
    assert response.status_code == 200, "the form accepted it"
    return response.context["form"].errors


def test_a_chain_is_made_with_the_slug_that_was_written(admin_client):
    admin_client.post(address("add"), form(name="Batterie e nuove energie"))
    assert IndustryChain.objects.get().slug == "batterie"


def test_a_chain_may_wait_for_its_definition(admin_client):
    admin_client.post(address("add"), form(definition=""))
    assert not IndustryChain.objects.get().usable


@pytest.mark.parametrize("definition", [" ", "\n \t"])
def test_blank_space_is_no_definition(admin_client, definition):
    admin_client.post(address("add"), form(definition=definition))
    assert IndustryChain.objects.get().definition == ""


def test_renaming_keeps_the_slug(admin_client):
    chain = make_chain(name="Batterie", slug="batterie")
    assert edit(admin_client, chain, name="Accumulatori").status_code == 302
    chain.refresh_from_db()
    assert (chain.name, chain.slug) == ("Accumulatori", "batterie")


@pytest.mark.parametrize(
    ("field", "value"),
    [
        ("slug", "batterie"),
        ("slug", "电池"),
        ("slug", ""),
        ("name", "Batterie"),
        ("name", ""),
        ("hue", "0"),
        ("hue", "13"),
        ("hue", "x"),
        ("parent", "999"),
    ],
)
def test_what_makes_no_chain_is_refused_in_words(admin_client, field, value):
    make_chain(name="Batterie", slug="batterie")
    given = form(name="Altra", slug="altra") | {field: value}
    assert field in errors(admin_client.post(address("add"), given))
    assert IndustryChain.objects.count() == 1


@pytest.mark.parametrize("length", [1, 2, 3])
def test_no_chain_is_put_into_itself_by_any_path(admin_client, length):
    first = last = make_chain()
    for _ in range(length - 1):
        last = make_chain(parent=last)
    assert "parent" in errors(edit(admin_client, first, parent=last.pk))


def test_a_chain_is_not_merged_by_hand(admin_client):
    chain, other = make_chain(), make_chain()
    assert edit(admin_client, chain, merged_into=other.pk, retired="on").status_code == 302
    chain.refresh_from_db()
    assert (chain.retired, chain.merged_into) == (True, None)


def test_a_merged_chain_is_not_put_back_into_use_by_hand(admin_client):
    chain = make_chain(retired=True, merged_into=make_chain())
    assert "retired" in errors(edit(admin_client, chain))


def test_a_chain_in_use_is_retired_and_its_pages_keep_it(admin_client):
    chain = make_chain()
    page = make_profile(chains=(chain,))
    assert edit(admin_client, chain, retired="on").status_code == 302
    assert page.chain_links.get().tag == chain


def test_a_name_proposes_a_slug_only_while_the_chain_is_new(admin_client):
    """Otherwise the browser would write a renamed chain's slug anew."""
    new = admin_client.get(reverse("wagtailsnippets_entities_industrychain:add")).content.decode()
    assert "w-sync#apply" in new
    address = reverse("wagtailsnippets_entities_industrychain:edit", args=[make_chain().pk])
    assert "w-sync#apply" not in admin_client.get(address).content.decode()


def test_the_list_says_which_chains_are_retired_and_brings_no_script_for_missing_boxes(admin_client):
    make_chain(name="Vapore", retired=True)
    html = admin_client.get(reverse("wagtailsnippets_entities_industrychain:list")).content.decode()
    assert "Ritirata" in html or "ritirata" in html
    assert "False" not in html
    assert "bulk-actions.js" not in html


@pytest.mark.parametrize(
    ("language", "words"),
    [
        ("it", ["Scegli una filiera", "Scegli un’altra filiera", "Modifica questa filiera"]),
        ("en", ["Choose a chain", "Choose another chain", "Edit this chain"]),
        ("zh-hans", ["选择产业链", "选择另一条产业链", "编辑此产业链"]),
    ],
)
def test_where_a_chain_is_chosen_the_screen_speaks_the_editors_language(
    admin_client, admin_user, language, words
):
    account = UserProfile.get_for_user(admin_user)
    account.preferred_language = language
    account.save()
    page = make_profile(chains=(make_chain(),))
    screens = [address("merge", make_chain().pk), reverse("wagtailadmin_pages:edit", args=(page.pk,))]
    for screen in screens:
        html = unescape(admin_client.get(screen).content.decode())
        for one in words:
            assert one in html
        assert language == "it" or "filiera industriale" not in html
