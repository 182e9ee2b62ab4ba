"""What was loaded can be taken away again: all of it, only it, and never from under an editor's page."""

import json

import pytest
from django.core.management import CommandError
from wagtail.images import get_image_model
from wagtail.models import Page

from belt.models import BeltStation, HomePage, OpenQuestionsPage, StarterItem
from entities.models import ChainLink, EntityPage, EntityRelation, IndustryChain
from tests import factories
from tests.belt.starter.contents import OUTLIVING, everything, run, with_picture, write_small
from visits.models import InspectionReportPage, VisitStop

pytestmark = [pytest.mark.django_db, pytest.mark.dialect]


@pytest.fixture(scope="module")
def loaded(kept_for_the_module, tmp_path_factory):
    content = with_picture(write_small(tmp_path_factory.mktemp("content")))
    run(content=content)
    return content


def remove():
    run(remove=True, no_input=True)


def page(slug):
    return Page.objects.get(slug=slug).specific


def ours(**given):
    """A page of the editors in the section that was loaded."""
    return EntityPage(**{"title": "Nostra", "slug": "nostra", "kind": "city", "summary": "x"} | given)


def outside(child):
    """Hang a page where removing does not reach: in a section of the editors' own."""
    home = factories.italian_home()
    section = (
        page("altre")
        if Page.objects.filter(slug="altre").exists()
        else factories.add(home, OpenQuestionsPage(title="Altre", slug="altre"))
    )
    return factories.add(section, child)


def paragraph(html):
    return json.dumps([{"type": "paragraph", "value": html}])


def refers_by_place():
    outside(ours(located_in=page("valle"), kind="company"))


def refers_by_relation():
    child = ours()
    child.relations = [EntityRelation(kind="partner_of", target=page("fonte"), stated_in="x")]
    outside(child)


def refers_by_stop():
    report = InspectionReportPage(
        title="Nostra", slug="nostra", standfirst="x", delegation=outside(ours(title="Altri", slug="altri"))
    )
    report.stops = [VisitStop(entity=page("fonte"))]
    outside(report)


def refers_by_delegation():
    outside(InspectionReportPage(title="Nostra", slug="nostra", standfirst="x", delegation=page("valle")))


def refers_by_link():
    outside(ours(body=paragraph(f'<p><a linktype="page" id="{page("fonte").pk}">là</a></p>')))


def refers_by_card():
    outside(ours(body=json.dumps([{"type": "profile", "value": page("fonte").pk}])))


def refers_by_chain():
    child = ours()
    child.chain_links = [ChainLink(tag=IndustryChain.objects.get(slug="acqua-minerale"))]
    outside(child)


def refers_by_picture():
    picture = {"image": get_image_model().objects.get().pk, "alt": "x", "caption": "", "credit": "x"}
    outside(ours(body=json.dumps([{"type": "picture", "value": picture}])))


def refers_by_standing_below():
    factories.add(page("profili"), ours())


def refers_by_a_draft_below():
    factories.add(page("profili"), ours(), live=False)


@pytest.mark.parametrize(
    "refer",
    [
        refers_by_place,
        refers_by_relation,
        refers_by_stop,
        refers_by_delegation,
        refers_by_link,
        refers_by_card,
        refers_by_chain,
        refers_by_picture,
        refers_by_standing_below,
        refers_by_a_draft_below,
    ],
)
def test_nothing_is_removed_that_a_page_of_the_editors_needs(loaded, refer):
    refer()
    before = everything()
    with pytest.raises(CommandError, match=r"Nothing removed: .*(Nostra|Acqua minerale)"):
        remove()
    assert everything() == before


@pytest.mark.parametrize("tie", ["parent", "merged_into"])
def test_nothing_is_removed_that_a_chain_of_the_editors_needs(loaded, tie):
    factories.make_chain(name="Nostra", retired=True, **{tie: IndustryChain.objects.get(slug="acqua")})
    before = everything()
    with pytest.raises(CommandError, match=r"Nothing removed: .*Nostra"):
        remove()
    assert everything() == before


def test_a_line_of_the_editors_keeps_its_stations(loaded):
    StarterItem.objects.filter(key="it/home").delete()
    before = everything()
    with pytest.raises(CommandError, match=r"Nothing removed: .*Prova"):
        remove()
    assert everything() == before


def test_removing_leaves_a_home_page_that_still_answers(loaded, client):
    remove()
    home = factories.italian_home()
    assert client.get("/it/").status_code == 200
    assert not BeltStation.objects.exists()
    assert (home.headline, home.standfirst, home.footer_note) == (home.title, "", "")


def test_what_editors_have_deleted_already_is_no_obstacle(loaded):
    page("viaggio").delete()
    page("sola").delete()
    page("domande").delete()
    remove()
    assert not EntityPage.objects.exists()
    assert not IndustryChain.objects.exists()


def test_a_deleted_home_page_is_no_obstacle(loaded):
    for rows in (BeltStation, VisitStop, EntityRelation):
        rows.objects.all().delete()
    HomePage.objects.get(locale__language_code="it").delete()
    remove()
    assert not StarterItem.objects.exists()


def test_what_was_removed_can_be_loaded_again(loaded):
    remove()
    run(content=loaded)
    assert page("viaggio").live
    assert HomePage.objects.get(locale__language_code="it").headline == "Una prova di casa"


def test_removing_twice_is_removing_once(loaded):
    remove()
    before = everything()
    remove()
    assert everything() == before


@pytest.mark.parametrize("answer", ["", "no", "y", "YES"])
def test_removing_asks_first(loaded, monkeypatch, answer):
    monkeypatch.setattr("builtins.input", lambda _question: answer)
    before = everything()
    with pytest.raises(CommandError, match="Nothing removed"):
        run(remove=True)
    assert everything() == before


def test_yes_removes(loaded, monkeypatch):
    monkeypatch.setattr("builtins.input", lambda _question: "yes")
    run(remove=True)
    assert not StarterItem.objects.exists()


def test_all_that_was_loaded_goes_and_nothing_else(loaded):
    remove()
    other = factories.make_profile(title="Nostra", chains=(factories.make_chain(),))
    factories.make_report(other, title="Nostro viaggio")
    for section in (factories.profiles(), factories.reports()):
        section.slug = f"nostri-{section.slug}"
        section.save_revision().publish()
    before = everything(*OUTLIVING)
    pages = list(Page.objects.filter(depth__gt=2).order_by("pk").values())
    run(content=loaded)
    assert StarterItem.objects.count() == 2 + 5 + 4 + 1 + 1
    remove()
    assert everything(*OUTLIVING) == before
    assert list(Page.objects.filter(depth__gt=2).order_by("pk").values()) == pages
    assert Page.find_problems() == ([], [], [], [], [])
