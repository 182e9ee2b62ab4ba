"""The forms of a report's rows, where they need the clock."""

import datetime as dt

from django.core.exceptions import ValidationError
from django.utils import timezone
from django.utils.translation import gettext as _
from wagtail.admin.forms import WagtailAdminModelForm


class ChangeNoteForm(WagtailAdminModelForm):
    """A note of a change: today's unless another day is chosen, never that of a day to come."""

    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        if self.instance.date is None:
            self.initial["date"] = timezone.localdate()

    def clean_date(self) -> dt.date:
        """The day, which is asked about once: where the next editor sits it may not have begun."""
        day: dt.date = self.cleaned_data["date"]
        if "date" in self.changed_data and day > timezone.localdate():
            raise ValidationError(_("This day is still to come."))
        return day
