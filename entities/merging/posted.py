"""A form of a page that was opened before two chains were merged, and is sent after."""

from typing import Any

from wagtail.models import Page

from entities.digits import number_in
from entities.models.tombstones import LINKS, one_row, survivors_of


def posted_with_survivors(data: Any, page: Page | None) -> Any:
    """What was sent, its rows of merged chains turned to those that are left, each once.

    One query. A row that the merge has taken away is sent as a new one or as deleted: its key,
    which no longer exists, could only be refused beside a field that nobody sees.
    """
    rows = _rows(data) if data else []
    survivors = survivors_of(int(row["tag"]) for row in rows)
    if not survivors:
        return data
    sent = data.copy()
    stored = {str(link.pk) for link in page.chain_links.all()} if page is not None and page.pk else set()
    for tag in set(survivors.values()):
        same = [row for row in rows if survivors.get(int(row["tag"]), int(row["tag"])) == tag]
        left = one_row(tag, [row | {"tag": int(row["tag"])} for row in same])
        for row in same:
            kept = row["number"] == left["number"]
            changed = (
                {name: left[name] for name in ("tag", "stage", "evidence")} if kept else {"DELETE": "on"}
            )
            if row["id"] not in stored:
                changed["id"] = ""
            for name, value in changed.items():
                sent[f"{LINKS}-{row['number']}-{name}"] = str(value)
    return sent


def _rows(data: Any) -> list[dict[str, Any]]:
    """The rows of links that are not to be deleted, each with its number in the form."""
    total = number_in(str(data.get(f"{LINKS}-TOTAL_FORMS", ""))) or 0
    # As many as Django reads of any formset.
    numbers = range(min(total, 1000))
    names = ("id", "tag", "stage", "evidence", "DELETE")
    rows = [
        {"number": str(n)} | {name: data.get(f"{LINKS}-{n}-{name}", "") for name in names} for n in numbers
    ]
    return [row for row in rows if number_in(str(row["tag"])) is not None and not row["DELETE"]]
