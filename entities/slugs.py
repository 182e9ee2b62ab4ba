"""The last part of a page's address, made from its title where the screen has not made one."""

from itertools import count

from django.utils.text import slugify
from wagtail.models import Page

from entities.alphabet import sorting_key

# Leaves room for a number in Wagtail's 255.
LONGEST_SLUG = 200


def slug_from(title: str) -> str:
    """Latin letters as they are, Chinese by pinyin; empty where a title has neither letter nor digit."""
    slug = slugify(title) or slugify(sorting_key(title)[0])
    return slug[:LONGEST_SLUG].rstrip("-")


def free_slug(title: str, parent: Page) -> str:
    """The title's slug, numbered where another page below ``parent`` has it; empty where there is none."""
    slug = slug_from(title)
    if not slug:
        return ""
    taken = {*parent.get_children().filter(slug__startswith=slug).values_list("slug", flat=True)}
    numbered = (f"{slug}-{number}" for number in count(2))
    return slug if slug not in taken else next(one for one in numbered if one not in taken)
