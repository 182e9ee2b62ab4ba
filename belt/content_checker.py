"""What Wagtail's content checker looks at while editors write: the page's own content, not its frame."""

from typing import Any

from django.utils.translation import gettext_lazy as _
from wagtail.admin.userbar import ContentCheckerItem

from entities.remarks.marking import ABBREVIATION, HEADING, LINK, MARK

# A file's name, words that say only that it is a picture, or none at all.
POOR_ALTERNATIVE_TEXT = (
    r"\.(avif|gif|jpg|jpeg|png|svg|webp)$|_|^(immagine|foto|image|photo|picture|图片|照片)( |$)|^\s*$"
)
# Rules of ours, each by the mark that a preview carries.
OF_MARKS = {"heading-words": HEADING, "link-words": LINK, "unexplained-abbreviation": ABBREVIATION}
CHECK = "check-remark"


class PageContentChecker(ContentCheckerItem):
    """Faults in header and footer are ours to mend; an editor is shown those of the text alone."""

    axe_include = ["main"]
    axe_run_only = [
        *ContentCheckerItem.axe_run_only,
        "image-alt",
        "list",
        "td-has-header",
        *OF_MARKS,
    ]
    axe_custom_rules = [
        *ContentCheckerItem.axe_custom_rules,
        *(
            {
                "id": rule,
                "impact": "moderate",
                "selector": f'[{MARK}="{mark}"]',
                "tags": ["best-practice"],
                "none": [CHECK],
                "enabled": True,
            }
            for rule, mark in OF_MARKS.items()
        ),
    ]
    axe_messages = {
        **ContentCheckerItem.axe_messages,
        "heading-words": {
            "error_name": _("Heading that guides nobody"),
            "help_text": _(
                "Say in a few words what the section tells: no sentence, no capitals, no heading twice,"
                " no subsection without a section"
            ),
        },
        "link-words": {
            "error_name": _("Link that does not say where it leads"),
            "help_text": _("Put the link on words that name its target, not on “here” or on an address"),
        },
        "unexplained-abbreviation": {
            "error_name": _("Abbreviation nobody explains"),
            "help_text": _("Write it out once: “full name (ABC)”"),
        },
    }

    def get_axe_custom_checks(self, request: Any) -> list[dict[str, Any]]:
        # One of axe's own functions, which is known by its name: none can be sent along.
        of_marks = {
            "id": CHECK,
            "evaluate": "matches-definition-evaluate",
            "options": {"matcher": {"attributes": {MARK: "/./"}}},
        }
        return [
            *(
                check | {"options": {"pattern": POOR_ALTERNATIVE_TEXT}}
                if check["id"] == "check-image-alt-text"
                else check
                for check in super().get_axe_custom_checks(request)
            ),
            of_marks,
        ]


def check_the_page_alone(items: list[Any]) -> None:
    """Put our checker in the place of Wagtail's among the items of its bar."""
    items[:] = [
        PageContentChecker(in_editor=item.in_editor) if isinstance(item, ContentCheckerItem) else item
        for item in items
    ]
