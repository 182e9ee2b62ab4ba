"""The step of the workflow in which another person reads what was written."""

from django.core.exceptions import PermissionDenied
from django.utils.translation import gettext_lazy as _
from wagtail.models import AbstractGroupApprovalTask, Page, TaskState

from entities.authorship import last_editor
from entities.publishing import is_unready, obstacles

# The entry of the log for a page that could not appear at its hour.
NOT_READY = "belt.not_ready"
APPROVE = "approve"


class ReviewTask(AbstractGroupApprovalTask):
    """Approval by a member of a group who is not the last editor.

    What is approved without being ready goes back with the reasons: no form
    has looked at a draft since it was saved, incomplete as it may be.
    """

    class Meta:
        verbose_name = _("review by a second person")
        verbose_name_plural = _("reviews by a second person")

    @classmethod
    def get_description(cls):
        return _("Members of the chosen groups approve it, but nobody approves their own last change")

    def get_actions(self, obj, user):
        actions = super().get_actions(obj, user)
        if isinstance(obj, Page) and (
            last_editor(obj) == user.pk or is_unready(obj.get_latest_revision_as_object())
        ):
            return [action for action in actions if action[0] != APPROVE]
        return actions

    def on_action(self, task_state: TaskState, user, action_name: str, **kwargs):
        page = task_state.workflow_state.content_object
        if action_name == APPROVE and isinstance(page, Page):
            if last_editor(page) == user.pk:
                raise PermissionDenied(_("The last change is yours: another person approves it."))
            reasons = obstacles([page])
            if reasons:
                task_state.reject(user=user, comment="\n".join(reasons))
                return
        super().on_action(task_state, user, action_name, **kwargs)
