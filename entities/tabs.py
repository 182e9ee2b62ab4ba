"""Tabs of editing screens to which buttons lead back: a heading is the address of its tab."""

from typing import Any

from django.http import HttpResponse
from django.shortcuts import redirect
from django.urls import reverse
from django.utils.translation import gettext_lazy as _
from wagtail.coreutils import safe_snake_case
from wagtail.models import Page

MENTIONS = _("Mentions")
SOURCES_AND_NOTES = _("Sources and notes")


def back_to_tab(page: Page, heading: Any) -> HttpResponse:
    """To the tab of that heading, from which a button was pressed."""
    address = reverse("wagtailadmin_pages:edit", args=[page.pk])
    return redirect(f"{address}#tab-{safe_snake_case(str(heading))}")
