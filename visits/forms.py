"""The forms of a report's rows, where they need the clock."""

import datetime as dt

from django.utils import timezone
from wagtail.admin.forms import WagtailAdminModelForm

from entities.forms import day_that_came


class ChangeNoteForm(WagtailAdminModelForm):
    """A note of a change: today's unless another day is chosen, never that of a day to come."""

    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        if self.instance.date is None:
            self.initial["date"] = timezone.localdate()

    def clean_date(self) -> dt.date | None:
        return day_that_came(self, "date")
