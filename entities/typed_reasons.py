"""Reasons typed beside a draft and not given yet: they come back with its next screen.

Their fields belong to the page's own form, each beside its button: a press on one of them saves them all
and gives but one.
"""

from django.http import HttpRequest
from wagtail.models import Page

from entities.done.answers import REASON as OF_WAIVERS
from entities.doubts.answers import REASON as OF_DOUBTS
from entities.models.decisions import kept_reason

# In the session: of the page that its owner has saved last.
_KEPT = "typed_reasons"


def keep_reasons(request: HttpRequest, page: Page) -> None:
    """Keep what a form brings, until the next saving; what saves itself leaves its screen as it is."""
    if not request.accepts("text/html"):
        return
    fields = [name for name in request.POST if name.startswith((OF_WAIVERS, OF_DOUBTS))]
    typed = {name: kept_reason(request.POST[name]) for name in fields}
    typed = {name: reason for name, reason in typed.items() if reason}
    if typed or _KEPT in request.session:
        request.session[_KEPT] = {"page": page.pk, "typed": typed}


def typed_reason(request: HttpRequest, page: Page, field: str) -> str:
    """What stands in a field of a page's screen: what was just sent, or was kept when it was saved."""
    if field in request.POST:
        return request.POST[field]
    kept = request.session.get(_KEPT)
    return kept["typed"].get(field, "") if kept and kept["page"] == page.pk else ""
