"""Template tags of translated pages and of the translation editor."""

from typing import Any

from django import template
from django.conf import settings
from django.utils.translation import get_language

from belt.frame import frame_of
from belt.models import BehindTranslation
from belt.translating.side_panels import GlossarySidePanel, MachineSidePanel

register = template.Library()


@register.simple_tag(takes_context=True)
def behind_its_source(context: template.Context) -> dict[str, Any] | None:
    """Since when the page does not follow the public one it translates, and that page; no query."""
    page = context.get("page")
    # A page that is only previewed stands nowhere yet.
    versions = frame_of(context["request"], page if getattr(page, "path", "") else None).versions
    here, source = versions.get(get_language() or ""), versions.get(settings.LANGUAGE_CODE)
    if here is None or source is None or here == source:
        return None
    try:
        return {"since": here.behind.since, "source": source}
    except BehindTranslation.DoesNotExist:
        return None


@register.simple_tag(takes_context=True)
def offer_side_panels(context: template.Context) -> str:
    """Put ours beside the library's translation editor, which asks nobody for further panels."""
    given = (context["instance"], context["request"], context["translation"])
    machine = MachineSidePanel(*given)
    context["side_panels"].extend([*([machine] if machine.count else []), GlossarySidePanel(*given)])
    return ""
