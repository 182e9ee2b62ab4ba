"""Profiles: what the database holds, the Chinese name, the places around, the neighbours in a chain."""

import datetime as dt

import pytest
from django.core.exceptions import ValidationError
from django.db import IntegrityError, transaction

from entities.enums import EntityKind
from entities.models import EntityName, EntityPage
from tests.entities.editing import make_private
from tests.factories import make_chain, make_place, make_profile, make_report

pytestmark = pytest.mark.django_db

VERIFIED = {"verification": "verified", "verified_by": "Redazione", "verified_on": dt.date(2025, 6, 12)}


def stored(page, **values):
    EntityPage.objects.filter(pk=page.pk).update(**values)
    return EntityPage.objects.get(pk=page.pk)


def nested(*titles):
    """Places, each in the one before."""
    places = []
    for title in titles:
        places.append(make_place(title=title, located_in=places[-1] if places else None))
    return places


def context_of(page, rf):
    return EntityPage.objects.get(pk=page.pk).get_context(rf.get("/"))


@pytest.mark.parametrize(
    "values",
    [
        {"verification": "verified"},
        VERIFIED | {"verified_by": ""},
        VERIFIED | {"verified_on": None},
        {"verification": "guessed"},
        {"verification": ""},
        {"kind": "planet"},
        {"latitude": 31},
        {"longitude": 120},
        {"latitude": 90.5, "longitude": 120},
        {"latitude": -91, "longitude": 120},
        {"latitude": 31, "longitude": 180.5},
        {"latitude": 31, "longitude": -181},
    ],
)
def test_form_and_database_refuse_a_profile_that_contradicts_itself(values):
    page = make_profile()
    with pytest.raises(IntegrityError), transaction.atomic():
        stored(page, **values)
    for field, value in values.items():
        setattr(page, field, value)
    with pytest.raises(ValidationError):
        page.full_clean()


@pytest.mark.parametrize(
    "values",
    [
        VERIFIED,
        {"latitude": 31.39, "longitude": 120.98},
        {"latitude": 0, "longitude": 0},
        {"latitude": -90, "longitude": -180},
        {"latitude": 90, "longitude": 180},
        *({"kind": kind} for kind in EntityKind.values),
    ],
)
def test_a_profile_may_be_verified_and_lie_anywhere_on_earth(values):
    stored(make_profile(), **values).full_clean()


def test_the_database_knows_no_profile_that_lies_in_itself():
    page = make_place()
    with pytest.raises(IntegrityError), transaction.atomic():
        stored(page, located_in=page)


@pytest.mark.parametrize("length", [1, 2, 4])
def test_no_place_lies_in_itself_by_any_path(length):
    places = nested(*(f"Luogo {number}" for number in range(length)))
    places[0].located_in = places[-1]
    with pytest.raises(ValidationError) as refused:
        places[0].full_clean()
    assert "located_in" in refused.value.error_dict


def test_a_circle_of_places_in_the_data_does_not_hang_the_check():
    outer, inner = nested("Fuori", "Dentro")
    EntityPage.objects.filter(pk=outer.pk).update(located_in=inner)
    make_profile(located_in=EntityPage.objects.get(pk=inner.pk)).full_clean()


@pytest.mark.parametrize("kind", [kind for kind in EntityKind.values if kind not in EntityKind.places()])
def test_nothing_lies_in_what_is_no_place(kind):
    page = make_profile()
    page.located_in = make_profile(kind=kind, title="Non un luogo")
    with pytest.raises(ValidationError, match="Non un luogo") as refused:
        page.full_clean()
    assert "located_in" in refused.value.error_dict


@pytest.mark.parametrize("kind", EntityKind.places())
def test_everything_may_lie_in_a_place(kind):
    make_profile(located_in=make_profile(kind=kind)).full_clean()


def test_a_kind_is_never_both_a_site_and_a_place():
    assert not set(EntityKind.sites()) & set(EntityKind.places())
    assert make_place().is_place
    assert not make_profile().is_place


def named(*names):
    """A profile with names of the types, scripts and texts given."""
    rows = [EntityName(name_type=kind, script=script, text=text) for kind, script, text in names]
    return make_profile(rows={"names": rows})


@pytest.mark.parametrize(
    ("names", "expected"),
    [
        ([], None),
        ([("official", "Latn", "Qingtao")], None),
        ([("former", "Hans", "旧名")], None),
        ([("alias", "Hans", "别名"), ("short", "Hans", "清陶"), ("official", "Hans", "全名")], "全名"),
        ([("alias", "Hans", "别名"), ("short", "Hant", "清陶")], "清陶"),
        ([("former", "Hans", "旧名"), ("alias", "Hans", "别名")], "别名"),
        ([("official", "Hant", "甲"), ("official", "Hans", "乙")], "甲"),
        ([("official", "Latn", "Qingtao"), ("alias", "Hans", "别名")], "别名"),
    ],
)
def test_the_chinese_name_is_the_official_one_then_the_short_one_never_a_former_one(names, expected):
    page = named(*names)
    read_along = EntityPage.objects.for_names().get(pk=page.pk)
    for found in (page.chinese_name, read_along.chinese_name):
        assert (found.text if found else None) == expected


def test_a_name_read_along_keeps_its_language_and_doubt():
    row = EntityName(text="清陶", language="zh", script="Hans", name_type="short", doubtful=True)
    page = make_profile(rows={"names": [row]})
    for found in (page.chinese_name, EntityPage.objects.for_names().get(pk=page.pk).chinese_name):
        assert (found.html_lang, found.doubtful) == ("zh-Hans", True)


@pytest.mark.parametrize(
    ("language", "script", "expected"),
    [
        ("zh", "Hans", "zh-Hans"),
        ("zh", "Hant", "zh-Hant"),
        ("zh-hans", "Hans", "zh-Hans"),
        ("it", "Latn", "it"),
    ],
)
def test_a_name_says_its_language_to_browsers(language, script, expected):
    assert EntityName(language=language, script=script).html_lang == expected


def test_the_database_knows_no_empty_name():
    with pytest.raises(IntegrityError), transaction.atomic():
        EntityName.objects.create(entity=make_profile(), text="", language="zh")


def test_the_trail_of_places_goes_from_the_nearest_outwards():
    delta, jiangsu, kunshan = nested("Delta", "Jiangsu", "Kunshan")
    assert make_profile(located_in=kunshan).surroundings.place_trail() == [kunshan, jiangsu, delta]
    assert delta.surroundings.place_trail() == []


@pytest.mark.parametrize("hide", [make_private, lambda page: page.unpublish()])
def test_the_trail_of_places_names_no_place_the_public_may_not_see(hide):
    delta, jiangsu, kunshan = nested("Delta", "Jiangsu", "Kunshan")
    page = make_profile(located_in=kunshan)
    hide(kunshan)
    # A place nobody sees does not part those around it from what lies in it.
    assert EntityPage.objects.get(pk=page.pk).surroundings.place_trail() == [jiangsu, delta]
    hide(delta)
    assert EntityPage.objects.get(pk=page.pk).surroundings.place_trail() == [jiangsu]
    assert make_profile(located_in=jiangsu).surroundings.place_trail() == [jiangsu]


@pytest.mark.parametrize("hide", [make_private, lambda page: page.unpublish()])
def test_what_lies_in_a_place_nobody_sees_lies_in_the_one_around_it(client, hide):
    jiangsu, kunshan, quarter = nested("Jiangsu", "Kunshan", "Quartiere segreto")
    page, beside = make_profile(located_in=quarter), make_profile(located_in=kunshan)
    hide(quarter)
    assert set(kunshan.with_contents()) == {kunshan, page, beside}
    assert set(client.get(kunshan.url).context["contained"]) == {page, beside}
    hide(kunshan)
    around = EntityPage.objects.get(pk=jiangsu.pk)
    assert set(around.with_contents()) == {jiangsu, page, beside}
    response = client.get(jiangsu.url)
    assert set(response.context["contained"]) == {page, beside}
    for shown in (jiangsu, page):
        html = client.get(shown.url).content.decode()
        assert "Kunshan" not in html
        assert "Quartiere segreto" not in html


def test_the_trail_of_places_ends_in_a_circle():
    outer, inner = nested("Fuori", "Dentro")
    EntityPage.objects.filter(pk=outer.pk).update(located_in=inner)
    assert make_profile(located_in=inner).surroundings.place_trail() == [inner, outer]


@pytest.mark.parametrize("hide", [make_private, lambda page: page.unpublish()])
def test_the_place_of_a_profile_is_told_only_while_it_is_public(hide):
    place = make_place()
    page = make_profile(located_in=place)
    both = [page, EntityPage.objects.for_names().get(pk=page.pk)]
    assert [found.place for found in both] == [place, place]
    hide(place)
    both = [page, EntityPage.objects.for_names().get(pk=page.pk)]
    assert [found.place for found in both] == [None, None]


def test_neighbours_share_the_family_of_a_chain(rf):
    head = make_chain(name="Batterie")
    part, sister = make_chain(parent=head), make_chain(parent=head)
    page = make_profile(title="Io", chains=(part,))
    beside = [make_profile(title=title, chains=(chain,)) for title, chain in [("A", sister), ("B", head)]]
    make_profile(title="C", chains=(make_chain(),))
    make_report(chains=(part,))
    groups = context_of(page, rf)["neighbours"]
    assert [(group["chain"], group["entities"]) for group in groups] == [(head, beside)]


@pytest.mark.parametrize("hide", [make_private, lambda page: page.unpublish()])
def test_neighbours_and_contents_are_public(rf, hide):
    chain = make_chain()
    place = make_place(chains=(chain,))
    shown, hidden = [make_profile(chains=(chain,), located_in=place) for _ in range(2)]
    hide(hidden)
    context = context_of(place, rf)
    assert [group["entities"] for group in context["neighbours"]] == [[shown]]
    assert context["contained"] == [shown]


def test_a_profile_with_two_chains_of_a_family_has_its_neighbours_once(rf):
    head = make_chain()
    chains = (make_chain(parent=head), make_chain(parent=head))
    page, other = make_profile(chains=chains), make_profile(chains=chains)
    assert [group["entities"] for group in context_of(page, rf)["neighbours"]] == [[other]]


def test_at_most_six_neighbours_are_shown(rf):
    chain = make_chain()
    page, *others = [make_profile(title=f"Vicino {number}", chains=(chain,)) for number in range(9)]
    assert context_of(page, rf)["neighbours"] == [{"chain": chain, "entities": others[:6]}]


def test_a_place_in_which_profiles_lie_stays_a_place():
    city = make_place()
    make_profile(title="Bosideng", located_in=city, live=False)
    city.kind = "company"
    with pytest.raises(ValidationError, match="Bosideng") as refused:
        city.full_clean()
    assert list(refused.value.message_dict) == ["kind"]
    city.kind = "district"
    city.full_clean()
