"""The starter content tells the first tour as its source does, doubts included."""

import re
import tomllib
from decimal import Decimal

import pytest
from django.conf import settings
from django.urls import reverse
from wagtail.blocks import RichTextBlock
from wagtail.models import Page

from belt.models import BeltStation, HomePage, StarterItem
from entities.enums import EntityKind, Verification
from entities.models import (
    ChainLink,
    EditorialNote,
    EntityName,
    EntityPage,
    EntityRelation,
    IndustryChain,
    Source,
)
from entities.publishing import obstacles
from tests.belt.starter.contents import OUTLIVING, STARTER, everything, run
from tests.factories import italian_home
from visits.models import InspectionReportPage, VisitStop

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("starter_site")]

ITALIAN = {"locale__language_code": "it"}
REPORT = "putuo-kunshan-changshu"
# Site, place, kind, activity, whether the source or we tie the observation to it.
STOPS = [
    ("base-zhongke", "kunshan", "park", "studied", "stated"),
    ("qingtao-energy", "kunshan", "company", "studied", "stated"),
    ("au-optronics-kunshan", "kunshan", "company", "heard", "stated"),
    ("centro-creativo-caffe-kunshan", "kunshan", "creative_hub", "visited", "stated"),
    ("centro-espositivo-high-tech-changshu", "changshu", "exhibition_centre", "visited", "stated"),
    ("jiangsu-zenergy", "changshu", "company", "visited", "implied"),
    ("jiangsu-henry-carbon-fiber", "changshu", "company", "visited", "implied"),
    ("kaiber-changshu", "changshu", "company", "visited", "implied"),
    ("bosideng", "changshu", "company", "visited", "stated"),
    ("changshu-switchgear", "changshu", "company", "visited", "stated"),
]
# Site, chain, stage, evidence.
LINKS = {
    ("base-zhongke", "informatica-controllabile", "unspecified", "implied"),
    ("base-zhongke", "semiconduttori-software", "unspecified", "profile"),
    ("qingtao-energy", "batterie-stato-solido", "midstream", "stated"),
    ("au-optronics-kunshan", "display-elettronica", "midstream", "profile"),
    ("centro-creativo-caffe-kunshan", "caffe", "unspecified", "stated"),
    ("centro-espositivo-high-tech-changshu", "zone-innovazione", "unspecified", "implied"),
    ("jiangsu-zenergy", "batterie-nuove-energie", "unspecified", "implied"),
    ("jiangsu-henry-carbon-fiber", "fibra-carbonio", "unspecified", "implied"),
    ("kaiber-changshu", "componenti-auto", "unspecified", "implied"),
    ("bosideng", "abbigliamento", "downstream", "profile"),
    ("changshu-switchgear", "apparecchiature-elettriche", "unspecified", "implied"),
}
# Where readers meet each of the eleven problems of the source: kind of note, page, a word of the note.
PROBLEMS = [
    ("contradiction", REPORT, "Qingdao"),
    ("contradiction", "qingtao-energy", "Qingdao"),
    ("contradiction", REPORT, "parco"),
    ("contradiction", "base-zhongke", "parco"),
    ("contradiction", REPORT, "quattro"),
    ("gap", REPORT, "prime 100"),
    ("doubtful_figure", REPORT, "yuan"),
    ("doubtful_figure", "centro-creativo-caffe-kunshan", "dieci volte"),
    ("contradiction", "centro-creativo-caffe-kunshan", "caffetterie"),
    ("gap", "au-optronics-kunshan", "televisori"),
    ("gap", REPORT, "tre attività"),
    ("gap", REPORT, "è stato sottolineato"),
    ("gap", "bosideng", "fonda"),
    ("doubtful_name", REPORT, "Changshu|Henry|Kaiber|trascrizioni"),
    ("doubtful_name", "kaiber-changshu", "Kaiber"),
    ("doubtful_name", "jiangsu-henry-carbon-fiber", "Henry"),
    ("doubtful_name", "base-zhongke", "中科"),
    ("doubtful_name", "zona-vitale-bamasuhe", "fonetica"),
    ("doubtful_name", "otto-citta-un-distretto", "八市一区"),
    ("cut_off", REPORT, "ricerca innovativa congiunta"),
    ("gap", REPORT, "alcun profilo"),
    ("missing_date", REPORT, "quando"),
]  # fmt: skip
WITHOUT_PROFILE = [
    "jiangsu-zenergy",
    "jiangsu-henry-carbon-fiber",
    "kaiber-changshu",
    "changshu-switchgear",
    "distretto-putuo",
    "kunshan",
    "changshu",
    "otto-citta-un-distretto",
    "zona-vitale-bamasuhe",
    "centro-internazionale-innovazione-shanghai",
]
RECEIVED = [
    "au-optronics-kunshan",
    "base-zhongke",
    "bosideng",
    "centro-creativo-caffe-kunshan",
    "centro-espositivo-high-tech-changshu",
    "cintura-shanghai-nanjing",
    "delta-fiume-azzurro",
    "qingtao-energy",
]
CENTRES = {
    "distretto-putuo": (31.25, 121.40),
    "shanghai": (31.23, 121.47),
    "kunshan": (31.39, 120.98),
    "changshu": (31.65, 120.75),
    "nanjing": (32.06, 118.80),
}


@pytest.fixture
def report():
    return InspectionReportPage.objects.get(slug=REPORT, **ITALIAN)


def text_of(page):
    """All words of a page's text, as readers see them."""
    return " ".join(str(block.value) for block in page.body)


def test_loading_again_changes_nothing():
    before = everything()
    assert len(before["wagtailcore.Revision"]) >= 30
    assert all(row["last_published_at"] for row in before["entities.EntityPage"])
    run()
    assert everything() == before


def test_it_goes_as_if_it_had_never_been(starter_site):
    run(remove=True, no_input=True)
    assert everything(*OUTLIVING) == starter_site


def test_one_tour_with_ten_stops_in_order(report):
    stops = list(report.stops.order_by("sort_order", "pk").select_related("entity__located_in"))
    told = [
        (stop.entity.slug, stop.entity.located_in.slug, stop.entity.kind, stop.activity, stop.evidence)
        for stop in stops
    ]
    assert told == STOPS
    assert InspectionReportPage.objects.filter(**ITALIAN).count() == 1


def test_every_page_can_be_edited_and_published_again(admin_client):
    pages = list(Page.objects.descendant_of(italian_home()).specific())
    assert len(pages) > 25
    assert obstacles(pages) == []
    for page in pages:
        answer = admin_client.get(reverse("wagtailadmin_pages:edit", args=[page.pk]))
        assert answer.status_code == 200, page.title


def sent_back(widget, text):
    """A rich text as its editor sends it, opened and saved without a change."""
    sent = widget.value_from_datadict({"text": widget.format_value(text)}, {}, "text")
    return re.sub(' data-block-key="[^"]*"', "", sent)


def test_whoever_saves_a_page_unchanged_has_changed_nothing(report):
    observation = VisitStop._meta.get_field("observation").formfield().widget
    for stop in report.stops.all():
        assert sent_back(observation, stop.observation) == stop.observation
    for page in [report, *EntityPage.objects.filter(**ITALIAN)]:
        for block in page.body:
            if isinstance(block.block, RichTextBlock):
                text = block.value.source
                assert sent_back(block.block.field.widget, text) == text, page.title


def test_each_site_stands_in_its_chains_at_its_stage_on_the_evidence_there_is():
    links = ChainLink.objects.filter(
        content_object__slug__in=[stop[0] for stop in STOPS], content_object__locale__language_code="it"
    )
    assert len(links) == len(LINKS)
    assert set(links.values_list("content_object__slug", "tag__slug", "stage", "evidence")) == LINKS


def test_the_tour_itself_names_only_its_own_themes(report):
    themes = report.chain_links.values_list("tag__slug", "evidence", "stage")
    assert set(themes) == {
        ("produzione-avanzata", "stated", "unspecified"),
        ("batterie-nuove-energie", "stated", "unspecified"),
    }


def test_every_stop_says_what_it_rests_on(report):
    for stop in report.stops.all():
        assert re.match(r"Paragrafo [45]: ", stop.evidence_sentence)
        assert stop.observation
        assert stop.date == ""


def test_inference_is_called_inference(report):
    inferred = [stop for stop in report.stops.all() if stop.is_inferred]
    assert len(inferred) == 3
    assert all("dedotto" in stop.observation and "Deduzione" in stop.evidence_sentence for stop in inferred)


def test_the_delegation_and_the_missing_date(report):
    assert report.delegation.slug == "distretto-putuo"
    assert (report.start_date, report.end_date) == ("", "")
    assert (report.received_language, report.received_state) == ("it", "incomplete")
    assert report.delegates.count() == 0


@pytest.mark.parametrize(("kind", "slug", "words"), PROBLEMS)
def test_each_problem_of_the_source_is_a_note_where_readers_meet_it(kind, slug, words, answers):
    notes = EditorialNote.objects.open().filter(kind=kind, page__slug=slug, **ITALIAN)
    meant = [note for note in notes if re.search(words, f"{note.title} {note.text}", re.IGNORECASE)]
    assert meant
    for address in (meant[0].page.url, "/it/cosa-non-sappiamo/"):
        shown = answers[address].html.find_all("aside", attrs={"data-note": kind})
        assert meant[0].title in [aside.find(class_="note__title").text for aside in shown]


def test_every_note_of_the_report_that_has_a_place_in_the_text_stands_there(report):
    placed = report.placed_note_codes()
    assert {note.code for note in report.editorial_notes.all()} - placed == {"date"}
    assert placed <= {note.code for note in report.editorial_notes.all()}


@pytest.mark.parametrize("slug", WITHOUT_PROFILE)
def test_what_has_no_profile_is_a_stub_that_says_so(slug):
    page = EntityPage.objects.get(slug=slug, **ITALIAN)
    assert page.verification == Verification.STUB
    assert page.editorial_notes.filter(kind="gap").exists()


def test_received_profiles_are_received_and_nothing_is_verified():
    received = EntityPage.objects.filter(verification="received", **ITALIAN).order_by("slug")
    assert [page.slug for page in received] == RECEIVED
    assert not EntityPage.objects.exclude(verification__in=["stub", "received"]).exists()
    assert not EntityPage.objects.exclude(verified_by="", verified_on=None).exists()


def test_the_last_sentence_is_not_completed(report):
    *_before, quotation, note = report.body
    assert (quotation.block_type, note.block_type) == ("quotation", "note")
    assert quotation.value["text"].endswith("ricerca innovativa congiunta")
    assert report.editorial_notes.get(code=note.value).kind == "cut_off"


def test_only_centres_of_places_have_coordinates():
    placed = EntityPage.objects.filter(**ITALIAN).exclude(latitude=None)
    assert {page.slug for page in placed} == set(CENTRES)
    for page in placed:
        assert page.kind in EntityKind.places()
        latitude, longitude = CENTRES[page.slug]
        assert abs(page.latitude - Decimal(str(latitude))) <= Decimal("0.03")
        assert abs(page.longitude - Decimal(str(longitude))) <= Decimal("0.03")
    assert not EntityPage.objects.filter(latitude=None).exclude(longitude=None).exists()


def test_the_mistaken_group_is_no_entity():
    assert not EntityPage.objects.filter(title__icontains="qingdao").exists()
    assert not EntityName.objects.filter(text__icontains="qingdao").exists()
    assert "Qingdao" in text_of(EntityPage.objects.get(slug="qingtao-energy", **ITALIAN))


def test_places_nest_up_to_the_delta():
    expected = {
        "kunshan": "suzhou", "changshu": "suzhou", "suzhou": "jiangsu", "nanjing": "jiangsu",
        "jiangsu": "delta-fiume-azzurro", "distretto-putuo": "shanghai", "shanghai": "delta-fiume-azzurro",
    }  # fmt: skip
    for slug, place in expected.items():
        assert EntityPage.objects.get(slug=slug, **ITALIAN).located_in.slug == place


def test_the_line_runs_from_putuo_to_nanjing():
    home = HomePage.objects.get(locale__language_code="it")
    stations = BeltStation.objects.filter(home=home).values_list("place__slug", flat=True)
    assert list(stations) == ["distretto-putuo", "kunshan", "changshu", "nanjing"]
    assert home.headline
    assert home.standfirst
    assert home.footer_note


def test_chains_have_definitions_in_each_language_and_a_hierarchy():
    chains = IndustryChain.objects.all()
    assert len(chains) == 13
    for chain in chains:
        assert chain.usable
        assert all((chain.name_en, chain.definition_en, chain.name_zh_hans, chain.definition_zh_hans))
        assert re.search("[一-鿿]", chain.definition_zh_hans)
    nested = dict(chains.exclude(parent=None).values_list("slug", "parent__slug"))
    assert nested == {
        "batterie-stato-solido": "batterie-nuove-energie",
        "fibra-carbonio": "materiali-avanzati",
    }


def test_statements_have_sources_and_relations_say_where():
    unsourced = EntityPage.objects.filter(**ITALIAN).exclude(pk__in=Source.objects.values("page"))
    assert [page.slug for page in unsourced] == ["suzhou"]
    assert all(EntityRelation.objects.values_list("stated_in", flat=True))
    assert not Source.objects.exclude(consulted_on=None).exists()


def test_everything_is_published_in_every_language_and_recorded_once():
    codes = sorted(code for code, _name in settings.LANGUAGES)
    for model, count in ((EntityPage, 24), (InspectionReportPage, 1)):
        assert not model.objects.filter(live=False).exists()
        assert not model.objects.filter(has_unpublished_changes=True).exists()
        found = model.objects.order_by("locale__language_code", "pk")
        assert list(found.values_list("locale__language_code", flat=True)) == [
            code for code in codes for _number in range(count)
        ]
    assert StarterItem.objects.count() == 13 + len(codes) * (1 + 5 + 24 + 1)


def test_every_file_of_the_content_has_become_a_page():
    assert {path.stem for path in (STARTER / "it/profiles").iterdir()} == set(
        EntityPage.objects.filter(**ITALIAN).values_list("slug", flat=True)
    )
    slugs = [
        chain["slug"]
        for chain in tomllib.loads((STARTER / "chains.toml").read_text(encoding="utf-8"))["chain"]
    ]
    assert set(slugs) == set(IndustryChain.objects.values_list("slug", flat=True))
