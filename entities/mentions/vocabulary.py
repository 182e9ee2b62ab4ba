"""What the entities that the public may see are called, in one language of the site."""

from collections.abc import Iterable
from dataclasses import dataclass
from functools import cached_property

from wagtail.models import Locale

from entities.enums import EntityKind, NameType
from entities.mentions.finder import Finder
from entities.mentions.folding import folded
from entities.mentions.names import Bearer, Name
from entities.models import AnnotatedPage, EntityName, EntityPage

OWN = 0
"""The key under which a page itself is found in its own texts: no row has it."""


@dataclass(frozen=True)
class Vocabulary:
    """All names with the keys of their entities, and the titles of these by key."""

    names: tuple[Name, ...]
    titles: dict[int, str]

    @cached_property
    def finder(self) -> Finder:
        """Finds the names."""
        return Finder(self.names)

    @classmethod
    def of_locale(cls, locale: int, *, without: int | None = None) -> "Vocabulary":
        """All public profiles of a locale but ``without``, both by key, in two queries."""
        listed = EntityPage.objects.listed().filter(locale=locale).exclude(pk=without)
        profiles = {key: (title, kind) for key, title, kind in listed.values_list("pk", "title", "kind")}
        rows = EntityName.objects.filter(entity__in=listed.keys()).order_by("entity", "sort_order", "pk")
        names = [_name(key, title, kind) for key, (title, kind) in profiles.items()]
        unsure = []
        for key, text, name_type, doubtful in rows.values_list("entity", "text", "name_type", "doubtful"):
            # Published between the two queries.
            if key in profiles:
                yields = doubtful or name_type == NameType.FORMER
                (unsure if yields else names).append(_name(key, text, profiles[key][1]))
        sure = {folded(name.text) for name in names}
        # What was once called so, or perhaps is, gives way to what surely is.
        names += [name for name in unsure if folded(name.text) not in sure]
        return cls(tuple(names), {key: title for key, (title, _kind) in profiles.items()})

    @classmethod
    def for_page(cls, page: AnnotatedPage) -> "Vocabulary":
        """What can be mentioned in the texts of a page, which may be unsaved.

        A profile's own names are in it under the key ``OWN``, so that “Changshu” is not found in the
        name of the page itself.
        """
        others = cls.of_locale(page.locale_id or Locale.get_default().pk, without=page.pk)
        return cls((*others.names, *_own_names(page)), others.titles)


def _own_names(page: AnnotatedPage) -> Iterable[Name]:
    if not isinstance(page, EntityPage):
        return []
    return [_name(OWN, text, page.kind) for text in page.search_names()]


def _name(key: int, text: str, kind: str) -> Name:
    if kind in EntityKind.places():
        return Name(text, key, Bearer.PLACE)
    return Name(text, key, Bearer.ORGANISATION if kind in EntityKind.sites() else Bearer.OTHER)
