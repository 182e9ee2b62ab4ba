"""The screens on which a proposal is decided, a chain merged into another one, and a merge taken back."""

from typing import Any, ClassVar

from django import forms
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect
from django.urls import reverse
from django.utils.functional import cached_property
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django.views.generic import TemplateView
from wagtail.admin import messages
from wagtail.admin.views.generic.base import WagtailAdminTemplateMixin
from wagtail.admin.views.generic.permissions import PermissionCheckedMixin

from entities.chain_forms import ChainChooser
from entities.merging.merge import merge
from entities.merging.plan import MergeError, MergePlan, plan
from entities.merging.screens import MergeScreen, UndoScreen, reason_field
from entities.merging.undo import UndoError, told, undo, undoable
from entities.models import IndustryChain
from entities.proposals import ProposalError, accept, reject


class WinnerForm(forms.Form):
    """Which chain is left."""

    winner = forms.ModelChoiceField(
        label=gettext_lazy("Merge it into"),
        queryset=IndustryChain.objects.all(),
        widget=ChainChooser(IndustryChain),
    )


class ConfirmForm(forms.Form):
    """The chain that is left, seen and confirmed, and why."""

    winner = forms.ModelChoiceField(queryset=IndustryChain.objects.all(), widget=forms.HiddenInput)
    reason = reason_field(
        gettext_lazy("It stays in the history of both chains. Example: “Two names for the same.”")
    )


class RejectForm(forms.Form):
    """Why a proposal is not wanted."""

    reason = reason_field(
        gettext_lazy("It stays in the history of the site. Example: “It is part of “Coffee”.”")
    )


class ChainActionView(PermissionCheckedMixin, WagtailAdminTemplateMixin, TemplateView):
    """Something that is done to one chain by those who may change it; ``action`` names its address."""

    action: ClassVar[str]
    model = IndustryChain
    permission_policy: Any = None
    permission_required = "change"
    index_url_name = ""
    edit_url_name = ""
    history_url_name = ""
    header_icon = ""
    breadcrumbs_items: list[dict] = []

    @classmethod
    def address_for(cls, chain: IndustryChain) -> str:
        """The address of this screen for a chain."""
        return reverse(chain.snippet_viewset.get_url_name(cls.action), args=[chain.pk])

    @cached_property
    def chain(self) -> IndustryChain:
        return get_object_or_404(IndustryChain.objects.select_related("merged_into"), pk=self.kwargs["pk"])

    def get_page_subtitle(self) -> str:
        return self.chain.name

    def get_breadcrumbs_items(self) -> list[dict]:
        return [
            *self.breadcrumbs_items,
            {"url": reverse(self.index_url_name), "label": _("Industry chains")},
            {"url": reverse(self.edit_url_name, args=[self.chain.pk]), "label": self.chain.name},
            {"url": "", "label": self.page_title},
        ]

    def back_to(self, chain: IndustryChain) -> HttpResponse:
        return redirect(self.edit_url_name, chain.pk)


class MergeView(MergeScreen, ChainActionView):
    """A chain is merged into another one."""

    action = "merge"
    page_title = gettext_lazy("Merge into another chain")
    template_name = "entities/admin/merge_chain.html"
    choice_form = WinnerForm
    confirmation_form = ConfirmForm
    refusal = MergeError

    def get_context_data(self, **kwargs):
        return super().get_context_data(**kwargs) | {"chain": self.chain}

    def plan_with(self, winner: IndustryChain) -> MergePlan:
        return plan(self.chain, winner)

    def merge_into(self, winner: IndustryChain, reason: str) -> None:
        merge(self.chain, winner, user=self.request.user, reason=reason)

    def done(self, winner: IndustryChain) -> HttpResponse:
        sentence = _("“%(loser)s” has been merged into “%(winner)s”.")
        messages.success(
            self.request,
            sentence % {"loser": self.chain.name, "winner": winner.name},
            buttons=[
                messages.button(UndoView.address_for(self.chain), _("Undo")),
                messages.button(reverse(self.history_url_name, args=[winner.pk]), _("History")),
            ],
        )
        return self.back_to(winner)


class AcceptView(ChainActionView):
    """Read a proposed chain once more, and accept it."""

    action = "accept"
    page_title = gettext_lazy("Accept the proposal")
    template_name = "entities/admin/accept_chain.html"
    header_icon = "check"

    def get_context_data(self, **kwargs):
        return super().get_context_data(**kwargs) | {"chain": self.chain}

    def post(self, request, *args, **kwargs):
        try:
            accept(self.chain, user=request.user)
        except ProposalError as refused:
            messages.error(request, str(refused))
        else:
            sentence = _("“%(chain)s” is accepted: pages can be given it.")
            if not self.chain.definition.strip():
                sentence = _("“%(chain)s” is accepted: pages can be given it once it has a definition.")
            messages.success(request, sentence % {"chain": self.chain.name})
        return self.back_to(self.chain)


class RejectView(ChainActionView):
    """Say why a proposed chain is not wanted, and delete it."""

    action = "reject"
    page_title = gettext_lazy("Reject the proposal")
    template_name = "entities/admin/reject_chain.html"
    header_icon = "cross"

    def get_context_data(self, **kwargs):
        return {"form": RejectForm()} | super().get_context_data(**kwargs) | {"chain": self.chain}

    def post(self, request, *args, **kwargs):
        form = RejectForm(request.POST)
        if not form.is_valid():
            return self.render_to_response(self.get_context_data(form=form))
        try:
            reject(self.chain, user=request.user, reason=form.cleaned_data["reason"])
        except ProposalError as refused:
            messages.error(request, str(refused))
            return self.back_to(self.chain)
        messages.success(
            request, _("The proposal “%(chain)s” is rejected and deleted.") % {"chain": self.chain.name}
        )
        return redirect(self.index_url_name)


class UndoView(UndoScreen, ChainActionView):
    """A merge of two chains is taken back."""

    action = "undo_merge"
    template_name = "entities/admin/undo_chain_merge.html"
    refusal = UndoError

    def get_context_data(self, **kwargs):
        return super().get_context_data(**kwargs) | {"chain": self.chain, "entry": undoable(self.chain)}

    def undo(self) -> list[str]:
        return told(undo(self.chain, user=self.request.user).names)

    def back(self) -> HttpResponse:
        return self.back_to(self.chain)
