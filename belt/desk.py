"""The admin's home page as a desk: what waits, what is missing, what has changed.

Wagtail's own panels say what waits for me and what I have submitted; these say the rest.
"""

import datetime as dt
from collections.abc import Iterable
from typing import Any

from django.contrib.auth.models import AnonymousUser, User
from django.db.models import CharField, Exists, Max, OuterRef, QuerySet
from django.db.models.functions import Cast, Coalesce
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext_lazy as _
from wagtail.admin.ui.components import Component
from wagtail.models import Page, PageLogEntry, Revision

from belt.translating.rights import languages_of
from belt.translating.tasks import EVER, State, tasks_in
from belt.translating.worklist import TranslationTasks
from entities.models import EditorialNote, EntityPage, IndustryChain
from entities.worklists import DueProfiles, OpenNotes, WantedProfiles, Worklist, edit_url, editable_by

ROWS = 6
WEEK = dt.timedelta(days=7)


class DeskPanel(Component):
    """A short list; with the heading of a long one and a link to it, where there is one. None if empty."""

    template_name = "belt/desk/panel.html"
    heading: Any = ""
    worklist: type[Worklist] | None = None

    def get_context_data(self, parent_context: Any) -> dict[str, Any]:
        user = parent_context["request"].user
        return {
            "name": type(self).__name__.lower(),
            "heading": self.worklist.page_title if self.worklist else self.heading,
            "rows": list(self.rows(user, editable_by(user))),
            "more_url": reverse(self.worklist.url_name()) if self.worklist else "",
        }

    def rows(self, user: User | AnonymousUser, editable: QuerySet) -> Iterable[dict[str, Any]]:
        """``title``, ``url`` and ``when``, ``note`` or ``count`` of each; ``editable`` are keys of pages."""
        return []


class MyDrafts(DeskPanel):
    """What I have saved and nobody has published since; whoever saves it after me takes it from nobody."""

    order = 215
    heading = _("My drafts")

    def rows(self, user, editable):
        saved = Revision.page_revisions.filter(
            object_id=Cast(OuterRef("pk"), CharField()),
            user=user.pk,
            created_at__gt=Coalesce(OuterRef("last_published_at"), EVER),
        )
        drafts = Page.objects.filter(Exists(saved), pk__in=editable, has_unpublished_changes=True)
        # Of a profile that was merged into another one nothing is left to write.
        drafts = drafts.exclude(entitypage__merged_into__isnull=False)
        for page in drafts.order_by("-latest_revision_created_at", "-pk")[:ROWS]:
            yield {"title": page.draft_title, "url": edit_url(page), "when": page.latest_revision_created_at}


class ChainsProposed(DeskPanel):
    """Proposals to accept or to reject, the oldest first."""

    order = 250
    heading = _("Proposed industry chains")

    def rows(self, user, editable):
        if not user.has_perm("entities.change_industrychain"):
            return
        names = IndustryChain.snippet_viewset
        for chain in IndustryChain.objects.filter(proposed=True).order_by("pk")[:ROWS]:
            address = reverse(names.get_url_name("edit"), args=[chain.pk])
            yield {"title": chain.name, "url": address, "note": _("proposed")}


class ProfilesDue(DeskPanel):
    """Profiles to be looked at again."""

    order = 255
    worklist = DueProfiles

    def rows(self, user, editable):
        for profile in EntityPage.objects.for_worklists(editable).due(timezone.localdate())[:ROWS]:
            yield {"title": profile.title, "url": edit_url(profile), "when": profile.review_on}


class ProfilesToWrite(DeskPanel):
    """Profiles nobody has received, the most named first."""

    order = 260
    worklist = WantedProfiles

    def rows(self, user, editable):
        for profile in EntityPage.objects.for_worklists(editable).wanted()[:ROWS]:
            yield {"title": profile.title, "url": edit_url(profile), "count": profile.referrers}


class NotesOpen(DeskPanel):
    """Notes that still ask something, the newest first."""

    order = 265
    worklist = OpenNotes

    def rows(self, user, editable):
        notes = EditorialNote.objects.open().originals().filter(page__in=editable).select_related("page")
        for note in notes.order_by("-pk")[:ROWS]:
            yield {"title": note.title, "url": edit_url(note.page), "note": note.page.title}


class TranslationsToDo(DeskPanel):
    """What readers of other languages lack, the oldest first; what is complete first, to be published."""

    order = 245
    worklist = TranslationTasks

    def rows(self, user, editable):
        tasks = tasks_in(languages_of(user))
        for task in sorted(tasks, key=lambda task: task.state != State.READY)[:ROWS]:
            about = [task.language_label, task.state_label, task.done]
            yield {"title": task.title, "url": task.url, "note": " · ".join(filter(None, about))}


class ChangesOfTheWeek(DeskPanel):
    """What readers see since a week ago."""

    order = 270
    heading = _("Published this week")

    def rows(self, user, editable):
        published = PageLogEntry.objects.filter(
            page__in=editable, action="wagtail.publish", timestamp__gte=timezone.now() - WEEK
        )
        latest = published.values("page").annotate(when=Max("timestamp")).order_by("-when", "-page")[:ROWS]
        when = {entry["page"]: entry["when"] for entry in latest}
        pages = Page.objects.in_bulk(when)
        for key, moment in when.items():
            yield {"title": pages[key].title, "url": edit_url(pages[key]), "when": moment}


PANELS = (
    MyDrafts,
    TranslationsToDo,
    ChainsProposed,
    ProfilesDue,
    ProfilesToWrite,
    NotesOpen,
    ChangesOfTheWeek,
)
