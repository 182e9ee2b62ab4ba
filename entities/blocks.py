"""The blocks of prose: few, flat, each shown to editors with an example."""

from django.core.exceptions import ValidationError
from django.core.validators import validate_slug
from django.utils.functional import cached_property
from django.utils.translation import gettext_lazy as _
from django.utils.translation import ngettext_lazy
from wagtail import blocks
from wagtail.contrib.typed_table_block.blocks import TypedTableBlock, TypedTableBlockValidationError
from wagtail.documents.blocks import DocumentChooserBlock
from wagtail.images.blocks import ImageChooserBlock

from entities.enums import NoteKind
from entities.tables import WordsOfTables
from entities.translated import WithoutWords

INLINE_FEATURES = ["bold", "italic", "link", "document-link", "superscript", "subscript"]
PARAGRAPH_FEATURES = [*INLINE_FEATURES, "ol", "ul"]

# What filesizeformat says, marked here to be translated: Django's Italian leaves "14 bytes".
FILE_SIZE = ngettext_lazy("%(size)d byte", "%(size)d bytes", "size")


class HeadingBlock(blocks.StructBlock):
    """A section heading; the page's own title is the only heading of the first level."""

    text = blocks.CharBlock(label=_("text"), max_length=160)
    level = blocks.ChoiceBlock(
        label=_("level"), choices=[("h2", _("section")), ("h3", _("subsection"))], default="h2"
    )

    class Meta:
        icon = "title"
        label = _("Heading")
        template = "entities/blocks/heading.html"
        description = _("Opens a section or a subsection.")
        preview_value = {"text": "Changshu: dai materiali alla fabbrica", "level": "h2"}

    def get_searchable_content(self, value):
        return [value["text"]]


class QuotationBlock(blocks.StructBlock):
    """Words somebody said or wrote; who did may be unknown, and is then said to be."""

    text = blocks.TextBlock(label=_("words"))
    speaker = blocks.CharBlock(
        label=_("speaker"),
        required=False,
        max_length=160,
        help_text=_("Name and office, as the source gives them."),
    )
    speaker_not_named = blocks.BooleanBlock(
        label=_("the source names nobody"),
        required=False,
        help_text=_("Readers are told that nobody is named."),
    )

    class Meta:
        icon = "openquote"
        label = _("Quotation")
        template = "entities/blocks/quotation.html"
        description = _(
            "Words of a person or a document, with the speaker or the statement that none is named."
        )
        preview_value = {
            "text": "Cogliere insieme le occasioni dello sviluppo integrato.",
            "speaker": "",
            "speaker_not_named": True,
        }

    def clean(self, value):
        cleaned = super().clean(value)
        if self.is_deferred_validation:
            return cleaned
        if bool(cleaned["speaker"]) == bool(cleaned["speaker_not_named"]):
            problem = ValidationError(
                _("Name the speaker, or say that the source names nobody: one of the two.")
            )
            raise blocks.StructBlockValidationError(block_errors={"speaker": problem})
        return cleaned


class PictureBlock(blocks.StructBlock):
    """One picture with what it shows and who made it."""

    image = ImageChooserBlock(label=_("picture"))
    alt = blocks.CharBlock(
        label=_("alternative text"),
        max_length=250,
        help_text=_("What the picture shows, for those who do not see it: “Seat frames on a welding line”."),
    )
    caption = blocks.CharBlock(label=_("caption"), required=False, max_length=250)
    credit = blocks.CharBlock(label=_("credit"), max_length=160, help_text=_("Author and rights."))

    class Meta:
        icon = "image"
        label = _("Picture")
        template = "entities/blocks/picture.html"
        description = _("A picture with alternative text, caption and credit.")
        preview_value = {
            "image": None,
            "alt": "",
            "caption": "Reparto di assemblaggio",
            "credit": "Redazione",
        }


class GalleryBlock(blocks.ListBlock):
    """Several pictures side by side."""

    def __init__(self, **kwargs):
        kwargs.pop("child_block", None)
        super().__init__(PictureBlock(), **kwargs)

    class Meta:
        icon = "copy"
        label = _("Gallery")
        template = "entities/blocks/gallery.html"
        description = _("Two to twelve pictures side by side.")
        min_num = 2
        max_num = 12
        preview_value = [
            {"image": None, "alt": "", "caption": "Ingresso", "credit": "Redazione"},
            {"image": None, "alt": "", "caption": "Linea di prova", "credit": "Redazione"},
        ]


class KeyFigureBlock(blocks.StructBlock):
    """One figure that matters, never without its source."""

    figure = blocks.CharBlock(
        label=_("figure"), max_length=40, help_text=_("With its unit: “1975”, “12 GWh”.")
    )
    label = blocks.CharBlock(label=_("what it counts"), max_length=160)
    source = blocks.CharBlock(label=_("source"), max_length=255, help_text=_("Who says so, and when."))

    class Meta:
        icon = "order"
        label = _("Key figure")
        template = "entities/blocks/key_figure.html"
        description = _("One figure in large type with what it counts and its source.")
        preview_value = {"figure": "10", "label": "tappe in due città", "source": "Relazione di visita"}


class TableBlock(WordsOfTables, TypedTableBlock):
    """A table of words and figures."""

    def __init__(self, **kwargs):
        super().__init__(
            [
                ("text", blocks.CharBlock(required=False, label=_("Words"))),
                ("number", blocks.FloatBlock(required=False, label=_("Number"))),
            ],
            **kwargs,
        )

    def clean(self, table):
        cleaned = super().clean(table)
        if not (self.is_deferred_validation or (cleaned.columns and cleaned.row_data)):
            problem = _("A table needs at least one column and one row.")
            raise TypedTableBlockValidationError(non_block_errors=[problem])
        return cleaned

    class Meta:
        icon = "table"
        label = _("Table")
        template = "entities/blocks/table.html"
        description = _("A table with a caption; columns of text or of figures.")
        preview_value = {
            "columns": [{"type": "text", "heading": "Città"}, {"type": "number", "heading": "Tappe"}],
            "rows": [{"values": ["Kunshan", 4]}, {"values": ["Changshu", 6]}],
            "caption": "Tappe per città",
        }


class DocumentBlock(blocks.StructBlock):
    """A file to download."""

    document = DocumentChooserBlock(label=_("document"))
    title = blocks.CharBlock(
        label=_("title"), required=False, max_length=160, help_text=_("Empty: the document's own title.")
    )

    class Meta:
        icon = "doc-full"
        label = _("Document")
        template = "entities/blocks/document.html"
        description = _("A link to a file, with its type and size.")
        preview_value = {"document": None, "title": "Testo ricevuto (PDF)"}


class ProfileBlock(WithoutWords, blocks.PageChooserBlock):
    """The card of a profile inside a text; nothing while the profile is not public."""

    def __init__(self, **kwargs):
        kwargs.setdefault("page_type", "entities.EntityPage")
        super().__init__(**kwargs)

    @cached_property
    def widget(self):
        """The chooser that shows kind and place instead of the page tree."""
        from entities.viewsets import entity_chooser

        return entity_chooser.widget_class()

    def get_form_state(self, value):
        """What that chooser shows; the page chooser's own would ask for a place in the tree."""
        return self.widget.get_value_data(value)

    class Meta:
        icon = "user"
        label = _("Profile")
        template = "entities/blocks/profile.html"
        description = _("Shows the card of a profile.")

    def get_preview_value(self):
        from entities.models import EntityPage

        return EntityPage.objects.listed().first()

    def get_context(self, value, parent_context=None):
        from entities.models import EntityPage

        context = super().get_context(value, parent_context=parent_context)
        if value is not None:
            cards = (parent_context or {}).get("embedded_profiles")
            if cards is None:
                cards = EntityPage.objects.listed().for_cards().in_bulk([value.pk])
            context["profile"] = cards.get(value.pk)
        return context


class NoteBlock(WithoutWords, blocks.CharBlock):
    """The place in the text where an editorial note of the page appears."""

    def __init__(self, **kwargs):
        kwargs.setdefault("validators", [validate_slug])
        kwargs.setdefault(
            "help_text", _("The code of one of this page's editorial notes, for example “coffee”.")
        )
        super().__init__(**kwargs)

    class Meta:
        icon = "warning"
        label = _("Editorial note")
        template = "entities/blocks/note.html"
        description = _("Shows an editorial note of this page at this place of the text.")
        preview_value = "coffee"

    def get_preview_context(self, value, parent_context=None):
        from entities.models import EditorialNote

        example = EditorialNote(
            kind=NoteKind.DOUBTFUL_FIGURE,
            title="Una cifra dubbia",
            text="Il testo dice mille miliardi di yuan. Si chiede la fonte.",
        )
        return super().get_preview_context(value, parent_context) | {"notes_by_code": {value: example}}

    def get_context(self, value, parent_context=None):
        context = super().get_context(value, parent_context=parent_context)
        context["note"] = ((parent_context or {}).get("notes_by_code") or {}).get(value)
        return context

    def get_searchable_content(self, value):
        """Nothing: readers see the note, not its code."""
        return []


class ProseBlock(blocks.StreamBlock):
    """The text of a report or a profile."""

    heading = HeadingBlock()
    paragraph = blocks.RichTextBlock(
        label=_("Paragraph"),
        icon="pilcrow",
        features=PARAGRAPH_FEATURES,
        description=_("Running text with links and lists."),
        preview_value="<p>La delegazione ha visto le linee di prova e ne ha discusso con i tecnici.</p>",
        template="entities/blocks/paragraph.html",
    )
    quotation = QuotationBlock()
    picture = PictureBlock()
    gallery = GalleryBlock()
    key_figure = KeyFigureBlock()
    table = TableBlock()
    document = DocumentBlock()
    profile = ProfileBlock()
    note = NoteBlock()
