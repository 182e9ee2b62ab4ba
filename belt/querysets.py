"""Every public filter of ``belt``."""

from entities.listed_querysets import ListedPageQuerySet


class SectionPageQuerySet(ListedPageQuerySet):
    """Home pages and sections of chains, one per language, in the order of the tree."""

    listing_order = ("path",)
