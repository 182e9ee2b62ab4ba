"""Names come from public profiles of the language, and from nobody else."""

import pytest
from wagtail.models import Locale

from entities.mentions.vocabulary import OWN, Vocabulary
from entities.models import EntityPage
from tests.entities.editing import make_private, queries_of
from tests.entities.mentions.texts import called
from tests.factories import make_place, make_profile, make_report

pytestmark = pytest.mark.django_db


def known_for(page):
    """The names that can be found on a page, each with the keys of those that bear it."""
    names = Vocabulary.for_page(page).names
    found = {}
    for name in names:
        found.setdefault(name.text, set()).add(name.entity)
    return found


def test_titles_and_all_further_names_are_known():
    rows = [called("Altro nome"), called("Alias", name_type="alias"), called("昆山", script="Hans")]
    page = make_profile(title="Impresa vista", rows={"names": rows})
    known = known_for(make_report())
    assert {text: known[text] for text in ("Impresa vista", "Altro nome", "Alias", "昆山")} == {
        text: {page.pk} for text in ("Impresa vista", "Altro nome", "Alias", "昆山")
    }


@pytest.mark.parametrize("hide", [make_private, lambda page: page.unpublish()])
def test_names_of_what_the_public_may_not_see_are_unknown(hide):
    page = make_profile(title="Impresa segreta", rows={"names": [called("Segreta")]})
    hide(page)
    assert not {"Impresa segreta", "Segreta"} & known_for(make_report()).keys()


def test_names_of_drafts_and_other_languages_are_unknown():
    make_profile(title="Bozza", live=False)
    other = make_profile(title="English company")
    english = Locale.objects.get_or_create(language_code="en")[0]
    EntityPage.objects.filter(pk=other.pk).update(locale=english)
    assert not {"Bozza", "English company"} & known_for(make_report()).keys()


@pytest.mark.parametrize("given", [{"name_type": "former"}, {"doubtful": True}])
def test_former_and_doubtful_names_yield_to_sure_ones(given):
    old = make_profile(title="Vecchia", rows={"names": [called("Contesa", **given), called("Sola", **given)]})
    new = make_profile(title="Contesa")
    known = known_for(make_report())
    assert known["Contesa"] == {new.pk}
    assert known["Sola"] == {old.pk}


def test_a_profile_knows_its_own_names_apart():
    page = make_profile(title="Impresa di Kunshan", rows={"names": [called("Impresa")]})
    known = known_for(page)
    assert known["Impresa di Kunshan"] == known["Impresa"] == {OWN}
    assert known_for(EntityPage(title="Nuova", kind="city"))["Nuova"] == {OWN}


def test_queries_do_not_grow_with_names():
    def queries():
        report = make_report()
        return queries_of(lambda: Vocabulary.for_page(report))

    make_profile(rows={"names": [called("Uno")]})
    few = queries()
    for number in range(8):
        make_place(rows={"names": [called(f"Nome {number} {count}") for count in range(3)]})
    assert queries() == few == 2
