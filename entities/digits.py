"""Numbers that strangers write: keys and counts in addresses, forms and stored texts. Pure."""

import re

# Python refuses to read numbers of thousands of digits, a database those of 19 and more: no key is as long.
NUMBER = "[0-9]{1,18}"


def number_in(text: str) -> int | None:
    """The whole number that a text is; ``None`` for anything else, and for more digits than a key has."""
    return int(text) if re.fullmatch(NUMBER, text) else None
