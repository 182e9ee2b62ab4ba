"""What a translation would say if it were saved now."""

from wagtail.models import Page
from wagtail_localize.models import Translation


def draft_of(translation: Translation) -> Page:
    """The translated page with the words there are, unsaved; where one is missing, that of the source."""
    page: Page = translation.source.get_ephemeral_translated_instance(
        translation.target_locale, fallback=True
    )
    # As a revision would give it back: rows that know whether they are stored.
    return page.with_content_json(page.serializable_data())
