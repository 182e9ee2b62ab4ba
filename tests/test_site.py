"""Every page of the starting site: its links lead somewhere, its markup is sound."""

import re
from collections import Counter
from urllib.parse import unquote, urldefrag, urlsplit

import pytest
from django.conf import settings
from wagtail.models import Page, Site

pytestmark = pytest.mark.django_db

LABELLED = "nav, [role=region], [role=group], [role=search], [role=dialog]"
CONTROLS = "input:not([type=hidden]), select, textarea"
POINTING = (
    "aria-labelledby",
    "aria-describedby",
    "aria-controls",
    "aria-owns",
    "aria-details",
    "for",
    "list",
    "form",
)


@pytest.fixture
def pages(answers):
    """The pages, by their address."""
    return {address: answer.html for address, answer in answers.items() if answer.is_page}


def faults(pages, of_page):
    """Everything ``of_page`` finds wrong with a page, by the address of the page."""
    return {address: wrong for address, page in pages.items() if (wrong := of_page(page))}


def has_name(page, tag):
    """Whether a region or control says what it is."""
    if tag.get("aria-label", "").strip():
        return True
    labels = [page.find(id=key) for key in tag.get("aria-labelledby", "").split()]
    return any(label is not None and label.get_text(strip=True) for label in labels)


def has_label(page, control):
    """Whether a form control has words of its own."""
    if control.get("type") in ("submit", "button", "reset"):
        return bool(control.get("value"))
    around = control.find_parent("label")
    beside = page.find("label", attrs={"for": control.get("id")}) if control.get("id") else None
    return has_name(page, control) or any(
        label is not None and label.get_text(strip=True) for label in (around, beside)
    )


def test_the_walk_meets_every_published_page(answers):
    published = {page.url for page in Page.objects.live().filter(depth__gt=1, locale__language_code="it")}
    assert len(published) >= 30
    assert published <= answers.keys()


def test_everything_linked_or_loaded_answers(answers):
    assert {address: answer.status for address, answer in answers.items() if answer.status != 200} == {}


def test_everything_linked_is_not_empty(answers):
    assert [address for address, answer in answers.items() if not answer.body] == []


def test_fragments_lead_to_something_on_the_page(answers):
    fragments = {
        urldefrag(target)
        for answer in answers.values()
        for target in answer.targets
        if urldefrag(target).fragment
    }
    assert len(fragments) > 20
    missing = [
        target.geturl()
        for target in fragments
        if answers[target.url].is_page and not answers[target.url].html.find(id=unquote(target.fragment))
    ]
    assert missing == []


def test_nothing_is_loaded_from_another_site(pages):
    loading = "script[src], img[src], iframe[src], source[src], link[rel=stylesheet], link[rel=preload]"
    foreign = faults(
        pages,
        lambda page: [
            tag for tag in page.select(loading) if urlsplit(tag.get("src") or tag.get("href")).netloc
        ],
    )
    assert foreign == {}


def test_nothing_is_styled_or_scripted_inline(pages):
    assert faults(pages, lambda page: page.select("style, script:not([src]), [style], [onclick]")) == {}


def test_every_page_has_one_first_heading_with_words(pages):
    assert len(pages) > 40
    assert (
        faults(pages, lambda page: [len(page.find_all("h1"))] if len(page.find_all("h1")) != 1 else []) == {}
    )
    assert faults(pages, lambda page: [h1 for h1 in page.find_all("h1") if not h1.get_text(strip=True)]) == {}


def test_heading_levels_never_skip(pages):
    def skipping(page):
        levels = [int(heading.name[1]) for heading in page.find_all(["h1", "h2", "h3", "h4", "h5", "h6"])]
        return [pair for pair in zip([0, *levels], levels, strict=False) if pair[1] > pair[0] + 1]

    assert faults(pages, skipping) == {}


def test_no_heading_is_empty(pages):
    assert (
        faults(pages, lambda page: [h for h in page.select("h2, h3, h4") if not h.get_text(strip=True)]) == {}
    )


def test_ids_are_unique_on_a_page(pages):
    def twins(page):
        counts = Counter(tag["id"] for tag in page.find_all(id=True))
        return [key for key, count in counts.items() if count > 1]

    assert faults(pages, twins) == {}


def test_attributes_point_at_ids_that_exist(pages):
    def dangling(page):
        ids = {tag["id"] for tag in page.find_all(id=True)}
        values = [tag[name] for name in POINTING for tag in page.find_all(attrs={name: True})]
        named = [key for value in values for key in (value.split() if isinstance(value, str) else value)]
        return sorted(set(named) - ids)

    assert faults(pages, dangling) == {}


def test_every_navigation_and_region_says_what_it_is(pages):
    assert all(page.select("nav") for page in pages.values())
    assert faults(pages, lambda page: [tag for tag in page.select(LABELLED) if not has_name(page, tag)]) == {}


def test_navigations_of_a_page_have_names_of_their_own(pages):
    def twins(page):
        names = Counter(
            nav.get("aria-label") or page.find(id=nav["aria-labelledby"]).get_text(strip=True)
            for nav in page.find_all("nav")
        )
        return [name for name, count in names.items() if count > 1]

    assert faults(pages, twins) == {}


def test_every_form_control_has_a_label(pages):
    assert (
        faults(pages, lambda page: [tag for tag in page.select(CONTROLS) if not has_label(page, tag)]) == {}
    )


def test_every_link_and_button_has_words(pages):
    def wordless(page):
        return [
            tag
            for tag in page.select("a[href], button")
            if not (tag.get_text(strip=True) or has_name(page, tag) or tag.select("img[alt]:not([alt=''])"))
        ]

    assert faults(pages, wordless) == {}


def test_every_picture_has_alternative_text(pages):
    assert faults(pages, lambda page: [img for img in page.find_all("img") if img.get("alt") is None]) == {}


def test_every_drawing_is_named_or_hidden(pages):
    def bare(page):
        return [
            svg
            for svg in page.find_all("svg")
            if svg.get("aria-hidden") != "true" and not has_name(page, svg)
        ]

    assert any(page.find("svg") for page in pages.values())
    assert faults(pages, bare) == {}


def test_every_page_is_in_the_language_of_its_address(pages):
    codes = {code: "zh-Hans" if code == "zh-hans" else code for code, _name in settings.LANGUAGES}
    wrong = {
        address: page.html.get("lang")
        for address, page in pages.items()
        if page.html.get("lang") != codes[address.split("/")[1]]
    }
    assert wrong == {}


def test_no_two_pages_have_the_same_title(pages):
    titles = Counter(
        (page.html["lang"], page.title.get_text(strip=True))
        for address, page in pages.items()
        if "?" not in address
    )
    assert [title for title, count in titles.items() if count > 1] == []
    assert all(titles)


def test_descriptions_are_there_and_differ(pages):
    told = Counter(
        tag["content"].strip() for page in pages.values() for tag in page.select("meta[name=description]")
    )
    assert [text for text, count in told.items() if count > 1 or not text] == []
    assert len(told) > 30
    undescribed = {address for address, page in pages.items() if not page.select("meta[name=description]")}
    assert [address for address in undescribed if "?" not in address and "/a-z/" not in address] == []


def test_every_page_says_its_own_address(pages):
    root = Site.objects.get(is_default_site=True).root_url
    wrong = {
        address: found
        for address, page in pages.items()
        if "?" not in address
        and (found := [link["href"] for link in page.select("link[rel=canonical]")]) != [root + address]
    }
    assert wrong == {}


def test_lists_hold_only_items(pages):
    def strays(page):
        return [
            child
            for ul in page.select("ul, ol")
            for child in ul.find_all(recursive=False)
            if child.name != "li"
        ]

    assert faults(pages, strays) == {}


def test_links_are_not_nested(pages):
    assert faults(pages, lambda page: page.select("a a, a button, button a")) == {}
    assert faults(pages, lambda page: page.select("main a:not([href])")) == {}


# What Python and the texts of the starter content are written with; a sentence may begin with “None of”.
MARKS = re.compile(r"\b(?:None\b(?! of)|(?:profile|chain):\w\S*)")


def test_no_page_shows_traces_of_its_making(pages):
    traces = ("{{", "{%", "[[", "]]", "](", "+++", "<QuerySet")

    def left(page):
        words = page.body.get_text(" ", strip=True)
        return [trace for trace in traces if trace in words] + MARKS.findall(words)

    assert faults(pages, left) == {}
