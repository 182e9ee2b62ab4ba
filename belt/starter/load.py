"""Loading checked content, all languages in one transaction."""

from django.db import transaction

from belt.freshness import renew_content_token
from belt.search_backend import indexed_at_the_end
from belt.starter.files import Content
from belt.starter.pages import ChainLoader, LanguageLoader, Say
from belt.starter.translate import TranslationLoader


@transaction.atomic
@indexed_at_the_end()
def load(content: Content, say: Say) -> int:
    """Load what is not there yet and return how many objects that were; ``ContentError`` undoes all."""
    chains = ChainLoader()
    made = chains.load(content, say)
    language, *others = content.languages
    first = LanguageLoader(content.root, language, chains.by_slug)
    made += first.load(say)
    for other in others:
        made += TranslationLoader(other, first).load(say)
    if made:
        # Parents of chains are set without a signal.
        renew_content_token()
    return made
