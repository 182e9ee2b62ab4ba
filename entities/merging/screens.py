"""The screens on which two of a kind become one and two again: what those of chains and of profiles share."""

from abc import abstractmethod
from typing import Any, ClassVar

from django import forms
from django.http import HttpResponse, QueryDict
from django.utils.translation import gettext_lazy as _
from django.views.generic import TemplateView
from wagtail.admin import messages
from wagtail.admin.widgets import AdminAutoHeightTextInput

from entities.digits import number_in


def reason_field(help_text: Any) -> forms.CharField:
    """Why something is decided; it stays in a history."""
    return forms.CharField(
        label=_("Reason"), max_length=500, widget=AdminAutoHeightTextInput, help_text=help_text
    )


def asked_for(sent: QueryDict) -> dict[str, str]:
    """The chosen winner; neither chooser nor database can do with anything but a number."""
    key = sent.get("winner", "")
    return {"winner": key if number_in(key) is not None else ""}


class MergeScreen(TemplateView):
    """Choose what is left, see what this touches, say why, confirm.

    Both forms have a field ``winner``, the second one a ``reason`` as well.
    """

    header_icon = "link"
    choice_form: type[forms.Form]
    confirmation_form: type[forms.Form]
    # What planning and merging raise, with a sentence for the editor.
    refusal: ClassVar[type[Exception]]

    @abstractmethod
    def plan_with(self, winner: Any) -> Any:
        """All that merging into ``winner`` would touch; raises a ``refusal``."""

    @abstractmethod
    def merge_into(self, winner: Any, reason: str) -> None:
        """Merge; raises a ``refusal``."""

    @abstractmethod
    def done(self, winner: Any) -> HttpResponse:
        """Say so, with a way back."""

    def get(self, request, *args, **kwargs):
        winner = asked_for(request.GET)
        choice = self.choice_form(winner if "winner" in request.GET else None)
        return self.shown(choice, self.confirmation_form(initial=winner))

    def post(self, request, *args, **kwargs):
        winner = asked_for(request.POST)
        form = self.confirmation_form(request.POST.dict() | winner)
        if form.is_valid():
            try:
                self.merge_into(form.cleaned_data["winner"], form.cleaned_data["reason"])
            except self.refusal as refused:
                form.add_error(None, str(refused))
            else:
                return self.done(form.cleaned_data["winner"])
        return self.shown(self.choice_form(winner), form)

    def shown(self, choice: forms.Form, confirmation: forms.Form) -> HttpResponse:
        """The screen: the choice, and of what can be chosen all that the merge would touch."""
        found = None
        if choice.is_bound and choice.is_valid():
            try:
                found = self.plan_with(choice.cleaned_data["winner"])
            except self.refusal as refused:
                choice.add_error("winner", str(refused))
        context = {"form": choice, "confirmation": confirmation, "plan": found, "media": choice.media}
        return self.render_to_response(self.get_context_data(**context))


class UndoScreen(TemplateView):
    """See why two were merged, and take it back."""

    page_title = _("Undo the merge")
    header_icon = "undo"
    refusal: ClassVar[type[Exception]]

    @abstractmethod
    def undo(self) -> list[str]:
        """Take the merge back: sentences for what is undone and for what is not; raises a ``refusal``."""

    @abstractmethod
    def back(self) -> HttpResponse:
        """Go to what was merged."""

    def post(self, request, *args, **kwargs):
        try:
            undone, *is_not = self.undo()
        except self.refusal as refused:
            messages.error(request, str(refused))
        else:
            messages.success(request, undone)
            for sentence in is_not:
                messages.warning(request, sentence)
        return self.back()
