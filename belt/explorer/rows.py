"""What the index of facets is made of, read from the database in four queries."""

from collections import Counter, defaultdict
from collections.abc import Callable, Iterable
from dataclasses import dataclass
from datetime import UTC, datetime
from typing import Any, NamedTuple

from django.conf import settings
from django.db.models import Exists, F, OuterRef
from wagtail.models import Page

from entities.enums import EntityKind
from entities.languages import preferred
from entities.listed_querysets import listed_pages
from entities.models import ChainLink
from entities.trees import Tree
from visits.models import VisitStop

REPORT, PROFILE = "report", "profile"
Row = dict[str, Any]
# For pages that came to be published in no ordinary way.
LONG_AGO = datetime(1, 1, 1, tzinfo=UTC)


@dataclass(frozen=True, slots=True)
class Document:
    """A public report or profile, as far as browsing needs it."""

    key: int
    type: str
    title: str
    published: datetime


@dataclass(frozen=True, slots=True)
class Place:
    """A place as an option: the key, title, language (code) and kind of the page that readers are led to."""

    key: int
    title: str
    language: str
    kind: str

    @property
    def label(self) -> str:
        """What readers see of it."""
        return self.title

    @property
    def label_language(self) -> str:
        """The language in which ``label`` is written."""
        return self.language


class Link(NamedTuple):
    """A page's link to a chain (key)."""

    tag: int
    stage: str
    evidence: str


def page_rows() -> list[Row]:
    """The profiles and reports of all languages, public (``is_listed``) or not."""
    pages = Page.objects.exclude(entitypage=None, inspectionreportpage=None).order_by("pk")
    return list(
        pages.annotate(is_listed=Exists(listed_pages().filter(pk=OuterRef("pk")))).values(
            "pk",
            "title",
            "slug",
            "translation_key",
            "first_published_at",
            "is_listed",
            of_language=F("locale"),
            language=F("locale__language_code"),
            kind=F("entitypage__kind"),
            verification=F("entitypage__verification"),
            inside=F("entitypage__located_in__translation_key"),
            merged_into=F("entitypage__merged_into__slug"),
            start_date=F("inspectionreportpage__start_date"),
        )
    )


def is_public(row: Row, locale_id: int) -> bool:
    """Whether readers of a language may see the page."""
    return bool(row["is_listed"]) and row["of_language"] == locale_id


def only_elsewhere(rows: list[Row], public: list[Row]) -> Counter[str]:
    """Of the reports and of the profiles how many other languages have in public and not this one.

    ``public`` are the pages of this language, out of ``rows``.
    """
    here = {row["translation_key"] for row in public}
    lacking = {
        row["translation_key"]: REPORT if row["kind"] is None else PROFILE
        for row in rows
        if row["is_listed"] and row["translation_key"] not in here
    }
    return Counter(lacking.values())


def shown_to(rows: list[Row], language: str) -> list[Row]:
    """Of the pages in public each once: the version that readers of a language (code) are led to."""
    rank = {code: place for place, code in enumerate(preferred(language))}
    public = sorted((row for row in rows if row["is_listed"]), key=lambda row: rank[row["language"]])
    shown: dict[Any, Row] = {}
    for row in public:
        shown.setdefault(row["translation_key"], row)
    return list(shown.values())


def document(row: Row, kind: str) -> Document:
    """A row as the index keeps it."""
    return Document(row["pk"], kind, row["title"], row["first_published_at"] or LONG_AGO)


def links_by_page(pages: Iterable[int]) -> dict[int, list[Link]]:
    """The links of pages (keys) to chains, in the editors' order."""
    links: dict[int, list[Link]] = {page: [] for page in pages}
    rows = ChainLink.objects.order_by("pk").values_list("content_object", "tag", "stage", "evidence")
    for page, *link in rows if links else ():
        if page in links:
            links[page].append(Link(*link))
    return links


def visited_by_report(reports: Iterable[int], profiles: Iterable[Row]) -> dict[int, list[int]]:
    """Of the profiles that readers are led to those (keys) at which each report stops, in order."""
    by_translation = {row["translation_key"]: row["pk"] for row in profiles}
    known, visited = set(reports), defaultdict(list)
    rows = VisitStop.objects.values_list("report", "entity__translation_key")
    for report, translation in rows if known else ():
        entity = by_translation.get(translation)
        if report in known and entity is not None:
            visited[report].append(entity)
    return visited


def merged_places(rows: list[Row]) -> dict[str, str]:
    """By the value of a place that was merged into another one, the value of that."""
    own = (row for row in rows if row["language"] == settings.LANGUAGE_CODE)
    return {row["slug"]: row["merged_into"] for row in own if row["merged_into"]}


def places_of(rows: list[Row], shown: list[Row]) -> tuple[dict[str, Place], Callable[[Row], list[str]]]:
    """The places readers are led to, by the value that addresses use for them, and which of them a profile
    lies in.

    ``shown`` are those of ``rows`` that ``shown_to()`` readers. A place the public may not see is no value,
    but parts nothing.
    """
    places = [row for row in rows if row["kind"] in EntityKind.places()]
    public = {row["translation_key"]: row for row in shown if row["kind"] in EntityKind.places()}
    tree = Tree((row["translation_key"], row["inside"]) for row in [*places, *public.values()])
    # Parameters are the same in every language: the slugs of the site's first one.
    slugs: Row = {
        row["translation_key"]: row["slug"] for row in places if row["language"] == settings.LANGUAGE_CODE
    }
    value: Row = {key: slugs.get(key, row["slug"]) for key, row in public.items()}

    def above(profile: Row) -> list[str]:
        inside = profile["inside"]
        keys = [profile["translation_key"], *([inside, *tree.above(inside)] if inside else [])]
        return [value[key] for key in dict.fromkeys(keys) if key in value]

    found = {
        value[key]: Place(row["pk"], row["title"], row["language"], row["kind"])
        for key, row in public.items()
    }
    return found, above
