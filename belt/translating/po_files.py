"""PO files that come back from translators: read and checked before the library takes them."""

import polib
from django.contrib import messages
from django.core.exceptions import PermissionDenied
from django.core.files.uploadedfile import UploadedFile
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect
from django.utils.translation import gettext as _
from django.utils.translation import ngettext
from django.views.decorators.http import require_POST
from wagtail.admin.utils import get_valid_next_url_from_request
from wagtail_localize.models import Translation

from entities.untranslated import says_nothing

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
        uncertain = leave_out(po)
        dropped = translation.import_po(po, user=request.user, tool_name="PO File")
        messages.success(request, _("The texts of the file are saved."))
        if uncertain:
            sentence = ngettext(
                "%(count)s text is marked in the file as not certain (fuzzy) and was left away.",
                "%(count)s texts are marked in the file as not certain (fuzzy) and were left away.",
                uncertain,
            )
            messages.warning(request, sentence % {"count": uncertain})
        if dropped:
            sentence = ngettext(
                "%(count)s text of the file stands no longer in the source and was left away.",
                "%(count)s texts of the file stand no longer in the source and were left away.",
                len(dropped),
            )
            messages.warning(request, sentence % {"count": len(dropped)})
    back = get_valid_next_url_from_request(request)
    return redirect(back) if back else redirect("wagtailadmin_pages:edit", page.pk)


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
