"""What a page links to: in every text of it and of its rows, and by the addresses of its sources."""

import pytest

from entities.links.reading import Links, links_of
from tests.entities.editing import a_source
from tests.factories import make_profile, make_report

pytestmark = [pytest.mark.django_db, pytest.mark.dialect]


def paragraph(html):
    return {"type": "paragraph", "value": html, "id": "a"}


def test_links_of_prose_are_found_once_in_reading_order():
    target = make_profile()
    page = make_profile(
        body=[
            paragraph(
                f'<p><a href="https://b.example/?x=1&amp;y=2">b</a> '
                f'<a linktype="page" id="{target.pk}">c</a> '
                '<a href="https://a.example/">a</a> <a href="https://b.example/?x=1&amp;y=2">b</a></p>'
            )
        ]
    )
    found = links_of(page)
    assert list(found.addresses) == ["https://b.example/?x=1&y=2", "https://a.example/"]
    assert list(found.pages) == [target.pk]


def test_rows_are_read_too():
    site = make_profile()
    report = make_report(site)
    stop = report.stops.get()
    stop.observation = '<p><a href="https://stop.example/">qui</a></p>'
    report.stops = [stop]
    report.sources = [a_source(url="https://source.example/testo")]
    report.save()
    assert set(links_of(report).addresses) == {"https://stop.example/", "https://source.example/testo"}


@pytest.mark.parametrize(
    "link",
    [
        '<a href="mailto:a@b.example">a</a>',
        '<a href="#qui">a</a>',
        '<a linktype="document">a</a>',
        '<a linktype="document" id="x">a</a>',
        '<a linktype="page">a</a>',
        '<a linktype="page" id="x">a</a>',
        f'<a linktype="page" id="{"9" * 30}">a</a>',
        "<a>a</a>",
    ],
)
def test_what_leads_to_no_page_and_no_other_site_is_left_alone(link):
    found = links_of(make_profile(body=[paragraph(f"<p>{link}</p>")]))
    assert found == Links()


def test_addresses_without_a_site_and_documents_are_of_this_site():
    found = links_of(
        make_profile(
            body=[
                paragraph(
                    '<p><a href="/it/filiere/">a</a> <a linktype="document" id="7">b</a> '
                    '<a href="//cdn.example/x">c</a> <a href="https://belt.example/it/?a=1#b">d</a> '
                    '<a href="http://[">e</a></p>'
                )
            ]
        ),
        {"belt.example"},
    )
    assert (list(found.paths), list(found.documents)) == (["/it/filiere/", "/it/?a=1#b"], [7])
    assert list(found.addresses) == ["https://cdn.example/x", "http://["]
