"""A changed source marks its translations as behind; facts reach them at once."""

import datetime as dt

import pytest
import time_machine
from django.contrib.contenttypes.models import ContentType
from django.utils import timezone
from wagtail.models import Page
from wagtail_localize.models import StringTranslation

from belt.models import BehindTranslation
from entities.models import EntityName, EntityPage
from tests.entities.editing import a_note, queries_of
from tests.factories import italian_home, make_chain, make_place, make_profile, make_report, reports
from tests.translations import fill, locale, open_home, publish, submit, translate
from visits.models import InspectionReportPage, VisitStop

pytestmark = pytest.mark.django_db

NOTICE = 'class="translation-notice"'


@pytest.fixture
def company():
    return make_profile(title="Azienda", summary="Fa cose.", located_in=make_place())


@pytest.fixture
def tour(company):
    page = make_report(company, title="Un viaggio", start_date="2025-06", chains=(make_chain(),))
    page.save_revision().publish()
    return fresh(page)


def fresh(page):
    return type(page).objects.get(pk=page.pk)


def change(page, **values):
    """Publish an Italian page with changes, as an editor does: through its latest draft."""
    draft = fresh(page).get_latest_revision_as_object()
    for name, value in values.items():
        setattr(draft, name, value)
    draft.save_revision().publish()


def behind():
    return set(BehindTranslation.objects.values_list("page", flat=True))


def translation_of(page, code="en"):
    return submit(page, code)


def test_changed_words_mark_both_translations(tour):
    translated = [translate(tour, code) for code in ("en", "zh-hans")]
    assert behind() == set()
    change(tour, standfirst="Un’altra prova.")
    assert behind() == {page.pk for page in translated}
    assert fresh(translated[0]).standfirst == "EN Una prova."


def test_the_translators_have_the_new_words_at_once(tour):
    translate(tour)
    change(tour, standfirst="Un’altra prova.")
    total, done = translation_of(tour).get_progress()
    assert total - done == 1


def test_a_finished_translation_is_no_longer_behind(tour):
    english, chinese = translate(tour), translate(tour, "zh-hans")
    change(tour, standfirst="Un’altra prova.")
    translation = translation_of(tour)
    fill(translation)
    assert english.pk in behind()
    publish(translation)
    assert behind() == {chinese.pk}
    assert fresh(english).standfirst == "EN Un’altra prova."


def test_publishing_again_without_a_change_marks_nothing_and_publishes_nothing(tour):
    english = translate(tour)
    at = english.last_published_at
    change(tour)
    fresh(tour).get_latest_revision().publish()
    assert behind() == set()
    assert fresh(english).last_published_at == at


def test_a_page_withdrawn_and_published_again_has_not_changed(tour):
    translate(tour)
    fresh(tour).unpublish()
    fresh(tour).get_latest_revision().publish()
    assert behind() == set()


def test_a_draft_changes_nothing_for_readers(tour):
    translate(tour)
    tour.standfirst = "Solo una bozza."
    tour.save_revision()
    assert behind() == set()


def test_facts_reach_a_translation_in_the_same_moment(tour, company):
    english, other, chain = translate(tour), make_profile(), make_chain()
    draft = fresh(tour).get_latest_revision_as_object()
    draft.start_date = "2025-07"
    draft.stops = [*draft.stops.all(), VisitStop(entity=other, evidence="stated", locale=tour.locale)]
    draft.chains.add(chain)
    for link in draft.chain_links.all():
        link.evidence = "stated"
    draft.save_revision().publish()
    english = fresh(english)
    assert english.start_date == "2025-07"
    assert [stop.entity for stop in english.stops.all()] == [company, other]
    assert chain in [link.tag for link in english.chain_links.all()]
    assert english.standfirst == "EN Una prova."
    assert (english.live, english.has_unpublished_changes) == (True, False)
    assert behind() == set()


def test_facts_that_come_with_words_wait_for_these(tour):
    english = translate(tour)
    change(tour, standfirst="Altro.", start_date="2025-07")
    assert fresh(english).start_date == "2025-06"
    translation = translation_of(tour)
    fill(translation)
    assert publish(translation).start_date == "2025-07"


def test_a_new_name_of_a_profile_is_a_fact(company):
    english = translate(company)
    change(company, names=[EntityName(text="昆山", language="zh")])
    assert [name.text for name in fresh(english).names.all()] == ["昆山"]
    assert behind() == set()


def test_a_new_note_brings_words(company):
    english = translate(company)
    change(company, editorial_notes=[a_note()])
    assert behind() == {english.pk}
    assert not fresh(english).editorial_notes.exists()


def test_words_that_wait_for_a_second_person_are_not_published_with_facts(tour):
    english = translate(tour)
    with time_machine.travel(timezone.now() + dt.timedelta(minutes=5)):
        said = StringTranslation.objects.get(data="EN Una prova.")
        said.data = "Not read by anybody."
        said.save()
        change(tour, start_date="2025-07")
    assert (fresh(english).standfirst, fresh(english).start_date) == ("EN Una prova.", "2025-06")
    assert behind() == {english.pk}


def test_publishing_a_translation_again_is_no_reading_of_what_was_written_since(tour):
    english = translate(tour)
    later = timezone.now() + dt.timedelta(minutes=5)
    with time_machine.travel(later):
        StringTranslation.objects.filter(data="EN Una prova.").update(data="Not read.", updated_at=later)
    with time_machine.travel(later + dt.timedelta(minutes=5)):
        fresh(english).get_latest_revision().publish()
        change(tour, start_date="2025-07")
    assert (fresh(english).standfirst, fresh(english).start_date) == ("EN Una prova.", "2025-06")
    assert behind() == {english.pk}


def test_words_of_a_text_that_comes_back_are_not_taken_for_read(tour):
    english = translate(tour)
    said = StringTranslation.objects.get(data="EN Una prova.")
    said.data = "Not read."
    said.save()
    change(tour, standfirst="Altro.")
    translation = translation_of(tour)
    words = StringTranslation.objects.filter(translation_of__data="Altro.")
    assert not words.exists()
    fill(translation)
    said.refresh_from_db()
    publish(translation)
    StringTranslation.objects.filter(pk=said.pk).update(data="Not read.", updated_at=said.updated_at)
    assert behind() == set()
    change(tour, standfirst="Una prova.")
    assert fresh(english).standfirst == "EN Altro."
    assert behind() == {english.pk}


def test_a_public_text_that_comes_back_is_followed(tour):
    english = translate(tour)
    change(tour, standfirst="Altro.")
    change(tour, standfirst="Una prova.", start_date="2025-07")
    assert (fresh(english).standfirst, fresh(english).start_date) == ("EN Una prova.", "2025-07")


def test_it_is_behind_since_the_first_change_it_lacks(tour):
    english, start = translate(tour), timezone.now().replace(microsecond=0)
    for days, words in ((1, "Prima."), (2, "Seconda.")):
        with time_machine.travel(start + dt.timedelta(days=days), tick=False):
            change(tour, standfirst=words)
    assert BehindTranslation.objects.get(page=english).since == start + dt.timedelta(days=1)


def test_a_change_taken_back_is_followed_at_once(tour):
    english = translate(tour)
    change(tour, standfirst="Altro.")
    change(tour, standfirst="Una prova.")
    assert behind() == set()
    assert fresh(english).standfirst == "EN Una prova."


def test_an_old_draft_published_again_stays_behind(tour):
    english = translate(tour)
    change(tour, standfirst="Altro.")
    fresh(english).get_latest_revision().publish()
    assert behind() == {english.pk}


def test_what_readers_do_not_see_is_not_behind(tour):
    submit(tour, "en")
    change(tour, standfirst="Altro.")
    assert behind() == set()


def test_a_stopped_translation_is_behind_until_somebody_publishes_it_by_hand(tour):
    english = translate(tour)
    translation = translation_of(tour)
    translation.enabled = False
    translation.save()
    change(tour, standfirst="Altro.")
    assert behind() == {english.pk}
    draft = fresh(english)
    draft.standfirst = "Something else."
    draft.save_revision().publish()
    assert behind() == set()


def test_a_page_nobody_translates_costs_one_query(tour):
    page = make_profile()
    page.save_revision().publish()
    ContentType.objects.get_for_models(EntityPage, Page)
    revision = fresh(page).get_latest_revision()
    from belt.translating.following import hand_over

    assert queries_of(lambda: hand_over(fresh(page), at=revision.created_at)) == 2


def shown(client, page):
    answer = client.get(page.url)
    assert answer.status_code == 200
    return answer.content.decode()


@pytest.mark.parametrize(("code", "words"), [("en", "follows an earlier version"), ("zh-hans", "较早的版本")])
def test_readers_are_told_with_a_link_and_the_day(client, tour, code, words):
    translated = translate(tour, code)
    assert NOTICE not in shown(client, translated)
    with time_machine.travel(timezone.now().replace(year=2031, month=5, day=3)):
        change(tour, standfirst="Altro.")
    page = shown(client, translated)
    assert words in page
    assert f'<a href="{tour.url}" lang="it" hreflang="it">{tour.title}</a>' in page
    assert "2031" in page
    assert NOTICE not in shown(client, fresh(tour))


def test_readers_are_not_sent_to_what_was_withdrawn_but_told_all_the_same(client, tour):
    english = translate(tour)
    change(tour, standfirst="Altro.")
    fresh(tour).unpublish()
    page = shown(client, english)
    notice = page[page.index(NOTICE) : page.index("</p>", page.index(NOTICE))]
    assert "follows an earlier version" in notice
    assert "<a" not in notice


def test_every_kind_of_page_tells_it(client, company):
    home, section = italian_home(), reports()
    for page in (home, section, company):
        translated = translate(page) if page != home else translate_home()
        change(page, title=f"{page.title} due")
        assert NOTICE in shown(client, translated)


def translate_home():
    home = italian_home()
    home.headline, home.standfirst = "Titolo", "Che cosa è."
    home.save_revision().publish()
    open_home("en")
    translation = submit(home, "en")
    fill(translation)
    return publish(translation)


@pytest.mark.parametrize("kind", ["profile", "report", "section"])
def test_the_notice_costs_no_query(client, tour, company, kind):
    page = {"profile": company, "report": tour, "section": reports()}[kind]
    translated = translate(page)
    shown(client, translated)
    before = queries_of(lambda: shown(client, translated))
    BehindTranslation.objects.create(page=translated, since=timezone.now())
    assert NOTICE in shown(client, translated)
    assert queries_of(lambda: shown(client, translated)) == before


def test_the_row_goes_with_its_page(tour):
    english = translate(tour)
    change(tour, standfirst="Altro.")
    InspectionReportPage.objects.get(pk=english.pk).delete()
    assert behind() == set()
    assert not Page.objects.filter(translation_key=tour.translation_key, locale=locale("en")).exists()


def told(client, page):
    messages = client.get(f"/admin/pages/{page.pk}/edit/").context["messages"]
    return [(message.level_tag, str(message)) for message in messages]


def test_editors_are_told_on_both_screens(admin_client, tour):
    english, chinese = translate(tour), translate(tour, "zh-hans")
    assert told(admin_client, tour) == told(admin_client, english) == []
    change(tour, standfirst="Altro.")
    [(_level, sentence)] = told(admin_client, tour)
    assert "nglese" in sentence
    assert [level for level, _sentence in told(admin_client, english)] == ["warning"]
    translation = translation_of(tour)
    fill(translation), publish(translation)
    assert told(admin_client, english) == [], "it is the Chinese one that is behind, and not this page"
    assert [level for level, _sentence in told(admin_client, chinese)] == ["warning"]


def test_editors_and_readers_are_told_the_same_day(admin_client, client, tour):
    """An hour at which it is tomorrow already where the desk is."""
    english = translate(tour)
    with time_machine.travel(dt.datetime(2031, 5, 3, 20, tzinfo=dt.UTC)):
        change(tour, standfirst="Altro.")
    sentences = [told(admin_client, page)[0][1] for page in (tour, english)]
    assert all("4 maggio 2031" in sentence for sentence in sentences)
    assert "4 May 2031" in shown(client, english)


def test_a_verification_that_is_lost_is_lost_in_every_language(company):
    company.verification, company.verified_by, company.verified_on = "verified", "Lin", dt.date(2026, 1, 1)
    company.save_revision().publish()
    english = translate(company)
    assert fresh(english).verification == "verified"
    change(company, summary="Altro.", verification="received", verified_by="", verified_on=None)
    assert english.pk in behind()
    assert (fresh(english).verification, fresh(english).verified_on) == ("received", None)
    fresh(english).get_latest_revision().publish()
    assert (fresh(english).verification, fresh(english).verified_on) == ("received", None)
    assert english.pk in behind()
