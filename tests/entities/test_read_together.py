"""While a screen is drawn, what it names is known; what is not known is looked up as ever."""

import pytest
from wagtail.admin.rich_text.converters.html_to_contentstate import PageLinkElementHandler
from wagtail.documents.rich_text.contentstate import DocumentLinkElementHandler
from wagtail.models import Page

from entities.panels import DocumentChooser
from entities.read_together import KnownDocumentLink, KnownPageLink, known, read_together
from entities.viewsets import entity_chooser
from tests.entities.editing import a_source, queries_of
from tests.entities.mentions.texts import paragraph, stream
from tests.factories import make_chain, make_profile, make_report
from tests.visits.test_long_reports import a_document

pytestmark = pytest.mark.django_db


@pytest.fixture
def site():
    return make_profile()


@pytest.fixture
def document():
    return a_document("uno")


@pytest.fixture
def report(site, document):
    words = f'<a linktype="page" id="{site.pk}">A</a> <a linktype="document" id="{document.pk}">B</a>'
    return make_report(
        site,
        chains=(make_chain(),),
        body=stream(paragraph(words)),
        rows={"sources": [a_source(document=document)]},
    )


def test_links_are_shown_as_wagtail_shows_them_without_asking_again(report, site, document):
    pairs = [
        (KnownPageLink, PageLinkElementHandler, site),
        (KnownDocumentLink, DocumentLinkElementHandler, document),
    ]
    for ours, wagtails, target in pairs:
        attributes = {"id": str(target.pk)}
        expected = wagtails("LINK").get_attribute_data(attributes)
        assert expected["url"]
        assert ours("LINK").get_attribute_data(attributes) == expected
        with read_together(report):
            assert ours("LINK").get_attribute_data(attributes) == expected
            assert queries_of(lambda: ours("LINK").get_attribute_data(attributes)) == 0  # noqa: B023


@pytest.mark.parametrize("key", ["0", "987654"])
def test_a_link_to_what_is_gone_stays_a_link_to_it(report, key):
    with read_together(report):
        found = KnownPageLink("LINK").get_attribute_data({"id": key})
        assert (found["id"], found["url"]) == (int(key), None)
        assert KnownDocumentLink("DOCUMENT").get_attribute_data({"id": key}) == {"id": int(key)}


def test_choosers_know_what_was_read_and_look_up_the_rest(report, site, document):
    other = make_profile()
    chooser = entity_chooser.widget_class()
    with read_together(report):
        assert queries_of(lambda: chooser.get_instance(site.pk)) == 0
        assert chooser.get_instance(str(site.pk)) == site
        assert chooser.get_instance(other.pk) == other
        assert queries_of(lambda: DocumentChooser().get_instance(document.pk)) == 0
        for nothing in (None, "x", "9" * 30):
            assert chooser.get_instance(nothing) is None


def test_nothing_is_known_afterwards_even_after_a_failure(report, site):
    def fail():
        with read_together(report):
            return known(Page, site.pk).pk / 0

    with pytest.raises(ZeroDivisionError):
        fail()
    assert known(Page, site.pk) is None


def test_reading_costs_the_same_however_much_is_named(report):
    longer = make_report(
        *(make_profile() for _ in range(3)),
        chains=(make_chain(), make_chain()),
        body=stream(*[paragraph(f'<a linktype="page" id="{make_profile().pk}">A</a>') for _ in range(3)]),
        rows={"sources": [a_source(document=a_document(name)) for name in "abc"]},
    )

    def read(page):
        with read_together(Page.objects.get(pk=page.pk).specific):
            pass

    assert queries_of(lambda: read(longer)) == queries_of(lambda: read(report))


def test_a_page_that_is_new_names_nothing(site):
    with read_together(type(site)()):
        assert known(Page, site.pk) is None
