"""PO files that come back from translators: read and checked before the library takes them."""

from collections.abc import Iterator
from typing import Any

import polib
from django.contrib import messages
from django.core.exceptions import FieldDoesNotExist, PermissionDenied
from django.core.files.uploadedfile import UploadedFile
from django.db.models import Model
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect
from django.utils.translation import gettext as _
from django.utils.translation import ngettext
from django.views.decorators.http import require_POST
from wagtail.admin.utils import get_valid_next_url_from_request
from wagtail.blocks import ListBlock
from wagtail_localize.models import Translation, TranslationContext
from wagtail_localize.strings import StringValue, validate_translation_links

from belt.translating.side_panels import written_by_machines
from entities.untranslated import says_nothing, shown

OWNER = "X-WagtailLocalize-TranslationID"
LARGEST = 5 * 1024 * 1024


class POFileError(Exception):
    """The file cannot be taken; the message is a sentence for the translator."""


@require_POST
def upload_po_file(request: HttpRequest, translation_id: int) -> HttpResponse:
    """As the library's, which takes a whole and fitting file for granted and drops what it cannot place."""
    translation = get_object_or_404(Translation, pk=translation_id)
    page = translation.get_target_instance()
    if not page.permissions_for_user(request.user).can_edit():
        raise PermissionDenied
    try:
        po = read_po_file(request.FILES.get("file"), translation)
    except POFileError as refusal:
        messages.error(request, str(refusal))
    else:
        take_over(po, translation, request)
    back = get_valid_next_url_from_request(request)
    return redirect(back) if back else redirect("wagtailadmin_pages:edit", page.pk)


def take_over(po: polib.POFile, translation: Translation, request: HttpRequest) -> None:
    """Save what can be saved of a file, and tell its translator what was not."""
    uncertain, unusable = leave_out(po), leave_out_unusable(po, translation)
    dropped = translation.import_po(po, user=request.user, tool_name="PO File")
    unread = still_machines(po, translation)
    warnings = list(left_away(uncertain, unusable, len(dropped), unread))
    if len(po) > len(dropped) + unread:
        messages.success(request, _("The texts of the file are saved."))
    elif not warnings:
        messages.warning(request, _("The file holds no translated text: nothing was saved."))
    for sentence in warnings:
        messages.warning(request, sentence)


def left_away(uncertain: int, unusable: list[str], dropped: int, unread: int) -> Iterator[str]:
    """A sentence for each reason why texts of a file were not saved."""
    if unusable:
        sentence = ngettext(
            "%(count)s text of the file was not taken over, as it is too long or has tags or links that "
            "cannot stand there: %(texts)s. What was there before stays.",
            "%(count)s texts of the file were not taken over, as they are too long or have tags or links "
            "that cannot stand there: %(texts)s. What was there before stays.",
            len(unusable),
        )
        yield sentence % {"count": len(unusable), "texts": shown(unusable)}
    if uncertain:
        sentence = ngettext(
            "%(count)s text is marked in the file as not certain (fuzzy) and was left away.",
            "%(count)s texts are marked in the file as not certain (fuzzy) and were left away.",
            uncertain,
        )
        yield sentence % {"count": uncertain}
    if dropped:
        sentence = ngettext(
            "%(count)s text of the file stands no longer in the source and was left away.",
            "%(count)s texts of the file stand no longer in the source and were left away.",
            dropped,
        )
        yield sentence % {"count": dropped}
    if unread:
        sentence = ngettext(
            "%(count)s text of the file is as a machine wrote it: take it over in the editor once you have "
            "read it.",
            "%(count)s texts of the file are as a machine wrote them: take them over in the editor once you "
            "have read them.",
            unread,
        )
        yield sentence % {"count": unread}


def still_machines(po: polib.POFile, translation: Translation) -> int:
    """How many texts of the file are a machine's, word for word: nobody has taken them over."""
    texts = {(entry.msgctxt, entry.msgstr) for entry in po}
    return len(texts.intersection(written_by_machines(translation).values_list("context__path", "data")))


def read_po_file(file: UploadedFile | None, translation: Translation) -> polib.POFile:
    """The file if it was made for this translation; ``POFileError`` otherwise."""
    if file is None:
        raise POFileError(_("Choose a PO file first."))
    if (file.size or 0) > LARGEST:
        raise POFileError(_("The file is too large to be the texts of a page."))
    try:
        text = file.read().decode("utf-8-sig")
    except UnicodeDecodeError:
        raise POFileError(_("The file is no PO file in UTF-8.")) from None
    if "msgid" not in text or "\0" in text:
        raise POFileError(_("The file is no PO file."))
    try:
        # Given a text with line ends, the library of PO files takes it for no name of a file.
        po = polib.pofile(f"{text}\n")
    except (OSError, ValueError, LookupError) as error:
        raise POFileError(_("The PO file is broken: %(reason)s") % {"reason": error}) from None
    if po.metadata.get(OWNER) != str(translation.uuid):
        raise POFileError(_("The PO file was made for another page or another language."))
    return po


def leave_out(po: polib.POFile) -> int:
    """Take away what its translator does not vouch for or has left blank; how much was not certain."""
    uncertain = [entry for entry in po if entry.fuzzy and not entry.obsolete]
    po[:] = [entry for entry in po if not (entry.fuzzy or entry.obsolete or says_nothing(entry.msgstr))]
    return len(uncertain)


def leave_out_unusable(po: polib.POFile, translation: Translation) -> list[str]:
    """Take away what no page could hold; the sources of these texts.

    The library would keep it, with an error that hides the good text before it or that is found only
    when somebody publishes.
    """
    contexts = TranslationContext.objects.filter(object=translation.source.object_id)
    places = dict(contexts.values_list("path", "field_path"))
    model = translation.source.specific_content_type.model_class()
    usable, unusable = [], []
    for entry in po:
        most = longest(model, places.get(entry.msgctxt, ""))
        (usable if is_usable(entry, most) else unusable).append(entry)
    po[:] = usable
    return [entry.msgid for entry in unusable]


def is_usable(entry: polib.POEntry, most: int | None) -> bool:
    """Whether a text has only tags and links that may stand in it, and not more than ``most`` signs."""
    try:
        text = StringValue.from_translated_html(entry.msgstr).render_text()
        validate_translation_links(entry.msgid, entry.msgstr)
    # Tags within tags without end are more than the library can walk through.
    except (ValueError, RecursionError):
        return False
    return most is None or len(text) <= most


def longest(model: type[Model], field_path: str) -> int | None:
    """How many signs fit into the place of a text, as forms know it; ``None`` where any number does.

    ``field_path`` is as the library keeps it: fields, relations and types of blocks with points between.
    """
    name, *further = field_path.split(".")
    try:
        place: Any = model._meta.get_field(name)
        if place.one_to_many:
            return longest(place.related_model, ".".join(further))
        place = getattr(place, "stream_block", place)
        for step in further:
            place = place.child_block if isinstance(place, ListBlock) else place.child_blocks[step]
    # Nothing is asked for any longer in a place that is gone.
    except (FieldDoesNotExist, LookupError, AttributeError):
        return None
    return getattr(getattr(place, "field", place), "max_length", None)
