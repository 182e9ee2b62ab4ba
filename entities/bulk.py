"""Several pages or files at once: what stands against it, asked before Wagtail does it."""

from collections.abc import Callable, Iterable
from typing import Any

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from wagtail import hooks
from wagtail.models import Page

Objections = Callable[[HttpRequest, list[Any]], Iterable[str]]


def before_bulk(action: str, *, of: type | tuple[type, ...] = Page) -> Callable[[Objections], Objections]:
    """Ask the decorated function before things are published, deleted…: with a sentence nothing is done."""

    def asking(objections: Objections) -> Objections:
        def hold_up(request: HttpRequest, asked: str, objects: list, bulk_action: Any) -> HttpResponse | None:
            if asked != action or not all(isinstance(item, of) for item in objects):
                return None
            sentences = list(objections(request, list(objects)))
            for sentence in sentences:
                messages.error(request, sentence)
            back = bulk_action.next_url or "wagtailadmin_explore_root"
            return redirect(back) if sentences else None

        hooks.register("before_bulk_action", hold_up)
        return objections

    return asking
