"""Two profiles with public translations are made one: what is translated already comes along."""

import pytest
from django.utils.translation import override
from wagtail.models import Locale
from wagtail_localize.models import StringTranslation, Translation

from belt.models import BehindTranslation
from belt.translating.tasks import State, tasks_in
from entities.models import EntityName, EntityPage
from entities.profile_merging.merge import merge
from entities.profile_merging.undo import undo, undoable
from tests.entities.editing import a_note, a_source
from tests.factories import make_profile
from tests.translations import fill, publish, translate

pytestmark = pytest.mark.django_db


def fresh(page):
    return EntityPage.objects.get(pk=page.pk)


@pytest.fixture
def winner(db):
    return make_profile(title="Qingtao Energy", kind="institution")


def profile_with_rows():
    return make_profile(
        title="Qingtao Energia",
        kind="institution",
        rows={
            "editorial_notes": [a_note(title="Chi la dirige?")],
            "sources": [a_source(title="Un articolo")],
        },
    )


def behind():
    return set(BehindTranslation.objects.values_list("page", flat=True))


def tasks_of(page):
    english = Locale.objects.filter(language_code="en")
    return [task.state for task in tasks_in(english) if task.title == page.title]


def notes_of(page):
    return [note.title for note in page.editorial_notes.all()]


def merged_in_english(winner, from_english):
    """The loser, its translation and the winner's, merged from one language or the other."""
    loser = profile_with_rows()
    english = translate(loser), translate(winner)
    merge(*(english if from_english else (loser, winner)), user=None, reason="Scritto due volte.")
    return loser, *english


@pytest.mark.parametrize("from_english", [False, True])
def test_translated_rows_come_along_with_their_words(winner, from_english):
    _loser, _english_loser, english_winner = merged_in_english(winner, from_english)
    assert notes_of(fresh(winner)) == ["Chi la dirige?"]
    assert notes_of(fresh(english_winner)) == ["EN Chi la dirige?"]
    assert [source.title for source in fresh(english_winner).sources.all()] == ["EN Un articolo"]
    assert behind() == set()
    assert tasks_of(winner) == []


def test_the_name_of_a_merged_translation_is_one_in_every_language(winner):
    loser = profile_with_rows()
    translate(loser)
    english = translate(winner)
    merge(loser, winner, user=None, reason="Scritto due volte.")
    fresh(winner).save_revision().publish()
    names = {(name.text, name.language) for name in fresh(winner).names.all()}
    assert names == {("Qingtao Energia", "und"), ("EN Qingtao Energia", "en")}
    assert {(name.text, name.language) for name in fresh(english).names.all()} == names


def test_a_title_that_nobody_knew_is_no_further_name(winner):
    loser = profile_with_rows()
    english = translate(loser)
    EntityPage.objects.filter(pk=english.pk).update(live=False, first_published_at=None)
    translate(winner)
    merge(loser, winner, user=None, reason="Scritto due volte.")
    assert [name.text for name in fresh(winner).names.all()] == ["Qingtao Energia"]


def test_one_that_is_to_be_translated_anew_stays_a_name(winner):
    loser = profile_with_rows()
    translate(loser)
    merge(loser, winner, user=None, reason="Scritto due volte.")
    assert [name.text for name in fresh(winner).names.all()] == ["Qingtao Energia", "EN Qingtao Energia"]


def test_the_words_of_rows_come_along_to_one_that_was_never_translated(winner):
    loser = profile_with_rows()
    translate(loser)
    merge(loser, winner, user=None, reason="Scritto due volte.")
    [task] = Translation.objects.filter(source__object_id=winner.translation_key)
    assert {entry.msgid: entry.msgstr for entry in task.export_po()}.items() >= {
        "Chi la dirige?": "EN Chi la dirige?",
        "Un articolo": "EN Un articolo",
        "Qingtao Energy": "",
    }.items()


def test_names_that_come_along_head_no_page(winner):
    loser = profile_with_rows()
    english, chinese = (
        [translate(page, code, words) for page in (loser, winner)][-1]
        for code, words in (("en", "EN "), ("zh-hans", "中文 "))
    )
    merge(loser, winner, user=None, reason="Scritto due volte.")
    beside = []
    for page, language in ((winner, "it"), (english, "en"), (chinese, "zh-hans")):
        with override(language):
            name = EntityPage.objects.for_names().get(pk=page.pk).name_beside
            beside.append(name.text if name else "")
    assert beside == ["中文 Qingtao Energy", "中文 Qingtao Energy", "EN Qingtao Energy"]


@pytest.mark.parametrize("from_english", [False, True])
def test_they_go_back_when_it_is_undone(winner, from_english):
    loser, english_loser, english_winner = merged_in_english(winner, from_english)
    undo(fresh(english_loser if from_english else loser), user=None)
    assert notes_of(fresh(english_winner)) == []
    assert notes_of(fresh(english_loser)) == ["EN Chi la dirige?"]
    assert fresh(english_loser).live
    assert behind() == set()


def test_they_go_back_where_the_translation_cannot_be_published(winner):
    loser = profile_with_rows()
    english_loser, english_winner = translate(loser), translate(winner)
    merge(loser, winner, user=None, reason="Scritto due volte.")
    EntityPage.objects.filter(pk__in=[winner.pk, english_winner.pk]).update(kind="company")
    undo(fresh(loser), user=None)
    assert notes_of(fresh(english_winner)) == []
    assert notes_of(fresh(english_loser)) == ["EN Chi la dirige?"]


def test_merged_a_second_time_they_come_along_again(winner):
    loser = profile_with_rows()
    english = translate(loser), translate(winner)
    for _time in range(2):
        merge(fresh(loser), fresh(winner), user=None, reason="Scritto due volte.")
        assert notes_of(fresh(english[1])) == ["EN Chi la dirige?"]
        assert undoable(fresh(loser))
        undo(fresh(loser), user=None)


def test_what_nobody_has_translated_is_to_be_translated(winner):
    loser, english = profile_with_rows(), translate(winner)
    merge(loser, winner, user=None, reason="Scritto due volte.")
    assert notes_of(fresh(english)) == []
    assert behind() == {english.pk}
    assert tasks_of(winner) == [State.BEHIND]


def test_a_chinese_name_that_comes_along_heads_no_page(winner):
    loser = profile_with_rows()
    loser.names.add(EntityName(text="凯伯座椅", language="zh", script="Hans"))
    loser.save()
    translate(winner, "zh-hans", "中文 ")
    merge(loser, winner, user=None, reason="Scritto due volte.")
    with override("it"):
        assert EntityPage.objects.for_names().get(pk=winner.pk).name_beside.text == "中文 Qingtao Energy"


def test_words_that_nobody_has_read_wait_for_a_second_person(winner):
    loser = profile_with_rows()
    translate(loser)
    english = translate(winner)
    [words] = StringTranslation.objects.filter(data="EN Chi la dirige?")
    words.data = "EN Who runs it?"
    words.save()
    merge(loser, winner, user=None, reason="Scritto due volte.")
    assert behind() == {english.pk}
    assert "EN Who runs it?" not in notes_of(fresh(english))


@pytest.mark.parametrize("publishes_a_fact", [False, True])
def test_so_they_do_however_young_the_winner_s_translation_is(winner, publishes_a_fact):
    loser = profile_with_rows()
    english_loser, english = translate(loser), translate(winner)
    for words in StringTranslation.objects.filter(data__in=["EN Chi la dirige?", "EN Un articolo"]):
        words.data = f"Not read: {words.data}"
        words.save()
    written = dict(StringTranslation.objects.values_list("pk", "updated_at"))
    if publishes_a_fact:
        fact = fresh(winner)
        fact.latitude, fact.longitude = "31.5", "120.5"
        fact.save_revision().publish()
    merge(fresh(loser), fresh(winner), user=None, reason="Scritto due volte.")
    assert notes_of(fresh(english)) == ["EN Chi la dirige?"]
    assert [source.title for source in fresh(english).sources.all()] == ["EN Un articolo"]
    assert behind() == {english.pk}
    assert written.items() <= dict(StringTranslation.objects.values_list("pk", "updated_at")).items()
    undo(fresh(loser), user=None)
    assert notes_of(fresh(english_loser)) == ["EN Chi la dirige?"]
    assert notes_of(fresh(english)) == []


def test_two_that_are_merged_again_bring_what_readers_know_by_then(winner):
    loser = profile_with_rows()
    english_loser, english = translate(loser), translate(winner)
    before = set(StringTranslation.objects.values_list("pk", "data"))
    merge(fresh(loser), fresh(winner), user=None, reason="Scritto due volte.")
    undo(fresh(loser), user=None)
    assert set(StringTranslation.objects.values_list("pk", "data")) == before
    translation = Translation.objects.get(source__object_id=loser.translation_key)
    fill(translation, "Better ")
    assert notes_of(publish(translation)) == ["Better Chi la dirige?"]
    merge(fresh(loser), fresh(winner), user=None, reason="Sono gli stessi.")
    assert notes_of(fresh(english)) == ["Better Chi la dirige?"]
    assert fresh(english_loser).merged_into == english


def test_a_draft_has_a_changed_row_once(winner):
    loser = profile_with_rows()
    draft = fresh(loser)
    note = draft.editorial_notes.get()
    note.text = "Cambiato."
    draft.editorial_notes = [note]
    draft.save_revision()
    merge(fresh(loser), winner, user=None, reason="Scritto due volte.")
    merged = fresh(winner).get_latest_revision_as_object()
    assert [note.text for note in merged.editorial_notes.all()] == ["Cambiato."]
    merged.save_revision().publish()
    assert [note.text for note in fresh(winner).editorial_notes.all()] == ["Cambiato."]


def test_what_translators_wrote_and_nobody_has_read_stays_unread_through_merge_and_undoing(winner):
    loser = profile_with_rows()
    translate(loser)
    english = translate(winner)
    words = StringTranslation.objects.get(
        context__object=winner.translation_key, context__path="summary", locale=english.locale
    )
    words.data = "Nobody has read this."
    words.save()
    merge(loser, winner, user=None, reason="Scritto due volte.")
    assert fresh(english).summary == "EN Prova."
    undo(fresh(loser), user=None)
    assert fresh(english).summary == "EN Prova."
    fact = fresh(winner)
    fact.latitude, fact.longitude = "31.5", "120.5"
    fact.save_revision().publish()
    assert fresh(english).summary == "EN Prova."
    assert behind() == {english.pk}


def test_a_translation_that_the_winner_lacked_is_to_be_translated_anew(winner):
    loser = profile_with_rows()
    english = translate(loser)
    before = (english.slug, english.title)
    merge(loser, winner, user=None, reason="Scritto due volte.")
    assert tasks_of(winner) == [State.BEHIND]
    assert behind() == {english.pk}
    translation = Translation.objects.get(source__object_id=winner.translation_key)
    fill(translation, "EN ")
    published = publish(translation)
    assert published.pk == english.pk
    assert (published.slug, published.title) == (before[0], "EN Qingtao Energy")
    assert behind() == set()


def test_undoing_takes_that_work_back(winner):
    loser = profile_with_rows()
    english = translate(loser)
    merge(loser, winner, user=None, reason="Scritto due volte.")
    undo(fresh(loser), user=None)
    assert fresh(english).translation_key == loser.translation_key
    assert behind() == set()
    assert not Translation.objects.filter(source__object_id=winner.translation_key).exists()
    assert tasks_of(winner) == [State.MISSING]
