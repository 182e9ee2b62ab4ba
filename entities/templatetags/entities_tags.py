"""Template tags about profiles and their texts."""

import datetime as dt
from collections.abc import Mapping
from typing import Any

from django import template
from django.template.loader import render_to_string
from django.utils.formats import date_format, number_format
from django.utils.html import conditional_escape, format_html
from django.utils.safestring import SafeString, mark_safe
from django.utils.translation import get_language, override, pgettext
from django.utils.translation import gettext as _
from wagtail.blocks import StreamValue
from wagtail.models import Page
from wagtail.templatetags.wagtailcore_tags import richtext

from entities.dates import PartialDate
from entities.foreign_runs import marked_runs
from entities.languages import (
    before_brackets,
    foreign_language,
    in_words,
    language_tag,
    page_language,
    reader_language,
)
from entities.models import AnnotatedPage, EntityPage, IndustryChain
from entities.prose import (
    blocks_apart_from_profiles,
    blocks_of_words,
    embedded_keys,
    heading_ids,
    led_on,
    resolved_links,
)
from entities.remarks.marking import marked

register = template.Library()
register.simple_tag(before_brackets)
register.filter(in_words)

PRINTED_LEVELS = {"h2": "h4", "h3": "h5"}


@register.simple_tag(takes_context=True)
def prose(context: template.Context, stream: StreamValue) -> SafeString:
    """Render a page's text with what its ``get_context()`` has read; it causes no query."""
    ids = heading_ids(stream)
    surroundings: dict[str, Any] = context.flatten()  # type: ignore[assignment]
    addresses = surroundings.get("link_addresses", {})
    with resolved_links(addresses):
        parts = {
            position: marked(
                led_on(block.render(surroundings | {"heading_id": ids.get(block.id, "")}), addresses)
            )
            for position, block in blocks_apart_from_profiles(stream)
        }
        cards = surroundings.get("embedded_profiles", {})
        for position, key in embedded_keys(stream).items():
            card = surroundings | {"profile": cards.get(key)}
            parts[position] = render_to_string("entities/blocks/profile.html", card)
    return mark_safe("\n".join(parts[position] for position in sorted(parts)))


@register.simple_tag(takes_context=True)
def printed_prose(context: template.Context, page: AnnotatedPage) -> SafeString:
    """The words of another page, printed within this one: no pictures, no cards, no anchors.

    Its headings stand below the fourth level; its notes name the page. It causes no query
    where the page was read with ``for_dossier()`` and its notes with it.
    """
    surroundings: dict[str, Any] = context.flatten()  # type: ignore[assignment]
    surroundings = surroundings | page.notes_to_show() | {"within": page.title}
    addresses = surroundings.get("link_addresses", {})
    with resolved_links(addresses), override(page_language(page)):
        return mark_safe(
            "\n".join(
                led_on(
                    block.render(surroundings | {"heading_tag": PRINTED_LEVELS.get(_level(block), "")}),
                    addresses,
                )
                for block in blocks_of_words(page.body)
            )
        )


@register.simple_tag(takes_context=True)
def rich_text(context: template.Context, stored: str, language: str = "") -> SafeString:
    """Render a rich text of a row with the ``link_addresses`` of its page; it causes no query.

    ``language`` (a code) is that of the row's own page, where it may be another than the reader's.
    """
    addresses = context.get("link_addresses") or {}
    with resolved_links(addresses):
        html = marked(with_languages(led_on(richtext(stored), addresses), language))
    if not language or language == reader_language():
        return html
    return format_html('<div lang="{}">{}</div>', language_tag(language), html)


@register.filter
def with_languages(text: Any, language: str = "") -> SafeString:
    """A text, or safe HTML, in which runs in another language say so.

    ``language`` (a code) is that of the text, where it is another than the reader's.
    """
    return mark_safe(marked_runs(str(conditional_escape(text)), language or reader_language()))


@register.filter
def with_names(text: Any, languages: Mapping[str, str]) -> SafeString:
    """The same of a text that holds names in other languages: by name the language (a code)."""
    names = {str(conditional_escape(name)): language_tag(code) for name, code in languages.items()}
    return mark_safe(marked_runs(str(conditional_escape(text)), reader_language(), names))


@register.filter
def written_in(text: str, language: str) -> SafeString:
    """A text in a language (a code), marked where that is not the reader's."""
    written = with_languages(text, language)
    if language == reader_language():
        return written
    return format_html('<span lang="{}">{}</span>', language_tag(language), written)


@register.filter
def labelled(named: Any) -> SafeString:
    """The ``label`` of a chain or a place, marked where readers have it in another language only."""
    return written_in(named.label, named.label_language)


@register.filter
def defined(chain: IndustryChain) -> SafeString:
    """The definition of a chain, marked where readers have it in another language only."""
    return written_in(chain.label_definition, chain.definition_language)


@register.filter
def titled(page: Page) -> SafeString:
    """The title of a page; of one that readers have in another language only, marked and said so."""
    return titled_in(page.title, foreign_language(page))


@register.filter
def short_titled(profile: EntityPage) -> SafeString:
    """The same with the short name of a profile that has one."""
    return titled_in(profile.short_title, foreign_language(profile))


@register.filter
def titled_in(title: str, language: str) -> SafeString:
    """A title in another language (a code) than the reader's, marked and said so; in theirs for no code."""
    if not language:
        return with_languages(title)
    told = written_in(title, language), before_brackets(), in_words(language)
    return format_html('{}{}<span class="foreign">{}</span>', *told)


@register.filter
def summarised(profile: EntityPage) -> SafeString:
    """The sentence of a profile for cards, which ``lang_if_foreign`` marks around it."""
    return with_languages(profile.summary, page_language(profile))


@register.filter
def lang_if_foreign(page: Page) -> SafeString:
    """The attribute around texts of a page that readers have in another language only."""
    return lang(foreign_language(page))


@register.filter
def lang(language: str) -> SafeString:
    """The attribute around texts in another language (a code) than the reader's; nothing if that is empty."""
    return format_html(' lang="{}"', language_tag(language)) if language else SafeString()


@register.filter
def standfirst(text: str) -> SafeString:
    """The sentence under a title, as ``with_languages`` writes it, with what a preview marks in it."""
    return marked(with_languages(text))


def _level(block: StreamValue.StreamChild) -> str:
    return block.value["level"] if block.block_type == "heading" else ""


@register.simple_tag
def comma() -> str:
    """What stands between the parts of a list, as the language writes it."""
    return pgettext("between the parts of a list", ", ")


@register.simple_tag
def pause() -> str:
    """What stands between two things told of one."""
    return pgettext("between two things told of one", ", ")


@register.simple_tag
def colon() -> str:
    """What stands between a label and what it announces."""
    return pgettext("after a label", ": ")


@register.simple_tag
def full_stop() -> str:
    """What stands between a sentence and the next one."""
    return pgettext("after a sentence", ". ")


@register.simple_tag
def leading_on() -> str:
    """What stands between words and what they lead on to, as the language writes it."""
    return pgettext("between words and what they lead on to", " ")


@register.filter
def bracketed(text: Any) -> SafeString:
    """A text, or safe HTML, in the brackets of the language, with what parts them from the words before."""
    return mark_safe(pgettext("an addition", " (%(text)s)") % {"text": conditional_escape(text)})


@register.filter
def figure(value: float | None) -> str:
    """A number with its decimals, if any, and its thousands as the language groups them; "–" for none."""
    if value is None:
        return "–"
    return number_format(int(value) if value == int(value) else value, force_grouping=True)


@register.filter(expects_localtime=True)
def day(value: dt.date | None) -> str:
    """Print a day in the reader's language: "12 giugno 2025"."""
    return _printed(value, "DATE_FORMAT") if value else ""


@register.filter
def partial_date(text: str) -> str:
    """Print a partial date in the reader's language: "12 giugno 2025", "giugno 2025", "2025"."""
    try:
        date = PartialDate.parse(text)
    except (TypeError, ValueError):
        return _("date unknown")
    if date.month is None:
        return pgettext("a date", "%(year)d") % {"year": date.year}
    return _printed(date.first_day(), "DATE_FORMAT" if date.day else "YEAR_MONTH_FORMAT")


@register.simple_tag
def days(start: str, end: str) -> str:
    """Print the first and the last of some days (partial dates), or the one there is: "9–11 giugno 2025"."""
    if not end or end == start:
        return partial_date(start)
    first, last = PartialDate.parse(start), PartialDate.parse(end)
    if first.day and last.day and (first.year, first.month) == (last.year, last.month):
        shapes = pgettext("first of some days of one month", "j"), pgettext("last of them", "j F Y")
        return pgettext("between days of one month", "–").join(_printed_both(first, last, shapes))
    told = partial_date(start), partial_date(end)
    if first.year == last.year and first.month and last.month and bool(first.day) == bool(last.day):
        told = _printed_both(first, last, _shapes_within_a_year(bool(first.day)))
    return pgettext("from one date to another", "%(start)s – %(end)s") % {"start": told[0], "end": told[1]}


def _shapes_within_a_year(are_days: bool) -> tuple[str, str]:
    """How two dates in different months of one year are written, which is said once."""
    if are_days:
        return pgettext("first of some days of one year", "j F"), pgettext(
            "last of some days of one year", "j F Y"
        )
    return pgettext("first of some months of one year", "F"), pgettext(
        "last of some months of one year", "F Y"
    )


def _printed_both(first: PartialDate, last: PartialDate, shapes: tuple[str, str]) -> tuple[str, str]:
    return _printed(first.first_day(), shapes[0]), _printed(last.first_day(), shapes[1])


def _printed(date: dt.date, shape: str) -> str:
    printed = date_format(date, shape)
    # Django capitalises the months of a language that does not.
    return printed.lower() if get_language() == "it" else printed
