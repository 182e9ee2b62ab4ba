"""A translator works with fixed terms at hand."""

import pytest
from playwright.sync_api import Page, expect

pytestmark = pytest.mark.usefixtures("people")


def open_a_chinese_report(translator: Page) -> None:
    """The translation editor of the report that the site starts with."""
    asked = {"type": "visits.InspectionReportPage", "locale": "zh-hans"}
    [report, *_more] = translator.request.get("/api/v2/pages/", params=asked).json()["items"]
    translator.goto(f"/admin/pages/{report['id']}/edit/")
    expect(translator.locator(".js-translation-editor")).to_contain_text(report["title"])


def test_fixed_terms_are_copied(sign_in):
    translator = sign_in("li")
    translator.context.grant_permissions(["clipboard-read", "clipboard-write"])
    open_a_chinese_report(translator)
    translator.get_by_role("button", name="Mostra il glossario").click()
    panel = translator.locator("[data-side-panel=glossary]")
    written = panel.locator("button [lang=zh-Hans]").first
    words = written.inner_text()
    written.click()
    translator.wait_for_function(
        "words => navigator.clipboard.readText().then(text => text === words)", arg=words
    )
