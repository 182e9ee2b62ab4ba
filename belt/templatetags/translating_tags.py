"""Template tags of translated pages and of the translation editor."""

from typing import Any

from django import template
from django.conf import settings
from django.utils.translation import get_language

from belt.frame import frame_of
from belt.models import BehindTranslation
from belt.translating.side_panel import GlossarySidePanel

register = template.Library()


@register.simple_tag(takes_context=True)
def behind_its_source(context: template.Context) -> dict[str, Any] | None:
    """Since when the page does not follow the public one it translates, and that page; no query."""
    page = context.get("page")
    # A page that is only previewed stands nowhere yet.
    versions = frame_of(context["request"], page if getattr(page, "path", "") else None).translations
    here, source = versions.get(get_language() or ""), versions.get(settings.LANGUAGE_CODE)
    if here is None or source is None or here == source:
        return None
    try:
        return {"since": here.behind.since, "source": source}
    except BehindTranslation.DoesNotExist:
        return None


@register.simple_tag(takes_context=True)
def offer_the_glossary(context: template.Context) -> str:
    """Put the glossary beside the library's translation editor, which asks nobody for further panels."""
    panel = GlossarySidePanel(context["instance"], context["request"], context["translation"])
    context["side_panels"].append(panel)
    return ""
