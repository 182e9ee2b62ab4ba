"""Which pages the public may see: the ground of every list and every reference."""

from django.db.models import Case, CharField, Exists, ExpressionWrapper, F, OuterRef, Subquery, Value, When
from django.db.models.expressions import ColPairs
from django.db.models.fields.tuple_lookups import TupleIn
from wagtail.models import Page, PageViewRestriction
from wagtail.query import PageQuerySet

from entities.languages import preferred


class ListedPageQuerySet(PageQuerySet):
    """Pages of which the public sees those that are published and not private."""

    listing_order: tuple[str, ...] = ("title", "pk")

    def listed(self):
        """Live pages outside private sections, ordered to the last tie.

        The same pages as Wagtail's ``live().public()``; privacy is tested inside the
        query instead of by reading all restrictions first, once per list of a page.
        """
        path = ExpressionWrapper(OuterRef("path"), output_field=CharField())
        # Not as a join: SQLite would read all pages to find that there is no restriction.
        above = Subquery(Page.objects.filter(pk=OuterRef("page")).order_by().values("path")[:1])
        restricted = PageViewRestriction.objects.alias(path=path, above=above).filter(
            path__startswith=F("above")
        )
        return self.live().exclude(Exists(restricted)).order_by(*self.listing_order)

    def filter(self, *args, **kwargs):
        """As Django's; keys that a prefetch asks for one OR at a time are asked for together.

        SQLite reads no more than 1,000 of those, and ten stops of a hundred reports are as many.
        """
        if len(args) == 1 and isinstance(args[0], TupleIn) and _is_key(args[0].lhs):
            return super().filter(pk__in=[key for (key,) in args[0].rhs])
        return super().filter(*args, **kwargs)

    def version_for(self, key: F | OuterRef, language: str):
        """Within another query: of the public versions of the page whose translation key ``key`` reads
        there, the one to show to readers of a language, alone."""
        languages = enumerate(preferred(language))
        rank = Case(*(When(locale__language_code=code, then=Value(place)) for place, code in languages))
        return self.listed().filter(translation_key=key).order_by(rank, "pk")[:1]

    def for_page(self):
        """With what the page of one of them shows of other tables, as far as a join can read it."""
        return self

    def keys(self):
        """The primary keys alone, for use inside another query."""
        return self.order_by().values("pk")


def _is_key(columns: ColPairs) -> bool:
    return [target.primary_key for target in columns.targets] == [True]


def published_versions(page: Page) -> PageQuerySet:
    """A page in all languages in which it is published, private ones too: for who may read one of them."""
    return Page.objects.live().filter(translation_key=page.translation_key)


def listed_pages() -> ListedPageQuerySet:
    """Pages of any type that the public may see in a list."""
    return ListedPageQuerySet(Page).listed()
