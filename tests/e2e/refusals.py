"""Trying what a screen does not offer: addresses by hand, forms sent past it."""

from playwright.sync_api import APIResponse, Page, expect

NOT_ALLOWED = "non hai i permessi per accedere a questa area"


def filled_in(page: Page) -> dict[str, str]:
    """The form of the editing screen as the browser would send it."""
    form = "[...new FormData(document.querySelector('form[data-edit-form]'))]"
    return dict(page.evaluate(f"{form}.filter(([, value]) => typeof value === 'string')"))


def send(page: Page, address: str, fields: dict[str, str] | None = None) -> APIResponse:
    """Send a form in the session of the page, with the token that Django asks of it; follows redirects."""
    [token] = [cookie["value"] for cookie in page.context.cookies() if cookie["name"] == "csrftoken"]
    return page.request.post(address, form=fields or {}, headers={"X-CSRFToken": token})


def expect_refused(page: Page, address: str, fields: dict[str, str] | None = None) -> None:
    """Neither shown nor done: back on the desk, with a sentence that says why."""
    page.goto(address)
    expect(page).to_have_url("/admin/")
    expect(page.get_by_role("main").get_by_role("status").first).to_contain_text(NOT_ALLOWED)
    answer = send(page, address, fields)
    assert answer.url.endswith("/admin/"), answer.url
    assert NOT_ALLOWED in answer.text()
