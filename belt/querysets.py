"""Every public filter of ``belt``."""

from wagtail.query import PageQuerySet


class SectionPageQuerySet(PageQuerySet):
    """Home pages and sections of chains, one per language."""

    def listed(self):
        """Those the public may see."""
        return self.live().public().order_by("path")
