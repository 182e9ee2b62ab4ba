"""Template tags of translated pages and of the translation editor."""

import json
from typing import Any

from django import template
from django.conf import settings
from django.utils import timezone
from django.utils.translation import get_language
from wagtail.models import Page

from belt.frame import frame_of
from belt.models import BehindTranslation
from belt.translating.editor import OPENED_AT, as_sent
from belt.translating.side_panels import GlossarySidePanel, MachineSidePanel
from entities.keeping import warning_of_withdrawal

register = template.Library()


@register.simple_tag(takes_context=True)
def behind_its_source(context: template.Context) -> dict[str, Any] | None:
    """Since when the page does not follow its source, and that, while it is public; no query."""
    page = context.get("page")
    # A page that is only previewed stands nowhere yet.
    versions = frame_of(context["request"], page if getattr(page, "path", "") else None).versions
    here, source = versions.get(get_language() or ""), versions.get(settings.LANGUAGE_CODE)
    if here is None or here == source:
        return None
    try:
        return {"since": here.behind.since, "source": source}
    except BehindTranslation.DoesNotExist:
        return None


@register.simple_tag
def lost_ways(page: Page) -> str:
    """What readers of its language lose with a page that is withdrawn, as a sentence."""
    return warning_of_withdrawal(page)


@register.simple_tag(takes_context=True)
def complete_the_editor(context: template.Context) -> str:
    """Put our panels beside the library's translation editor, and take away what would only be refused.

    It asks nobody for further panels, and lays out its buttons by ``props``. Its form says no version:
    ours sends along when it was opened (``static/js/editor.js``).
    """
    given = (context["instance"], context["request"], context["translation"])
    machine = MachineSidePanel(*given)
    context["side_panels"].extend([*([machine] if machine.count else []), GlossarySidePanel(*given)])
    props = json.loads(context["props"])
    props["links"]["convertToAliasUrl"] = None
    props[OPENED_AT] = as_sent(timezone.now())
    context["props"] = json.dumps(props)
    return ""
