"""Who may see a page, asked with as few queries as the pages above it allow."""

from typing import Any

from django.db.models import QuerySet
from wagtail.models import PageViewRestriction

# The root of the tree, which is shown to nobody, and the first level below it.
FIRST_DEPTH = 2


class RestrictionsInOneQuery:
    """Mixed into page types: pages above that routing has met are not read again for their keys."""

    def get_view_restrictions(self) -> QuerySet:
        """All restrictions on the page and above it, as Wagtail has them."""
        page: Any = self
        met = [page]
        while met[-1].depth > FIRST_DEPTH and getattr(met[-1], "_cached_parent_obj", None) is not None:
            met.append(met[-1]._cached_parent_obj)
        # Those of an alias are those of the page it stands for.
        if met[-1].depth > FIRST_DEPTH or any(one.alias_of_id for one in met):
            return super().get_view_restrictions()  # type: ignore[misc]
        paths = [page.path[: depth * page.steplen] for depth in range(1, page.depth + 1)]
        return PageViewRestriction.objects.filter(page__path__in=paths)
