"""What a translation has of its own beside words: values of facts, such as its address."""

import re
from collections.abc import Iterator

from django.core.exceptions import FieldDoesNotExist, ValidationError
from django.core.validators import URLValidator, validate_slug
from django.utils.translation import gettext as _
from wagtail.models import Page
from wagtail.whitelist import check_url
from wagtail_localize.models import OverridableSegment, SegmentOverride, Translation

from entities.models.annotations import SLUG_IS_TAKEN


def override_of(translation: int, segment: int) -> SegmentOverride:
    """The value that a translation (key) has in the place of a segment (key) of its source."""
    asked = OverridableSegment.objects.get(pk=segment)
    locale = Translation.objects.values("target_locale").filter(pk=translation)
    return SegmentOverride.objects.get(context=asked.context_id, locale__in=locale)


def fault_of(override: SegmentOverride, translation: int) -> str:
    """Why the page of a translation (key) cannot have this value, in words; empty if it can.

    The library asks only when it publishes, and then takes the source's value instead.
    """
    page = Translation.objects.get(pk=translation).get_target_instance()
    try:
        field = type(page)._meta.get_field(override.context.path)
        field.clean(override.data, page)
        if field.name == "slug":
            # As the site has it; the field would take any script.
            validate_slug(override.data)
    except FieldDoesNotExist:
        # The place of a link within a text ends with the address that it has in the source.
        is_address = not override.context.path.endswith("'") or _leads_somewhere(override.data)
        return "" if is_address else _("An address is a path of this site or begins with https://.")
    except ValidationError as error:
        return str(error.messages[0])
    if field.name == "slug" and override.data in getattr(page, "taken_slugs", ()):
        return str(SLUG_IS_TAKEN)
    if field.name == "slug" and not Page._slug_is_available(override.data, page.get_parent(), page):
        return _("Another page has this address already.")
    return ""


def _leads_somewhere(address: str) -> bool:
    """Whether readers can follow an address: a path of the site, a page elsewhere, a mailbox, a telephone."""
    if address.startswith("/"):
        # Browsers read a backslash as a slash, and nothing where a gap stands.
        return re.match(r"/(?:[^/\\\s][^\\\s]*)?\Z", address) is not None
    try:
        URLValidator(schemes=["http", "https"])(address)
    except ValidationError:
        return re.match(r"(mailto|tel):\S", address) is not None and check_url(address) is not None
    return True


def faulty_values(translation: Translation) -> Iterator[str]:
    """A sentence for each value of a translation that its page cannot have."""
    faulty = SegmentOverride.objects.filter(
        locale=translation.target_locale_id, context__object=translation.source.object_id, has_error=True
    )
    for override in faulty.select_related("context").order_by("pk"):
        sentence = _("The value “%(value)s” cannot stand there: %(error)s")
        yield sentence % {"value": override.data, "error": override.field_error}
