"""The work of translators: what is to be done, what is behind, what must not be published.

The way through it: ``following`` hears of every publication, hands a changed source to the translators
and remembers which translations are behind, ``unread`` what of them waits for a second person; ``tasks``
knows what is missing, begun, behind or ready in each language, and ``worklist`` lists it; ``editor``
guards and completes the library's translation editor with what ``glossary`` finds; ``overrides`` knows
which values a translation cannot have, ``rewriting`` whose a text is that is saved once more,
``restarting`` goes on after somebody has written by hand, ``handed_over`` after a merge; ``chain_words``
are those of chains, ``draft_titles`` what lists call a translation. ``screens`` stand before the
library's own addresses.
"""
