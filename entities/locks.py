"""Why pages that look like any other cannot be edited."""

from typing import Any

from django.urls import reverse
from django.utils.html import format_html
from django.utils.translation import gettext as _
from wagtail.locks import BaseLock

from entities.copying import MayAddTester


class RightsToMerged(MayAddTester):
    """To a profile that was merged: whoever chooses several pages publishes the others.

    A copy would be merged as well, from no address, and nobody could undo that.
    """

    def can_publish(self) -> bool:
        return False

    def can_copy(self) -> bool:
        return False


class HeldLock(BaseLock):
    """Holds a page against everybody: what a window that is still open sends would reach no reader."""

    def for_user(self, user: Any) -> bool:
        return True


class MergedLock(HeldLock):
    """Holds a profile as it was merged."""

    def get_message(self, user: Any) -> str:
        winner = self.object.merged_into
        return format_html(
            '{} <a href="{}">{}</a>',
            _("This profile was merged into “%(winner)s”: readers are led there.") % {"winner": winner.title},
            reverse("wagtailadmin_pages:edit", args=[winner.pk]),
            _("Edit that one"),
        )

    def get_description(self, user: Any) -> str:
        winner = self.object.merged_into
        return _("What is to be said of it belongs to “%(winner)s”.") % {"winner": winner.title}


class ResumedLock(HeldLock):
    """Holds a page that is translated text by text again, while it was still open to be written by hand."""

    def get_message(self, user: Any) -> str:
        return format_html(
            '{} {} <a href="{}" target="_blank">{}</a>',
            _("Nothing of this screen is saved."),
            self.get_description(user),
            reverse("wagtailadmin_pages:edit", args=[self.object.pk]),
            _("Go on translating"),
        )

    def get_description(self, user: Any) -> str:
        return _("The translation of this page was resumed: copy what you have written into its texts.")
