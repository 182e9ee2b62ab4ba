"""The rules an editor's form holds: some always, some only when publishing."""

from collections import Counter
from typing import Any

from django.utils.translation import gettext_lazy as _
from wagtail.admin.forms import WagtailAdminPageForm


class AnnotatedPageForm(WagtailAdminPageForm):
    """Rules shared by profiles and reports.

    A draft may be incomplete, never contradictory: ``check_integrity`` runs at
    every save, ``check_complete`` when the page is published, scheduled or
    submitted to a workflow.
    """

    def __init__(self, data=None, *args, **kwargs):
        # Merging knows the models, which know this form.
        from entities.merging.posted import posted_with_survivors

        super().__init__(posted_with_survivors(data, kwargs.get("instance")), *args, **kwargs)

    def clean(self):
        cleaned = super().clean()
        self.check_integrity(cleaned)
        if not self.is_deferred_validation:
            self.check_complete(cleaned)
        return cleaned

    def rows(self, relation: str) -> list[dict]:
        """The valid, not deleted rows of an inline panel, as cleaned data."""
        formset = self.formsets.get(relation)
        if formset is None:
            return []
        kept = [form for form in formset.forms if form.is_valid() and form not in formset.deleted_forms]
        return [form.cleaned_data for form in kept if form.cleaned_data]

    def value(self, name: str) -> Any:
        """What the form says of a field; of one that it does not show, what the page says."""
        return self.cleaned_data.get(name) if name in self.fields else getattr(self.instance, name)

    def refuse(self, name: str, sentence: str) -> None:
        """Say what is wrong beside a field or, if it is none, beside the rows of that name."""
        if name in self.fields:
            self.add_error(name, sentence)
        else:
            self.add_rows_error(name, sentence)

    def add_rows_error(self, relation: str, message: str) -> None:
        """Refuse the form and say why beside the rows of an inline panel; above all where it is not shown."""
        formset = self.formsets.get(relation)
        if formset is None:
            self.add_error(None, message)
        else:
            formset.non_form_errors().append(message)

    def check_integrity(self, cleaned: dict) -> None:
        """Add errors for what must never be saved."""
        chains = Counter(row.get("tag") for row in self.rows("chain_links"))
        for chain, count in chains.items():
            if chain is not None and count > 1:
                sentence = _("“%(chain)s” is given twice: keep one row.") % {"chain": chain.name}
                self.add_rows_error("chain_links", sentence)
        for name, sentence in self.instance.contradicting(self.value, self.rows):
            self.refuse(name, str(sentence))

    def check_complete(self, cleaned: dict) -> None:
        """Add errors for what a published page must have, where it is missing."""
        for name, sentence in self.instance.lacking(self.value, self.rows):
            self.refuse(name, sentence)


class EntityPageForm(AnnotatedPageForm):
    """The rules of a profile."""

    def __init__(self, *args, **kwargs):
        # The chooser knows the model, which knows this form.
        from entities.viewsets import place_chooser

        super().__init__(*args, **kwargs)
        if "located_in" in self.fields:
            self.fields["located_in"].widget = place_chooser.widget_class()
