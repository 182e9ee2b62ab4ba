"""How a page is copied and moved in the admin, and by whom."""

from typing import Any

from django.core.exceptions import ValidationError
from django.http import HttpRequest
from wagtail.admin.forms.pages import CopyForm
from wagtail.models import Page, PagePermissionTester


class CopyAsDraftForm(CopyForm):
    """Makes drafts: a copy published by the same press would pass by the person who reads it first."""

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        for name in ("publish_copies", "alias"):
            self.fields.pop(name, None)


def show_the_form_again_without_a_place(request: HttpRequest, page: Page) -> None:
    """The form says what is wrong with a place that is missing or gone; Wagtail reads it before it asks."""
    if request.method != "POST":
        return
    place = CopyAsDraftForm(user=request.user, page=page).fields["new_parent_page"]
    try:
        place.clean(request.POST.get("new_parent_page"))
    except ValidationError:
        posted = request.POST.copy()
        posted["new_parent_page"] = str(page.get_parent().pk)
        request.POST = posted  # type: ignore[assignment]


class MayAddTester(PagePermissionTester):
    """Nobody is offered what would be refused in the end.

    Who may add no page copies and moves none; who may not edit one does not see what became of it.
    """

    def can_copy(self) -> bool:
        return super().can_copy() and self._may_add()

    def can_move(self) -> bool:
        return super().can_move() and self._may_add()

    def can_view_revisions(self) -> bool:
        return super().can_view_revisions() and (self.can_edit() or self.can_publish())

    def _may_add(self) -> bool:
        return self.user.is_superuser or "add" in self.permissions


class CopiedAsDraft:
    """Mixed into page types: a copy is a draft, made by who may make pages."""

    copy_form_class = CopyAsDraftForm

    def permissions_for_user(self, user: Any) -> PagePermissionTester:
        """What somebody may do with the page; it has been read with its own type."""
        return MayAddTester(user, self)
