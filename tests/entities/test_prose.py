"""Prose on a page: links, embedded profiles and notices show only what the public may see."""

import pytest
from django.utils.translation import override
from hypothesis import given
from hypothesis import strategies as st

from entities.blocks import ProseBlock
from entities.models import EntityPage
from entities.prose import Destination, ListedPageLinkHandler, heading_ids, referred_pages, resolved_links
from tests.entities.editing import a_note, make_private, queries_of
from tests.factories import make_profile, make_report, profiles

HIDING = [make_private, lambda page: page.unpublish()]
PROSE = ProseBlock()
DONE = {"status": "resolved", "resolved_on": "2025-06-12", "resolution": "Ora lo sappiamo."}


def paragraph(*pages):
    links = ", ".join(f'<a linktype="page" id="{page.pk}">{page.title}</a>' for page in pages)
    return {"type": "paragraph", "value": f"<p>Si veda {links}.</p>"}


def heading(text, level="h2"):
    return {"type": "heading", "value": {"text": text, "level": level}}


def stream(*blocks):
    numbered = [block | {"id": f"id-{number}"} for number, block in enumerate(blocks)]
    return PROSE.to_python(numbered)


def written(*blocks, **given):
    return make_profile(body=stream(*blocks), **given)


def read(client, page):
    response = client.get(page.url)
    assert response.status_code == 200
    return response.content.decode()


@pytest.mark.django_db
def test_a_link_leads_to_a_public_page(client):
    other = make_profile(title="Altra azienda")
    assert f'<a href="{other.url}">Altra azienda</a>' in read(client, written(paragraph(other)))


@pytest.mark.django_db
@pytest.mark.parametrize("hide", HIDING)
def test_a_link_to_what_the_public_may_not_see_becomes_plain_words(client, hide):
    other = make_profile(title="Azienda segreta")
    page = written(paragraph(other))
    hide(other)
    html = read(client, page)
    assert "Azienda segreta" in html
    assert other.url not in html


@pytest.mark.django_db
@pytest.mark.parametrize("hide", HIDING)
def test_a_link_outside_of_a_page_follows_the_same_rule(hide):
    shown, hidden = make_profile(), make_profile()
    address = hidden.url
    hide(hidden)
    expanded = ListedPageLinkHandler.expand_db_attributes_many(
        [{"id": str(shown.pk)}, {"id": str(hidden.pk)}]
    )
    assert expanded == [f'<a href="{shown.url}">', "<a>"]
    assert address not in "".join(expanded)


@pytest.mark.django_db
@pytest.mark.parametrize("key", ["", "abc", "-1", "0", "²", "٢", "1e3", "99999999", "9" * 30, None])
def test_a_link_with_a_nonsensical_key_becomes_plain_words(key):
    assert ListedPageLinkHandler.expand_db_attributes_many([{"id": key}, {}]) == ["<a>", "<a>"]


def test_addresses_that_are_known_cost_no_query():
    with resolved_links({7: Destination("/it/?a&b")}):
        found = ListedPageLinkHandler.expand_db_attributes_many([{"id": "7"}, {"id": "8"}])
    assert found == ['<a href="/it/?a&amp;b">', "<a>"]


def test_a_link_into_another_language_says_so():
    here, there = Destination("/en/", "en"), Destination("/it/", "it")
    with resolved_links({7: here, 8: there}), override("en"):
        found = ListedPageLinkHandler.expand_db_attributes_many([{"id": "7"}, {"id": "8"}])
    assert found == ['<a href="/en/">', '<a href="/it/" hreflang="it" data-language="(in Italian)">']


@pytest.mark.django_db
def test_more_paragraphs_with_links_take_no_more_queries(client):
    others = [make_profile() for _ in range(9)]

    def queries(count):
        page = written(*(paragraph(other) for other in others[:count]))
        read(client, page)
        return queries_of(lambda: read(client, page))

    assert queries(3) == queries(9)


@pytest.mark.django_db
def test_more_embedded_profiles_take_no_more_queries(client):
    others = [make_profile() for _ in range(9)]

    def queries(count):
        page = written(*({"type": "profile", "value": other.pk} for other in others[:count]))
        assert read(client, page).count("data-result=") == count
        return queries_of(lambda: read(client, page))

    assert queries(3) == queries(9)


@pytest.mark.django_db
@pytest.mark.parametrize("embedded_in", ["a profile", "a report"])
def test_an_embedded_profile_shows_its_card(client, embedded_in):
    other = make_profile(title="Altra azienda")
    body = stream({"type": "profile", "value": other.pk})
    page = make_profile(body=body) if embedded_in == "a profile" else make_report(body=body)
    assert f'data-result="{other.pk}"' in read(client, page)


@pytest.mark.django_db
@pytest.mark.parametrize("hide", HIDING)
@pytest.mark.parametrize("make", [make_profile, make_report])
def test_an_embedded_profile_is_nothing_while_it_is_not_public(client, hide, make):
    other = make_profile(title="Azienda segreta")
    page = make(body=stream({"type": "profile", "value": other.pk}))
    hide(other)
    html = read(client, page)
    assert "Azienda segreta" not in html
    assert other.url not in html


@pytest.mark.django_db
def test_an_embedded_profile_that_was_deleted_is_nothing(client):
    other = make_profile()
    page = written({"type": "profile", "value": other.pk}, paragraph(other))
    EntityPage.objects.get(pk=other.pk).delete()
    assert "data-result" not in read(client, page)


@pytest.mark.django_db
@pytest.mark.parametrize("state", [{}, DONE])
def test_a_notice_shows_its_note_where_it_stands_and_only_there(client, state):
    note = a_note(code="coffee", title="Due testi si contraddicono", **state)
    page = written(
        heading("Prima"),
        {"type": "note", "value": "coffee"},
        heading("Dopo"),
        rows={"editorial_notes": [note]},
    )
    html = read(client, page)
    assert html.count("data-note=") == 1
    assert html.index("Prima") < html.index('data-note="gap"') < html.index("Dopo")


@pytest.mark.django_db
def test_a_notice_without_its_note_shows_nothing(client):
    page = written({"type": "note", "value": "coffee"}, rows={"editorial_notes": [a_note(code="tea")]})
    html = read(client, page)
    assert html.count("data-note=") == 1
    assert "coffee" not in html


@pytest.mark.django_db
def test_notes_outside_of_the_text_stand_above_it_or_are_answered_below(client):
    notes = [a_note(title="Aperta"), a_note(title="Chiusa", **DONE)]
    html = read(client, written(heading("Storia"), rows={"editorial_notes": notes}))
    assert html.index("Aperta") < html.index("Storia") < html.index("Chiusa")


@pytest.mark.django_db
@pytest.mark.parametrize("hide", HIDING)
def test_pages_whose_text_links_to_a_profile_are_named_while_they_are_public(client, hide):
    page = make_profile()
    mentioning = written(paragraph(page), title="Chi la nomina")
    assert [found.pk for found in client.get(page.url).context["mentions"]] == [mentioning.pk]
    hide(mentioning)
    assert "Chi la nomina" not in read(client, page)


@pytest.mark.django_db
def test_a_page_that_only_lies_in_a_place_does_not_mention_it(client):
    place = make_profile(kind="city")
    make_profile(located_in=place)
    assert client.get(place.url).context["mentions"] == []


@pytest.mark.django_db
def test_headings_carry_their_ids(client):
    html = read(client, written(heading("Storia"), heading("Storia"), heading("电池", "h3")))
    for tag in ('<h2 id="t-storia">', '<h2 id="t-storia-2">', '<h3 id="t-电池">'):
        assert tag in html


@given(
    st.lists(st.sampled_from(["a", "a 2", "a 2 2", "A", "!", "", "section", "a-2-2"]) | st.text(max_size=5))
)
def test_no_two_headings_of_a_text_have_the_same_id(texts):
    ids = heading_ids(stream(*map(heading, texts)))
    assert len(ids) == len(set(ids.values())) == len(texts)
    assert not any(set(found) & set(" \n\t\"'<>&") for found in ids.values())


@pytest.mark.django_db
def test_referred_pages_are_all_a_text_links_to_or_embeds():
    linked, embedded = make_profile(), make_profile()
    text = stream(paragraph(linked, profiles()), heading("Altro"), {"type": "profile", "value": embedded.pk})
    assert referred_pages(text) == {linked.pk, profiles().pk, embedded.pk}
    assert referred_pages(stream(heading("Nulla"))) == set()
