"""The screen on which translators write what a chain is called in a language and what belongs to it."""

from functools import cache
from typing import Any

from django.conf import settings
from django.core.exceptions import PermissionDenied
from django.shortcuts import get_object_or_404
from django.urls import URLPattern, path, reverse
from django.utils.functional import cached_property
from django.utils.timezone import localtime
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from wagtail.admin import messages
from wagtail.admin.panels import FieldPanel, HelpPanel, ObjectList
from wagtail.admin.views.generic import EditView
from wagtail.models import Locale

from belt.translating.rights import languages_of
from entities.chain_forms import CONFIRMED, ChainForm
from entities.chain_viewset import ConfirmationPanel
from entities.models import IndustryChain
from entities.models.chains import column_of
from entities.templatetags.entities_tags import day

NAME = "translate_chain"


def address_for(chain: IndustryChain, language: str) -> str:
    """The address of the screen for a chain and a language (code)."""
    return reverse(NAME, args=[chain.pk, language])


@cache
def panel_for(language: str) -> Any:
    """What the screen shows: the words of the first language above those of another one (code)."""
    children = [
        HelpPanel(template="belt/translating/chain_source.html", heading=gettext_lazy("To be translated")),
        FieldPanel(column_of("name", language)),
        ConfirmationPanel(CONFIRMED),
        FieldPanel(column_of("definition", language)),
    ]
    return ObjectList(children, base_form_class=ChainForm).bind_to_model(IndustryChain)


class ChainWordsView(EditView):
    """Whoever may translate into the language may write them; readers see them at once."""

    model = IndustryChain
    queryset = IndustryChain.objects.filter(merged_into=None)
    index_url_name = "worklist_translations"
    header_icon = "tag"
    page_title = gettext_lazy("Translate the chain")

    def dispatch(self, request, *args, **kwargs):
        if not languages_of(request.user).filter(language_code=self.target.language_code).exists():
            raise PermissionDenied
        return super().dispatch(request, *args, **kwargs)

    @cached_property
    def target(self) -> Locale:
        """The language into which it is translated: any but the first one."""
        others = Locale.objects.exclude(language_code=settings.LANGUAGE_CODE)
        return get_object_or_404(others, language_code=self.kwargs["language"])

    def get_panel(self):
        return panel_for(self.target.language_code)

    def get_context_data(self, **kwargs):
        since = self.object.behind_in(self.target.language_code)
        if since and self.request.method == "GET":
            sentence = _("The Italian words changed on %(day)s. Saving says that these here fit them.")
            messages.warning(self.request, sentence % {"day": day(localtime(since))})
        return super().get_context_data(**kwargs)

    def save_instance(self):
        chain, language = self.form.instance, self.target.language_code
        if self.request.POST.get("words_mark") == chain.words_mark:
            chain.follow_in(language)
        elif chain.behind_in(language):
            sentence = _("The Italian words changed while this screen was open: look at them once more.")
            messages.warning(self.request, sentence)
        return super().save_instance()

    def get_edit_url(self):
        return address_for(self.object, self.target.language_code)

    def get_page_subtitle(self):
        return f"{self.object.name} · {self.target.get_display_name()}"


def urlpatterns() -> list[URLPattern]:
    """The address of the screen."""
    return [path("localize/chain/<int:pk>/<slug:language>/", ChainWordsView.as_view(), name=NAME)]
