"""The rules an editor's form holds: some always, some only when publishing."""

import datetime as dt
from collections import Counter
from typing import Any

from django.core.exceptions import BadRequest, ValidationError
from django.forms import ModelForm
from django.utils import timezone
from django.utils.translation import gettext_lazy as _
from wagtail.admin.forms import WagtailAdminModelForm, WagtailAdminPageForm
from wagtail.admin.utils import get_user_display_name

from entities.dates import is_to_come
from entities.enums import Verification
from entities.posted_rows import with_known_keys
from entities.slugs import free_slug, slug_from

# Wagtail's button.
PUBLISH = "action-publish"
VERIFY_PROFILES = "entities.verify_entitypage"
# What somebody who verifies a profile has compared with its source.
CHECKED = {"title", "kind", "located_in", "summary", "body", "latitude", "longitude"} | {
    "names",
    "chain_links",
    "relations",
}


def day_that_came(form: ModelForm, name: str) -> dt.date | None:
    """A day of a form, which is asked about once: where the next editor sits it may not have begun."""
    day: dt.date | None = form.cleaned_data[name]
    if day and name in form.changed_data and day > timezone.localdate():
        raise ValidationError(_("This day is still to come."))
    return day


class SourceForm(WagtailAdminModelForm):
    """A source that appeared, and was consulted, on days that have come."""

    def clean_date(self) -> str:
        date: str = self.cleaned_data["date"]
        if "date" in self.changed_data and is_to_come(date, timezone.localdate()):
            raise ValidationError(_("This date is still to come."))
        return date

    def clean_consulted_on(self) -> dt.date | None:
        return day_that_came(self, "consulted_on")


class EditorialNoteForm(WagtailAdminModelForm):
    """An editorial note, resolved on a day that has come."""

    def clean_resolved_on(self) -> dt.date | None:
        return day_that_came(self, "resolved_on")


class AnnotatedPageForm(WagtailAdminPageForm):
    """Rules shared by profiles and reports.

    A draft may be incomplete, never contradictory: ``check_integrity`` runs at
    every save, ``check_complete`` when the page is published, scheduled or
    submitted to a workflow.
    """

    makes_slug = False

    def __init__(self, data=None, *args, **kwargs):
        # Merging knows the models, which know this form.
        from entities.merging.posted import posted_with_survivors

        page = kwargs.get("instance")
        sent = with_known_keys(posted_with_survivors(data, page), page, type(self).formsets)
        super().__init__(sent, *args, **kwargs)
        if self.is_bound and "chain_links" in self.formsets:
            # A new row asks its page, which a formset tells it only when it is saved.
            for row in self.formsets["chain_links"].forms:
                row.instance.content_object = self.instance
        if "slug" in self.fields and not self.instance.pk:
            self.fields["slug"].required = False

    def _clean_fields(self):
        try:
            super()._clean_fields()
        except (KeyError, ValueError) as broken:
            # Wagtail reads how many blocks there are without looking; wrong values are other errors.
            raise BadRequest("Not the fields of this form.") from broken

    def clean(self):
        self._make_slug()
        cleaned = super().clean()
        self.check_integrity(cleaned)
        if not self.is_deferred_validation:
            self.check_complete(cleaned)
        return cleaned

    def _make_slug(self) -> None:
        """Give a page nobody has read yet a free address, where the screen made none or one that is taken.

        The screen knows nothing of namesakes; an address that somebody chose is theirs to change.
        """
        title, sent = self.cleaned_data.get("title"), self.cleaned_data.get("slug")
        if not title or self.instance.first_published_at or sent not in ("", slug_from(title)):
            return
        if sent and not self.instance.pk and self._has_been_sent(sent):
            return
        slug = self.cleaned_data["slug"] = free_slug(title, self.parent_page, self.instance)
        self.makes_slug = slug != sent
        if not slug:
            self.add_error("slug", self.fields["slug"].error_messages["required"])

    def _has_been_sent(self, slug: str) -> bool:
        """Whether a draft of the same person has the address: it may be this very page, sent twice."""
        drafts = self.parent_page.get_children().filter(first_published_at=None, owner=self.for_user)
        return drafts.filter(slug=slug).exists()

    def told_at_once(self) -> list[str]:
        """What somebody is to know of whose draft has saved itself, without redrawing the screen."""
        return []

    def get_field_updates_for_resave(self) -> list[tuple[str, str]]:
        """With what a screen that saves itself must send from now on: the address made for it."""
        updates = super().get_field_updates_for_resave()
        return [*updates, ("slug", self.cleaned_data["slug"])] if self.makes_slug else updates

    def rows(self, relation: str) -> list[dict]:
        """The rows of an inline panel that are kept, as cleaned data: of a faulty one what is right."""
        formset = self.formsets.get(relation)
        if formset is None:
            return []
        kept = [form for form in formset.forms if form not in formset.deleted_forms]
        return [form.cleaned_data for form in kept if form.has_changed() or form.cleaned_data]

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
        if PUBLISH in self.data:
            self.check_done()

    def check_done(self) -> None:
        """Add errors for what is neither there nor waived; submitting a page leaves that to reviewers."""
        # Waivers know the models, which know this form.
        from entities.done.answers import unfinished

        waivable = [one for one in self.instance.criteria(self.value, self.rows) if one.may_be_waived]
        for criterion in unfinished(self.instance, waivable):
            waiver = _("Or save the draft and say at the side, under “Before publishing”, why without.")
            self.refuse(criterion.field, f"{criterion.sentence} {waiver}")


class EntityPageForm(AnnotatedPageForm):
    """The rules of a profile."""

    def __init__(self, *args, **kwargs):
        # The chooser knows the model, which knows this form.
        from entities.viewsets import place_chooser

        super().__init__(*args, **kwargs)
        if "located_in" in self.fields:
            self.fields["located_in"].widget = place_chooser.widget_class()
        self._leave_verifying_to_who_may()

    def _leave_verifying_to_who_may(self) -> None:
        """Whoever writes says whether a profile was received, and nothing of one that is verified."""
        field = self.fields.get("verification")
        if field is None or self.for_user is None or self.for_user.has_perm(VERIFY_PROFILES):
            return
        if self.was_verified:
            del self.fields["verification"]
        else:
            field.choices = [choice for choice in field.choices if choice[0] != Verification.VERIFIED]

    def clean(self):
        cleaned = super().clean()
        self._record_who_verifies(cleaned)
        if (verified_on := cleaned.get("verified_on")) and verified_on > timezone.localdate():
            self.add_error("verified_on", _("This day is still to come."))
        return cleaned

    def _record_who_verifies(self, cleaned: dict) -> None:
        """Whoever says that a profile is verified has verified it today, unless something else is said."""
        if cleaned.get("verification") != Verification.VERIFIED or self.for_user is None:
            return
        name = get_user_display_name(self.for_user)
        if not self.was_verified:
            cleaned["verified_by"] = cleaned.get("verified_by") or name
            cleaned["verified_on"] = cleaned.get("verified_on") or timezone.localdate()
        elif self._is_verified_anew(cleaned) and "verified_by" not in self.changed_data:
            cleaned["verified_by"] = name

    @property
    def was_verified(self) -> bool:
        """Whether the profile was verified before."""
        return self.initial.get("verification") == Verification.VERIFIED

    def _is_verified_anew(self, cleaned: dict) -> bool:
        """Whether a verified profile is given a day of verification after the one it has."""
        before, day = self.initial.get("verified_on"), cleaned.get("verified_on")
        return self.was_verified and day is not None and (before is None or day > before)

    def check_complete(self, cleaned: dict) -> None:
        super().check_complete(cleaned)
        # They know the model, which knows this form.
        from entities.duplicates import is_new_to_readers

        is_asked = self.is_renamed or is_new_to_readers(self.instance)
        if is_asked and not self.instance.merged_into_id:
            for sentence in self._look_alikes():
                self.refuse("title", sentence)

    def told_at_once(self) -> list[str]:
        return self._look_alikes() if self.is_renamed else []

    def _look_alikes(self) -> list[str]:
        """A sentence about each profile that may be of the same entity."""
        # They know the model, which knows this form.
        from entities.duplicates import likely_duplicates, sentence_about

        names = [self.value("title") or "", *(row.get("text") or "" for row in self.rows("names"))]
        place = self.value("located_in")
        found = likely_duplicates(self.instance, names, place.pk if place else None)
        return [sentence_about(other) for other in found]

    @property
    def is_renamed(self) -> bool:
        """Whether what tells it from others changes: its names or its place."""
        return self._rows_say_else("names") or bool({"title", "located_in"} & {*self.changed_data})

    def _rows_say_else(self, relation: str) -> bool:
        """Whether rows say something else than the draft's; what is not public yet is new to a form."""
        formset = self.formsets.get(relation)
        if formset is None or not formset.has_changed():
            return False
        changed = [form for form in formset.forms if form.has_changed()]
        if formset.deleted_forms or any(form.instance.pk for form in changed):
            return True
        names = [name for name in formset.empty_form.fields if name not in ("id", "ORDER", "DELETE")]
        told = [[getattr(form, "cleaned_data", {}).get(name) for name in names] for form in changed]
        kept = [row for row in getattr(self.instance, relation).all() if not row.pk]
        return told != [[getattr(row, name) for name in names] for row in kept]

    @property
    def changes_what_was_verified(self) -> bool:
        """Whether checked facts of a verified profile change without somebody verifying them anew."""
        changed = {*self.changed_data, *(name for name in self.formsets if self._rows_say_else(name))}
        is_anew = self._is_verified_anew(self.cleaned_data)
        return self.was_verified and not is_anew and bool(changed & CHECKED)

    def get_field_updates_for_resave(self) -> list[tuple[str, str]]:
        """With what a screen that saves itself must not send again: that the profile is verified."""
        updates = super().get_field_updates_for_resave()
        if self.changes_what_was_verified:
            lost = {"verification": Verification.RECEIVED.value, "verified_by": "", "verified_on": ""}
            updates += [(name, value) for name, value in lost.items() if name in self.fields]
        return updates

    def _post_clean(self):
        super()._post_clean()
        if self.changes_what_was_verified:
            self.instance.lose_verification()
