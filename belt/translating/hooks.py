"""What the work of translators adds to the Wagtail admin; importing it registers all of it."""

from django.contrib import messages
from django.http import HttpRequest
from django.utils.translation import gettext as _
from wagtail import hooks
from wagtail.models import Page

from belt.models import BehindTranslation
from entities.templatetags.entities_tags import day


@hooks.register("before_edit_page", order=-2)
def tell_what_is_behind(request: HttpRequest, page: Page) -> None:
    """On the screen of a page and on those of its translations; one query."""
    # A screen of a new page asks for its further parts once it has saved itself; nobody reads that answer.
    if request.method != "GET" or "_w_hydrate_create_view" in request.GET:
        return
    behind = BehindTranslation.objects.filter(page__translation_key=page.translation_key, page__live=True)
    rows = list(behind.select_related("page__locale"))
    own = [row for row in rows if row.page_id == page.pk]
    if own:
        sentence = _("Readers see a translation of an earlier version: the source changed on %(day)s.")
        messages.warning(request, sentence % {"day": day(own[0].since)})
    elif rows:
        told = [f"{row.page.locale.get_display_name()} ({day(row.since)})" for row in rows]
        sentence = _("Translations that do not follow this page yet, and since when: %(languages)s.")
        messages.info(request, sentence % {"languages": ", ".join(told)})
