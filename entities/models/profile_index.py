"""The section that lists all profiles, by group and from A to Z."""

from django.utils.translation import gettext_lazy as _
from wagtail.contrib.routable_page.models import RoutablePageMixin, path

from entities.alphabet import by_letter, by_name, sorting_key
from entities.enums import EntityKind
from entities.languages import reader_language
from entities.models.profiles import EntityPage
from entities.paging import page_of
from entities.sections import SectionPage
from entities.versions import elsewhere_only

PROFILES_PER_PAGE = 60
NAMES_ON_ONE_PAGE = 400


class EntityIndexPage(RoutablePageMixin, SectionPage):
    """The section under which all profiles of a language stand."""

    parent_page_types = ["belt.HomePage"]
    subpage_types = ["entities.EntityPage"]
    page_description = _("Lists all profiles. Create profiles under it.")

    class Meta:
        verbose_name = _("index of profiles")
        verbose_name_plural = _("indexes of profiles")

    def get_context(self, request, *args, **kwargs):
        page_obj = page_of(self.keys_by_group(), request.GET.get("page"), per_page=PROFILES_PER_PAGE)
        cards = EntityPage.objects.cards(page_obj.object_list)
        page_obj.object_list = [cards[key] for key in page_obj.object_list if key in cards]
        context = super().get_context(request, *args, **kwargs) | {"page_obj": page_obj}
        if not page_obj.has_next():
            context["elsewhere"] = self.elsewhere()
        return context

    def elsewhere(self) -> list[EntityPage]:
        """The profiles that its readers have in another language only, by name."""
        return by_name(elsewhere_only(EntityPage.objects, reader_language()).for_names())

    def keys_by_group(self) -> list[int]:
        """The keys of all its profiles: sites first, then places, then the rest; by name within each."""
        rows = EntityPage.objects.listed().child_of(self).values_list("pk", "kind", "title")
        ordered = sorted(rows, key=lambda row: (EntityKind.group_of(row[1]), sorting_key(row[2]), row[0]))
        return [key for key, _kind, _title in ordered]

    def get_route_paths(self):
        return [*super().get_route_paths(), "/a-z/"]

    @path("a-z/", name="alphabet")
    def serve_alphabet(self, request):
        asked = request.GET.get("letter", "")
        letters = self.letters(asked)
        shown = [letter["letter"] for letter in letters if letter["entities"]]
        # A page of its own for search engines only where it shows something of its own.
        own = asked if shown == [asked] and len(letters) > 1 else ""
        return self.render(
            request,
            template="entities/alphabet_page.html",
            context_overrides={
                "letters": letters,
                "letter": own,
                "elsewhere": [] if own else self.elsewhere(),
            },
        )

    def letters(self, asked: str) -> list[dict]:
        """All profiles from A to Z, Latin by name, Chinese by pinyin: ``letter``, ``count``, ``entities``.

        Of many profiles only those under one letter are read; ``asked`` is raw input.
        """
        rows = EntityPage.objects.listed().child_of(self).values_list("pk", "title")
        letters = by_letter(rows, name=lambda row: row[1])
        shown = set(letters)
        if sum(map(len, letters.values())) > NAMES_ON_ONE_PAGE:
            shown = {asked if asked in letters else next(iter(letters))}
        keys = [key for letter in shown for key, _title in letters[letter]]
        pages = EntityPage.objects.for_names().in_bulk(keys)
        return [
            {
                "letter": letter,
                "count": len(found),
                "entities": [pages[key] for key, _title in found if key in pages],
            }
            for letter, found in letters.items()
        ]

    def get_sitemap_urls(self, request=None):
        urls = super().get_sitemap_urls(request)
        return [*urls, {"location": self.get_full_url(request) + self.reverse_subpage("alphabet")}]
