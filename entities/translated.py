"""What a translation says in its own words, and what it shares with the page it translates.

Every field of a translated model is named by exactly one of these: wagtail-localize would
otherwise hand each new column of text to the translators, codes and dates among them.
"""

from typing import Any

from wagtail_localize.fields import SynchronizedField, TranslatableField

from entities.copying import CopiedAsDraft


def translated(*names: str) -> list[TranslatableField]:
    """Texts, and rows that hold texts: each language has its own words for them."""
    return [TranslatableField(name) for name in names]


def shared(*names: str) -> list[SynchronizedField]:
    """Facts: the same in every language, as the source has them."""
    return [SynchronizedField(name, overridable=False) for name in names]


def proposed(*names: str) -> list[SynchronizedField]:
    """As the source has them until a translator writes something else."""
    return [SynchronizedField(name) for name in names]


# What any page has; a language's home keeps its slug, which is part of no address.
WORDS_OF_PAGE = translated("title", "seo_title", "search_description")
FIELDS_OF_PAGE = [*WORDS_OF_PAGE, *proposed("slug"), *shared("show_in_menus")]
FIELDS_OF_ANNOTATED_PAGE = [
    *FIELDS_OF_PAGE,
    *translated("body", "sources", "editorial_notes"),
    *shared("chain_links"),
]


class WithoutWords:
    """Mixed into blocks that hold a code or a reference, the same in every language."""

    def get_translatable_segments(self, value: Any) -> list:
        """Nothing for translators."""
        return []


class NeverMirrored(CopiedAsDraft):
    """Mixed into page types: no page of one language stands, as it is, for one of another.

    Wagtail publishes such an alias whenever its page is published, in words that nobody translated.
    Within a language a copy is a page of its own.
    """

    def create_alias(self, *, update_locale: Any = None, **options: Any) -> Any:
        """As Wagtail's; in another language a draft of its own, to be translated."""
        if update_locale is not None and update_locale != self.locale:  # type: ignore[attr-defined]
            return self.copy_for_translation(update_locale)  # type: ignore[attr-defined]
        return super().create_alias(update_locale=update_locale, **options)  # type: ignore[misc]
