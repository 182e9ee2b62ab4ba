"""Writes down which links of public pages are broken, and since when."""

from collections.abc import Collection, Iterable, Iterator
from datetime import datetime

from django.db import transaction
from django.urls import reverse
from wagtail.documents import get_document_model
from wagtail.models import Page, Site

from entities.enums import LinkProblem
from entities.links.answering import Asker, Fault
from entities.links.inside import Visitor
from entities.links.reading import links_of
from entities.listed_querysets import listed_pages
from entities.models import BrokenLink
from entities.models.broken_links import LONGEST_TARGET

AT_ONCE = 100


def check_links(now: datetime, asker: Asker | None) -> Iterator[tuple[Page, int]]:
    """Check page by page, giving each page with the number of its broken links.

    Without an ``asker`` only the links within the site are checked, and what is known of others stays.
    """
    listed, visitor = set(listed_pages().keys().values_list("pk", flat=True)), Visitor()
    own_hosts = set(Site.objects.values_list("hostname", flat=True))
    for page in listed_pages().order_by("pk").specific().iterator(chunk_size=AT_ONCE):
        links = links_of(page, own_hosts)
        faults = _lost_pages(links.pages, listed) | _lost_documents(links.documents)
        faults |= _at_fault(links.paths, visitor)
        if asker is not None:
            faults |= _at_fault(links.addresses, asker)
        yield page, _note(page, faults, now, inside_only=asker is None)
    BrokenLink.objects.exclude(page__in=listed_pages().keys()).delete()


def _lost_pages(linked: Collection[int], listed: set[int]) -> dict[str, Fault]:
    lost = [key for key in linked if key not in listed]
    titles = dict(list(Page.objects.filter(pk__in=lost).values_list("pk", "title"))) if lost else {}
    return {
        titles.get(key, f"#{key}"): Fault(LinkProblem.HIDDEN if key in titles else LinkProblem.GONE)
        for key in lost
    }


def _lost_documents(linked: Collection[int]) -> dict[str, Fault]:
    model = get_document_model()
    there = set(model.objects.filter(pk__in=linked).values_list("pk", flat=True)) if linked else set()
    # Its name went with it.
    lost = {key: reverse("wagtaildocs_serve", args=[key, "-"]) for key in linked if key not in there}
    return {address.removesuffix("/-"): Fault(LinkProblem.GONE) for address in lost.values()}


def _at_fault(addresses: Iterable[str], asked: Asker | Visitor) -> dict[str, Fault]:
    answers = {address: asked.fault(address) for address in addresses}
    return {address[:LONGEST_TARGET]: fault for address, fault in answers.items() if fault}


@transaction.atomic
def _note(page: Page, faults: dict[str, Fault], now: datetime, *, inside_only: bool) -> int:
    known = BrokenLink.objects.filter(page=page)
    checked = known.inside() if inside_only else known
    checked.exclude(target__in=faults).delete()
    for target, fault in faults.items():
        BrokenLink.objects.update_or_create(
            page=page,
            target=target,
            defaults={"problem": fault.problem, "status": fault.status, "checked_at": now},
            create_defaults={
                "problem": fault.problem,
                "status": fault.status,
                "checked_at": now,
                "broken_since": now,
            },
        )
    return len(faults)
