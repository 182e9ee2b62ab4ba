"""Numbered pages of long lists."""

from django.core.paginator import Page, Paginator
from django.db.models import QuerySet


def page_of(queryset: QuerySet, number: str | None, *, per_page: int) -> Page:
    """The page a reader asked for; what is no page number leads to the nearest that exists.

    ``number`` is raw input. The rows of the page are read at once, so that a
    template cannot cause a second reading.
    """
    paginator = Paginator(queryset, per_page)
    digits = (number or "1").strip().lstrip("0")
    # Nine digits are beyond the last page of anything; thousands of them Python refuses to read.
    asked = int(digits[:9]) if digits.isascii() and digits.isdigit() else 1
    page = paginator.page(min(max(asked, 1), paginator.num_pages))
    page.object_list = list(page.object_list)
    return page
