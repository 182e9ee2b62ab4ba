"""What an entity is called, and how it stands to other entities."""

from collections import Counter
from collections.abc import Iterable, Iterator

from django.core.exceptions import ValidationError
from django.core.validators import RegexValidator
from django.db import models
from django.utils.translation import gettext_lazy as _
from modelcluster.fields import ParentalKey
from wagtail.models import Orderable, TranslatableMixin

from entities.enums import Evidence, NameType, RelationKind, Script
from entities.querysets import EntityRelationQuerySet
from entities.translated import shared, translated
from entities.words import HAN_RUN

# Readers' programs pronounce a name by it, so it is no free text.
LANGUAGE_CODE = RegexValidator(
    r"^[a-z]{2,3}(-[A-Za-z0-9]{2,6})?\Z", _("Write a language code of two or three letters: zh, it, en, und.")
)


class EntityName(Orderable):
    """A further name, in its own language and script: names are never translated."""

    entity = ParentalKey("entities.EntityPage", on_delete=models.CASCADE, related_name="names")
    text = models.CharField(_("name"), max_length=255)
    name_type = models.CharField(_("type"), max_length=10, choices=NameType, default=NameType.OFFICIAL)
    language = models.CharField(
        _("language"),
        max_length=10,
        validators=[LANGUAGE_CODE],
        help_text=_("Its code: zh, it, en… Use “und” where it belongs to none."),
    )
    script = models.CharField(_("script"), max_length=4, choices=Script, default=Script.SIMPLIFIED)
    doubtful = models.BooleanField(
        _("doubtful"),
        default=False,
        help_text=_("Tick it where nobody has confirmed the name; say why in a note."),
    )

    told_apart_by = ("text",)
    # Whether it is printed beside a title that holds a doubtful name.
    stands_beside_doubt = False

    class Meta(Orderable.Meta):
        ordering = ["sort_order", "pk"]
        verbose_name = _("name")
        verbose_name_plural = _("names")
        constraints = [
            models.CheckConstraint(
                name="entity_name_not_empty",
                condition=~models.Q(text=""),
                violation_error_message=_("Write the name."),
            ),
        ]

    def __str__(self) -> str:
        return self.text

    def clean(self) -> None:
        super().clean()
        has_han = HAN_RUN.search(self.text) is not None
        if has_han and self.script == Script.LATIN:
            sentence = _("The name has Chinese characters: choose whether simplified or traditional.")
            raise ValidationError({"script": sentence})
        if not has_han and self.is_chinese:
            raise ValidationError({"script": _("The name has no Chinese characters: choose “Latin”.")})

    @property
    def html_lang(self) -> str:
        """The value of the ``lang`` attribute around the name."""
        language = self.language.split("-")[0]
        return language if self.script == Script.LATIN else f"{language}-{self.script}"

    @property
    def is_chinese(self) -> bool:
        """Whether it is written in Han characters."""
        return self.script in Script.han()


def name_in_script(names: Iterable[EntityName], *, is_chinese: bool) -> EntityName | None:
    """The Chinese or the Latin name to print beside a title: official before short, never a former one."""
    ranked = NameType.beside_titles()
    fitting = [name for name in names if name.is_chinese == is_chinese and name.name_type in ranked]
    return min(fitting, key=lambda name: ranked.index(NameType(name.name_type)), default=None)


class EntityRelation(TranslatableMixin, Orderable):
    """A directed relation from the profile that holds the row to another profile."""

    entity = ParentalKey("entities.EntityPage", on_delete=models.CASCADE, related_name="relations")
    kind = models.CharField(_("relation"), max_length=15, choices=RelationKind)
    target = models.ForeignKey(
        "entities.EntityPage",
        on_delete=models.SET_NULL,
        null=True,
        related_name="incoming_relations",
        verbose_name=_("to the profile"),
    )
    evidence = models.CharField(_("evidence"), max_length=10, choices=Evidence, default=Evidence.PROFILE)
    stated_in = models.CharField(
        _("source"),
        max_length=255,
        help_text=_("The text that says so, for example “profile received in 2025”."),
    )

    told_apart_by = ("kind", "target")
    objects = EntityRelationQuerySet.as_manager()

    translatable_fields = [*translated("stated_in"), *shared("kind", "target", "evidence", "sort_order")]

    class Meta(TranslatableMixin.Meta, Orderable.Meta):
        ordering = ["sort_order", "pk"]
        verbose_name = _("relation between profiles")
        verbose_name_plural = _("relations between profiles")
        constraints = [
            models.CheckConstraint(
                name="relation_has_a_target",
                condition=models.Q(target__isnull=False),
                violation_error_message=_("Choose the other profile."),
            ),
            models.CheckConstraint(
                name="relation_not_to_itself",
                condition=~models.Q(target=models.F("entity")),
                violation_error_message=_("A profile has no relation to itself."),
            ),
        ]

    def __str__(self) -> str:
        return f"{self.get_kind_display()} → {self.target}"

    def clean(self) -> None:
        super().clean()
        if self.target_id is not None and self.target_id == self.entity_id:
            raise ValidationError({"target": _("A profile has no relation to itself.")})


def related_keys(relations) -> set[int | None]:
    """The keys of the profiles at the other end; of rows of a form or of stored ones."""
    return {row["target"].pk if row.get("target") else row.get("target_id") for row in relations}


def given_twice(names, relations) -> Iterator[tuple[str, str]]:
    """The names and relations (rows of a form or stored ones) that stand there twice, with a sentence."""
    told = Counter((row.get("text"), row.get("name_type"), row.get("language")) for row in names)
    for (text, *_rest), count in told.items():
        if text and count > 1:
            yield "names", _("The name “%(name)s” is given twice: keep one row.") % {"name": text}
    held = Counter((row.get("kind"), *related_keys([row])) for row in relations)
    for (kind, target), count in held.items():
        if target is not None and count > 1:
            label = RelationKind(kind).label
            yield (
                "relations",
                _("“%(relation)s” is given twice to one profile: keep one row.") % {"relation": label},
            )
