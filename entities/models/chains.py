"""Industry chains, the controlled vocabulary by which everything is tagged."""

import datetime as dt
import hashlib
from collections.abc import Collection
from typing import Any

from django.conf import settings
from django.core.exceptions import ValidationError
from django.core.validators import MaxValueValidator, MinValueValidator
from django.db import models
from django.utils.translation import gettext_lazy as _
from taggit.models import TagBase
from wagtail.search import index

from entities.chain_querysets import IndustryChainQuerySet
from entities.languages import reader_language, site_languages
from entities.trees import reached

HUES = 12
# What is written of a chain in each language.
WORDS = ("name", "definition")


def column_of(word: str, language: str) -> str:
    """The column that holds one of ``WORDS``, or since when they are behind, in a language (code)."""
    return word if language == settings.LANGUAGE_CODE else f"{word}_{language.replace('-', '_')}"


class IndustryChain(index.Indexed, TagBase):
    """A chain such as "Batterie e nuove energie": one object for all languages.

    ``name`` and ``definition`` are in the site's first language; each other
    language has a pair of columns of its own, so that a label costs no query.
    The slug is stored once and outlives renames.
    """

    free_tagging = False
    natural_key_fields = ["slug"]

    slug = models.SlugField(
        _("slug"),
        unique=True,
        max_length=100,
        help_text=_(
            "Part of the chain's address; it stays when the name changes. Example: batterie-nuove-energie"
        ),
    )
    definition = models.TextField(
        _("definition"),
        blank=True,
        help_text=_(
            "What belongs to the chain, from raw material to use. A chain without one cannot be used yet."
        ),
    )
    name_en = models.CharField(_("name in English"), max_length=100, blank=True)
    definition_en = models.TextField(_("definition in English"), blank=True)
    name_zh_hans = models.CharField(_("name in Chinese"), max_length=100, blank=True)
    definition_zh_hans = models.TextField(_("definition in Chinese"), blank=True)
    behind_since_en = models.DateTimeField(null=True, editable=False)
    behind_since_zh_hans = models.DateTimeField(null=True, editable=False)
    parent = models.ForeignKey(
        "self",
        on_delete=models.PROTECT,
        null=True,
        blank=True,
        related_name="children",
        verbose_name=_("part of the chain"),
    )
    hue = models.PositiveSmallIntegerField(
        _("hue"),
        default=1,
        validators=[MinValueValidator(1), MaxValueValidator(HUES)],
        help_text=_("One of the twelve tested colours, 1 to 12. It never stands without the name."),
    )
    proposed = models.BooleanField(
        _("proposed"),
        default=False,
        help_text=_("Waits to be accepted; until then no page can be given it."),
    )
    retired = models.BooleanField(
        _("retired"),
        default=False,
        help_text=_("No longer offered to editors; pages tagged with it keep it."),
    )
    merged_into = models.ForeignKey(
        "self",
        on_delete=models.PROTECT,
        null=True,
        blank=True,
        related_name="merged_chains",
        verbose_name=_("merged into"),
    )

    objects = IndustryChainQuerySet.as_manager()

    search_fields = [
        index.SearchField("name", boost=2),
        index.AutocompleteField("name"),
        index.SearchField("definition"),
        index.SearchField("name_en"),
        index.AutocompleteField("name_en"),
        index.SearchField("name_zh_hans"),
        index.AutocompleteField("name_zh_hans"),
        index.FilterField("id"),
        index.FilterField("name"),
        index.FilterField("slug"),
        index.FilterField("definition"),
        index.FilterField("proposed"),
        index.FilterField("retired"),
        index.FilterField("merged_into_id"),
        index.FilterField("parent_id"),
    ]

    class Meta:
        ordering = ["name", "pk"]
        verbose_name = _("industry chain")
        verbose_name_plural = _("industry chains")
        constraints = [
            models.CheckConstraint(
                name="chain_hue_in_palette",
                condition=models.Q(hue__gte=1, hue__lte=HUES),
                violation_error_message=_("The hue is a number from 1 to 12."),
            ),
            models.CheckConstraint(
                name="chain_is_not_its_own_parent",
                condition=models.Q(parent__isnull=True) | ~models.Q(parent=models.F("id")),
                violation_error_message=_("A chain cannot be part of itself."),
            ),
            models.CheckConstraint(
                name="merged_chain_is_retired",
                condition=models.Q(merged_into__isnull=True) | models.Q(retired=True),
                violation_error_message=_("A chain merged into another one is retired."),
            ),
            models.CheckConstraint(
                name="chain_is_not_merged_into_itself",
                condition=models.Q(merged_into__isnull=True) | ~models.Q(merged_into=models.F("id")),
                violation_error_message=_("A chain cannot be merged into itself."),
            ),
        ]

    def clean(self) -> None:
        super().clean()
        errors: dict[str, Any] = {}
        before = type(self).objects.filter(pk=self.pk).first() if self.pk else None
        if before is not None and before.slug != self.slug:
            errors["slug"] = _("A chain keeps its address: links lead there. It was “%(slug)s”.") % {
                "slug": before.slug
            }
        if before is not None and not self.definition.strip() and self._stands_for_pages():
            errors["definition"] = _("Pages are tagged with this chain: it needs its definition.")
        if self.parent is not None and self.parent.merged_into_id:
            errors["parent"] = _("“%(chain)s” was merged into another chain: choose that one.") % {
                "chain": self.parent.name
            }
        errors |= self._circles()
        if self.merged_into is not None and not self.merged_into.survivor.definition.strip():
            errors["merged_into"] = _(
                "“%(chain)s” has no definition: what is tagged with this chain would be found nowhere."
            ) % {"chain": self.merged_into.survivor.name}
        if self.merged_into_id and not self.retired:
            errors["retired"] = _("A chain merged into another one is retired.")
        if errors:
            raise ValidationError(errors)

    def _ways(self) -> dict[int, tuple[int | None, int | None]]:
        """Of each chain those it leads to: what it is part of and what it was merged into."""
        rows = type(self).objects.order_by().values_list("pk", "parent", "merged_into")
        return {key: (parent, winner) for key, parent, winner in rows}

    def _circles(self) -> dict[str, Any]:
        """What is wrong where the chain leads back to itself, by field, whatever way it takes."""
        ways, errors = self._ways() if self.pk else {}, {}
        if self.pk and self.pk in reached(self.parent_id, ways):
            errors["parent"] = _("A chain cannot be part of itself, not even through another one.")
        if self.pk and self.pk in reached(self.merged_into_id, ways):
            errors["merged_into"] = _(
                "A chain cannot be merged into itself or one of its parts, not even through another one."
            )
        return errors

    def _stands_for_pages(self) -> bool:
        """Whether a page is tagged with it or with a chain that was merged into it."""
        ways = {key: (winner,) for key, (_parent, winner) in self._ways().items()}
        losers = [key for key in ways if self.pk in reached(key, ways)]
        return type(self).objects.filter(pk__in=losers).in_use().exists()

    def delete(self, *args, **kwargs):
        """Refuse while any page is tagged with it, as ``IndustryChainQuerySet.delete()`` does."""
        return type(self).objects.filter(pk=self.pk).delete()

    @property
    def usable(self) -> bool:
        """Whether editors may tag with it."""
        return bool(self.definition.strip()) and not self.retired and not self.proposed

    @property
    def is_listed(self) -> bool:
        """Whether readers can browse it, as ``IndustryChainQuerySet.listed()`` has it."""
        return bool(self.definition.strip()) and self.merged_into_id is None and not self.proposed

    @property
    def survivor(self) -> "IndustryChain":
        """The chain readers find in its place: itself, or the one it was merged into in the end."""
        chain, seen = self, {self.pk}
        while chain.merged_into is not None and chain.merged_into_id not in seen:
            chain = chain.merged_into
            seen.add(chain.pk)
        return chain

    def lacking_in(self, language: str) -> list[str]:
        """Of ``WORDS`` those that nobody has written in a language (code)."""
        return [word for word in WORDS if not getattr(self, column_of(word, language)).strip()]

    def behind_in(self, language: str) -> dt.datetime | None:
        """Since when the words of a language (code) say what those of the first one said before."""
        return getattr(self, column_of("behind_since", language), None)

    @property
    def words_mark(self) -> str:
        """A short sign for its words in the first language, the same for the same words."""
        return hashlib.sha256(f"{self.name}\n{self.definition}".encode()).hexdigest()[:32]

    def follow_in(self, language: str) -> None:
        """The words of a language (code) are found to say what those of the first one say."""
        setattr(self, column_of("behind_since", language), None)

    def note_changed(self, columns: Collection[str], *, at: dt.datetime) -> list[str]:
        """Remember, some ``columns`` being written anew, which languages say something older; their codes.

        That is no matter to a language without these words, nor to one in which they are new as well; it
        is over in one whose words are all new.
        """
        older = []
        for language in [code for code, _name in site_languages() if code != settings.LANGUAGE_CODE]:
            pairs = [(word, column_of(word, language)) for word in WORDS]
            if any(
                word in columns and column not in columns and getattr(self, column) for word, column in pairs
            ):
                setattr(self, column_of("behind_since", language), self.behind_in(language) or at)
                older.append(language)
            elif all(column in columns for _word, column in pairs if getattr(self, column)):
                self.follow_in(language)
        return older

    def _translated(self, word: str) -> str:
        return str(getattr(self, column_of(word, reader_language()), ""))

    @property
    def label(self) -> str:
        """Its name in the reader's language, else in the site's first one."""
        return self._translated("name") or self.name

    @property
    def names(self) -> dict[str, str]:
        """What it is called, by language, as far as anybody has said."""
        return self._by_language("name")

    def _by_language(self, word: str) -> dict[str, str]:
        words = {code: getattr(self, column_of(word, code)) for code, _name in site_languages()}
        return {language: text for language, text in words.items() if text}

    @property
    def definitions(self) -> dict[str, str]:
        """What belongs to it, by language, as far as anybody has said."""
        return self._by_language("definition")

    @property
    def label_definition(self) -> str:
        """Its definition in the reader's language, else in the site's first one."""
        return self._translated("definition") or self.definition

    @property
    def label_language(self) -> str:
        """The language in which ``label`` is written."""
        return self._language_of("name")

    @property
    def definition_language(self) -> str:
        """The language in which ``label_definition`` is written."""
        return self._language_of("definition")

    def _language_of(self, field: str) -> str:
        return reader_language() if self._translated(field) else settings.LANGUAGE_CODE
