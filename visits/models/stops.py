"""The rows of a tour: its stops and the people who travelled."""

from django.db import models
from django.utils.translation import gettext_lazy as _
from modelcluster.fields import ParentalKey
from wagtail.fields import RichTextField
from wagtail.models import Orderable, TranslatableMixin

from entities.fields import PartialDateField, partial_date_constraint
from entities.languages import reader_language
from entities.models import EntityPage
from entities.translated import proposed, shared, translated
from entities.versions import by_every_key, versions_of
from visits.enums import Activity, StopEvidence
from visits.querysets import VisitStopQuerySet


class ProfileForReaders:
    """The public profile of a stop, in the reader's language; ``prefetch_related()`` reads those of many."""

    def __get__(self, stop, owner=None):
        """Reached only on a stop that knows none: a template shows nothing there, and asks nothing."""
        if stop is None:
            return self
        raise AttributeError("Read the profiles of stops with for_cards() or attach_profiles().")

    def is_cached(self, stop) -> bool:
        """Whether the stop knows its profile."""
        return "profile" in vars(stop)

    def get_prefetch_querysets(self, stops, querysets=None):
        """Django's way to prefetch what is no foreign key: the profiles, and how they belong to the stops."""
        pages = querysets[0] if querysets else EntityPage.objects.all()
        found = by_every_key(versions_of(pages, {stop.entity_id for stop in stops}, reader_language()))

        def key_of_profile(stop) -> int | None:
            profile = found.get(stop.entity_id)
            return profile.pk if profile else None

        profiles = list({profile.pk: profile for profile in found.values()}.values())
        return profiles, lambda profile: profile.pk, key_of_profile, True, "profile", True


class VisitStop(TranslatableMixin, Orderable):
    """One site of an itinerary: what the delegation did there and what it saw."""

    report = ParentalKey("visits.InspectionReportPage", on_delete=models.CASCADE, related_name="stops")
    entity = models.ForeignKey(
        "entities.EntityPage",
        on_delete=models.SET_NULL,
        null=True,
        related_name="stops",
        verbose_name=_("site"),
        help_text=_("The profile of the site. Create a short one first if there is none."),
    )
    activity = models.CharField(_("activity"), max_length=10, choices=Activity, default=Activity.VISITED)
    date = PartialDateField(
        _("date"), help_text=_("Only if the source gives it: 2025-06-12, 2025-06 or 2025.")
    )
    observation = RichTextField(
        _("observation"),
        blank=True,
        features=["bold", "italic", "link"],
        help_text=_("One or two sentences: “Heard about processes and investment in research.”"),
    )
    evidence = models.CharField(
        _("evidence"),
        max_length=10,
        choices=StopEvidence,
        help_text=_("“Inferred” where the source does not tie the observation to this site."),
    )
    evidence_sentence = models.TextField(
        _("what it rests on"), blank=True, help_text=_("Which sentence of the source: “Paragraph 4: …”.")
    )

    profile = ProfileForReaders()
    told_apart_by = ("entity",)
    objects = VisitStopQuerySet.as_manager()

    translatable_fields = [
        *translated("observation", "evidence_sentence"),
        *shared("entity", "activity", "date", "evidence", "sort_order"),
    ]

    class Meta(TranslatableMixin.Meta, Orderable.Meta):
        ordering = ["sort_order", "pk"]
        verbose_name = _("stop")
        verbose_name_plural = _("stops")
        constraints = [
            models.CheckConstraint(
                name="stop_has_an_entity",
                condition=models.Q(entity__isnull=False),
                violation_error_message=_("A stop needs the profile of a site."),
            ),
            models.CheckConstraint(
                name="stop_activity_known",
                condition=models.Q(activity__in=Activity.values),
                violation_error_message=_("Choose what the delegation did."),
            ),
            models.CheckConstraint(
                name="stop_evidence_known",
                # A draft may leave it open.
                condition=models.Q(evidence__in=["", *StopEvidence.values]),
                violation_error_message=_("Choose whether the source says it."),
            ),
            partial_date_constraint("date", "stop_date_is_partial_date"),
        ]

    def __str__(self) -> str:
        return str(self.entity) if self.entity else str(_("stop without a site"))

    @property
    def is_inferred(self) -> bool:
        """Whether the editors, not the source, tied the observation to the site."""
        return self.evidence == StopEvidence.IMPLIED


class Delegate(TranslatableMixin, Orderable):
    """A named member of the delegation."""

    report = ParentalKey("visits.InspectionReportPage", on_delete=models.CASCADE, related_name="delegates")
    name = models.CharField(_("name"), max_length=160)
    role = models.CharField(_("office"), max_length=255, blank=True)

    told_apart_by = ("name",)
    # A name is not translated, but may be written in another script.
    translatable_fields = [*translated("role"), *proposed("name"), *shared("sort_order")]

    class Meta(TranslatableMixin.Meta, Orderable.Meta):
        ordering = ["sort_order", "pk"]
        verbose_name = _("delegate")
        verbose_name_plural = _("delegates")

    def __str__(self) -> str:
        return self.name
