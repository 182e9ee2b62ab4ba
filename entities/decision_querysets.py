"""What people have decided, read for a page: nothing that the public sees."""

from django.db.models import Q, QuerySet
from wagtail.models import Page

from entities.enums import DecisionKind


class MentionDecisionQuerySet(QuerySet):
    """Decisions not to suggest a mention."""

    def for_page(self, page: Page):
        """Those that count on a page: its own, and those about words wherever they stand."""
        own = Q(kind=DecisionKind.HERE, page=page.pk) if page.pk else Q(pk__in=[])
        return self.filter(own | Q(kind=DecisionKind.NEVER))


class DistinctProfilesQuerySet(QuerySet):
    """Pairs of profiles that are not the same."""

    def about(self, profile):
        """The pairs in which ``profile`` stands; none while it is unsaved."""
        if not profile.pk:
            return self.none()
        return self.filter(Q(one=profile.pk) | Q(other=profile.pk))

    def of(self, profile) -> set[int]:
        """The keys of those known not to be the same as ``profile``; one query."""
        pairs = self.about(profile).values_list("one", "other")
        return {key for pair in pairs for key in pair} - {profile.pk}

    def between(self, profile, other):
        """The pair of these two, where there is one."""
        return self.about(profile).filter(Q(one=other.pk) | Q(other=other.pk))

    def with_titles(self):
        """With the titles of both and who has decided, in the one query that reads the pairs."""
        return self.select_related("one", "other", "decided_by").only(
            "decided_at", "decided_by", "one__title", "other__title"
        )
