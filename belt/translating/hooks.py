"""What the work of translators adds to the Wagtail admin; importing it registers all of it."""

from collections.abc import Iterator
from typing import Any

from django.conf import settings
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.urls import reverse
from django.utils import timezone
from django.utils.timezone import localtime
from django.utils.translation import gettext as _
from wagtail import hooks
from wagtail.admin import messages
from wagtail.admin.widgets.button import Button
from wagtail.models import Page
from wagtail_localize.wagtail_hooks import (
    ConvertToAliasPageActionMenuItem,
    RestartTranslationPageActionMenuItem,
    TranslationsReportMenuItem,
    page_listing_more_buttons,
)

from belt.models import BehindTranslation
from belt.translating import chain_words, screens
from belt.translating.editor import (
    OPENED_AT,
    against_publishing,
    against_publishing_unread,
    moment_in,
)
from belt.translating.handed_over import BehindBefore, translate_anew
from belt.translating.restarting import restart
from entities.digits import number_in
from entities.languages import enumeration
from entities.listed_querysets import listed_pages
from entities.profile_merging.journal import Journal
from entities.profile_merging.memories import HOOK as MEMORIES
from entities.profile_merging.merge import HANDED_OVER
from entities.templatetags.entities_tags import day
from entities.translations import open_translation_of, stopped_translation_of
from entities.untranslated import shown, untranslated


@hooks.register("register_admin_urls", order=-1)
def stand_before_the_library() -> list:
    return [*screens.urlpatterns(), *chain_words.urlpatterns()]


@hooks.register(HANDED_OVER)
def translate_what_a_merge_has_handed_over(page: Page, original: Page, journal: Journal) -> None:
    translate_anew(page, original, journal, at=timezone.now())


hooks.register(MEMORIES, BehindBefore)


@hooks.register("construct_reports_menu")
def leave_the_library_s_list_away(request: HttpRequest, menu_items: list) -> None:
    menu_items[:] = [item for item in menu_items if not isinstance(item, TranslationsReportMenuItem)]


@hooks.register("register_page_header_buttons")
def offer_translating(page: Page, user: Any, view_name: str, next_url: str | None = None) -> Iterator[Button]:
    """The library’s buttons, but for the one that hands over anew: what is public is handed over anyway."""
    anew = reverse("wagtail_localize:update_translations", args=[0]).removesuffix("0/")
    for button in page_listing_more_buttons(page, user, view_name, next_url):
        if not button.url.startswith(anew):
            yield button


@hooks.register("construct_page_action_menu")
def offer_no_mirrors(menu_items: list, request: HttpRequest, context: dict) -> None:
    """It would only be refused, and so would going on with a translation by who may not publish the page."""
    page, refused = context.get("page"), [ConvertToAliasPageActionMenuItem]
    if page is None or not page.permissions_for_user(request.user).can_publish():
        refused.append(RestartTranslationPageActionMenuItem)
    menu_items[:] = [item for item in menu_items if not isinstance(item, tuple(refused))]


@hooks.register("before_edit_page", order=-3)
def go_on_with_a_translation(request: HttpRequest, page: Page) -> HttpResponse | None:
    """Before the library does, which forgets what was written by hand."""
    if request.method != "POST" or RestartTranslationPageActionMenuItem.name not in request.POST:
        return None
    translation = stopped_translation_of(page)
    if translation is None:
        return None
    if not page.permissions_for_user(request.user).can_publish():
        messages.error(request, _("Who may publish the page decides whether it is translated again."))
        return redirect("wagtailadmin_pages:edit", page.pk)
    left = restart(translation, page, at=timezone.now())
    messages.success(request, _("The translation goes on with the words that the page has now."))
    if left:
        sentence = _(
            "To be translated anew, for nobody has written it of what the source says now: %(texts)s."
        )
        messages.warning(request, sentence % {"texts": shown(left)})
    return redirect("wagtailadmin_pages:edit", page.pk)


@hooks.register("before_edit_page", order=-2)
def tell_what_is_behind(request: HttpRequest, page: Page) -> None:
    """On the screen of a page and on those of its translations; one query."""
    # A screen of a new page asks for its further parts once it has saved itself; nobody reads that answer.
    if request.method != "GET" or "_w_hydrate_create_view" in request.GET:
        return
    behind = BehindTranslation.objects.filter(page__translation_key=page.translation_key, page__live=True)
    rows = list(behind.select_related("page__locale"))
    own = [row for row in rows if row.page_id == page.pk]
    if own:
        sentence = _("Readers see a translation of an earlier version: the source changed on %(day)s.")
        messages.warning(request, sentence % {"day": day(localtime(own[0].since))})
    elif rows and page.locale.language_code == settings.LANGUAGE_CODE:
        told = [f"{row.page.locale.get_display_name()} ({day(localtime(row.since))})" for row in rows]
        sentence = _("Translations that do not follow this page yet, and since when: %(languages)s.")
        messages.info(request, sentence % {"languages": enumeration(told)})


@hooks.register("before_edit_page", order=-2)
def tell_what_is_still_public(request: HttpRequest, page: Page) -> None:
    """Where somebody opens what the public saw and no longer sees."""
    if request.method == "GET" and "_w_hydrate_create_view" not in request.GET:
        warn_of_public_versions(request, page)


@hooks.register("after_unpublish_page")
@hooks.register("after_delete_page")
def warn_of_public_versions(request: HttpRequest, page: Page) -> None:
    """Each language is withdrawn by itself, which who withdraws one may not think of; one query."""
    if page.first_published_at is None:
        return
    public = list(listed_pages().filter(translation_key=page.translation_key).select_related("locale"))
    if not public or page.pk in [version.pk for version in public]:
        return
    sentence = _("Readers no longer find “%(page)s”, but still find its versions in other languages.")
    buttons = [messages.button(_edit_url(version), str(version.locale)) for version in public]
    messages.warning(request, sentence % {"page": page.get_admin_display_title()}, buttons)


@hooks.register("after_bulk_action")
def warn_of_public_versions_of_several(
    request: HttpRequest, action_type: str, objects: list, action_class_instance: Any
) -> None:
    if action_type in ("unpublish", "delete"):
        for page in objects:
            if isinstance(page, Page):
                warn_of_public_versions(request, page)


def _edit_url(page: Page) -> str:
    return reverse("wagtailadmin_pages:edit", args=[page.pk])


@hooks.register("before_edit_page", order=-1)
def hold_publishing_in_the_translation_editor(request: HttpRequest, page: Page) -> HttpResponse | None:
    """The editor answers by itself and publishes whatever there is."""
    if request.method != "POST" or request.POST.get("action") != "publish":
        return None
    translation = open_translation_of(page)
    if translation is None and stopped_translation_of(page) is not None:
        messages.error(
            request, _("Nothing was published: the translation was stopped. Publish the page itself.")
        )
        return redirect(request.path)
    if translation is None or not page.permissions_for_user(request.user).can_publish():
        return None
    opened_at = moment_in(request.POST.get(OPENED_AT, ""))
    reasons = [
        *against_publishing_unread(translation, request.user, opened_at=opened_at),
        *against_publishing(translation, request.user),
    ]
    for reason in reasons:
        messages.error(request, reason)
    return redirect(request.path) if reasons else None


@hooks.register("before_publish_page")
def hold_publishing_of_what_nobody_has_translated(request: HttpRequest, page: Page) -> HttpResponse | None:
    """By now the draft is saved: nothing is lost but the publishing."""
    reasons = list(untranslated(page))
    for reason in reasons:
        messages.error(request, _("Saved as a draft and not published. %(reason)s") % {"reason": reason})
    return redirect("wagtailadmin_pages:edit", page.pk) if reasons else None


@hooks.register("before_copy_page")
def copy_within_a_language(request: HttpRequest, page: Page) -> HttpResponse | None:
    """A copy keeps the words and the language of its page, wherever it hangs, and is no translation of it.

    So what is not translated is not copied: nobody could tell afterwards that it was not.
    """
    if request.method != "POST":
        return None
    parent = number_in(request.POST.get("new_parent_page", ""))
    if Page.objects.filter(pk=parent, depth__gt=1).exclude(locale=page.locale_id).exists():
        messages.error(request, _("A page is copied within its language. Into another one it is translated."))
        return redirect("wagtailadmin_pages:copy", page.pk)
    below = page.get_descendants() if request.POST.get("copy_subpages") else ()
    reasons = [
        reason for copied in (page, *below) for reason in untranslated(copied.get_latest_revision_as_object())
    ]
    for reason in reasons:
        messages.error(request, _("Not copied. %(reason)s") % {"reason": reason})
    return redirect("wagtailadmin_pages:copy", page.pk) if reasons else None
