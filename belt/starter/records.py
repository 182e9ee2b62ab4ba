"""The shape of every record in the content files: its keys, their types, their allowed values."""

from collections.abc import Callable, Iterable
from dataclasses import dataclass
from decimal import Decimal
from math import isfinite
from typing import Any

from django.core.exceptions import ValidationError
from django.core.validators import URLValidator
from wagtail.models import Page

from belt.models import BeltStation, HomePage
from belt.starter.problems import Problems
from entities.dates import PartialDate
from entities.enums import EntityKind, Evidence, NameType, NoteKind, RelationKind, Script, Stage, Verification
from entities.languages import site_languages
from entities.models import EditorialNote, EntityName, EntityPage, EntityRelation, IndustryChain, Source
from entities.models.chains import HUES
from visits.enums import Activity, ReceivedState, StopEvidence
from visits.models import InspectionReportPage


@dataclass(frozen=True)
class Key:
    """One key: ``check`` gives a sentence about a bad value, or nothing."""

    type: type | tuple[type, ...] = str
    required: bool = True
    choices: tuple[str, ...] = ()
    longest: int = 0
    check: Callable[[Any], str] | None = None
    # The kind of the records in a list, where it is not its name.
    rows: str = ""


def _partial_date(text: str) -> str:
    try:
        PartialDate.parse(text) if text else None
    except ValueError:
        return "is not a date such as 2025-06-12, 2025-06 or 2025"
    return ""


def _within(low: float, high: float) -> Callable[[float], str]:
    return lambda value: (
        "" if isfinite(value) and low <= value <= high else f"is not between {low:g} and {high:g}"
    )


def _web_address(text: str) -> str:
    try:
        URLValidator(schemes=["http", "https"])(text) if text else None
    except ValidationError:
        return "is no address of the web"
    return ""


def _slug(text: str) -> str:
    plain = text.isascii() and text == text.lower() and text.replace("-", "").isalnum()
    return "" if plain else "is not a slug of small letters, digits and hyphens"


def _choice(values: Iterable[str]) -> Key:
    return Key(choices=tuple(values))


def _column(model: Any, name: str, **rest: Any) -> Key:
    """The text of a column, as long as the column takes."""
    return Key(longest=model._meta.get_field(name).max_length, **rest)


def _translated_rows(*names: str) -> dict[str, Key]:
    return {name: Key(list, required=False, rows=f"translated {name}") for name in names}


NUMBER = (int, Decimal)
LANGUAGES = tuple(code for code, _name in site_languages())
OPTIONAL = Key(required=False)
DATE = Key(required=False, check=_partial_date)

RECORDS: dict[str, dict[str, Key]] = {
    "chain": {
        "slug": _column(IndustryChain, "slug", check=_slug),
        "name": _column(IndustryChain, "name"),
        "definition": Key(),
        "hue": Key(int, check=_within(1, HUES)),
        "parent": OPTIONAL,
        "translations": Key(dict, required=False),
    },
    "profile": {
        "title": _column(Page, "title"),
        "kind": _choice(EntityKind.values),
        "summary": _column(EntityPage, "summary"),
        "located_in": OPTIONAL,
        "latitude": Key(NUMBER, required=False, check=_within(-90, 90)),
        "longitude": Key(NUMBER, required=False, check=_within(-180, 180)),
        "verification": _choice([Verification.STUB.value, Verification.RECEIVED.value]),
        "names": Key(list, required=False),
        "link": Key(list, required=False),
        "relation": Key(list, required=False),
        "source": Key(list, required=False),
        "note": Key(list, required=False),
    },
    "report": {
        "title": _column(Page, "title"),
        "standfirst": _column(InspectionReportPage, "standfirst"),
        "delegation": Key(),
        "start_date": DATE,
        "end_date": DATE,
        "received_language": Key(required=False, choices=("", *LANGUAGES)),
        "received_state": _choice(ReceivedState.values),
        "stop": Key(list),
        "link": Key(list, required=False),
        "source": Key(list),
        "note": Key(list, required=False),
    },
    "names": {
        "text": _column(EntityName, "text"),
        "type": _choice(NameType.values),
        "language": _column(EntityName, "language"),
        "script": _choice(Script.values),
        "doubtful": Key(bool, required=False),
    },
    "link": {
        "chain": Key(),
        "stage": Key(required=False, choices=tuple(Stage.values)),
        "evidence": _choice(Evidence.values),
    },
    "relation": {
        "kind": _choice(RelationKind.values),
        "target": Key(),
        "evidence": _choice(Evidence.values),
        "stated_in": _column(EntityRelation, "stated_in"),
    },
    "source": {
        "title": _column(Source, "title"),
        "publisher": _column(Source, "publisher", required=False),
        "language": Key(required=False, choices=("", *LANGUAGES)),
        "url": _column(Source, "url", required=False, check=_web_address),
        "date": DATE,
    },
    "note": {
        "code": _column(EditorialNote, "code", check=_slug),
        "kind": _choice(NoteKind.values),
        "title": _column(EditorialNote, "title"),
        "text": Key(),
    },
    "stop": {
        "entity": Key(),
        "activity": _choice(Activity.values),
        "date": DATE,
        "observation": OPTIONAL,
        "evidence": _choice(StopEvidence.values),
        "evidence_sentence": OPTIONAL,
    },
    "home": {
        "title": _column(Page, "title"),
        "headline": _column(HomePage, "headline"),
        "standfirst": _column(HomePage, "standfirst"),
        "stations": Key(list, required=False),
    },
    "stations": {"place": Key(), "remark": _column(BeltStation, "remark", required=False)},
    "site": {"footer_note": _column(HomePage, "footer_note", required=False)},
    "section": {"slug": Key(check=_slug), "title": _column(Page, "title"), "introduction": OPTIONAL},
    # Words of a page in a further language; all else stands in the text they translate.
    "translated profile": {
        "slug": _column(Page, "slug", check=_slug),
        "title": _column(Page, "title"),
        "summary": _column(EntityPage, "summary"),
        **_translated_rows("relation", "source", "note"),
    },
    "translated report": {
        "slug": _column(Page, "slug", check=_slug),
        "title": _column(Page, "title"),
        "standfirst": _column(InspectionReportPage, "standfirst"),
        **_translated_rows("stop", "source", "note"),
    },
    "translated relation": {"target": Key(), "stated_in": _column(EntityRelation, "stated_in")},
    "translated source": {
        "title": _column(Source, "title"),
        "publisher": _column(Source, "publisher", required=False),
    },
    "translated note": {"code": Key(), "title": _column(EditorialNote, "title"), "text": Key()},
    "translated stop": {"entity": Key(), "observation": OPTIONAL, "evidence_sentence": OPTIONAL},
    "translation": {"name": _column(IndustryChain, "name_en"), "definition": Key()},
}


def check_record(kind: str, data: Any, where: str, problems: Problems) -> bool:
    """Hold one record, and those inside it, to their shape; true if nothing was wrong with itself."""
    if not isinstance(data, dict):
        problems.add(where, f"“{kind}” must be a table of keys and values.")
        return False
    before = len(problems.found)
    shape = RECORDS[kind]
    for name in data.keys() - shape.keys():
        problems.add(where, f"“{name}” is no key of a {kind}; known keys are {', '.join(shape)}.")
    for name, key in shape.items():
        if name in data:
            _check_value(name, key, data[name], where, problems)
        elif key.required:
            problems.add(where, f"“{name}” is missing.")
    return len(problems.found) == before


def _check_value(name: str, key: Key, value: Any, where: str, problems: Problems) -> None:
    sentence = _fault(key, value)
    if sentence:
        problems.add(where, f"“{name}” {sentence}.")
    elif isinstance(value, list) and (key.rows or name) in RECORDS:
        for number, record in enumerate(value, start=1):
            check_record(key.rows or name, record, f"{where}, {name} {number}", problems)


def _fault(key: Key, value: Any) -> str:
    """What is wrong with a value, as the end of a sentence; empty if nothing is."""
    if not isinstance(value, key.type) or (isinstance(value, bool) and key.type is not bool):
        return f"has a value of the wrong type ({type(value).__name__})"
    if isinstance(value, str):
        return _text_fault(key, value)
    return f"is “{value}”, which {key.check(value)}" if key.check and key.check(value) else ""


def _text_fault(key: Key, value: str) -> str:
    if key.required and not value.strip():
        return "is empty"
    if "\0" in value:
        return "holds a NUL character"
    if key.choices and value not in key.choices:
        return f"is “{value}”; allowed are {', '.join(key.choices)}"
    if key.longest and len(value) > key.longest:
        return f"has {len(value)} characters; {key.longest} is the most"
    return f"is “{value}”, which {key.check(value)}" if key.check and key.check(value) else ""
