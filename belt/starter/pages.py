"""Loading chains and the pages of the first language: each object once, editors' changes untouched."""

import json
from collections.abc import Callable
from pathlib import Path
from typing import Any

from django.core.exceptions import ValidationError
from django.core.files.images import ImageFile
from django.db import models
from wagtail.images import get_image_model
from wagtail.models import Locale, Page, Site

from belt.models import ChainIndexPage, ExplorerPage, HomePage, OpenQuestionsPage, StarterItem
from belt.starter.files import Content, Language
from belt.starter.markdown import blocks
from belt.starter.problems import ContentError
from belt.starter.rows import profile_rows, report_rows, stations
from entities.models import EntityIndexPage, EntityPage, IndustryChain
from entities.publishing import obstacles
from visits.models import InspectionReportPage, ReportIndexPage

Say = Callable[[str], None]

SECTION_MODELS: dict[str, type[Page]] = {
    "reports": ReportIndexPage,
    "profiles": EntityIndexPage,
    "chains": ChainIndexPage,
    "explorer": ExplorerPage,
    "open_questions": OpenQuestionsPage,
}
PLAIN_PROFILE_KEYS = ("title", "kind", "summary", "latitude", "longitude", "verification")
PLAIN_REPORT_KEYS = ("title", "standfirst", "start_date", "end_date", "received_language", "received_state")


def recorded(key: str) -> StarterItem | None:
    """What the loader has made from the text named ``key``, whether or not it still exists."""
    return StarterItem.objects.filter(key=key).first()


def record(key: str, made: models.Model) -> None:
    """Remember an object, so that it is made once and can be taken away."""
    StarterItem.objects.create(key=key, model=made._meta.label, object_id=made.pk)


def refuse(where: str, error: ValidationError) -> ContentError:
    """A refused object as a sentence about its file."""
    return ContentError("\n".join(f"{where}: {message}" for message in error.messages))


class ChainLoader:
    """Loads the chains, parents before their sub-chains."""

    def __init__(self) -> None:
        self.by_slug = {chain.slug: chain for chain in IndustryChain.objects.all()}

    def load(self, content: Content, say: Say) -> int:
        """Make the chains that were never made; a removed one stays removed."""
        made = [data for data in content.chains if recorded(f"chains/{data['slug']}") is None]
        for data in made:
            self._make(data)
            record(f"chains/{data['slug']}", self.by_slug[data["slug"]])
        # What editors have rearranged since stays as they left it.
        for data in made:
            self._attach(data)
        say(f"Chains: {len(made)} of {len(content.chains)} new")
        return len(made)

    def _make(self, data: dict[str, Any]) -> None:
        if data["slug"] in self.by_slug:
            raise ContentError(f"chains.toml: a chain “{data['slug']}” exists already and is not ours.")
        plain = {name: data[name] for name in ("slug", "name", "definition", "hue")}
        for code, translation in data.get("translations", {}).items():
            column = code.replace("-", "_")
            plain |= {
                f"name_{column}": translation["name"],
                f"definition_{column}": translation["definition"],
            }
        chain = IndustryChain(**plain)
        try:
            chain.full_clean()
        except ValidationError as error:
            raise refuse(f"chains.toml, {data['slug']}", error) from error
        chain.save()
        self.by_slug[chain.slug] = chain

    def _attach(self, data: dict[str, Any]) -> None:
        parent = self.by_slug.get(data.get("parent", ""))
        if parent is not None:
            IndustryChain.objects.filter(slug=data["slug"]).update(parent=parent)


def home_of(locale: Locale) -> HomePage:
    """The home page under which a language's pages go."""
    site = Site.objects.filter(is_default_site=True).select_related("root_page").first()
    if site is None:
        raise ContentError("There is no default site: make one in the admin, under Settings, Sites.")
    home = HomePage.objects.filter(translation_key=site.root_page.translation_key, locale=locale).first()
    if home is None:
        raise ContentError(f"The default site has no home page of ours in {locale}: its root must be one.")
    return home


class LanguageLoader:
    """Loads the pages of one language; it also knows the addresses links in prose stand for."""

    def __init__(self, root: Path, language: Language, chains: dict[str, IndustryChain]) -> None:
        self.root, self.language, self.chains = root, language, chains
        self.locale = Locale.objects.get(language_code=language.code)
        self.home = home_of(self.locale)
        self.sections: dict[str, Page] = {}
        self.entities: dict[str, EntityPage] = {}
        self.made: list[tuple[str, Page, dict[str, Any]]] = []
        self.pictures: dict[str, int] = {}

    def load(self, say: Say) -> int:
        """Make pages first, then fill in what refers to other pages, and publish."""
        new_sections = self._make_sections()
        self._make_profiles()
        self._make_reports()
        total = len(self.made)
        for number, (where, page, data) in enumerate(self.made, start=1):
            self._fill(where, page, data)
            say(f"{self.language.code}: {number} of {total} pages, {page.title}")
        filled_home = self._fill_home()
        say(f"{self.language.code}: {total + new_sections} pages new")
        return total + new_sections + filled_home

    def profile(self, slug: str) -> int:
        """The key of a profile's page."""
        return self.entities[slug].pk

    def chain(self, slug: str) -> str:
        """The address of a chain."""
        return f"{self._section('chains').url}{slug}/"

    def picture(self, path: str) -> int:
        """The key of a picture, made at its first use."""
        if path not in self.pictures:
            key = f"{self.language.code}/{path}"
            with (self.root / path).open("rb") as file:
                image = get_image_model()(title=Path(path).stem, file=ImageFile(file, name=Path(path).name))
                try:
                    image.full_clean()
                except ValidationError as error:
                    raise refuse(path, error) from error
                image.save()
            record(key, image)
            self.pictures[path] = image.pk
        return self.pictures[path]

    def _make_sections(self) -> int:
        made = 0
        for name, model in SECTION_MODELS.items():
            data = self.language.sections[name]
            key = f"{self.language.code}/{name}"
            known = recorded(key)
            if known is None:
                introduction = f"<p>{data['introduction']}</p>" if data.get("introduction") else ""
                page = model(
                    title=data["title"], slug=data["slug"], introduction=introduction, show_in_menus=True
                )
                self._add(key, f"{self.language.code}/pages.toml, {name}", self.home, page)
                page.save_revision().publish()
                made += 1
            found = model.objects.filter(pk=known.object_id).first() if known else page
            if found is not None:
                self.sections[name] = found
        return made

    def _section(self, name: str) -> Page:
        """The section something new goes into."""
        if name not in self.sections:
            where = f"{self.language.code}/{name}"
            raise ContentError(
                f"{where}: editors have deleted this section, so nothing can be loaded below it."
            )
        return self.sections[name]

    def _add(self, key: str, where: str, parent: Page, page: Page) -> None:
        page.locale = self.locale
        if parent.get_children().filter(slug=page.slug).exists():
            raise ContentError(f"{where}: a page “{page.slug}” exists already and is not ours.")
        try:
            page.live = False
            parent.add_child(instance=page)
        except ValidationError as error:
            raise refuse(where, error) from error
        record(key, page)

    def _make_profiles(self) -> None:
        for slug, file in self.language.profiles.items():
            key = f"{self.language.code}/profiles/{slug}"
            known = recorded(key)
            if known is not None:
                found = EntityPage.objects.filter(pk=known.object_id).first()
                if found is not None:
                    self.entities[slug] = found
                continue
            plain = {name: file.data[name] for name in PLAIN_PROFILE_KEYS if name in file.data}
            page = EntityPage(slug=slug, **plain)
            self._add(key, file.where, self._section("profiles"), page)
            self.entities[slug] = page
            self.made.append((file.where, page, file.data | {"prose": file.prose}))

    def _make_reports(self) -> None:
        for slug, file in self.language.reports.items():
            key = f"{self.language.code}/reports/{slug}"
            if recorded(key) is not None:
                continue
            plain = {name: file.data[name] for name in PLAIN_REPORT_KEYS if name in file.data}
            page = InspectionReportPage(slug=slug, **plain)
            self._add(key, file.where, self._section("reports"), page)
            self.made.append((file.where, page, file.data | {"prose": file.prose}))

    def _fill(self, where: str, page: Page, data: dict[str, Any]) -> None:
        rows = profile_rows if isinstance(page, EntityPage) else report_rows
        try:
            rows(page, data, self)
            page.body = json.dumps([{"type": kind, "value": value} for kind, value in self._prose(data)])
            page.full_clean()
        except KeyError as error:
            raise ContentError(f"{where}: editors have deleted the profile {error} it refers to.") from error
        except ValidationError as error:
            raise refuse(where, error) from error
        revision = page.save_revision()
        if sentences := obstacles([page], is_done=False):
            raise ContentError(f"{where}: {' '.join(sentences)}")
        revision.publish()

    def _prose(self, data: dict[str, Any]) -> list[tuple[str, Any]]:
        return blocks(data["prose"], self)

    def _fill_home(self) -> int:
        key = f"{self.language.code}/home"
        if recorded(key) is not None or self.home.revisions.exists():
            return 0
        data = self.language.sections["home"]
        self.home.title, self.home.headline = data["title"], data["headline"]
        self.home.standfirst = data["standfirst"]
        self.home.footer_note = self.language.sections.get("site", {}).get("footer_note", "")
        self.home.stations = stations(data.get("stations", []), self)
        self.home.save_revision().publish()
        record(key, self.home)
        return 1
