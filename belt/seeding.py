"""Very many invented pages, for measuring: the same ones for the same seed.

Rows are written straight into the tables, because publishing ten thousand pages one by one takes an
hour; the search index is built at the end.
"""

import datetime as dt
import json
import random
import uuid
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from typing import Any

from django.contrib.contenttypes.models import ContentType
from django.core.management import call_command
from django.db import connection, transaction
from django.utils.text import slugify
from wagtail.models import Locale, Page

from belt.freshness import renew_content_token
from belt.models import ChainIndexPage, ExplorerPage, HomePage, OpenQuestionsPage
from entities.enums import Evidence, Script, Stage, Verification
from entities.models import ChainLink, EntityIndexPage, EntityName, EntityPage, IndustryChain, Source
from entities.models.chains import HUES
from visits.enums import Activity
from visits.models import InspectionReportPage, ReportIndexPage, VisitStop

Say = Callable[[str], None]

FIRST_DAY = dt.datetime(2020, 1, 1, 9, tzinfo=dt.UTC)
STOPS_OF_A_REPORT = 10
AT_ONCE = 500
SYLLABLES = ("an", "ba", "chang", "da", "feng", "gao", "hai", "jin", "kang", "li", "ming", "nan")
HAN = "安宝长晨大东丰高光海恒宏华佳金康力龙明南宁鹏平启清荣瑞山盛泰天通万祥新兴亚扬益永源中"
TRADES = ("batterie", "sensori", "tessuti", "motori", "pannelli", "filtri", "valvole", "cavi", "resine")
VERBS = ["produce", "progetta", "collauda", "esporta", "assembla", "ricicla"]
PLACE_KINDS = ("city", "city", "city", "district")
SITE_KINDS = ("company", "company", "company", "park", "exhibition_centre", "creative_hub")


@dataclass(frozen=True)
class Amounts:
    """How many of each to make."""

    profiles: int
    reports: int
    chains: int
    places: int


@transaction.atomic
def seed(amounts: Amounts, seed_number: int, say: Say) -> None:
    """Fill the Italian tree of an empty site."""
    dice = random.Random(seed_number)  # noqa: S311 -- guards no secret
    Seeding(amounts, dice).run(say)
    renew_content_token()


class Seeding:
    """One run; every choice comes from one generator of random numbers."""

    def __init__(self, amounts: Amounts, dice: random.Random) -> None:
        self.amounts, self.dice = amounts, dice
        self.locale = Locale.objects.get(language_code="it")
        self.home = HomePage.objects.get(locale=self.locale)
        self.used: set[str] = set()

    def run(self, say: Say) -> None:
        """Chains, places, sites, reports, in this order."""
        sections = {
            model: self._section(model, slug)
            for model, slug in (
                (ReportIndexPage, "relazioni"),
                (EntityIndexPage, "profili"),
                (ChainIndexPage, "filiere"),
                (ExplorerPage, "esplora"),
                (OpenQuestionsPage, "cosa-non-sappiamo"),
            )
        }
        self.next_key = Page.objects.order_by("-pk").values_list("pk", flat=True)[0] + 1
        chains = self._chains()
        say(f"{len(chains)} chains")
        profiles = self._profiles(sections[EntityIndexPage], chains)
        say(f"{len(profiles)} profiles")
        self._reports(sections[ReportIndexPage], profiles)
        say(f"{self.amounts.reports} reports of {STOPS_OF_A_REPORT} stops")
        self._move_sequence()
        call_command("update_index", verbosity=0)
        # As a database does by itself in time: both plan by what they know of the tables.
        connection.cursor().execute("ANALYZE")
        say("Indexed")

    def _section(self, model: type[Page], slug: str) -> Page:
        found = model.objects.child_of(self.home).first()
        if found is not None:
            return found
        page = model(title=slug.capitalize(), slug=slug, show_in_menus=True, locale=self.locale)
        self.home.add_child(instance=page)
        return page

    def _chains(self) -> list[int]:
        tops: list[IndustryChain] = []
        keys = []
        for number in range(self.amounts.chains):
            name = self._name(TRADES[number % len(TRADES)].capitalize())
            chain = IndustryChain.objects.create(
                name=name,
                slug=slugify(name),
                definition=self._sentence(),
                hue=number % HUES + 1,
                parent=self.dice.choice(tops) if number % 3 and tops else None,
            )
            keys.append(chain.pk)
            if chain.parent_id is None:
                tops.append(chain)
        return keys

    def _profiles(self, section: Page, chains: list[int]) -> list[int]:
        places: list[int] = []
        rows, keys = [], []
        for number in range(self.amounts.profiles):
            is_place = number < self.amounts.places
            kind = self.dice.choice(PLACE_KINDS if is_place else SITE_KINDS)
            inside = self.dice.choice(places) if places and (not is_place or number % 4) else None
            page = self._page(EntityPage, section, number, self._name("" if is_place else "S.p.A."))
            page.kind, page.summary, page.located_in_id = kind, self._sentence(), inside
            page.verification = self.dice.choice([Verification.STUB, Verification.RECEIVED])
            if is_place:
                page.latitude, page.longitude = 31 + number % 100 / 100, 119 + number % 97 / 50
                places.append(page.pk)
            keys.append(page.pk)
            rows.append(page)
        self._insert(rows, section)
        sites = keys[self.amounts.places :]
        self._bulk(ChainLink, (link for key in sites for link in self._links(key, chains)))
        self._bulk(EntityName, (self._han_name(key) for key in keys))
        self._bulk(Source, (Source(page_id=key, title="Testo", locale=self.locale) for key in keys))
        return sites

    def _reports(self, section: Page, sites: list[int]) -> None:
        rows = []
        for number in range(self.amounts.reports):
            page = self._page(InspectionReportPage, section, number, self._name("Viaggio"))
            page.standfirst = self._sentence()
            page.start_date = str(2016 + number % 10) if number % 5 else ""
            page.delegation_id = sites[0]
            rows.append(page)
        self._insert(rows, section)
        self._bulk(VisitStop, (stop for page in rows for stop in self._stops(page.pk, sites)))

    def _page(self, model: type[Page], section: Page, number: int, title: str) -> Any:
        """A published page with everything that Wagtail would have filled in."""
        slug = f"{slugify(title)}-{number}"
        when = FIRST_DAY + dt.timedelta(hours=number)
        page = model(
            pk=self.next_key,
            title=title,
            draft_title=title,
            slug=slug,
            url_path=f"{section.url_path}{slug}/",
            path=section.path + Page._int2str(number + 1).rjust(Page.steplen, "0"),
            depth=section.depth + 1,
            live=True,
            locale=self.locale,
            translation_key=uuid.UUID(int=self.dice.getrandbits(128)),
            content_type=ContentType.objects.get_for_model(model),
            first_published_at=when,
            last_published_at=when,
            body=json.dumps([{"type": "paragraph", "value": f"<p>{self._text()}</p>"}]),
        )
        self.next_key += 1
        return page

    def _insert(self, pages: list[Any], section: Page) -> None:
        """The rows of ``Page`` in bulk, then those of the page's own table."""
        columns = [field.attname for field in Page._meta.concrete_fields]
        parents = [Page(**{name: getattr(page, name) for name in columns}) for page in pages]
        Page.objects.bulk_create(parents, batch_size=AT_ONCE)
        for page in pages:
            page.page_ptr_id = page.pk
            page.save_base(raw=True, force_insert=True)
        Page.objects.filter(pk=section.pk).update(numchild=len(pages))

    def _links(self, key: int, chains: list[int]) -> Iterator[ChainLink]:
        for chain in self.dice.sample(chains, min(len(chains), self.dice.choice((1, 1, 2, 3)))):
            yield ChainLink(
                content_object_id=key,
                tag_id=chain,
                stage=self.dice.choice(Stage.values),
                evidence=self.dice.choice(Evidence.values),
            )

    def _stops(self, report: int, sites: list[int]) -> Iterator[VisitStop]:
        for order, entity in enumerate(self.dice.sample(sites, min(len(sites), STOPS_OF_A_REPORT))):
            yield VisitStop(
                report_id=report,
                entity_id=entity,
                sort_order=order,
                activity=self.dice.choice(Activity.values),
                observation=f"<p>{self._sentence()}</p>",
                locale=self.locale,
            )

    def _han_name(self, key: int) -> EntityName:
        text = "".join(self.dice.choices(HAN, k=4))
        return EntityName(entity_id=key, text=text, language="zh-hans", script=Script.SIMPLIFIED)

    def _bulk(self, model: Any, rows: Iterator[Any]) -> None:
        model.objects.bulk_create(rows, batch_size=AT_ONCE)

    def _name(self, word: str) -> str:
        """A name nobody else in this run has."""
        while True:
            name = "".join(self.dice.choices(SYLLABLES, k=3)).capitalize()
            name = f"{name} {''.join(self.dice.choices(SYLLABLES, k=2)).capitalize()} {word}".strip()
            if name not in self.used:
                self.used.add(name)
                return name

    def _sentence(self) -> str:
        first, second = self.dice.sample(TRADES, 2)
        return f"L’azienda {self.dice.choice(VERBS)} {first} e {second} per la città."

    def _text(self) -> str:
        return " ".join(self._sentence() for _number in range(12))

    def _move_sequence(self) -> None:
        """Let PostgreSQL know the keys that were given by hand."""
        if connection.vendor == "postgresql":
            with connection.cursor() as cursor:
                cursor.execute(
                    "SELECT setval(pg_get_serial_sequence('wagtailcore_page', 'id'), %s)", [self.next_key]
                )
