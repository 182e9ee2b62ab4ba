"""What is printed as the name of a profile: its title, and beside it the name in the other script."""

from collections.abc import Iterable
from typing import Any

from django.conf import settings

from entities.enums import NameType, Script
from entities.models.names import EntityName, name_in_script
from entities.words import HAN_RUN


class NamesOfProfiles:
    """Mixed into profiles; ``for_names()`` reads along what it asks for."""

    title: str
    names: Any

    @property
    def short_title(self) -> str:
        """Its short Latin name where it has one (``for_names()`` reads it), else or in Chinese its title."""
        return self.title if self._is_titled_in_chinese else self.__dict__.get("short_name") or self.title

    @property
    def chinese_name(self) -> EntityName | None:
        """Its Chinese name: official before short, never a former one."""
        return self._name("han_name", is_chinese=True)

    @property
    def name_beside(self) -> EntityName | None:
        """The name to print beside the title, in the other script: Chinese, or Latin beside Chinese.

        It knows whether a Chinese title holds a doubtful name, and is that name where there is no other.
        """
        if self._is_titled_in_chinese:
            return self._beside_chinese(self.chinese_name, self._name("latin_name", is_chinese=False))
        return self.chinese_name

    def name_beside_among(self, names: Iterable[EntityName]) -> EntityName | None:
        """The same where its names have been read."""
        if self._is_titled_in_chinese:
            return self._beside_chinese(*(name_in_script(names, is_chinese=one) for one in (True, False)))
        return name_in_script(names, is_chinese=True)

    def _name(self, column: str, *, is_chinese: bool) -> EntityName | None:
        if column in self.__dict__:
            found = getattr(self, column)
            return EntityName(**found) if found else None
        return name_in_script(self.names.all(), is_chinese=is_chinese)

    @property
    def _latin_title(self) -> EntityName | None:
        """What it is called where it is not told in Chinese (``for_names()`` reads it)."""
        version = self.__dict__.get("latin_title")
        if not version or HAN_RUN.search(version["title"]):
            return None
        return EntityName(text=version["title"], language=version["language"], script=Script.LATIN)

    def _beside_chinese(self, chinese: EntityName | None, name: EntityName | None) -> EntityName | None:
        """The Latin name beside a Chinese title; what it is called on its own pages comes before an alias.

        So it does before an Italian name, which says less to readers of Chinese.
        Nothing where the title says it already: “清陶能源（Qingtao Energy）”.
        """
        known = [one for one in (chinese, name) if one is not None]
        doubted = next((one for one in known if one.doubtful and one.text in self.title), None)
        latin = name
        if latin is None or latin is doubted or _gives_way(latin):
            latin = self._latin_title or latin
        if latin is None or latin.text in self.title:
            return doubted
        latin.stands_beside_doubt = doubted is not None
        return latin

    @property
    def _is_titled_in_chinese(self) -> bool:
        return HAN_RUN.search(self.title) is not None


def _gives_way(name: EntityName) -> bool:
    """Whether a Latin name says less to readers of Chinese than the title of a page of its own."""
    return name.language == settings.LANGUAGE_CODE or name.name_type == NameType.ALIAS
