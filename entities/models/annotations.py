"""What can stand beside any page: its sources and the editors' notices."""

from collections import Counter
from collections.abc import Iterator, Mapping
from functools import partial
from typing import Any

from django.core.exceptions import ValidationError
from django.db import models
from django.utils.translation import gettext_lazy as _
from modelcluster.fields import ParentalKey
from wagtail import hooks
from wagtail.documents import get_document_model_string
from wagtail.fields import StreamField
from wagtail.models import Orderable, Page, TranslatableMixin
from wagtail.search import index

from entities.alphabet import sorting_key
from entities.blocks import ProseBlock
from entities.done.criteria import Criterion, Rows, Value, notes_looked_at, pictures_described, sourced
from entities.enums import NoteKind, NoteStatus
from entities.fields import PartialDateField, partial_date_constraint
from entities.forms import AnnotatedPageForm
from entities.languages import reader_language, site_languages
from entities.models.profile_tombstones import WithSurvivors
from entities.models.revisions import RowsInFewQueries
from entities.models.tombstones import with_survivors
from entities.privacy import RestrictionsInOneQuery
from entities.prose import Destination, addresses_of, embedded_keys, referred_pages
from entities.querysets import EditorialNoteQuerySet
from entities.remarks.marking import marking
from entities.translated import NeverMirrored, shared, translated
from entities.versions import by_every_key, connected_pages
from entities.words import index_text


class Source(TranslatableMixin, Orderable):
    """Where a page's statements come from."""

    page = ParentalKey(Page, on_delete=models.CASCADE, related_name="sources")
    title = models.CharField(_("title"), max_length=255)
    publisher = models.CharField(
        _("publisher"), max_length=255, blank=True, help_text=_("Who published it. Leave empty if unknown.")
    )
    language = models.CharField(_("language"), max_length=10, choices=site_languages, blank=True)
    url = models.URLField(_("address"), blank=True, max_length=500)
    document = models.ForeignKey(
        get_document_model_string(),
        on_delete=models.SET_NULL,
        null=True,
        blank=True,
        related_name="+",
        verbose_name=_("document"),
    )
    date = PartialDateField(_("date"), help_text=_("2025-06-12, 2025-06 or 2025. Empty: unknown."))
    consulted_on = models.DateField(_("consulted on"), null=True, blank=True)

    told_apart_by = ("title",)
    translatable_fields = [
        *translated("title", "publisher"),
        *shared("language", "url", "document", "date", "consulted_on", "sort_order"),
    ]

    class Meta(TranslatableMixin.Meta, Orderable.Meta):
        ordering = ["sort_order", "pk"]
        verbose_name = _("source")
        verbose_name_plural = _("sources")
        constraints = [partial_date_constraint("date", "source_date_is_partial_date")]

    def __str__(self) -> str:
        return self.title


class EditorialNote(TranslatableMixin, Orderable):
    """A public notice: what we doubt, lack or corrected on a page."""

    page = ParentalKey(Page, on_delete=models.CASCADE, related_name="editorial_notes")
    kind = models.CharField(_("kind"), max_length=20, choices=NoteKind)
    code = models.SlugField(
        _("code"),
        blank=True,
        max_length=40,
        help_text=_(
            "A short word, for example “coffee”. Put the same word into an “editorial note” block of the "
            "text and the note appears there; without a code it opens the page."
        ),
    )
    title = models.CharField(_("title"), max_length=160, help_text=_("Example: “Two texts disagree”."))
    text = models.TextField(
        _("text"), help_text=_("What the texts say, why we doubt it, what we are asking.")
    )
    status = models.CharField(_("state"), max_length=10, choices=NoteStatus, default=NoteStatus.OPEN)
    resolved_on = models.DateField(_("resolved on"), null=True, blank=True)
    resolution = models.TextField(_("what was done"), blank=True)

    told_apart_by = ("title",)
    objects = EditorialNoteQuerySet.as_manager()

    translatable_fields = [
        *translated("title", "text", "resolution"),
        *shared("kind", "code", "status", "resolved_on", "sort_order"),
    ]

    class Meta(TranslatableMixin.Meta, Orderable.Meta):
        ordering = ["sort_order", "pk"]
        verbose_name = _("editorial note")
        verbose_name_plural = _("editorial notes")
        permissions = [("resolve_editorialnote", _("Can resolve editorial notes"))]
        constraints = [
            models.CheckConstraint(
                name="note_kind_known",
                condition=models.Q(kind__in=NoteKind.values),
                violation_error_message=_("Choose the kind of notice."),
            ),
            models.CheckConstraint(
                name="resolved_note_says_when_and_how",
                condition=models.Q(status=NoteStatus.OPEN, resolved_on__isnull=True)
                | (
                    models.Q(status=NoteStatus.RESOLVED, resolved_on__isnull=False) & ~models.Q(resolution="")
                ),
                violation_error_message=_(
                    "A resolved note says on which day and what was done; an open one has no such day."
                ),
            ),
        ]

    def __str__(self) -> str:
        return self.title

    def clean(self) -> None:
        super().clean()
        resolved = self.status == NoteStatus.RESOLVED
        sentence = _("A resolved note says on which day and what was done; an open one has no such day.")
        if resolved != (self.resolved_on is not None):
            raise ValidationError({"resolved_on": sentence})
        if resolved and not self.resolution.strip():
            raise ValidationError({"resolution": sentence})

    @property
    def is_open(self) -> bool:
        """Whether it still asks something."""
        return self.status == NoteStatus.OPEN


SLUG_IS_TAKEN = _("A list of the site stands at this address: choose another one.")


class AnnotatedPage(RowsInFewQueries, NeverMirrored, RestrictionsInOneQuery, WithSurvivors, Page):
    """A page with prose, sources and editorial notes: the ground of profiles and reports."""

    base_form_class = AnnotatedPageForm
    # Where its section answers itself.
    taken_slugs: tuple[str, ...] = ()

    body = StreamField(ProseBlock(), blank=True, verbose_name=_("text"))

    search_fields = [*Page.search_fields, index.SearchField("searchable_words")]

    class Meta:
        abstract = True

    def clean(self) -> None:
        super().clean()
        if self.slug in self.taken_slugs:
            raise ValidationError({"slug": SLUG_IS_TAKEN})

    def with_content_json(self, content: dict[str, Any]) -> "AnnotatedPage":
        """The page as a revision has it: every use of one comes by here, also at a scheduled hour."""
        return super().with_content_json(with_survivors(content))

    @property
    def searchable_words(self) -> str:
        """Everything a reader can find it by, as ``entities.words`` prepares it for the database."""
        elsewhere = self.get_translations().order_by("pk").values_list("title", flat=True)
        return index_text([*self.search_names(), *elsewhere], self.search_texts(), self.locale.language_code)

    def search_names(self) -> list[str]:
        """What it is called: counts more than what it says."""
        return [self.title]

    def search_texts(self) -> list[str]:
        """What it says, text by text, without markup."""
        notes = [text for note in self.editorial_notes.all() for text in (note.title, note.text)]
        return [*self.body.stream_block.get_searchable_content(self.body), *notes]

    def plain_texts(self) -> list[tuple[str, str]]:
        """Its texts outside of the prose, in which no link can stand, by the names of their fields."""
        return [("title", self.title)]

    def row_texts(self) -> list[str]:
        """The texts of its rows that readers see beside its prose, as plain words."""
        return []

    def lacking(self, value: Value, rows: Rows) -> Iterator[tuple[str, str]]:
        """What it must have before it is published and does not: fields or relations, each with a sentence.

        The page may still be in a form: ``value`` gives a field, ``rows`` the rows of a relation.
        """
        codes = {row.get("code") for row in rows("editorial_notes")}
        for block in value("body") or []:
            if block.block_type == "note" and block.value not in codes:
                yield "body", _("No editorial note has the code “%(code)s”.") % {"code": block.value}

    def contradicting(self, value: Value, rows: Rows) -> Iterator[tuple[str, str]]:
        """What it must not say even as a draft, across its rows; told as by ``lacking()``."""
        for code, count in Counter(row.get("code") for row in rows("editorial_notes")).items():
            if code and count > 1:
                yield "editorial_notes", _("Two editorial notes have the code “%(code)s”.") % {"code": code}

    def criteria(self, value: Value, rows: Rows) -> Iterator[Criterion]:
        """Its definition of done, met or not; told as by ``lacking()``, but who may publish may waive it."""
        yield sourced(value, rows)
        yield pictures_described(value, rows)
        yield notes_looked_at(self, rows)

    def criteria_as_it_is(self) -> list[Criterion]:
        """The same for the page as it is."""
        return list(self.criteria(partial(getattr, self), self._rows_as_they_are))

    def _rows_as_they_are(self, relation: str) -> list[dict[str, Any]]:
        return [vars(row) for row in getattr(self, relation).all()]

    def faults(self) -> list[str]:
        """The sentences of ``contradicting()`` and ``lacking()`` for the page as it is."""
        value, rows = partial(getattr, self), self._rows_as_they_are
        found = [*self.contradicting(value, rows), *self.lacking(value, rows)]
        return [str(sentence) for _name, sentence in found]

    def get_context(self, request, *args, **kwargs):
        context = super().get_context(request, *args, **kwargs)
        referred = self.linked_on_its_page()
        connected = list(connected_pages(self, referred, reader_language()))
        by_key = by_every_key(connected)
        return (
            context
            | self.notes_to_show()
            | {
                "sources": list(self.sources.select_related("document")),
                "link_addresses": addresses_of(by_key) | self._addresses_of_sections(request),
                "linked_pages": self._linked(referred, by_key),
                "mentions": [page for page in connected if page.mentions_it],
            }
        )

    def _addresses_of_sections(self, request: Any) -> dict[str, Destination]:
        """With what other packages know of addresses in other languages: the hook "addresses_of_sections"."""
        found: dict[str, Destination] = {}
        for tell in hooks.get_hooks("addresses_of_sections"):
            found |= tell(request, self)
        return found

    def serve_preview(self, request, mode_name):
        with marking(self):
            return super().serve_preview(request, mode_name).render()

    def _linked(self, referred: set[int], pages: Mapping[int, Page]) -> list[Page]:
        """Those of the pages (by key) that it links to, in the order of their names."""
        linked = {page.pk for key, page in pages.items() if key in referred and page.url}
        found = [page for page in dict.fromkeys(pages.values()) if page.pk in linked]
        return sorted(found, key=lambda page: (sorting_key(page.title), page.pk))

    def linked_on_its_page(self) -> set[int]:
        """The keys of all pages that its own page links to from texts."""
        return self.referred_pages()

    def referred_pages(self) -> set[int]:
        """The keys of the pages its text links to or embeds."""
        return referred_pages(self.body)

    def notes_to_show(self) -> dict[str, Any]:
        """Its editorial notes: those placed in the text (by code), the open ones above it, the others."""
        notes, placed = list(self.editorial_notes.all()), self.placed_note_codes()
        return {
            "notes_by_code": {note.code: note for note in notes if note.code in placed},
            "notes_top": [note for note in notes if note.is_open and note.code not in placed],
            "resolved_notes": [note for note in notes if not note.is_open and note.code not in placed],
        }

    def placed_note_codes(self) -> set[str]:
        """The codes of the notes that stand inside the text."""
        return {block["value"] for block in self.body.raw_data if block["type"] == "note"}

    def embedded_profiles(self) -> set[int]:
        """The keys of the profiles whose cards stand inside the text."""
        return set(embedded_keys(self.body).values())
