"""Sections: index pages whose children are all of one type."""

from collections.abc import Sequence
from html import unescape
from typing import Any

from django.utils.html import strip_tags
from django.utils.translation import gettext_lazy as _
from wagtail.fields import RichTextField
from wagtail.models import Page

from entities.listed_querysets import ListedPageQuerySet
from entities.models.profile_tombstones import WithSurvivors
from entities.panels import index_tabs
from entities.privacy import RestrictionsInOneQuery
from entities.translated import FIELDS_OF_PAGE, NeverMirrored, translated


class SectionPage(NeverMirrored, RestrictionsInOneQuery, WithSurvivors, Page):
    """An index page: a title, an introduction, and what hangs under it."""

    introduction = RichTextField(_("introduction"), blank=True, features=["bold", "italic", "link"])

    translatable_fields = [*FIELDS_OF_PAGE, *translated("introduction")]
    max_count_per_parent = 1
    edit_handler = index_tabs()

    class Meta:
        abstract = True

    @property
    def child_model(self) -> type[Page] | None:
        """The one type of page below it; ``None`` where it has no children."""
        return next(iter(self.allowed_subpage_models()), None)

    @property
    def introduction_in_words(self) -> str:
        """The introduction without its HTML, for feeds and search engines."""
        return unescape(strip_tags(self.introduction.replace("</p><p", "</p> <p")))

    def route(self, request: Any, path_components: Sequence[str]) -> Any:
        """Find a child by its own type at once, where Wagtail would read it twice."""
        if self.child_model is not None and len(path_components) == 1:
            children: ListedPageQuerySet = self.child_model.objects.child_of(self)
            child = children.for_page().filter(slug=path_components[0]).first()
            if child is not None:
                child._cached_parent_obj = self
                return child.route(request, [])
        return super().route(request, path_components)
