"""Browsing everything at once by facets and words.

``selection`` (what is asked for, pure) -> ``facets`` (which pages have which values, kept in memory;
read by ``rows``) and ``search`` (which pages hold the words) -> ``results`` (counts, order, pages);
``sentence``, ``excerpts``, ``suggestions`` and ``exports`` say it to people and machines.
"""
