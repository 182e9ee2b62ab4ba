"""Browsing everything at once by facets and words.

``selection`` (what is asked for, pure) -> ``facets`` (which pages have which values, kept in memory;
read by ``rows``) and ``search`` (which pages hold the words; ``names`` knows what is called so) ->
``results`` (counts, order, pages); ``panel`` (the controls), ``sentence``, ``excerpts``,
``suggestions`` and ``exports`` say it to people and machines.
"""
