"""The list of a selection as data: CSV for spreadsheets, JSON for programs."""

import csv
import json
from collections.abc import Iterable, Iterator
from typing import Any

from django.http import HttpRequest, StreamingHttpResponse
from django.utils.encoding import iri_to_uri

from entities.languages import language_tag, reader_language
from entities.models import EntityPage
from entities.spreadsheets import as_cell
from visits.models import InspectionReportPage

COLUMNS = (
    "id",
    "type",
    "language",
    "title",
    "chinese_name",
    "kind",
    "kind_label",
    "place",
    "date",
    "chains",
    "chain_labels",
    "summary",
    "verification",
    "verification_label",
    "url",
    # Further columns stand last, so that those who count columns find the others where they were.
    "chinese_name_doubtful",
    "name_beside",
    "name_beside_language",
)
AT_A_TIME = 200


class _Echo:
    """A file that hands back what is written to it."""

    def write(self, line: str) -> str:
        return line


def rows_of(keys: Iterable[int], origin: str, language: str) -> Iterator[dict[str, Any]]:
    """A row for each page, in order; ``language`` (a tag) is that of all of them."""
    for page in pages_of(keys):
        row = _profile_row if isinstance(page, EntityPage) else _report_row
        yield row(page, origin) | {"language": language}


def pages_of(keys: Iterable[int]) -> Iterator[Any]:
    """The public pages with these keys as cards, in order; a fixed number of queries for ``AT_A_TIME``."""
    ordered = list(keys)
    for start in range(0, len(ordered), AT_A_TIME):
        some = ordered[start : start + AT_A_TIME]
        profiles = EntityPage.objects.cards(some)
        reports = InspectionReportPage.objects.listed().filter(pk__in=some).for_cards().in_bulk()
        for key in some:
            if key in profiles or key in reports:
                yield profiles.get(key) or reports[key]


def as_csv(keys: Iterable[int], request: HttpRequest) -> StreamingHttpResponse:
    """Comma-separated, UTF-8 with the mark that spreadsheets look for."""
    writer, language = csv.writer(_Echo()), language_tag(reader_language())

    def lines() -> Iterator[str]:
        yield "\ufeff" + str(writer.writerow(COLUMNS))
        for row in rows_of(keys, _origin(request), language):
            yield str(writer.writerow([_cell(row[column]) for column in COLUMNS]))

    return _download(lines(), "text/csv; charset=utf-8", f"la-cintura-{language}.csv")


def as_json(keys: Iterable[int], request: HttpRequest) -> StreamingHttpResponse:
    """One object with its language and the list of results."""
    language = language_tag(reader_language())

    def pieces() -> Iterator[str]:
        yield f'{{"language": "{language}", "results": ['
        for number, row in enumerate(rows_of(keys, _origin(request), language)):
            yield ("," if number else "") + "\n" + json.dumps(row, ensure_ascii=False)
        yield "\n]}\n"

    return _download(pieces(), "application/json", f"la-cintura-{language}.json")


def _profile_row(page: EntityPage, origin: str) -> dict[str, Any]:
    name, beside = page.chinese_name, page.name_beside
    return {
        "id": page.pk,
        "type": "profile",
        "title": page.title,
        "chinese_name": name.text if name else "",
        "kind": page.kind,
        "kind_label": page.get_kind_display(),
        "place": page.place.title if page.place else "",
        "date": "",
        **_chains(page),
        "summary": page.summary,
        "verification": page.verification,
        "verification_label": page.get_verification_display(),
        "url": origin + iri_to_uri(page.url or ""),
        "chinese_name_doubtful": bool(name and name.doubtful),
        "name_beside": beside.text if beside else "",
        "name_beside_language": beside.html_lang if beside else "",
    }


def _report_row(page: InspectionReportPage, origin: str) -> dict[str, Any]:
    return {
        "id": page.pk,
        "type": "report",
        "title": page.title,
        "chinese_name": "",
        "kind": "",
        "kind_label": "",
        "place": "; ".join(page.place_titles),
        "date": page.start_date,
        **_chains(page),
        "summary": page.standfirst,
        "verification": "",
        "verification_label": "",
        "url": origin + iri_to_uri(page.url or ""),
        "chinese_name_doubtful": False,
        "name_beside": "",
        "name_beside_language": "",
    }


def _chains(page: Any) -> dict[str, list[str]]:
    chains = page.card_chains
    return {"chains": [chain.slug for chain in chains], "chain_labels": [chain.label for chain in chains]}


def _cell(value: Any) -> str:
    if isinstance(value, bool):
        return json.dumps(value)
    return as_cell("; ".join(value) if isinstance(value, list) else value)


def _origin(request: HttpRequest) -> str:
    return f"{request.scheme}://{request.get_host()}"


def _download(pieces: Iterator[str], content_type: str, name: str) -> StreamingHttpResponse:
    response = StreamingHttpResponse(pieces, content_type=content_type)
    response["Content-Disposition"] = f'attachment; filename="{name}"'
    response["X-Robots-Tag"] = "noindex"
    return response


EXPORTS = {"csv": as_csv, "json": as_json}
