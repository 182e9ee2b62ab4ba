"""What a chain is called in a language, and what belongs to it, for translators and readers."""

import datetime as dt

import pytest
import time_machine
from django.urls import reverse
from django.utils import timezone, translation
from django.utils.timezone import localtime
from wagtail.log_actions import log, registry

from belt.roles import REVIEWERS, TRANSLATORS, WRITERS
from belt.translating.chain_words import address_for
from entities.models.chains import WORDS
from entities.proposals import ACCEPT_ACTION
from entities.templatetags.entities_tags import day
from tests.belt.translating.people import at_a_browser, told
from tests.belt.translating.site import html_at, in_every_language
from tests.entities.editing import queries_of
from tests.factories import make_chain

pytestmark = pytest.mark.django_db
LIST = "worklist_translations"
CODES = ("en", "zh_hans")


@pytest.fixture
def chain():
    return make_chain(name="Acqua", slug="acqua", definition="Dalla fonte al mare.")


@pytest.fixture
def translator():
    return at_a_browser("li", TRANSLATORS)


def tasks_of(client, **query):
    answer = client.get(reverse(LIST), {"kind": "industrychain"} | query)
    return [(task.title, task.language, task.state, task.done) for task in answer.context["object_list"]]


def write(client, chain, language, **words):
    chain.refresh_from_db()
    return client.post(address_for(chain, language), {"words_mark": chain.words_mark} | words, follow=True)


def test_what_a_language_lacks_is_on_the_list_until_it_is_written(translator, chain):
    words = {"name_en": "All", "definition_en": "All.", "name_zh_hans": "全", "definition_zh_hans": "全部"}
    make_chain(name="Tutto", **words)
    assert tasks_of(translator) == [
        ("Acqua", "en", "missing", "0 / 2"),
        ("Acqua", "zh-hans", "missing", "0 / 2"),
    ]
    answer = write(translator, chain, "en", name_en="Water", definition_en="")
    assert answer.redirect_chain == [(reverse(LIST), 302)]
    assert tasks_of(translator, language="en") == [("Acqua", "en", "incomplete", "1 / 2")]
    write(translator, chain, "en", name_en="Water", definition_en="From the spring to the sea.")
    assert tasks_of(translator, language="en") == []
    chain.refresh_from_db()
    assert (chain.name_en, chain.definition_en) == ("Water", "From the spring to the sea.")
    assert (chain.name, chain.slug, chain.name_zh_hans) == ("Acqua", "acqua", "")
    entry = registry.get_logs_for_instance(chain).first()
    assert (entry.action, entry.user) == ("wagtail.edit", translator.user)


def test_a_chain_is_lacking_since_it_was_made_or_accepted(translator, chain):
    made = dt.datetime(2026, 11, 1, 9, tzinfo=dt.UTC)
    with time_machine.travel(made, tick=False):
        log(chain, "wagtail.create")
    with time_machine.travel(made + dt.timedelta(days=2), tick=False):
        log(chain, ACCEPT_ACTION)
    answer = translator.get(reverse(LIST), {"kind": "industrychain"})
    assert {task.since for task in answer.context["object_list"]} == {made + dt.timedelta(days=2)}


@pytest.mark.parametrize("state", ["proposed", "merged", "undefined"])
def test_chains_that_nobody_can_browse_are_no_task(translator, chain, state):
    if state == "merged":
        chain.merged_into, chain.retired = make_chain(name_en="A", definition_en="A"), True
    chain.proposed = state == "proposed"
    chain.definition = "" if state == "undefined" else chain.definition
    chain.save()
    assert "Acqua" not in {title for title, *_rest in tasks_of(translator)}


def test_the_list_leads_to_a_screen_that_shows_what_is_to_be_translated(translator, chain):
    address = address_for(chain, "zh-hans")
    assert address in translator.get(reverse(LIST)).content.decode()
    screen = translator.get(address)
    assert "Dalla fonte al mare." in screen.content.decode()
    assert list(screen.context["form"].fields) == ["name_zh_hans", "not_the_same", "definition_zh_hans"]


def test_only_the_words_of_that_language_can_be_posted(translator, chain):
    write(translator, chain, "en", name_en="Water", definition_en="W", name="Altro", slug="x", retired="on")
    chain.refresh_from_db()
    assert (chain.name, chain.slug, chain.retired, chain.name_en) == ("Acqua", "acqua", False, "Water")


def test_a_name_like_that_of_another_chain_is_asked_about(translator, chain):
    make_chain(name="Pioggia", name_en="Water")
    answer = write(translator, chain, "en", name_en="Water", definition_en="W")
    assert "not_the_same" in answer.context["form"].errors
    chain.refresh_from_db()
    assert chain.name_en == ""
    write(translator, chain, "en", name_en="Water", definition_en="W", not_the_same="on")
    chain.refresh_from_db()
    assert chain.name_en == "Water"


@pytest.mark.parametrize(
    ("role", "language", "status"),
    [
        (WRITERS, "en", 302),
        (REVIEWERS, "en", 200),
        (TRANSLATORS, "en", 200),
    ],
)
def test_who_may_write_them_and_in_which_languages(chain, role, language, status):
    client = at_a_browser("lin", role)
    assert client.get(address_for(chain, language)).status_code == status
    client.post(address_for(chain, language), {"name_en": "Water", "definition_en": "W"})
    chain.refresh_from_db()
    assert chain.name_en == ("Water" if status == 200 else "")


@pytest.mark.parametrize("language", ["it", "xx"])
def test_the_first_language_is_none_to_translate_into(translator, chain, language):
    assert translator.get(address_for(chain, language), follow=True).status_code == 404
    assert write(translator, chain, language, name="Altro").status_code == 404
    chain.refresh_from_db()
    assert chain.name == "Acqua"


def test_the_list_costs_the_same_however_many_chains_lack_words(translator, chain):
    tasks_of(translator)
    few = queries_of(lambda: tasks_of(translator))
    for number in range(5):
        make_chain(name=f"Filiera {number}")
    assert queries_of(lambda: tasks_of(translator)) == few


def test_readers_are_told_what_is_in_no_language_of_theirs(client):
    chain = in_every_language()["company"].chain_links.get().tag
    assert "not in English" not in html_at(client, "/it/filiere/acqua/").text
    assert "The definition of this chain is not in English yet." in (
        html_at(client, "/en/chains/acqua/").text
    )
    chain.name_en = ""
    chain.save()
    html = html_at(client, "/en/chains/acqua/")
    assert "Name and definition of this chain are not in English yet." in html.text
    assert html.select_one("h1 span")["lang"] == "it"
    chain.definition_en = "All of it."
    chain.save()
    assert "The name of this chain is not in English yet." in html_at(client, "/en/chains/acqua/").text


@pytest.fixture
def change():
    """A reviewer, who writes words of a chain anew; the other words stay."""
    reviewer = at_a_browser("rossi", REVIEWERS)

    def write_anew(chain, **words):
        chain.refresh_from_db()
        columns = (
            "name",
            "slug",
            "definition",
            "hue",
            *(f"{word}_{code}" for word in WORDS for code in CODES),
        )
        form = {column: getattr(chain, column) for column in columns}
        address = reverse(chain.snippet_viewset.get_url_name("edit"), args=[chain.pk])
        assert reviewer.post(address, form | words).status_code == 302
        chain.refresh_from_db()

    return write_anew


def late_tomorrow():
    """A time at which it is a day later already where the desk is."""
    return (timezone.now() + dt.timedelta(days=1)).replace(hour=20, minute=0, second=0, microsecond=0)


@pytest.fixture
def told_chain(chain):
    """The chain with its words in English, and a name alone in Chinese."""
    words = {"name_en": "Water", "definition_en": "From the spring to the sea.", "name_zh_hans": "水"}
    type(chain).objects.filter(pk=chain.pk).update(**words)
    return chain


def test_words_that_say_something_older_are_behind_until_somebody_has_looked(translator, told_chain, change):
    first = late_tomorrow()
    with time_machine.travel(first, tick=False):
        change(told_chain, definition="Dal ghiacciaio al mare.")
    change(told_chain, definition="Dal ghiacciaio all’oceano.")
    assert told_chain.behind_in("en") == first
    assert told_chain.behind_in("zh-hans") is None, "nobody has translated the definition"
    assert tasks_of(translator, language="en") == [("Acqua", "en", "behind", "")]
    [sentence] = told(translator.get(address_for(told_chain, "en")))
    assert day(localtime(first)) in sentence
    write(translator, told_chain, "en", name_en="Water", definition_en="From the spring to the sea.")
    told_chain.refresh_from_db()
    assert told_chain.behind_in("en") is None
    assert tasks_of(translator, language="en") == []


def test_who_saves_beside_words_that_changed_meanwhile_vouches_for_nothing(translator, told_chain, change):
    change(told_chain, definition="Dal ghiacciaio al mare.")
    shown = told_chain.words_mark
    change(told_chain, definition="Soltanto il mare.")
    english = {"name_en": "Water", "definition_en": "From the glacier to the sea."}
    answer = write(translator, told_chain, "en", words_mark=shown, **english)
    assert any("mentre questa schermata era aperta" in sentence for sentence in told(answer))
    told_chain.refresh_from_db()
    assert told_chain.behind_in("en") is not None
    assert told_chain.definition_en == "From the glacier to the sea.", "nothing is lost"


def test_a_new_name_says_nothing_of_a_definition_that_is_behind(told_chain, change):
    change(told_chain, definition="Altro.")
    change(told_chain, name_en="Waters")
    assert told_chain.behind_in("en") is not None
    change(told_chain, name_en="Water", definition_en="Other.")
    assert told_chain.behind_in("en") is None


def test_words_written_anew_together_are_not_behind(told_chain, change):
    change(told_chain, definition="Altro.", definition_en="Other.", name="Acque", name_en="Waters")
    assert told_chain.behind_in("en") is None
    assert told_chain.behind_in("zh-hans") is not None, "its name says something older"
    change(told_chain, name_zh_hans="水域")
    assert told_chain.behind_in("zh-hans") is None


def test_what_is_no_word_leaves_nothing_behind(told_chain, change):
    change(told_chain, hue=5)
    assert told_chain.behind_in("en") is None


def test_readers_are_told_that_words_are_behind(client, change):
    chain = in_every_language()["company"].chain_links.get().tag
    with time_machine.travel(late_tomorrow()):
        change(chain, name="Acque")
    for code, address in (("en", "/en/chains/acqua/"), ("zh-hans", "/zh-hans/chains/acqua/")):
        with translation.override(code):
            expected = day(localtime(late_tomorrow()))
        assert expected in html_at(client, address).select_one(".translation-notice").text
    assert html_at(client, "/it/filiere/acqua/").select_one(".translation-notice") is None


def test_who_changes_the_first_language_is_told_what_was_translated_before(chain):
    reviewer = at_a_browser("rossi", REVIEWERS)
    type(chain).objects.filter(pk=chain.pk).update(name_en="Water", definition_en="W", name_zh_hans="水")
    address = reverse(chain.snippet_viewset.get_url_name("edit"), args=[chain.pk])
    form = {"name": "Acqua", "slug": "acqua", "hue": 1, "name_en": "Water", "name_zh_hans": "水"}

    def warnings(**words):
        answer = reviewer.post(address, form | {"definition_en": "W"} | words, follow=True)
        return [sentence for sentence in told(answer) if "prima" in sentence]

    assert warnings(definition=chain.definition) == []
    assert warnings(definition="Altro.", definition_en="Other.") == []
    [sentence] = warnings(definition="Altro ancora.", definition_en="Other.")
    assert "inglese" in sentence
    assert "cinese" not in sentence


@pytest.mark.parametrize("nothing", ["\u200b", "\u2060 \u200b", "&nbsp;", "\u3164\u2800"])
def test_words_in_which_nothing_is_to_be_seen_are_refused(translator, chain, nothing):
    answer = write(translator, chain, "en", name_en=nothing, definition_en="")
    assert "Non se ne vede nulla" in answer.content.decode()
    chain.refresh_from_db()
    assert chain.name_en != nothing
