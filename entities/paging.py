"""Numbered pages of long lists."""

from collections.abc import Sequence

from django.core.paginator import Page, Paginator
from django.db.models import QuerySet


def page_of(
    rows: QuerySet | Sequence, number: str | None, *, per_page: int, total: int | None = None
) -> Page:
    """The page a reader asked for; what is no page number leads to the nearest that exists.

    ``number`` is raw input, ``total`` how many rows there are where that is known. The rows of the
    page are read at once, so that a template cannot cause a second reading.
    """
    paginator = Paginator(rows, per_page)
    if total is not None:
        paginator.count = total
    digits = (number or "1").strip().lstrip("0")
    # Nine digits are beyond the last page of anything; thousands of them Python refuses to read.
    asked = int(digits[:9]) if digits.isascii() and digits.isdigit() else 1
    page = paginator.page(min(max(asked, 1), paginator.num_pages))
    page.object_list = list(page.object_list)
    return page
