""" "Cosa non sappiamo": everything the site knows it does not know, computed."""

from itertools import groupby

from django.utils.translation import gettext_lazy as _

from belt.explorer.facets import facet_index
from entities.alphabet import sorting_key
from entities.enums import NoteKind, Verification
from entities.models import EditorialNote, EntityPage
from entities.sections import SectionPage
from visits.models import InspectionReportPage


class OpenQuestionsPage(SectionPage):
    """Lists open notes, stubs, missing dates and places; editors write only the introduction."""

    parent_page_types = ["belt.HomePage"]
    subpage_types = []
    page_description = _("Computed list of open notes, stubs and missing facts.")

    class Meta:
        verbose_name = _("open questions")
        verbose_name_plural = _("open questions")

    def get_context(self, request, *args, **kwargs):
        notes = list(EditorialNote.objects.open().listed().filter(page__locale=self.locale_id))
        gaps = EntityPage.objects.listed().filter(locale=self.locale_id).with_gaps().for_names()
        gaps = sorted(gaps, key=lambda profile: (sorting_key(profile.title), profile.pk))
        undated = InspectionReportPage.objects.listed().filter(locale=self.locale_id).undated()
        return super().get_context(request, *args, **kwargs) | {
            "note_groups": [
                {"kind": kind, "label": NoteKind(kind).of_several, "notes": list(group)}
                for kind, group in groupby(notes, key=lambda note: note.kind)
            ],
            "note_count": len(notes),
            "stubs": [profile for profile in gaps if profile.verification == Verification.STUB],
            "undated_reports": list(undated.for_lines()),
            "lacking": facet_index(self.locale_id).lacking,
            "unplaced": [profile for profile in gaps if profile.lacks_place],
            "unsourced": [profile for profile in gaps if profile.is_unsourced],
        }
