"""What ``visits`` adds to the Wagtail admin."""

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.utils.translation import gettext as _
from wagtail import hooks
from wagtail.models import Page

from entities.digits import number_in
from entities.mentions.screen import back_to_mentions
from entities.profile_merging.relations import HOOK as RELATIONS_OF_PROFILES
from entities.profile_merging.relations import Fate
from entities.worklists import register_worklists
from visits.mentions import add_chain
from visits.mentions_panel import ADD_CHAIN
from visits.models import InspectionReportPage
from visits.templatetags.visits_tags import observed_beside
from visits.viewsets import report_listing, report_pages
from visits.worklists import WORKLISTS

hooks.register("pages_named_beside_profile", observed_beside)


@hooks.register(RELATIONS_OF_PROFILES)
def keep_itineraries_whole() -> dict[str, Fate]:
    return {"visits.VisitStop.entity": Fate.FOLLOWS, "visits.InspectionReportPage.delegation": Fate.FOLLOWS}


@hooks.register("register_admin_viewset")
def register_viewsets():
    return [report_pages, report_listing]


@hooks.register("after_edit_page")
def add_a_lacking_chain(request: HttpRequest, page: Page) -> HttpResponse | None:
    """The button belongs to the form, so what else was edited is saved by now."""
    if ADD_CHAIN not in request.POST or not isinstance(page, InspectionReportPage):
        return None
    chain = add_chain(page, number_in(request.POST[ADD_CHAIN]), user=request.user)
    if chain is None:
        messages.error(request, _("The report lacks no such chain."))
    else:
        messages.success(request, _("“%(chain)s” is added to the draft.") % {"chain": chain.name})
    return back_to_mentions(page)


register_worklists(WORKLISTS, order=720)
