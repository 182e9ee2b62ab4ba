"""Entities named in the texts of pages: found by the machine, linked by people.

The way through it: ``vocabulary`` reads what entities are called, ``names`` says in which spellings a
name counts, ``finder`` finds them in a text as ``folding`` levels it; ``passages`` reads the texts of a
page, with ``markup`` for stored rich text; ``listing`` puts together what editors see, ``panel`` and
``screen`` show it; ``answers`` reads which button was pressed, ``linking`` and ``decisions`` do it.
"""
