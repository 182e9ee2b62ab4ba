"""What ``entities`` adds to the Wagtail admin."""

from django.contrib import messages
from django.contrib.auth.models import Permission
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, ngettext
from wagtail import hooks
from wagtail.log_actions import LogFormatter
from wagtail.models import Page
from wagtail.snippets.models import register_snippet

from entities.chain_viewset import IndustryChainViewSet
from entities.mentions.linking import LINK_ACTION
from entities.merging.merge import MERGE_ACTION
from entities.merging.undo import UNDO_ACTION
from entities.models import IndustryChain
from entities.proposals import ACCEPT_ACTION
from entities.prose import ListedPageLinkHandler
from entities.publishing import about_to_be_published, obstacles
from entities.querysets import referrers_of
from entities.viewsets import (
    entity_chooser,
    entity_listing,
    entity_pages,
    place_chooser,
)

register_snippet(IndustryChainViewSet)


@hooks.register("register_admin_viewset")
def register_viewsets():
    return [entity_chooser, place_chooser, entity_pages, entity_listing]


@hooks.register("register_rich_text_features", order=10)
def resolve_links_in_bulk(features):
    features.register_link_type(ListedPageLinkHandler)


@hooks.register("register_permissions")
def permissions_to_give():
    """What reviewers may do, offered where groups are edited."""
    return Permission.objects.filter(
        content_type__app_label="entities", codename__in=["verify_entitypage", "resolve_editorialnote"]
    )


@hooks.register("register_log_actions")
def register_log_actions(actions):
    @actions.register_action(LINK_ACTION)
    class LinkMentions(LogFormatter):
        label = gettext_lazy("Link mentions")

        def format_message(self, log_entry):
            named = ", ".join(f"“{made['words']}”" for made in log_entry.data["links"])
            return _("Mentions linked: %(words)s") % {"words": named}

    @actions.register_action(MERGE_ACTION)
    class MergeChains(LogFormatter):
        label = gettext_lazy("Merge chains")

        def format_message(self, log_entry):
            data = log_entry.data
            return _("“%(loser)s” merged into “%(winner)s”: %(reason)s") % {
                "loser": data["loser"]["name"],
                "winner": data["winner"]["name"],
                "reason": data["reason"],
            }

    @actions.register_action(ACCEPT_ACTION)
    class AcceptChain(LogFormatter):
        label = gettext_lazy("Accept a chain")
        message = gettext_lazy("Proposal accepted")

    @actions.register_action(UNDO_ACTION)
    class UndoMerge(LogFormatter):
        label = gettext_lazy("Undo merge of chains")

        def format_message(self, log_entry):
            data = log_entry.data
            sentence = _("“%(loser)s” is no longer merged into “%(winner)s”.") % data
            if data["kept"]:
                sentence += " " + _("Changed since, so left with “%(winner)s”: %(kept)s.") % {
                    "winner": data["winner"],
                    "kept": ", ".join(f"“{name}”" for name in data["kept"]),
                }
            return sentence


def _refusal(pages: list[Page]) -> str:
    """The sentence that says why none of the pages can be deleted; empty if they can."""
    holding = [page.title for page in pages if page.numchild]
    if holding:
        return _("Not deleted: there are pages below “%(page)s”. Delete or move them first.") % {
            "page": holding[0]
        }
    referring = referrers_of(pages)
    if not referring:
        return ""
    named = ", ".join(f"“{title}”" for title in referring[:5])
    return ngettext(
        "Not deleted: %(count)d page refers to it (%(pages)s). Unpublish it or redirect it instead.",
        "Not deleted: %(count)d pages refer to it (%(pages)s). Unpublish it or redirect it instead.",
        len(referring),
    ) % {"count": len(referring), "pages": named}


@hooks.register("before_delete_snippet")
def keep_chains(request: HttpRequest, instances: list) -> HttpResponse | None:
    """Wagtail's deleting of several asks the user's rights alone, not the policy of the section."""
    if not any(isinstance(instance, IndustryChain) for instance in instances):
        return None
    messages.error(request, _("Chains are not deleted: retire or merge them."))
    return redirect("wagtailsnippets_entities_industrychain:list")


@hooks.register("before_delete_page")
def keep_what_is_referred_to(request: HttpRequest, page: Page) -> HttpResponse | None:
    refusal = _refusal([page])
    if not refusal:
        return None
    messages.error(request, refusal)
    return redirect("wagtailadmin_explore", page.get_parent().pk)


@hooks.register("before_bulk_action")
def hold_bulk_publishing_to_the_rules(request, action_type, objects, action_class_instance):
    """No form has seen these drafts since they were saved, incomplete as they may be."""
    if action_type != "publish" or not all(isinstance(item, Page) for item in objects):
        return None
    sentences = obstacles(about_to_be_published(request, objects))
    if not sentences:
        return None
    for sentence in sentences:
        messages.error(request, sentence)
    return redirect(action_class_instance.next_url or "wagtailadmin_explore_root")


@hooks.register("before_bulk_action")
def keep_what_is_referred_to_in_bulk(request, action_type, objects, action_class_instance):
    if action_type != "delete" or not all(isinstance(item, Page) for item in objects):
        return None
    refusal = _refusal(list(objects))
    if not refusal:
        return None
    messages.error(request, refusal)
    return redirect(action_class_instance.next_url or "wagtailadmin_explore_root")
