"""Atom feeds of a chain (the reports that touched it) and of any selection of the explorer."""

from django.utils.html import escape

from belt.explorer.exports import pages_of
from belt.explorer.sentence import sentence
from entities.templatetags.entities_tags import colon
from visits.feeds import ReportFeed


class ChainFeed(ReportFeed):
    """The newest reports of one chain and its sub-chains."""

    def __init__(self, page, chain) -> None:
        super().__init__(page)
        self.chain = chain

    def heading(self) -> str:
        return self.chain.label

    def subtitle(self) -> str:
        return self.chain.label_definition

    def link(self) -> str:
        return self.page.directory.url(self.chain)

    def feed_url(self) -> str:
        return f"{self.link()}feed/"

    def items(self):
        return self.page.reports_of(self.chain).for_feed()[: self.length]


class SelectionFeed(ReportFeed):
    """The newest results of a selection, reports and profiles alike."""

    def __init__(self, page, results) -> None:
        super().__init__(page)
        self.results = results

    def heading(self) -> str:
        return f"{self.page.title}{colon()}{sentence(self.results)}"

    def link(self) -> str:
        return self.page.url + self.results.selection.at(1).query()

    def feed_url(self) -> str:
        return f"{self.page.url}feed/{self.results.selection.at(1).query()}"

    def items(self):
        return list(pages_of(self.results.newest_keys()[: self.length]))

    def item_description(self, item) -> str:
        return escape(item.standfirst if hasattr(item, "standfirst") else item.summary)
