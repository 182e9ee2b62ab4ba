"""A small site, complete in every language: a place, a company in it, a tour to that, and their chain."""

from typing import Any

from bs4 import BeautifulSoup
from django.test import Client

from belt.models import ExplorerPage
from tests.factories import (
    chain_section,
    make_chain,
    make_place,
    make_profile,
    make_report,
    open_questions,
    profiles,
    reports,
    section,
)
from tests.translations import open_home, told

# What is the same place of the site, by language.
ADDRESSES = {
    "home": ("/it/", "/en/", "/zh-hans/"),
    "reports": ("/it/relazioni/", "/en/reports/", "/zh-hans/reports/"),
    "report": ("/it/relazioni/viaggio/", "/en/reports/tour/", "/zh-hans/reports/tour/"),
    "profiles": ("/it/profili/", "/en/profiles/", "/zh-hans/profiles/"),
    "a to z": ("/it/profili/a-z/", "/en/profiles/a-z/", "/zh-hans/profiles/a-z/"),
    "place": ("/it/profili/valle/", "/en/profiles/valley/", "/zh-hans/profiles/valley/"),
    "company": ("/it/profili/fonte/", "/en/profiles/spring/", "/zh-hans/profiles/spring/"),
    "chains": ("/it/filiere/", "/en/chains/", "/zh-hans/chains/"),
    "chain": ("/it/filiere/acqua/", "/en/chains/acqua/", "/zh-hans/chains/acqua/"),
    "explorer": ("/it/esplora/", "/en/explore/", "/zh-hans/explore/"),
    "open questions": ("/it/cosa-non-sappiamo/", "/en/open-questions/", "/zh-hans/open-questions/"),
}
TAGS = ("it", "en", "zh-Hans")
VERSIONS = {
    "reports": ("reports", "Reports", "考察报告"),
    "report": ("tour", "A tour", "考察"),
    "profiles": ("profiles", "Profiles", "简介"),
    "place": ("valley", "Valley", "山谷"),
    "company": ("spring", "Spring", "甘泉"),
    "chains": ("chains", "Chains", "产业链"),
    "explorer": ("explore", "Explore", "浏览"),
    "open questions": ("open-questions", "Questions", "未知"),
}


def in_italian() -> dict[str, Any]:
    """Its pages but for the home, by the names of ``ADDRESSES``; only its chain knows other languages."""
    chain = make_chain(slug="acqua", name="Acqua", name_en="Water", name_zh_hans="水")
    place = make_place(slug="valle", title="Valle")
    company = make_profile(slug="fonte", title="Fonte", located_in=place, chains=(chain,))
    tour = make_report(company, slug="viaggio", title="Viaggio", delegation=place)
    sections = {"reports": reports(), "profiles": profiles(), "chains": chain_section()}
    sections |= {"explorer": section(ExplorerPage, "esplora"), "open questions": open_questions()}
    return sections | {"report": tour, "place": place, "company": company}


def in_every_language(*without: str) -> dict[str, Any]:
    """The same with its versions in the other languages, but for some; the Italian pages."""
    pages = in_italian()
    for number, code in enumerate(("en", "zh-hans"), start=1):
        open_home(code)
        for name, page in pages.items():
            if name not in without:
                told(page, code, VERSIONS[name][0], VERSIONS[name][number])
    return pages


def html_at(client: Client, address: str, status: int = 200) -> BeautifulSoup:
    """The page at an address."""
    response = client.get(address)
    assert response.status_code == status, address
    return BeautifulSoup(response.content, "html.parser")


def switched(html: BeautifulSoup) -> dict[str, str]:
    """Where the switcher of a page leads, by language."""
    links = html.select(".languages a")
    assert all(link["lang"] == link["hreflang"] for link in links)
    return {link["hreflang"]: link["href"] for link in links}
