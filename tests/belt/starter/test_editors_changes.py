"""What editors do to loaded pages stays as they left it, however often the content is loaded."""

import pytest
from django.core.management import CommandError
from wagtail.models import Page

from belt.models import HomePage, OpenQuestionsPage
from entities.models import ChainLink, IndustryChain
from tests import factories
from tests.belt.starter.contents import ALONE, edit, everything, run, write_small

pytestmark = pytest.mark.django_db


@pytest.fixture(scope="module")
def loaded_once(kept_for_the_module, tmp_path_factory):
    run(content=write_small(tmp_path_factory.mktemp("content")))


@pytest.fixture
def loaded(loaded_once, tmp_path):
    """The folder of a content that was loaded already."""
    return write_small(tmp_path)


def page(slug):
    return Page.objects.get(slug=slug).specific


def test_a_text_added_later_is_loaded_alone(loaded):
    (loaded / "it/profiles/nuova.md").write_text(
        ALONE.replace("Sola", "Nuova") + "\n[Fonte](profile:fonte)\n",
        encoding="utf-8",
    )
    before = everything()["entities.EntityPage"]
    run(content=loaded)
    after = everything()["entities.EntityPage"]
    assert after[: len(before)] == before
    assert [row["title"] for row in after[len(before) :]] == ["Nuova"]
    assert page("nuova").live


def test_what_editors_have_written_stays(loaded):
    spring, tour, section = page("fonte"), page("viaggio"), page("profili")
    spring.title, spring.verification, spring.located_in = "Altro nome", "stub", None
    spring.names.all().delete()
    spring.save_revision().publish()
    tour.slug = "altrove"
    tour.save_revision().publish()
    section.title, section.show_in_menus = "Chi è chi", False
    section.save_revision().publish()
    page("valle").save_revision()
    page("sola").unpublish()
    home = HomePage.objects.get(locale__language_code="it")
    home.headline = "Un altro titolo"
    home.stations.all().delete()
    home.save_revision().publish()
    IndustryChain.objects.filter(slug="acqua").update(name="Acque", hue=5, retired=True)
    before = everything()
    run(content=loaded)
    assert everything() == before


def test_a_chain_taken_out_of_another_one_stays_out(loaded):
    IndustryChain.objects.filter(slug="acqua-minerale").update(parent=None)
    before = everything()
    run(content=loaded)
    assert everything() == before


def test_a_page_moved_by_editors_stays_there(loaded):
    other = factories.add(
        page("profili").get_parent().specific, OpenQuestionsPage(title="Altre", slug="altre")
    )
    page("sola").move(other, pos="last-child")
    before = everything()
    run(content=loaded)
    assert everything() == before


def test_what_editors_have_deleted_stays_deleted(loaded):
    page("viaggio").delete()
    page("sola").delete()
    ChainLink.objects.all().delete()
    for slug in ("acqua-minerale", "acqua"):
        IndustryChain.objects.get(slug=slug).delete()
    before = everything()
    run(content=loaded)
    assert everything() == before


def test_a_section_that_editors_have_deleted_stays_deleted(loaded):
    page("domande").delete()
    before = everything()
    run(content=loaded)
    assert everything() == before


def test_a_new_text_that_needs_what_editors_have_deleted_is_refused(loaded):
    page("sola").delete()
    edit(loaded, "it/profiles/valle.md", "+++\n\n", "+++\n\n[Sola](profile:sola) ")
    (loaded / "it/profiles/valle.md").rename(loaded / "it/profiles/conca.md")
    (loaded / "it/profiles/valle.md").write_text(
        (loaded / "it/profiles/conca.md").read_text(encoding="utf-8").replace("[Sola](profile:sola) ", ""),
        encoding="utf-8",
    )
    before = everything()
    with pytest.raises(CommandError, match=r"it/profiles/conca\.md.*sola"):
        run(content=loaded)
    assert everything() == before
