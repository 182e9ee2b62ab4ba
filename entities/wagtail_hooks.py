"""What ``entities`` adds to the Wagtail admin."""

from collections.abc import Iterator
from typing import Any

from django.contrib import messages
from django.contrib.auth.models import Permission
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.utils import timezone
from django.utils.translation import gettext as _
from wagtail import hooks
from wagtail.admin.widgets.button import Button
from wagtail.documents.models import AbstractDocument
from wagtail.images.models import AbstractImage
from wagtail.models import Page
from wagtail.snippets.models import register_snippet

from entities.bulk import before_bulk
from entities.chain_viewset import IndustryChainViewSet
from entities.copying import show_the_form_again_without_a_place
from entities.digits import number_in
from entities.done.answers import REASON as WAIVER_REASON
from entities.done.answers import WAIVE, WaiverError, waive
from entities.doubts.answers import (
    DISMISS,
    NOTE,
    RAISE_AGAIN,
    REASON,
    DoubtError,
    dismiss,
    make_a_note,
    raise_again,
)
from entities.duplicates import ask_again, declare_distinct
from entities.duplicates_panel import ASK_AGAIN, NOT_THE_SAME
from entities.enums import Verification
from entities.keeping import file_refusal, page_refusal
from entities.keeping import urlpatterns as keeping_urlpatterns
from entities.log_actions import LOG_ACTIONS
from entities.mentions.answers import ANSWER, Answer, carry_out
from entities.mentions.linking import LinkError
from entities.mentions.screen import back_to_mentions
from entities.models import AnnotatedPage, EntityPage, IndustryChain
from entities.profile_merging.screens import (
    SCREENS,
    MergeProfileView,
    UndoProfileMergeView,
    may_merge,
)
from entities.prose import ListedPageLinkHandler
from entities.publishing import about_to_be_published, obstacles, waiting_for_their_hour
from entities.read_together import DOCUMENT_LINKS, LINKS
from entities.tabs import SOURCES_AND_NOTES, back_to_tab
from entities.typed_reasons import keep_reasons
from entities.viewsets import (
    entity_chooser,
    entity_listing,
    entity_pages,
    place_chooser,
)
from entities.worklists import WORKLISTS, register_worklists

register_snippet(IndustryChainViewSet)


@hooks.register("register_admin_urls", order=-1)
def register_keeping():
    """Before Wagtail's own addresses."""
    return keeping_urlpatterns


@hooks.register("register_admin_viewset")
def register_viewsets():
    return [entity_chooser, place_chooser, entity_pages, entity_listing]


@hooks.register("register_admin_urls")
def register_merging_of_profiles():
    return [screen.urlpattern() for screen in SCREENS]


@hooks.register("register_page_header_buttons")
def offer_merging(page: Page, user: Any, view_name: str, next_url: str | None = None) -> Iterator[Button]:
    profile = page.specific if page.specific_class is EntityPage else None
    if profile is not None and may_merge(user, profile):
        screen = UndoProfileMergeView if profile.merged_into_id else MergeProfileView
        address = screen.address_for(profile)
        yield Button(screen.page_title, url=address, icon_name=screen.header_icon, priority=55)


hooks.register("before_copy_page", show_the_form_again_without_a_place)


@hooks.register("register_rich_text_features", order=10)
def resolve_links_in_bulk(features):
    features.register_link_type(ListedPageLinkHandler)
    features.register_converter_rule("contentstate", "link", LINKS)
    features.register_converter_rule("contentstate", "document-link", DOCUMENT_LINKS)


@hooks.register("register_permissions")
def permissions_to_give():
    """What reviewers may do, offered where groups are edited."""
    return Permission.objects.filter(
        content_type__app_label="entities", codename__in=["verify_entitypage", "resolve_editorialnote"]
    )


@hooks.register("register_log_actions")
def register_log_actions(actions):
    for name, formatter in LOG_ACTIONS.items():
        actions.register_action(name)(formatter)


@hooks.register("before_edit_page")
def tell_what_a_change_would_do(request: HttpRequest, page: Page) -> None:
    # A screen of a new page asks for its further parts once it has saved itself; nobody reads that answer.
    is_opened = request.method == "GET" and "_w_hydrate_create_view" not in request.GET
    if is_opened and getattr(page, "verification", "") == Verification.VERIFIED:
        messages.info(
            request, _("This profile is verified: a change to its facts sets it back to “received”.")
        )


@hooks.register("before_publish_page")
@hooks.register("after_edit_page", order=-1)
def tell_what_a_change_has_done(request: HttpRequest, page: Page) -> None:
    if getattr(page, "has_lost_verification", False):
        page.has_lost_verification = False
        messages.warning(
            request, _("Its facts have changed, so the profile is no longer verified but “received”.")
        )


@hooks.register("after_edit_page", order=-1)
def keep_what_was_typed_beside_the_draft(request: HttpRequest, page: Page) -> None:
    keep_reasons(request, page)


@hooks.register("after_edit_page")
def answer_a_mention(request: HttpRequest, page: Page) -> HttpResponse | None:
    """The buttons belong to the form, so what else was edited is saved by now."""
    if ANSWER not in request.POST or not isinstance(page, AnnotatedPage):
        return None
    try:
        answer = Answer.parse(request.POST[ANSWER])
        messages.success(request, carry_out(answer, page, by=request.user, at=timezone.now()))
    except LinkError as refusal:
        messages.error(request, str(refusal))
    return back_to_mentions(page)


@hooks.register("after_edit_page")
def settle_a_doubt(request: HttpRequest, page: Page) -> HttpResponse | None:
    """The buttons belong to the form, so what else was edited is saved by now."""
    noted, dismissed, again = (request.POST.get(button, "") for button in (NOTE, DISMISS, RAISE_AGAIN))
    if not isinstance(page, AnnotatedPage) or not (noted or dismissed or again):
        return None
    by, at = request.user, timezone.now()
    try:
        if noted:
            told = make_a_note(page, noted, by=by, at=at)
        elif again:
            told = raise_again(page, again, by=by)
        else:
            told = dismiss(page, dismissed, request.POST.get(REASON + dismissed, ""), by=by, at=at)
        messages.success(request, told)
    except DoubtError as refusal:
        messages.error(request, str(refusal))
    return back_to_tab(page, SOURCES_AND_NOTES)


@hooks.register("after_edit_page")
def publish_without_a_criterion(request: HttpRequest, page: Page) -> HttpResponse | None:
    """The button belongs to the form, so what else was edited is saved by now."""
    if WAIVE not in request.POST or not isinstance(page, AnnotatedPage):
        return None
    code = request.POST[WAIVE]
    reason = request.POST.get(WAIVER_REASON + code, "")
    try:
        messages.success(request, waive(page, code, reason, by=request.user, at=timezone.now()))
    except WaiverError as refusal:
        messages.error(request, str(refusal))
    return redirect("wagtailadmin_pages:edit", page.pk)


@hooks.register("after_edit_page")
def remember_who_is_not_the_same(request: HttpRequest, page: Page) -> HttpResponse | None:
    """The button belongs to the form, so what else was edited is saved by now."""
    button = next((name for name in (NOT_THE_SAME, ASK_AGAIN) if name in request.POST), "")
    if not button or not isinstance(page, EntityPage):
        return None
    key = number_in(request.POST[button])
    other = EntityPage.objects.filter(pk=key).exclude(pk=page.pk).first()
    if other is None:
        messages.error(request, _("There is no such profile."))
    elif button == NOT_THE_SAME:
        declare_distinct(page, other, by=request.user, at=timezone.now())
        sentence = _("“%(title)s” is another one: this is remembered.")
        messages.success(request, sentence % {"title": other.title})
    elif ask_again(page, other, by=request.user):
        sentence = _("Whether “%(title)s” is the same will be asked again.")
        messages.success(request, sentence % {"title": other.title})
    return redirect("wagtailadmin_pages:edit", page.pk)


@hooks.register("before_delete_snippet")
def keep_chains(request: HttpRequest, instances: list) -> HttpResponse | None:
    """Wagtail's deleting of several asks the user's rights alone, not the policy of the section."""
    if not any(isinstance(instance, IndustryChain) for instance in instances):
        return None
    messages.error(request, _("Chains are not deleted: retire or merge them."))
    return redirect("wagtailsnippets_entities_industrychain:list")


@hooks.register("before_delete_page")
def keep_what_is_referred_to(request: HttpRequest, page: Page) -> HttpResponse | None:
    refusal = page_refusal([page], request.user)
    if not refusal:
        return None
    messages.error(request, refusal)
    return redirect("wagtailadmin_explore", page.get_parent().pk)


@before_bulk("publish")
def hold_bulk_publishing_to_the_rules(request: HttpRequest, pages: list[Page]) -> list[str]:
    """No form has seen these drafts since they were saved, incomplete as they may be."""
    about = about_to_be_published(request, pages)
    return [*waiting_for_their_hour(about), *obstacles(about)]


@before_bulk("delete")
def keep_what_is_referred_to_in_bulk(request: HttpRequest, pages: list[Page]) -> list[str]:
    return [refusal] if (refusal := page_refusal(pages, request.user)) else []


@before_bulk("delete", of=(AbstractImage, AbstractDocument))
def keep_files_in_use(request: HttpRequest, files: list[AbstractImage | AbstractDocument]) -> list[str]:
    return [refusal] if (refusal := file_refusal(files)) else []


register_worklists(WORKLISTS, order=700)
