"""Texts of further languages become translations, sentence by sentence; faults in them are told."""

import io
import re
import shutil

import pytest
from django.core.management import call_command
from wagtail.models import Page
from wagtail_localize.models import StringTranslation, Translation, TranslationSource

from belt.models import HomePage
from entities.models import EntityPage
from tests.belt.starter.contents import OUTLIVING, complaints, edit, everything, run, write_small
from tests.belt.starter.translated import IN_ENGLISH, write_english
from visits.models import InspectionReportPage

pytestmark = pytest.mark.django_db

PAGES, SPRING, TOUR = "en/pages.toml", "en/profiles/fonte.md", "en/reports/viaggio.md"
# File, what stands there, what is put in its place, a pattern of the complaint.
FAULTS = [
    (PAGES, '[reports]\nslug = "reports"', '[reports]\nslug = "Reports!"', "not a slug"),
    (PAGES, 'place = "valle"', 'place = "fonte"', "stations 1: “place” is “fonte”; it must be “valle”"),
    (PAGES, ', remark = "start"', "", "“remark” is missing"),
    (PAGES, 'introduction = "Who and where."\n', "", "“introduction” is missing"),
    (PAGES, "[open_questions]", "[questions]", "“questions” is no page of the site"),
    (SPRING, 'slug = "spring"\n', "", "“slug” is missing"),
    (SPRING, 'slug = "spring"', 'slug = "alone"', "has the address of “fonte”"),
    (SPRING, 'slug = "spring"', 'slug = "spring"\nkind = "city"', "“kind” is no key of a translated profile"),
    (SPRING, 'target = "valle"', 'target = "fonte"', "relation 1: “target” is “fonte”"),
    (SPRING, 'code = "portata"', 'code = "flow"', "note 1: “code” is “flow”; it must be “portata”"),
    (SPRING, '[[source]]\ntitle = "A text for tests"\n', "", "0 times “source”.* has 1"),
    (SPRING, '[[source]]\n', '[[source]]\npublisher = "X"\n', "“publisher” is given, but nothing is there"),
    (SPRING, "(chain:acqua-minerale)", "(chain:acqua)", "links to chain:acqua;"),
    (SPRING, "[mineral water](chain:acqua-minerale)", "water", "without links; it must be a paragraph with"),
    (SPRING, "## What", "### What", "a heading ###; it must be a heading ##"),
    (SPRING, "It bottles", "It is.\n\nIt bottles", "4 parts, the one it translates 3"),
    (SPRING, "[[note: portata]]", "[[note: flow]]", "note: flow"),
    (SPRING, "[[note: portata]]", "# One", "a heading is ## or ###"),
    (TOUR, 'entity = "fonte"', 'entity = "valle"', "stop 1: “entity” is “valle”"),
    (TOUR, "[spring](profile:fonte)", "spring", "“observation” is a paragraph without links"),
    (TOUR, "observation = ", "# observation = ", "“observation” is missing"),
    (TOUR, "A day", "> A day", "the last line of a quotation"),
]  # fmt: skip


@pytest.fixture
def content(tmp_path):
    return write_english(tmp_path / "content")


def page(slug, code="en"):
    return Page.objects.get(slug=slug, locale__language_code=code).specific


def test_pages_become_translations_with_their_own_words_and_addresses(content, client):
    run(content=content)
    spring, source = page("spring"), page("fonte", "it")
    assert spring.translation_key == source.translation_key
    assert (spring.title, spring.summary, spring.live) == ("Spring", "A company for tests.", True)
    assert (spring.kind, spring.located_in, spring.url) == (
        "company",
        page("valle", "it"),
        "/en/profiles/spring/",
    )
    assert [name.text for name in spring.names.all()] == ["La Fonte"]
    assert [row.stated_in for row in spring.relations.all()] == ["A text for tests"]
    assert [(note.code, note.title) for note in spring.editorial_notes.all()] == [
        ("portata", "How much water?")
    ]
    assert [block.block_type for block in spring.body] == ["heading", "paragraph", "note"]
    assert client.get("/en/profiles/spring/").status_code == 200


def test_they_are_records_of_the_translation_editor(content):
    run(content=content)
    for title in ("Valley", "Spring", "Alone", "A tour for tests", "Test", "Chains"):
        made = Page.objects.get(title=title)
        translation = Translation.objects.get(
            source__object_id=made.translation_key, target_locale=made.locale, enabled=True
        )
        total, done = translation.get_progress()
        assert total == done > 0
    assert not StringTranslation.objects.filter(has_error=True).exists()


def test_links_keep_their_targets_in_whatever_order_they_stand(content):
    edit(content, "it/profiles/valle.md", "Qui sta la [fonte](profile:fonte).",
         "Qui la [fonte](profile:fonte), [sola](profile:sola), [acqua](chain:acqua).")  # fmt: skip
    edit(content, "en/profiles/valle.md", "The [spring](profile:fonte) is here.",
         "Here [water](chain:acqua), [alone](profile:sola), the [spring](profile:fonte).")  # fmt: skip
    run(content=content)
    spring, alone = page("fonte", "it"), page("sola", "it")
    assert page("valley").body[0].value.source == (
        f'<p>Here <a href="/en/chains/acqua/">water</a>, <a id="{alone.pk}" linktype="page">alone</a>, '
        f'the <a id="{spring.pk}" linktype="page">spring</a>.</p>'
    )


def test_the_tour_and_the_home_page_are_translated_too(content, client):
    run(content=content)
    tour = page("tour")
    assert [(stop.entity, stop.activity) for stop in tour.stops.all()] == [(page("fonte", "it"), "visited")]
    assert re.fullmatch(r"<p>A <b>clear</b> <a .*>spring</a>\.</p>", tour.stops.get().observation)
    home = HomePage.objects.get(locale__language_code="en")
    assert (home.headline, home.live) == ("A test of a home", True)
    assert [(station.remark, station.place) for station in home.stations.all()] == [
        ("start", page("valle", "it"))
    ]
    assert client.get("/en/").status_code == 200


def test_loading_again_changes_nothing(content):
    run(content=content)
    before = everything()
    run(content=content)
    assert everything() == before


def test_a_language_added_later_translates_what_is_there(content):
    shutil.move(content / "en", content / "later")
    run(content=content)
    shutil.move(content / "later", content / "en")
    run(content=content)
    assert page("spring").live


def test_what_editors_have_changed_is_theirs_to_translate(content):
    run(content=write_small(content.parent / "italian"))
    spring = page("fonte", "it")
    spring.summary = "Altro."
    spring.save_revision().publish()
    out = io.StringIO()
    call_command("load_starter_content", content=content, stdout=out)
    assert "en/profiles/fonte: not loaded" in out.getvalue()
    assert not Page.objects.filter(slug="spring").exists()
    assert page("valley").live


def test_a_translation_of_the_editors_stays_theirs(content):
    run(content=write_small(content.parent / "italian"))
    run(content=content)
    tour = page("tour")
    tour.title = "Ours"
    tour.save_revision().publish()
    run(content=content)
    assert page("tour").title == "Ours"


def test_everything_is_taken_away_again(content):
    before = everything(*OUTLIVING)
    run(content=content)
    run(remove=True, no_input=True)
    assert everything(*OUTLIVING) == before
    assert not HomePage.objects.get(locale__language_code="en").live
    assert not TranslationSource.objects.exists()
    assert not EntityPage.objects.exists()
    assert not InspectionReportPage.objects.exists()


@pytest.mark.parametrize(("name", "old", "new", "pattern"), FAULTS)
def test_a_text_that_is_not_parallel_is_refused_in_words(content, name, old, new, pattern):
    edit(content, name, old, new)
    found = complaints(content=content, check=True)
    assert any(line.startswith("en/") and re.search(pattern, line) for line in found), found


@pytest.mark.parametrize("name", ["en/profiles/sola.md", "en/pages.toml"])
def test_a_missing_text_is_named(content, name):
    (content / name).unlink()
    assert any(name.rsplit("/", 1)[1] in line for line in complaints(content=content, check=True))


def test_a_text_that_translates_nothing_is_named(content):
    shutil.copy(content / SPRING, content / "en/profiles/altra.md")
    found = complaints(content=content, check=True)
    assert any("altra.md” translates nothing" in line for line in found)


def test_a_chain_without_a_name_in_the_language_is_named(content):
    edit(content, "chains.toml", IN_ENGLISH, "")
    assert any("has no name in the language “en”" in line for line in complaints(content=content, check=True))
