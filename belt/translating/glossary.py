"""The fixed terms of a text to be translated: chains and names of entities, which nobody translates anew."""

import json
import re
from collections.abc import Collection, Iterable, Iterator
from dataclasses import dataclass
from html import unescape
from urllib.parse import urlsplit

from django.utils.html import strip_tags
from wagtail_localize.models import StringSegment, Translation

from belt.models import ChainIndexPage
from entities.digits import number_in
from entities.enums import NameType, Script
from entities.languages import language_tag
from entities.mentions.finder import Finder
from entities.mentions.folding import BREAK
from entities.mentions.names import Name
from entities.mentions.vocabulary import Vocabulary
from entities.models import EntityName, EntityPage, IndustryChain

# Chains are looked for together with entities, whose keys are above nought.
CHAIN = -1
# How wagtail-localize writes a link into a text; its attributes stand beside the text, by this name.
LINK = re.compile(r'<a id="(\w+)">')


@dataclass(frozen=True)
class Rendering:
    """How a term is written; ``language`` is for the ``lang`` attribute around it."""

    text: str
    language: str
    doubtful: bool = False


@dataclass(frozen=True)
class Term:
    """What stands in the source, or is only linked there and has this name, and how the other language writes
    it: nothing where nobody has said."""

    words: str
    is_chain: bool
    renderings: tuple[Rendering, ...]


def glossary_of(translation: Translation) -> list[Term]:
    """The terms of the texts that a translation asks for, each once; in nine queries.

    First those that the texts name, as they come, then those that they only link.
    """
    chains = {
        CHAIN * chain.pk: chain for chain in IndustryChain.objects.defined().select_related("merged_into")
    }
    vocabulary = Vocabulary.of_locale(translation.source.locale_id)
    names = [Name(_within(name), key) for key, chain in chains.items() for name in chain.names.values()]
    segments = _segments_of(translation)
    found = _found(Finder([*vocabulary.names, *names]), BREAK.join(_words(text) for text, _ in segments))
    for key, name in _linked(segments, translation.source.locale_id, chains).items():
        found.setdefault(key, name)
    language = translation.target_locale.language_code
    called = _called(found.keys() - chains.keys(), language)
    for key in found.keys() & chains.keys():
        name = chains[key].survivor.names.get(language)
        called[key] = [Rendering(name, language_tag(language))] if name else []
    return [Term(words, key in chains, tuple(called.get(key, ()))) for key, words in found.items()]


def _within(name: str) -> str:
    """The name of a chain within a sentence, where it begins with a capital only by accident."""
    return name[:1].lower() + name[1:]


def _called(keys: Collection[int], language: str) -> dict[int, list[Rendering]]:
    """By key of an entity, what it is called in a language: its page there, then its names, each once."""
    called = {
        key: {title: Rendering(title, language_tag(language))} for key, title in _titles(keys, language)
    }
    for row in _names(keys, language):
        known = called.setdefault(row.entity_id, {})
        known.setdefault(row.text, Rendering(row.text, row.html_lang, row.doubtful))
    return {key: list(written.values()) for key, written in called.items()}


def _segments_of(translation: Translation) -> list[tuple[str, str]]:
    """The texts, with the attributes of their links as JSON."""
    segments = StringSegment.objects.filter(source=translation.source_id).order_by("order", "pk")
    return list(segments.values_list("string__data", "attrs"))


def _words(text: str) -> str:
    return unescape(strip_tags(text))


def _found(finder: Finder, text: str) -> dict[int, str]:
    """By key, the words by which each term stands in the text first."""
    found: dict[int, str] = {}
    for mention in finder.find(text):
        for key in mention.entities:
            found.setdefault(key, text[mention.start : mention.end])
    return found


def _linked(
    segments: Iterable[tuple[str, str]], locale: int, chains: dict[int, IndustryChain]
) -> dict[int, str]:
    """By key, in the order of the texts, the names of all chains and profiles that these link.

    A word as common as “coffee” is no name to look for, but its chain is meant where it leads there.
    """
    index = ChainIndexPage.objects.filter(locale=locale).order_by("pk").first()
    addresses = {f"{index.url}{chain.slug}/": key for key, chain in chains.items()} if index else {}
    linked: dict[int, None] = {}
    for attributes in _links_in(segments):
        key = addresses.get(urlsplit(attributes.get("href", "")).path)
        if attributes.get("linktype") == "page":
            key = number_in(str(attributes.get("id", "")))
        if key is not None:
            linked.setdefault(key)
    names = dict(list(EntityPage.objects.filter(pk__in=linked).values_list("pk", "title")))
    names |= {key: chain.survivor.name for key, chain in chains.items()}
    return {key: names[key] for key in linked if key in names}


def _links_in(segments: Iterable[tuple[str, str]]) -> Iterator[dict[str, str]]:
    for text, attributes in segments:
        named = json.loads(attributes or "null") or {}
        yield from (named[name] for name in LINK.findall(text) if name in named)


def _names(keys: Collection[int], language: str) -> list[EntityName]:
    """The names that entities bear in a language, in its script, official ones first."""
    code, scripts = ("zh", Script.han()) if language.startswith("zh") else (language, (Script.LATIN.value,))
    ranked = NameType.beside_titles()
    rows = EntityName.objects.filter(
        entity__in=keys, language__startswith=code, script__in=scripts, name_type__in=ranked
    )
    return sorted(rows, key=lambda row: (ranked.index(NameType(row.name_type)), row.sort_order or 0, row.pk))


def _titles(keys: Collection[int], language: str) -> Iterable[tuple[int, str]]:
    """Of entities (keys) that have a public page in a language, the key and what that page is called."""
    sources = EntityPage.objects.filter(pk__in=keys).order_by()
    groups = dict(list(sources.values_list("translation_key", "pk")))
    pages = EntityPage.objects.listed().filter(translation_key__in=groups, locale__language_code=language)
    return [(groups[key], title) for key, title in pages.values_list("translation_key", "title")]
