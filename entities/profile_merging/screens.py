"""The screens on which a profile is merged into another one, and a merge taken back."""

from typing import Any, ClassVar

from django import forms
from django.core.exceptions import PermissionDenied
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect
from django.urls import URLPattern, re_path, reverse
from django.utils.functional import cached_property
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, pgettext, pgettext_lazy
from django.views.generic import TemplateView
from wagtail.admin import messages
from wagtail.admin.views.generic.base import WagtailAdminTemplateMixin
from wagtail.locks import BasicLock
from wagtail.models import PagePermissionTester

from entities.digits import NUMBER
from entities.merging.screens import MergeScreen, UndoScreen, reason_field
from entities.models import EntityPage
from entities.profile_merging.merge import merge
from entities.profile_merging.plan import ProfileMergeError, ProfileMergePlan, plan, told_apart
from entities.profile_merging.undo import ProfileUndoError, told, undo, undoable
from entities.viewsets import entity_chooser


def may_merge(user: Any, profile: EntityPage) -> bool:
    """Whether somebody may take a profile from readers, or give them what it gets from another one."""
    # As it would be were it not merged: then nobody may publish it.
    rights = PagePermissionTester(user, profile)
    lock = profile.get_lock()
    # What waits for review or for its hour is told by the plan.
    is_held = isinstance(lock, BasicLock) and lock.for_user(user)
    return rights.can_edit() and rights.can_publish() and not is_held


class WinnerForm(forms.Form):
    """Which profile is left."""

    winner = forms.ModelChoiceField(
        label=pgettext_lazy("profile", "Merge it into"),
        queryset=EntityPage.objects.all(),
        # The viewset makes the class of the chooser.
        widget=entity_chooser.widget_class(),
    )


class ConfirmForm(forms.Form):
    """The profile that is left, seen and confirmed, and why."""

    winner = forms.ModelChoiceField(queryset=EntityPage.objects.all(), widget=forms.HiddenInput)
    reason = reason_field(gettext_lazy("It stays in the history of both profiles. Example: “Written twice.”"))


class ProfileActionView(WagtailAdminTemplateMixin, TemplateView):
    """Something that is done to one profile by those who may publish it; ``action`` names its address."""

    action: ClassVar[str]

    @classmethod
    def url_name(cls) -> str:
        """The name of its address."""
        return f"profile_{cls.action}"

    @classmethod
    def address_for(cls, profile: EntityPage) -> str:
        """The address of this screen for a profile."""
        return reverse(cls.url_name(), args=[profile.pk])

    @classmethod
    def urlpattern(cls) -> URLPattern:
        address = rf"^profile-{cls.action}/(?P<pk>{NUMBER})/$"
        return re_path(address, cls.as_view(), name=cls.url_name())

    def dispatch(self, request, *args, **kwargs):
        if not may_merge(request.user, self.profile):
            raise PermissionDenied
        return super().dispatch(request, *args, **kwargs)

    @cached_property
    def profile(self) -> EntityPage:
        return get_object_or_404(EntityPage.objects.select_related("merged_into"), pk=self.kwargs["pk"])

    def get_page_subtitle(self) -> str:
        return self.profile.title

    def get_breadcrumbs_items(self) -> list[dict]:
        return [
            *self.breadcrumbs_items,
            {"url": reverse("wagtailadmin_pages:edit", args=[self.profile.pk]), "label": self.profile.title},
            {"url": "", "label": self.page_title},
        ]


class MergeProfileView(MergeScreen, ProfileActionView):
    """A profile is merged into another one."""

    action = "merge"
    page_title = gettext_lazy("Merge into another profile")
    template_name = "entities/admin/merge_profile.html"
    choice_form = WinnerForm
    confirmation_form = ConfirmForm
    refusal = ProfileMergeError

    def get_context_data(self, **kwargs):
        return super().get_context_data(**kwargs) | {"profile": self.profile}

    def plan_with(self, winner: EntityPage) -> ProfileMergePlan:
        return plan(self.profile, winner)

    def merge_into(self, winner: EntityPage, reason: str) -> None:
        if not may_merge(self.request.user, winner):
            raise PermissionDenied
        merge(self.profile, winner, user=self.request.user, reason=reason)

    def done(self, winner: EntityPage) -> HttpResponse:
        sentence = pgettext("profiles", "“%(loser)s” has been merged into “%(winner)s”.")
        messages.success(
            self.request,
            sentence % told_apart(self.profile, winner),
            buttons=[messages.button(UndoProfileMergeView.address_for(self.profile), _("Undo"))],
        )
        return redirect("wagtailadmin_pages:edit", winner.pk)


class UndoProfileMergeView(UndoScreen, ProfileActionView):
    """A merge of two profiles is taken back."""

    action = "undo-merge"
    template_name = "entities/admin/undo_profile_merge.html"
    refusal = ProfileUndoError

    def get_context_data(self, **kwargs):
        return super().get_context_data(**kwargs) | {"profile": self.profile, "entry": undoable(self.profile)}

    def undo(self) -> list[str]:
        winner = self.profile.merged_into
        if winner is not None and not may_merge(self.request.user, winner):
            raise PermissionDenied
        return told(vars(undo(self.profile, user=self.request.user)))

    def back(self) -> HttpResponse:
        return redirect("wagtailadmin_pages:edit", self.profile.pk)


SCREENS: tuple[type[ProfileActionView], ...] = (MergeProfileView, UndoProfileMergeView)
