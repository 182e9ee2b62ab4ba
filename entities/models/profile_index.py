"""The section that lists all profiles, by group and from A to Z."""

from django.utils.translation import gettext_lazy as _
from wagtail.contrib.routable_page.models import RoutablePageMixin, path

from entities.alphabet import by_letter
from entities.models.profiles import EntityPage
from entities.paging import page_of
from entities.sections import SectionPage

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
        profiles = EntityPage.objects.listed().child_of(self).by_group().for_cards()
        page_obj = page_of(profiles, request.GET.get("page"), per_page=PROFILES_PER_PAGE)
        return super().get_context(request, *args, **kwargs) | {"page_obj": page_obj}

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
            context_overrides={"letters": letters, "letter": own},
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
