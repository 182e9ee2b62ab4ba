"""Texts as cells of a table that somebody opens in a spreadsheet."""

# With their full-width twins, which spreadsheets of East Asia read alike.
FORMULA_SIGNS = ("=", "+", "-", "@", "＝", "＋", "－", "＠")


def as_cell(text: object) -> str:
    """A text as a cell; what a spreadsheet would take for a formula is made plain text."""
    words = str(text)
    return f"'{words}" if words.lstrip().startswith(FORMULA_SIGNS) else words
