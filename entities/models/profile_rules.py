"""What a profile needs, must not say, and should have before readers see it."""

from typing import Any

from django.utils.translation import gettext_lazy as _

from entities.done.criteria import SOURCES, in_a_chain
from entities.enums import EntityKind, NoteKind, Verification
from entities.models.annotations import AnnotatedPage
from entities.models.names import given_twice, related_keys


class RulesOfProfiles(AnnotatedPage):
    """The rules that ``AnnotatedPage`` asks for, as far as they are a profile's own."""

    merged_into: Any

    class Meta:
        abstract = True

    def lacking(self, value, rows):
        if self.merged_into is not None:
            sentence = _("It was merged into “%(winner)s”: undo that first.")
            yield "title", sentence % {"winner": self.merged_into.title}
            return
        yield from super().lacking(value, rows)
        if value("kind") in EntityKind.sites() and not value("located_in"):
            kinds = {row.get("kind") for row in rows("editorial_notes")}
            if NoteKind.GAP not in kinds:
                yield (
                    "located_in",
                    _(
                        "Say in which place the site stands, or in a note of the kind “missing information” "
                        "that nobody knows."
                    ),
                )

    def criteria(self, value, rows):
        is_stub = value("verification") == Verification.STUB
        for criterion in super().criteria(value, rows):
            # Of a stub readers are told that nothing was received.
            if not (is_stub and criterion.code == SOURCES):
                yield criterion
        if value("kind") in EntityKind.sites():
            yield in_a_chain(value, rows)

    def contradicting(self, value, rows):
        yield from super().contradicting(value, rows)
        if value("verification") == Verification.VERIFIED and not rows("sources"):
            yield "verification", _("A verified profile needs at least one source.")
        if self.pk is not None and self.pk in related_keys(rows("relations")):
            yield "relations", _("A profile has no relation to itself.")
        yield from given_twice(rows("names"), rows("relations"))
