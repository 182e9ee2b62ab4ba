"""Atom feeds of a chain: the reports that touched it."""

from visits.feeds import ReportFeed


class ChainFeed(ReportFeed):
    """The newest reports of one chain and its sub-chains."""

    def __init__(self, page, chain) -> None:
        super().__init__(page)
        self.chain = chain

    def title(self) -> str:
        return self.chain.label

    def subtitle(self) -> str:
        return self.chain.label_definition

    def link(self) -> str:
        return self.page.directory.url(self.chain)

    def feed_url(self) -> str:
        return f"{self.link()}feed/"

    def items(self):
        return self.page.reports_of(self.chain).for_cards()[: self.length]
