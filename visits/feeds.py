"""Atom feeds of inspection reports."""

from collections.abc import Iterable
from typing import Any

from django.contrib.syndication.views import Feed
from django.utils.feedgenerator import Atom1Feed
from django.utils.html import escape
from django.utils.translation import gettext as _

from entities.languages import language_tag, name_of_site, reader_language
from entities.templatetags.entities_tags import day


class ReportFeed(Feed):
    """The newest reports of a section; other feeds of reports extend it."""

    feed_type = Atom1Feed
    length = 50

    def __init__(self, page: Any) -> None:
        """``page`` lists ``reports()`` and knows its ``feed_url``."""
        self.page = page
        # Of its texts, which is that of its address.
        self.language = language_tag(reader_language())

    def title(self) -> str:
        """As a feed reader lists it among those of other sites; ``heading()`` says what is in it."""
        return f"{self.heading()} · {self.author_name()}"

    def heading(self) -> str:
        return str(self.page.title)

    def subtitle(self) -> str:
        return str(self.page.introduction_in_words)

    def author_name(self) -> str:
        """The site: Atom asks for an author, and the texts name none."""
        return name_of_site(self.page.get_site(), self.page.get_parent())

    def link(self) -> str:
        return self.page.url

    def feed_url(self) -> str:
        return self.page.feed_url

    def items(self) -> Iterable[Any]:
        return self.page.reports().for_feed()[: self.length]

    def item_title(self, item) -> str:
        return item.title

    def item_description(self, item) -> str:
        # Atom's summaries are HTML.
        told: str = escape(item.standfirst)
        for change in item.change_notes.all()[:1]:
            corrected = _("Corrected on %(when)s") % {"when": day(change.date)}
            told = f"<p>{told}</p><p>{corrected}: {escape(change.text)}</p>"
        return told

    def item_link(self, item) -> str:
        return item.url

    def item_pubdate(self, item):
        return item.first_published_at

    def item_updateddate(self, item):
        return item.last_published_at

    def item_categories(self, item) -> list[str]:
        return [chain.label for chain in item.card_chains]
