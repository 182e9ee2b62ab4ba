"""Entities named in the texts of pages: found by the machine, linked by people.

The way through it: ``vocabulary`` reads what entities are called, ``names`` says in which spellings a
name counts, ``finder`` finds them in a text as ``folding`` levels it; ``passages`` reads the texts of a
page, with ``markup`` for stored rich text; ``listing`` puts together what editors see; ``linking`` and
``decisions`` do what editors decided.
"""
