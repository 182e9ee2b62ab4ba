"""Each text is loaded once; what editors do afterwards stays; what was loaded can be taken away."""

import io

import pytest
from django.core.management import CommandError, call_command
from wagtail.images import get_image_model
from wagtail.models import Page, Site

from belt.starter.check import checked
from belt.starter.load import load
from entities.models import EntityPage
from tests import factories
from tests.belt.starter.contents import edit, everything, run, with_picture, write_small

pytestmark = pytest.mark.django_db


@pytest.fixture
def content(tmp_path):
    return write_small(tmp_path / "content")


def page(slug):
    return Page.objects.get(slug=slug).specific


def test_a_small_content_becomes_pages_rows_and_text(content, client):
    run(content=content)
    spring, tour = page("fonte"), page("viaggio")
    assert spring.located_in == page("valle")
    assert [(name.text, name.doubtful) for name in spring.names.all()] == [("La Fonte", True)]
    assert list(spring.chain_links.values_list("tag__slug", "stage", "evidence")) == [
        ("acqua-minerale", "upstream", "implied")
    ]
    assert [relation.target for relation in spring.relations.all()] == [page("valle")]
    assert [block.block_type for block in spring.body] == ["heading", "paragraph", "note"]
    assert [stop.entity for stop in tour.stops.all()] == [spring]
    assert (
        tour.stops.get().observation
        == f'<p>Una <a linktype="page" id="{spring.pk}">fonte</a> <b>limpida</b>.</p>'
    )
    assert f'href="{spring.url}"' in client.get(page("valle").url).content.decode()


def test_it_says_what_it_does(content):
    out = io.StringIO()
    call_command("load_starter_content", content=content, stdout=out)
    assert "Chains: 2 of 2 new" in out.getvalue()
    assert "it: 4 of 4 pages" in out.getvalue()
    out = io.StringIO()
    call_command("load_starter_content", content=content, stdout=out)
    assert "Everything was loaded already." in out.getvalue()


def test_a_check_touches_nothing(content):
    before = everything()
    run(content=content, check=True)
    run(check=True)
    assert everything() == before


@pytest.mark.parametrize("slug", ["fonte", "sola"])
def test_a_page_of_the_editors_is_not_overwritten(content, slug):
    factories.add(factories.profiles(), EntityPage(title="Nostra", slug=slug, kind="city", summary="x"))
    before = everything()
    with pytest.raises(CommandError, match="exists already and is not ours"):
        run(content=content)
    assert everything() == before


def test_a_chain_of_the_editors_is_not_overwritten(content):
    factories.make_chain(slug="acqua-minerale")
    before = everything()
    with pytest.raises(CommandError, match=r"acqua-minerale.*exists already and is not ours"):
        run(content=content)
    assert everything() == before


def test_a_home_page_that_editors_have_begun_keeps_its_words(content):
    home = factories.italian_home()
    home.headline, home.standfirst = "Nostro titolo", "Nostre parole"
    home.save_revision().publish()
    revision = home.latest_revision
    run(content=content)
    home = factories.italian_home()
    assert (home.headline, home.standfirst, home.footer_note) == ("Nostro titolo", "Nostre parole", "")
    assert (home.latest_revision, home.stations.count()) == (revision, 0)


@pytest.mark.parametrize("stopping_at", [1, 2, 4])
def test_an_interruption_in_the_middle_leaves_nothing_behind(content, stopping_at):
    said = []

    def stop(line):
        said.append(line)
        if len(said) == stopping_at:
            raise KeyboardInterrupt

    before = everything()
    with pytest.raises(KeyboardInterrupt):
        load(checked(content), stop)
    assert everything() == before
    run(content=content)
    assert page("viaggio").live


@pytest.mark.parametrize("root", ["none", "another page"])
def test_a_site_without_a_place_for_the_content_says_so(content, root):
    if root == "none":
        Site.objects.all().delete()
    else:
        Site.objects.update(root_page=Page.get_first_root_node())
    before = everything()
    with pytest.raises(CommandError, match=r"(?i)site|home"):
        run(content=content)
    assert everything() == before


def test_pictures_are_loaded_once(content):
    with_picture(content)
    edit(content, "it/profiles/valle.md", "+++\n\n", '+++\n\n![Di nuovo](pictures/fonte.jpg "A. B.")\n\n')
    run(content=content)
    run(content=content)
    image = get_image_model().objects.get()
    assert {
        block.value["image"]
        for slug in ("fonte", "valle")
        for block in page(slug).body.blocks_by_name("picture")
    } == {image}
    assert (image.width, image.height) == (64, 36)
