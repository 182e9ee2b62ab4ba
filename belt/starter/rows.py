"""The rows of pages, made from the records of their files."""

from collections.abc import Iterable
from typing import Any, Protocol, TypeVar

from wagtail.models import Locale, Orderable

from belt.models import BeltStation
from belt.starter.markdown import Addresses, inline
from entities.models import (
    ChainLink,
    EditorialNote,
    EntityName,
    EntityPage,
    EntityRelation,
    IndustryChain,
    Source,
)
from visits.models import InspectionReportPage, VisitStop

Row = TypeVar("Row", bound=Orderable)


class Known(Addresses, Protocol):
    """What is loaded already, by slug."""

    entities: dict[str, EntityPage]
    chains: dict[str, IndustryChain]
    locale: Locale


def profile_rows(page: EntityPage, data: dict[str, Any], known: Known) -> None:
    """Give a profile its place, names, relations, chains, sources and notes."""
    page.located_in = known.entities[data["located_in"]] if data.get("located_in") else None
    page.names = _numbered(
        EntityName(
            text=name["text"],
            name_type=name["type"],
            language=name["language"],
            script=name["script"],
            doubtful=name.get("doubtful", False),
        )
        for name in data.get("names", [])
    )
    page.relations = _numbered(
        EntityRelation(**(relation | {"target": known.entities[relation["target"]]}))
        for relation in data.get("relation", [])
    )
    _shared_rows(page, data, known)


def report_rows(page: InspectionReportPage, data: dict[str, Any], known: Known) -> None:
    """Give a report its delegation, stops, chains, sources and notes."""
    page.delegation = known.entities[data["delegation"]]
    page.stops = _numbered(_stop(stop, page, known) for stop in data["stop"])
    _shared_rows(page, data, known)


def stations(data: list[dict[str, Any]], known: Known) -> list[BeltStation]:
    """The stations of the line."""
    return _numbered(
        BeltStation(
            place=known.entities[station["place"]], remark=station.get("remark", ""), locale=known.locale
        )
        for station in data
    )


def _stop(data: dict[str, Any], page: InspectionReportPage, known: Known) -> VisitStop:
    return VisitStop(
        entity=known.entities[data["entity"]],
        activity=data["activity"],
        date=data.get("date", ""),
        observation=inline(data.get("observation", ""), known),
        evidence=data["evidence"],
        evidence_sentence=data.get("evidence_sentence", ""),
        locale=page.locale,
    )


def _shared_rows(page: EntityPage | InspectionReportPage, data: dict[str, Any], known: Known) -> None:
    page.chain_links = [
        ChainLink(
            tag=known.chains[link["chain"]], stage=link.get("stage", "unspecified"), evidence=link["evidence"]
        )
        for link in data.get("link", [])
    ]
    page.sources = _numbered(Source(**source, locale=page.locale) for source in data.get("source", []))
    page.editorial_notes = _numbered(
        EditorialNote(**note, locale=page.locale) for note in data.get("note", [])
    )


def _numbered(rows: Iterable[Row]) -> list[Row]:
    """The rows, each knowing its place in the order of its file."""
    numbered = list(rows)
    for position, row in enumerate(numbered):
        row.sort_order = position
    return numbered
