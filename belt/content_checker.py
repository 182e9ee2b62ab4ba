"""What Wagtail's content checker looks at while editors write: the page's own content, not its frame."""

from typing import Any

from wagtail.admin.userbar import ContentCheckerItem

# A file's name, or words that say only that it is a picture.
POOR_ALTERNATIVE_TEXT = (
    r"\.(avif|gif|jpg|jpeg|png|svg|webp)$|_|^(immagine|foto|image|photo|picture|图片|照片)( |$)"
)


class PageContentChecker(ContentCheckerItem):
    """Faults in header and footer are ours to mend; an editor is shown those of the text alone."""

    axe_include = ["main"]
    axe_run_only = [*ContentCheckerItem.axe_run_only, "image-alt", "list", "td-has-header"]

    def get_axe_custom_checks(self, request: Any) -> list[dict[str, Any]]:
        return [
            check | {"options": {"pattern": POOR_ALTERNATIVE_TEXT}}
            if check["id"] == "check-image-alt-text"
            else check
            for check in super().get_axe_custom_checks(request)
        ]


def check_the_page_alone(items: list[Any]) -> None:
    """Put our checker in the place of Wagtail's among the items of its bar."""
    items[:] = [
        PageContentChecker(in_editor=item.in_editor) if isinstance(item, ContentCheckerItem) else item
        for item in items
    ]
