"""The way back to a tab of an editing screen."""

from typing import Any

from django.http import HttpResponse
from django.shortcuts import redirect
from django.urls import reverse
from wagtail.coreutils import cautious_slugify
from wagtail.models import Page


def back_to_tab(page: Page, heading: Any) -> HttpResponse:
    """To the tab of that heading, from which a button was pressed."""
    address = reverse("wagtailadmin_pages:edit", args=[page.pk])
    return redirect(f"{address}#tab-{cautious_slugify(str(heading))}")
