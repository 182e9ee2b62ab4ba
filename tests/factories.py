"""Pages and chains for tests: each call makes one, ready to be looked at."""

import itertools
from typing import Any

from django.utils import timezone
from wagtail.models import Locale, Page
from wagtail.signals import page_published

from belt.models import ChainIndexPage, HomePage, OpenQuestionsPage
from entities.models import ChainLink, EntityIndexPage, EntityPage, IndustryChain, Source
from visits.models import InspectionReportPage, ReportIndexPage, VisitStop

_numbers = itertools.count(1)


def italian_home() -> HomePage:
    """The home page the migrations make."""
    return HomePage.objects.get(locale=Locale.objects.get(language_code="it"))


def section(model: type[Page], slug: str) -> Any:
    """The Italian section of a type, made when it is first asked for."""
    home = italian_home()
    found = model.objects.child_of(home).first()
    if found is None:
        found = add(home, model(title=slug.capitalize(), slug=slug, show_in_menus=True))
    return found


def add(parent: Page, page: Any, *, live: bool = True) -> Any:
    """Hang a page under ``parent``, published or a draft; it gets no revision, which would take long."""
    page.locale, page.live = parent.locale, live
    if live:
        page.first_published_at = page.last_published_at = timezone.now()
    parent.add_child(instance=page)
    if live:
        page_published.send(sender=type(page), instance=page, revision=None)
    return type(page).objects.get(pk=page.pk)


def reports() -> ReportIndexPage:
    return section(ReportIndexPage, "relazioni")


def profiles() -> EntityIndexPage:
    return section(EntityIndexPage, "profili")


def chain_section() -> ChainIndexPage:
    return section(ChainIndexPage, "filiere")


def open_questions() -> OpenQuestionsPage:
    return section(OpenQuestionsPage, "cosa-non-sappiamo")


def make_chain(**given: Any) -> IndustryChain:
    """A chain that editors can use."""
    number = next(_numbers)
    values = {"name": f"Filiera {number}", "slug": f"filiera-{number}", "definition": "Dal minerale all’uso."}
    return IndustryChain.objects.create(**values | given)


def make_profile(
    *, live: bool = True, chains: tuple[Any, ...] = (), rows: dict[str, list] | None = None, **given: Any
):
    """A profile; ``chains`` are chains or (chain, stage) pairs, ``rows`` further child rows by relation."""
    number = next(_numbers)
    values = {
        "title": f"Azienda {number}",
        "slug": f"azienda-{number}",
        "kind": "company",
        "summary": "Prova.",
    }
    page = EntityPage(**values | given)
    pairs = [chain if isinstance(chain, tuple) else (chain, "unspecified") for chain in chains]
    page.chain_links = [ChainLink(tag=chain, stage=stage, evidence="stated") for chain, stage in pairs]
    for relation, children in (rows or {}).items():
        setattr(page, relation, children)
    return add(profiles(), page, live=live)


def make_place(**given: Any) -> EntityPage:
    """A city."""
    return make_profile(**{"kind": "city", "title": f"Città {next(_numbers)}"} | given)


def make_report(
    *entities: EntityPage,
    live: bool = True,
    chains: tuple[Any, ...] = (),
    rows: dict[str, list] | None = None,
    **given: Any,
) -> InspectionReportPage:
    """A report with a stop at each of ``entities``, in order."""
    number = next(_numbers)
    values = {"title": f"Viaggio {number}", "slug": f"viaggio-{number}", "standfirst": "Una prova."}
    page = InspectionReportPage(**values | given)
    if page.delegation_id is None:
        page.delegation = EntityPage.objects.filter(slug="delegazione").first() or make_profile(
            slug="delegazione", title="Delegazione", kind="district"
        )
    page.stops = [VisitStop(entity=entity, evidence="stated") for entity in entities]
    page.chain_links = [ChainLink(tag=chain, evidence="stated") for chain in chains]
    page.sources = [Source(title="Testo ricevuto", locale=reports().locale)]
    for relation, children in (rows or {}).items():
        setattr(page, relation, children)
    return add(reports(), page, live=live)
