"""Beside the translation editor: the terms of the text that are fixed, to be copied."""

from typing import Any

from django.utils.translation import gettext_lazy as _
from wagtail.admin.ui.side_panels import BaseSidePanel
from wagtail_localize.models import Translation

from belt.translating.glossary import glossary_of, html_language


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
        self.source_language = html_language(translation.source.locale.language_code)

    def get_context_data(self, parent_context: Any) -> dict[str, Any]:
        return super().get_context_data(parent_context) | {
            "terms": self.terms,
            "source_language": self.source_language,
        }
