"""What can be done to several pages or files at once, by who looks at their list."""

from typing import Any

from django import template
from django.urls import reverse
from wagtail.admin.templatetags.wagtailadmin_tags import bulk_action_choices
from wagtail.permissions import page_permission_policy

register = template.Library()

# The right to pages without which an action is refused for each of them.
ASKED_FOR = {"publish": "publish", "unpublish": "publish", "move": "add"}


@register.inclusion_tag("wagtailadmin/shared/buttons.html", takes_context=True)
def bulk_actions_of_user(context: Any, app_label: str, model_name: str) -> dict[str, Any]:
    """Wagtail's buttons without those for pages that the user may not press anywhere."""
    found = bulk_action_choices(context, app_label, model_name)["buttons"]
    if (app_label, model_name) != ("wagtailcore", "page"):
        return {"buttons": found}
    refused = {
        reverse("wagtail_bulk_action", args=[app_label, model_name, action])
        for action, right in ASKED_FOR.items()
        if not page_permission_policy.user_has_permission(context["request"].user, right)
    }
    return {"buttons": [button for button in found if button.url not in refused]}
