"""What the site as a whole adds to the Wagtail admin: its look, its desk, and four eyes."""

import json

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.templatetags.static import static
from django.utils.html import format_html, format_html_join
from django.utils.safestring import SafeString
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from wagtail import hooks
from wagtail.admin.action_menu import PublishMenuItem
from wagtail.admin.views.home import RecentEditsPanel
from wagtail.log_actions import LogFormatter
from wagtail.models import Page, WorkflowState
from wagtail_localize.wagtail_hooks import page_listing_more_buttons

from belt import admin_api  # noqa: F401
from belt.content_checker import check_the_page_alone
from belt.desk import PANELS
from belt.frame import frame_of
from belt.models.review import APPROVE, NOT_READY
from belt.translating import hooks as translating  # noqa: F401
from belt.worklists import WORKLISTS
from entities.authorship import as_written, last_editor, may_publish
from entities.bulk import before_bulk
from entities.done.answers import unfinished_draft
from entities.languages import quoted
from entities.models.revisions import draft_as_saved
from entities.profile_merging.relations import HOOK as RELATIONS_OF_PROFILES
from entities.profile_merging.relations import Fate
from entities.prose import Destination
from entities.publishing import about_to_be_published, is_unready
from entities.untranslated import untranslated
from entities.worklists import register_worklists

# It asks the database anew for every row of a list; ``offer_translating`` stands for it on a page's screen.
for place in ("register_page_listing_more_buttons", "register_page_header_buttons"):
    hooks._hooks[place].remove((page_listing_more_buttons, 0))


@hooks.register(RELATIONS_OF_PROFILES)
def keep_the_line_whole() -> dict[str, Fate]:
    return {"belt.BeltStation.place": Fate.FOLLOWS, "belt.BehindTranslation.page": Fate.STAYS}


@hooks.register("addresses_of_sections")
def lead_on_from_other_languages(request: HttpRequest, page: Page) -> dict[str, Destination]:
    return frame_of(request, page if page.path else None).sections_elsewhere


@hooks.register("insert_global_admin_css")
def site_colours() -> SafeString:
    return format_html('<link rel="stylesheet" href="{}">', static("css/admin.css"))


@hooks.register("insert_editor_js")
def scripts_of_editing_screens() -> SafeString:
    scripts = ((static(f"js/{name}.js"),) for name in ("editor", "autosave"))
    return format_html_join("", '<script type="module" src="{}"></script>', scripts)


@hooks.register("construct_homepage_panels")
def lay_out_the_desk(request: HttpRequest, panels: list) -> None:
    """Drafts of mine and the week's changes stand for Wagtail's list of recent edits."""
    panels[:] = [panel for panel in panels if not isinstance(panel, RecentEditsPanel)]
    panels += [panel() for panel in PANELS]


@hooks.register("register_log_actions")
def words_of_the_log(actions) -> None:
    @actions.register_action(NOT_READY)
    class NotReady(LogFormatter):
        label = gettext_lazy("Not published at its hour")

        def format_message(self, entry) -> str:
            return str(entry.data.get("reason", self.label))


@hooks.register("construct_page_action_menu")
def offer_publishing_to_another_person(menu_items: list, request: HttpRequest, context: dict) -> None:
    """Whoever wrote last would only be refused, and so would others while something is lacking.

    What others add would make them the last to have written; administrators publish what they write.
    """
    page = context.get("page")
    is_ready = page is not None and may_publish(request.user, page) and not is_unready(draft_as_saved(page))
    if not (is_ready or request.user.is_superuser):
        menu_items[:] = [item for item in menu_items if not isinstance(item, PublishMenuItem)]


@hooks.register("before_create_page")
def leave_publishing_a_new_page_to_another_person(
    request: HttpRequest, parent: Page, page_class: type
) -> None:
    """Wagtail makes the page public before it asks anybody: so it is asked for as a draft."""
    if "action-publish" in request.POST and not request.user.is_superuser:
        _save_instead(request, "action-publish")
        messages.warning(request, _("Saved as a draft: what you wrote is published by another person."))


@hooks.register("before_publish_page")
def leave_publishing_to_another_person(request: HttpRequest, page: Page) -> HttpResponse | None:
    """By now the draft is saved: nothing is lost but the publishing."""
    if may_publish(request.user, page):
        return None
    sentence = _("“%(page)s” is saved as a draft. The last change is yours: another person publishes it.")
    messages.warning(request, sentence % {"page": page.title})
    return redirect("wagtailadmin_pages:edit", page.pk)


@hooks.register("before_edit_page")
def tell_what_is_to_be_changed(request: HttpRequest, page: Page) -> None:
    """What the reviewer wrote when giving it back; Wagtail keeps it behind two buttons."""
    state = page.current_workflow_state if request.method == "GET" else None
    if state is None or state.status != WorkflowState.STATUS_NEEDS_CHANGES:
        return
    answer = state.current_task_state
    if answer is not None and answer.comment:
        sentence = _("To be changed before it is published: “%(comment)s”")
        messages.warning(request, sentence % {"comment": answer.comment})


@hooks.register("before_edit_page")
def leave_approving_to_another_person(request: HttpRequest, page: Page) -> None:
    """Says whose turn it is; an approval that comes with changes is kept as a draft of their author's."""
    is_answering = "action-workflow-action" in request.POST
    if is_answering and not _is_answerable(request, page):
        _keep_a_late_answer(request, page)
        return
    if not page.workflow_in_progress:
        return
    if request.method == "GET":
        for reason in _reasons_not_to_approve(request, page):
            messages.info(request, reason)
    elif is_answering and request.POST["workflow-action-name"] == APPROVE:
        # The screen that is shown next says why.
        if _reasons_not_to_approve(request, page):
            _save_instead(request, "action-workflow-action")
            messages.warning(request, _("The page is not approved."))
        elif _has_changes(request, page):
            _save_instead(request, "action-workflow-action")
            messages.warning(
                request,
                _("Your changes are saved, the page is not approved: another person approves them."),
            )


@hooks.register("after_edit_page")
def tell_what_an_approval_has_done(request: HttpRequest, page: Page) -> None:
    """Wagtail says of every answer that the page was updated."""
    if "action-workflow-action" not in request.POST or request.POST.get("workflow-action-name") != APPROVE:
        return
    now = Page.objects.get(pk=page.pk)
    if now.scheduled_revision:
        sentence = _("“%(page)s” is approved and waits for its hour.")
    elif now.live and not now.has_unpublished_changes:
        sentence = _("Readers see “%(page)s” as you have approved it.")
    else:
        return
    messages.success(request, sentence % {"page": now.title})


def _keep_a_late_answer(request: HttpRequest, page: Page) -> None:
    _save_instead(request, "action-workflow-action")
    if not page.permissions_for_user(request.user).page_locked():
        sentence = _("This page no longer waits for that: what the form held is saved as a draft.")
        messages.warning(request, sentence)


def _is_answerable(request: HttpRequest, page: Page) -> bool:
    """Whether Wagtail can take the answer: it asks neither whether somebody else has given one nor whether
    the form is whole."""
    try:
        further = json.loads(request.POST.get("workflow-action-extra-data") or "{}")
    except ValueError:
        return False
    named = "workflow-action-name" in request.POST
    return page.current_workflow_task is not None and named and isinstance(further, dict)


def _reasons_not_to_approve(request: HttpRequest, page: Page) -> list[str]:
    """Why somebody is not offered to approve a page that waits: see ``ReviewTask.get_actions()``."""
    if last_editor(page) == request.user.pk:
        return [_("This page waits for review. The last change is yours: another person approves it.")]
    draft = draft_as_saved(page)
    not_ready = _("This page waits for review and is not ready. %(reason)s")
    reasons = [not_ready % {"reason": reason} for reason in untranslated(draft)]
    if unfinished_draft(draft):
        sentence = _("This page waits for review and is not ready: see “Before publishing” at the side.")
        reasons.insert(0, sentence)
    return reasons


def _save_instead(request: HttpRequest, button: str) -> None:
    """Wagtail goes by the name of the button: without it the form is saved as a draft."""
    posted = request.POST.copy()
    del posted[button]
    request.POST = posted  # type: ignore[assignment]


def _has_changes(request: HttpRequest, page: Page) -> bool:
    draft = page.get_latest_revision_as_object()
    form_class = draft.get_edit_handler().get_form_class()
    around = {"instance": draft, "parent_page": page.get_parent(), "for_user": request.user}
    form = form_class(request.POST, request.FILES, **around)
    if not form.is_valid():
        return form.has_changed()
    # Not the form's own answer: a row that is not public yet has no key, and is new to it.
    posted = json.loads(form.save(commit=False).to_json())
    return as_written(page, posted) != as_written(page, page.latest_revision.content)


@before_bulk("publish")
def leave_bulk_publishing_to_another_person(request: HttpRequest, pages: list[Page]) -> list[str]:
    waiting = about_to_be_published(request, pages)
    own = [page.title for page in waiting if not may_publish(request.user, page)]
    if not own:
        return []
    sentence = _("Not published: the last change to %(pages)s is yours, and another person publishes it.")
    return [sentence % {"pages": quoted(own)}]


@hooks.register("construct_wagtail_userbar")
def check_the_content(request, items, page):
    check_the_page_alone(items)


register_worklists(WORKLISTS, order=730)
