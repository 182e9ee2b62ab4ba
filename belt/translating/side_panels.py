"""Beside the translation editor: the terms of the text that are fixed, and what a machine wrote."""

from typing import Any

from django.db.models import QuerySet
from django.urls import reverse
from django.utils.translation import gettext_lazy as _
from wagtail.admin.ui.side_panels import BaseSidePanel
from wagtail_localize.models import StringTranslation, Translation

from belt.translating.editor import written_texts
from belt.translating.glossary import glossary_of
from entities.languages import language_tag

TAKE_OVER = "take_over_from_machines"


def written_by_machines(translation: Translation) -> QuerySet[StringTranslation]:
    """The texts of a translation that a machine wrote and nobody has taken over."""
    return written_texts(translation).filter(translation_type=StringTranslation.TRANSLATION_TYPE_MACHINE)


class GlossarySidePanel(BaseSidePanel):
    """Chains and entities that the source names, as the other language writes them."""

    class SidePanelToggle(BaseSidePanel.SidePanelToggle):
        aria_label = _("Show the glossary")
        icon_name = "wagtail-localize-language"

        def get_context_data(self, parent_context: Any) -> dict[str, Any]:
            return super().get_context_data(parent_context) | {"count": len(self.panel.terms)}

    name = "glossary"
    title = _("Glossary")
    template_name = "belt/translating/glossary.html"
    order = 150

    def __init__(self, page: Any, request: Any, translation: Translation) -> None:
        super().__init__(page, request)
        self.terms = glossary_of(translation)
        self.source_language = language_tag(translation.source.locale.language_code)

    def get_context_data(self, parent_context: Any) -> dict[str, Any]:
        return super().get_context_data(parent_context) | {
            "terms": self.terms,
            "source_language": self.source_language,
        }


class MachineSidePanel(BaseSidePanel):
    """How much a machine wrote, and a button for who has read it."""

    class SidePanelToggle(BaseSidePanel.SidePanelToggle):
        aria_label = _("Show what a machine wrote")
        icon_name = "cogs"
        counter_classname = "w-bg-critical-200"

        def get_context_data(self, parent_context: Any) -> dict[str, Any]:
            return super().get_context_data(parent_context) | {"count": self.panel.count}

    name = "machine"
    title = _("Written by a machine")
    template_name = "belt/translating/machine.html"
    order = 140

    def __init__(self, page: Any, request: Any, translation: Translation) -> None:
        super().__init__(page, request)
        self.count = written_by_machines(translation).count()
        self.url = reverse(TAKE_OVER, args=[translation.pk])

    def get_context_data(self, parent_context: Any) -> dict[str, Any]:
        return super().get_context_data(parent_context) | {"count": self.count, "url": self.url}
