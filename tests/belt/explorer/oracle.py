"""What a selection should give, worked out page by page in the plainest way."""

from entities.models import EntityPage, IndustryChain
from entities.words import index_text, query_terms
from visits.models import InspectionReportPage


class Oracle:
    """All pages the public may see, each asked for its own values; knows nothing of sets."""

    def __init__(self) -> None:
        self.profiles = {page.pk: page for page in EntityPage.objects.live().public()}
        self.reports = {page.pk: page for page in InspectionReportPage.objects.live().public()}
        self.values = {key: self._of_profile(page) for key, page in self.profiles.items()}
        self.values |= {key: self._of_report(page) for key, page in self.reports.items()}

    def fitting(self, pairs: list[tuple[str, str]]) -> set[int]:
        """The keys of the pages that have, for every facet named, one of its values; and the words."""
        wanted: dict[str, set[str]] = {}
        for facet, value in pairs:
            wanted.setdefault(facet, set()).add(value)
        questions = wanted.pop("q", set())
        return {
            key
            for key, values in self.values.items()
            if all(values[facet] & chosen for facet, chosen in wanted.items())
            and all(self._says(key, question) for question in questions)
        }

    def _says(self, key: int, question: str) -> bool:
        page = self.profiles.get(key) or self.reports[key]
        held = set(index_text(page.search_names(), page.search_texts(), "it").split())
        return all(held.intersection(terms) for terms in query_terms(question, "it"))

    def _of_profile(self, page: EntityPage) -> dict[str, set[str]]:
        years = {
            report.start_date[:4]
            for report in self.reports.values()
            if report.start_date and page.pk in {stop.entity_id for stop in report.stops.all()}
        }
        return {
            "type": {"profile"},
            "kind": {page.kind},
            "status": {page.verification},
            "place": self._places(page),
            "chain": self._chains(page),
            "year": years,
        }

    def _of_report(self, page: InspectionReportPage) -> dict[str, set[str]]:
        stops = page.stops.values_list("entity", flat=True)
        visited = [self.profiles[key] for key in stops if key in self.profiles]
        return {
            "type": {"report"},
            "kind": set(),
            "status": set(),
            "place": set().union(*map(self._places, visited)),
            "chain": set().union(self._chains(page), *map(self._chains, visited)),
            "year": {page.start_date[:4]} if page.start_date else set(),
        }

    def _places(self, page: EntityPage) -> set[str]:
        found = {page.slug} if page.is_place else set()
        place = page.located_in
        while place is not None:
            found |= {place.slug} if place.pk in self.profiles else set()
            place = place.located_in
        return found

    def _chains(self, page: EntityPage | InspectionReportPage) -> set[str]:
        found = set()
        for link in page.chain_links.all():
            chain: IndustryChain | None = link.tag
            met = set()
            while chain is not None and chain not in met:
                if chain.merged_into is None:
                    met.add(chain)
                chain = chain.merged_into or chain.parent
            found |= {chain.slug for chain in met if chain.definition}
        return found
