"""The list of what is left to translate, under "Reports" in the admin, and what the desk shows of it."""

from typing import Any

import django_filters
from django import forms
from django.conf import settings
from django.utils.text import capfirst
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy
from wagtail.admin.filters import WagtailFilterSet
from wagtail.admin.ui.tables import Column, DateColumn, TitleColumn
from wagtail.models import Page, get_page_models
from wagtail.permission_policies import ModelPermissionPolicy
from wagtail_localize.models import Translation

from belt.translating.rights import languages_of
from belt.translating.tasks import State, Task, tasks_in
from entities.models import IndustryChain
from entities.worklists import Worklist


def other_languages() -> list[tuple[str, Any]]:
    """All languages of the site but the first, as choices."""
    return [(code, capfirst(name)) for code, name in settings.LANGUAGES if code != settings.LANGUAGE_CODE]


def page_types() -> list[tuple[str, str]]:
    """The types of pages, and chains, as choices."""
    models = [*(model for model in get_page_models() if model is not Page), IndustryChain]
    return sorted((model._meta.model_name, capfirst(model._meta.verbose_name)) for model in models)


def _choice(label: Any, choices: Any) -> django_filters.ChoiceFilter:
    return django_filters.ChoiceFilter(
        label=label, choices=choices, empty_label=pgettext_lazy("filter", "All"), widget=forms.RadioSelect
    )


class TaskFilterSet(WagtailFilterSet):
    """Filters what is no row of a table, by the properties of a ``Task`` that bear their names."""

    language = _choice(_("language"), other_languages)
    state = _choice(pgettext_lazy("translation", "state"), State.choices)
    kind = _choice(pgettext_lazy("page", "type"), page_types)

    def __init__(self, data=None, *, request=None, prefix=None):
        super().__init__(data, Page.objects.none(), request=request, prefix=prefix)

    def filter_queryset(self, queryset: list[Task]) -> list[Task]:
        wanted = {name: value for name, value in self.form.cleaned_data.items() if value}
        return [
            task for task in queryset if all(getattr(task, name) == value for name, value in wanted.items())
        ]


class TranslationTasks(Worklist):
    """What readers of a language lack or have in an earlier version, the oldest first."""

    name = "translations"
    page_title = _("Translations to be done")
    header_icon = "wagtail-localize-language"
    # The right to translate, of which Wagtail asks no page.
    permission_policy = ModelPermissionPolicy(Translation)
    any_permission_required = ["submit"]
    filterset_class = TaskFilterSet
    columns = [
        TitleColumn("title", label=capfirst(_("title")), get_url=lambda task: task.url),
        Column("kind_label", label=capfirst(pgettext_lazy("page", "type"))),
        Column("language_label", label=capfirst(_("language"))),
        Column("state_label", label=capfirst(pgettext_lazy("translation", "state"))),
        Column("done", label=capfirst(_("texts translated"))),
        DateColumn("since", label=capfirst(pgettext_lazy("translation", "since"))),
    ]
    list_export = ["title", "kind_label", "language_label", "state_label", "done", "since"]
    export_headings = {
        "title": _("title"),
        "kind_label": pgettext_lazy("page", "type"),
        "language_label": _("language"),
        "state_label": pgettext_lazy("translation", "state"),
        "done": _("texts translated"),
        "since": pgettext_lazy("translation", "since"),
    }

    def get_queryset(self):
        return tasks_in(languages_of(self.request.user))
