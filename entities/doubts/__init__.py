"""What looks doubtful in a page's texts: the machine points, people make a note of it or give a reason.

``rules`` knows what looks doubtful in one text, ``listing`` reads a page, ``answers`` does what an
editor says, ``panel`` shows it above the editorial notes.
"""
