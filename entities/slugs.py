"""The last part of a page's address, made from its title where the screen has not made one."""

from django.utils.text import slugify
from wagtail.coreutils import find_available_slug
from wagtail.models import Page

from entities.alphabet import sorting_key

# Leaves room for a number in Wagtail's 255.
LONGEST_SLUG = 200


def slug_from(title: str) -> str:
    """Latin letters as they are, Chinese by pinyin; empty where a title has neither letter nor digit."""
    slug = slugify(title) or slugify(sorting_key(title)[0])
    return slug[:LONGEST_SLUG].rstrip("-")


def free_slug(title: str, parent: Page, page: Page | None = None) -> str:
    """The title's slug, numbered where another page below ``parent`` than ``page`` has it; or empty."""
    slug = slug_from(title)
    return slug and find_available_slug(parent, slug, ignore_page_id=page and page.pk)
