"""What an editor does, for the tests: fill in forms, close sections, press buttons."""

from typing import Any

from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.urls import reverse
from wagtail.models import Page, PageViewRestriction
from wagtail.test.utils.form_data import inline_formset, nested_form_data, streamfield

from entities.done.answers import unfinished_draft
from entities.merging.merge import merge
from entities.models import (
    ChainLink,
    DoneDecision,
    EditorialNote,
    EntityPage,
    EntityRelation,
    IndustryChain,
    Source,
)
from tests.factories import profiles

SECTIONS = {
    "names": [],
    "chain_links": [],
    "relations": [],
    "sources": [],
    "editorial_notes": [],
    "comments": [],
}


def a_source(**given: Any) -> Source:
    """An unsaved source of a page."""
    return Source(**{"title": "Testo ricevuto", "locale": profiles().locale} | given)


def a_note(**given: Any) -> EditorialNote:
    """An unsaved, open note of a page."""
    values = {"kind": "gap", "title": "Manca un dato", "text": "Lo stiamo chiedendo."}
    return EditorialNote(**values | {"locale": profiles().locale} | given)


def a_relation(target: EntityPage, **given: Any) -> EntityRelation:
    """An unsaved relation to ``target``."""
    return EntityRelation(**{"kind": "part_of", "target": target, "stated_in": "profilo ricevuto"} | given)


def make_private(page: Page, kind: str = PageViewRestriction.PASSWORD) -> PageViewRestriction:
    """Close a page and all below it to the public."""
    return PageViewRestriction.objects.create(
        page=page, restriction_type=kind, password="segreta" if kind == PageViewRestriction.PASSWORD else ""
    )


def merged(loser: IndustryChain, winner: IndustryChain, reason: str = "È la stessa filiera.") -> None:
    """Merge two chains."""
    merge(loser, winner, user=None, reason=reason)


def queries_of(call: Any) -> int:
    """How many queries a call makes."""
    with CaptureQueriesContext(connection) as captured:
        call()
    return len(captured)


def profile_form(*, body: Any = (), rows: dict[str, Any] | None = None, **given: Any) -> dict[str, str]:
    """The form of a new profile as a browser sends it; ``rows`` by relation, each a list or a formset."""
    sections = {
        name: inline_formset(found) if isinstance(found, list) else found
        for name, found in (SECTIONS | (rows or {})).items()
    }
    fields = {
        "title": "Qingtao",
        "slug": "qingtao",
        "kind": "institution",
        "located_in": "",
        "summary": "Celle al litio.",
        "latitude": "",
        "longitude": "",
        "verification": "stub",
        "verified_by": "",
        "verified_on": "",
    }
    return nested_form_data(fields | {"body": streamfield(body)} | sections | given)


def form_of(page: EntityPage, *, rows: dict[str, Any] | None = None, **given: Any) -> dict[str, str]:
    """The form of an existing profile, with its own values where none are given."""
    values = {
        "title": page.title,
        "slug": page.slug,
        "kind": page.kind,
        "located_in": page.located_in_id or "",
        "summary": page.summary,
        "verification": page.verification,
    }
    links = existing([link_row(link) for link in page.chain_links.all()])
    return profile_form(rows={"chain_links": links} | (rows or {}), **values | given)


def existing(rows: list[dict], further: list[dict] | None = None) -> dict:
    """A formset whose first rows are stored already."""
    return inline_formset([*rows, *(further or [])], initial=len(rows))


def link_row(link: ChainLink) -> dict[str, Any]:
    """A stored link to a chain, as the form shows it."""
    return {"id": link.pk, "tag": link.tag_id, "stage": link.stage, "evidence": link.evidence}


def create(client: Any, form: dict[str, str], *, publish: bool = False) -> Any:
    """Press "save draft" or "publish" on the screen of a new profile."""
    address = reverse("wagtailadmin_pages:add", args=("entities", "entitypage", profiles().pk))
    return client.post(address, form | ({"action-publish": "1"} if publish else {}))


def save(client: Any, page: Page, form: dict[str, str], *, publish: bool = False) -> Any:
    """Press "save draft" or "publish" on the screen of an existing page."""
    address = reverse("wagtailadmin_pages:edit", args=(page.pk,))
    return client.post(address, form | ({"action-publish": "1"} if publish else {}))


def problems(response: Any) -> dict[str, list[str]]:
    """All error messages of the form in a response, by field; rows as ``relation.field``."""
    form = response.context["form"]
    found = {name: [str(error) for error in errors] for name, errors in form.errors.items()}
    for relation, formset in form.formsets.items():
        if formset.non_form_errors():
            found[relation] = list(map(str, formset.non_form_errors()))
        for row in formset.forms:
            for name, errors in row.errors.items():
                found.setdefault(f"{relation}.{name}", []).extend(map(str, errors))
    return found


def waived(page: Any) -> None:
    """Let the latest draft of a page be published without what its definition of done still asks for."""
    draft = page.get_latest_revision_as_object()
    for criterion in unfinished_draft(draft):
        DoneDecision.objects.create(
            page_id=page.pk,
            criterion=criterion.code,
            mark=criterion.mark,
            reason="Per la prova.",
            decided_at="2026-01-01T00:00Z",
        )
