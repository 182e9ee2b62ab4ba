"""The tab "Mentions" of the editing screen, and the answers its buttons send."""

import html
import re

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.urls import reverse
from django.utils import timezone
from wagtail.models import Page
from wagtail.test.utils.form_data import rich_text

from entities.mentions.answers import ANSWER, Answer, carry_out
from entities.models import EntityName, MentionDecision
from tests.entities.editing import form_of, queries_of
from tests.factories import make_place, make_profile

pytestmark = pytest.mark.django_db


@pytest.fixture
def place():
    return make_place(title="Kunshan")


def profile(text="<p>La sede è a Kunshan. Kunshan è lontana.</p>", **given):
    page = make_profile(**{"title": "Qingtao", "kind": "institution"} | given)
    page.body = [("paragraph", text)]
    page.save_revision().publish()
    return page


def draft_of(page):
    return Page.objects.get(pk=page.pk).specific.get_latest_revision_as_object()


def screen(client, page):
    return client.get(reverse("wagtailadmin_pages:edit", args=[page.pk])).content.decode()


def buttons(client, page):
    """The answers that are offered, by verb."""
    found = re.findall(rf'name="{ANSWER}" value="([^"]*)"', screen(client, page))
    return {html.unescape(value).split("|")[0]: html.unescape(value) for value in reversed(found)}


def press(client, page, answer, text=None, **changes):
    """Press a button: the form goes with it, with what the editor has changed; the messages that follow."""
    text = text if text is not None else draft_of(page).body[0].value.source
    form = form_of(draft_of(page), body=[("paragraph", rich_text(text))], **changes)
    address = reverse("wagtailadmin_pages:edit", args=[page.pk])
    response = client.post(address, form | {ANSWER: answer}, follow=True)
    assert response.status_code == 200
    return [str(message) for message in response.context["messages"]]


def text_of(page):
    return draft_of(page).body[0].value.source


def test_an_unsaved_page_has_no_mentions_yet(admin_client, place):
    address = reverse("wagtailadmin_pages:add", args=["entities", "entitypage", place.get_parent().pk])
    assert "si cercano quando si apre la schermata" in admin_client.get(address).content.decode()


def test_each_mention_stands_in_its_sentence(admin_client, place):
    shown = screen(admin_client, profile())
    assert re.search(r"La sede è a\s*<mark>Kunshan</mark>", shown)
    assert "già nominato in questa sezione" in shown


def test_one_is_linked_in_the_draft_alone(admin_client, place):
    page = profile()
    messages = press(admin_client, page, buttons(admin_client, page)["link"])
    assert "1 menzione collegata nella bozza." in messages
    assert text_of(page).count("linktype") == 1
    assert "linktype" not in Page.objects.get(pk=page.pk).specific.body[0].value.source


@pytest.mark.parametrize("verb", ["link", "link-all"])
def test_one_answer_looks_for_mentions_once(admin_client, admin_user, place, verb):
    page = profile()
    answer = Answer.parse(buttons(admin_client, page)[verb])
    with CaptureQueriesContext(connection) as queries:
        carry_out(answer, page, by=admin_user, at=timezone.now())
    assert text_of(page).count("linktype") == 1
    decisions = [query for query in queries if 'FROM "entities_mentiondecision"' in query["sql"]]
    assert len(decisions) == 1


def test_all_that_is_suggested_is_linked_at_once(admin_client, place):
    make_place(title="Changshu")
    page = profile("<p>Da Kunshan a Changshu.</p>")
    messages = press(admin_client, page, buttons(admin_client, page)["link-all"])
    assert "2 menzioni collegate nella bozza." in messages
    assert text_of(page).count("linktype") == 2


def test_what_was_edited_besides_is_kept(admin_client, place):
    page = profile()
    press(admin_client, page, buttons(admin_client, page)["link"], summary="Cambiato accanto.")
    assert draft_of(page).summary == "Cambiato accanto."
    assert "linktype" in text_of(page)


def test_a_mention_that_was_edited_away_is_not_linked(admin_client, place):
    page = profile()
    messages = press(admin_client, page, buttons(admin_client, page)["link"], text="<p>Altrove.</p>")
    assert any("menzioni trovate" in message for message in messages)
    assert "linktype" not in text_of(page)


def test_not_here_and_its_way_back(admin_client, place):
    page = profile("<p>La sede è a Kunshan.</p>")
    press(admin_client, page, buttons(admin_client, page)["ignore"])
    assert MentionDecision.objects.get().page_id == page.pk
    offered = buttons(admin_client, page)
    assert "link" not in offered
    press(admin_client, page, offered["reopen"])
    assert "link" in buttons(admin_client, page)


def test_never_holds_on_every_page(admin_client, place):
    page, other = profile("<p>La sede è a Kunshan.</p>"), profile("<p>Vista a Kunshan.</p>", title="Altra")
    press(admin_client, page, buttons(admin_client, page)["never"])
    assert "link" not in buttons(admin_client, other)


@pytest.mark.parametrize("verb", ["ignore", "never"])
def test_one_of_several_that_was_ruled_out_is_told_and_comes_back(admin_client, verb):
    one, two = make_profile(title="Fonte Alta", kind="institution"), make_place(title="Altro luogo")
    two.names = [EntityName(text="Fonte Alta", language="it", script="Latn", name_type="alias")]
    two.save_revision().publish()
    page = profile("<p>Viene da Fonte Alta.</p>")
    mark = buttons(admin_client, page)["link"].split("|")[1]
    press(admin_client, page, f"{verb}|{mark}|{two.pk}|Fonte Alta")
    assert "Non Altro luogo: deciso da un redattore." in screen(admin_client, page)
    press(admin_client, page, f"reopen|{mark}|{one.pk}|Fonte Alta")
    assert MentionDecision.objects.exists(), "the other one was not ruled out"
    press(admin_client, page, f"reopen|{mark}|{two.pk}|Fonte Alta")
    assert not MentionDecision.objects.exists()
    assert "Ambigue" in screen(admin_client, page)


def test_among_namesakes_one_is_chosen(admin_client):
    one, two = make_profile(title="Fonte Alta", kind="institution"), make_place(title="Altro luogo")
    two.names = [EntityName(text="Fonte Alta", language="it", script="Latn", name_type="alias")]
    two.save_revision().publish()
    page = profile("<p>Viene da Fonte Alta.</p>")
    shown = screen(admin_client, page)
    assert "Ambigue" in shown
    press(admin_client, page, f"link|{buttons(admin_client, page)['link'].split('|')[1]}|{two.pk}|Fonte Alta")
    assert f'id="{two.pk}"' in text_of(page)
    assert f'id="{one.pk}"' not in text_of(page)


@pytest.mark.parametrize(
    "answer", ["", "x", "link|", "link|a|b|c", "link|a|99999999999999999999999|c", "never||0|"]
)
def test_nonsense_changes_nothing_and_is_told(admin_client, place, answer):
    page = profile()
    assert press(admin_client, page, answer)
    assert "linktype" not in text_of(page)
    assert not MentionDecision.objects.exists()


def test_the_screen_costs_the_same_however_many_are_named(admin_client, place):
    page = profile()
    screen(admin_client, page)
    few = queries_of(lambda: screen(admin_client, page))
    titles = [f"Fabbrica{chr(65 + number)}xy" for number in range(20)]
    for title in titles:
        make_profile(title=title, kind="institution")
    page.body = [("paragraph", f"<p>{title} lavora.</p>") for title in titles]
    page.save_revision().publish()
    assert queries_of(lambda: screen(admin_client, page)) == few
