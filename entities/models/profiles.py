"""Profiles: one page type for whoever and whatever a delegation can meet."""

from typing import Any

from django.core.exceptions import ValidationError
from django.core.validators import MaxValueValidator, MinValueValidator
from django.db import models
from django.db.models import F, Q
from django.utils.functional import cached_property
from django.utils.translation import gettext_lazy as _
from modelcluster.contrib.taggit import ClusterTaggableManager
from wagtail import hooks
from wagtail.models import PageManager
from wagtail.search import index

from entities.chain_querysets import CHAIN_OF_LINK
from entities.enums import EntityKind, Verification
from entities.forms import EntityPageForm
from entities.languages import reader_language
from entities.locks import MergedLock, RightsToMerged
from entities.models.chain_links import ChainLink, by_family, chains_of
from entities.models.chains import IndustryChain
from entities.models.profile_names import NamesOfProfiles
from entities.models.profile_rules import RulesOfProfiles
from entities.panels import entity_tabs
from entities.places import IN_ITSELF, lying_in_themselves
from entities.querysets import EntityPageQuerySet
from entities.surroundings import Surroundings
from entities.translated import FIELDS_OF_ANNOTATED_PAGE, shared, translated
from entities.versions import by_every_key, versions_of


class EntityPage(NamesOfProfiles, RulesOfProfiles):
    """The profile of a company, park, centre, place, institution or programme."""

    taken_slugs = ("a-z",)

    kind = models.CharField(_("kind"), max_length=20, choices=EntityKind)
    summary = models.CharField(
        _("in one sentence"),
        max_length=300,
        help_text=_(
            "For cards and lists. Example: “Lithium cells with a solid electrolyte, from research to series.”"
        ),
    )
    located_in = models.ForeignKey(
        "self",
        on_delete=models.SET_NULL,
        null=True,
        blank=True,
        related_name="contained",
        verbose_name=_("place"),
        help_text=_("The smallest place that has a profile: Kunshan rather than Jiangsu."),
    )
    latitude = models.DecimalField(
        _("latitude"),
        max_digits=8,
        decimal_places=5,
        null=True,
        blank=True,
        validators=[MinValueValidator(-90), MaxValueValidator(90)],
        help_text=_("Degrees, WGS84: 31.39. Leave empty what is not known."),
    )
    longitude = models.DecimalField(
        _("longitude"),
        max_digits=8,
        decimal_places=5,
        null=True,
        blank=True,
        validators=[MinValueValidator(-180), MaxValueValidator(180)],
        help_text=_("Degrees, WGS84: 120.98."),
    )
    verification = models.CharField(
        _("verification"), max_length=10, choices=Verification, default=Verification.STUB
    )
    verified_by = models.CharField(_("verified by"), max_length=160, blank=True)
    verified_on = models.DateField(_("verified on"), null=True, blank=True)
    review_on = models.DateField(
        _("to be checked again on"),
        null=True,
        blank=True,
        help_text=_("On that day the profile appears among those to be checked again."),
    )

    merged_into = models.ForeignKey(
        "self",
        on_delete=models.SET_NULL,
        null=True,
        blank=True,
        editable=False,
        related_name="merged_profiles",
        verbose_name=_("merged into"),
    )

    chains = ClusterTaggableManager(through=ChainLink, blank=True, verbose_name=_("industry chains"))

    objects = PageManager.from_queryset(EntityPageQuerySet)()

    translatable_fields = [
        *FIELDS_OF_ANNOTATED_PAGE,
        *translated("summary", "relations"),
        *shared("kind", "located_in", "latitude", "longitude", "names"),
        *shared("verification", "verified_by", "verified_on", "review_on"),
    ]
    parent_page_types = ["entities.EntityIndexPage"]
    subpage_types = []
    page_description = _("A company, park, centre, place, institution or programme.")
    base_form_class = EntityPageForm
    edit_handler = entity_tabs()

    search_fields = [
        *RulesOfProfiles.search_fields,
        index.RelatedFields("names", [index.AutocompleteField("text")]),
        index.FilterField("kind"),
        index.FilterField("verification"),
        index.FilterField("located_in_id"),
        index.FilterField("merged_into_id"),
    ]

    class Meta:
        verbose_name = _("profile")
        verbose_name_plural = _("profiles")
        permissions = [("verify_entitypage", _("Can verify profiles"))]
        constraints = [
            models.CheckConstraint(
                name="entity_kind_known",
                # A draft may leave it open.
                condition=Q(kind__in=["", *EntityKind.values]),
                violation_error_message=_("Choose what the profile describes."),
            ),
            models.CheckConstraint(
                name="entity_not_located_in_itself",
                condition=Q(located_in__isnull=True) | ~Q(located_in=F("page_ptr")),
                violation_error_message=_("A place cannot lie in itself."),
            ),
            models.CheckConstraint(
                name="entity_coordinates_both_or_none",
                condition=Q(latitude__isnull=True, longitude__isnull=True)
                | Q(
                    # A comparison with an unknown value is no refusal in SQL.
                    latitude__isnull=False,
                    longitude__isnull=False,
                    latitude__range=(-90, 90),
                    longitude__range=(-180, 180),
                ),
                violation_error_message=_("Give both coordinates, or neither."),
            ),
            models.CheckConstraint(
                name="entity_verified_by_somebody_on_a_day",
                condition=~Q(verification=Verification.VERIFIED)
                | (Q(verified_on__isnull=False) & ~Q(verified_by="")),
                violation_error_message=_("A verified profile says who verified it and on which day."),
            ),
            models.CheckConstraint(
                name="entity_verification_known",
                condition=Q(verification__in=Verification.values),
                violation_error_message=_("Choose how far the profile has been verified."),
            ),
        ]

    def clean(self) -> None:
        super().clean()
        self._clean_place()
        missing = {}
        # The constraints say the same; a field says where.
        if (self.latitude is None) != (self.longitude is None):
            missing["latitude" if self.latitude is None else "longitude"] = _(
                "Give both coordinates, or neither."
            )
        if self.verification == Verification.VERIFIED:
            for field in ("verified_by", "verified_on"):
                if not getattr(self, field):
                    missing[field] = _("A verified profile says who verified it and on which day.")
        if missing:
            raise ValidationError(missing)

    def _clean_place(self) -> None:
        if self.pk and not self.is_place:
            inside = EntityPage.objects.filter(located_in=self.pk).values_list("title", flat=True).first()
            if inside:
                sentence = _("“%(title)s” lies in it, so it must be a place.") % {"title": inside}
                raise ValidationError({"kind": sentence})
        place = self.located_in
        if place is None:
            return
        if place.kind not in EntityKind.places():
            raise ValidationError({"located_in": _("“%(title)s” is not a place.") % {"title": place.title}})
        if self.pk and lying_in_themselves({self.pk: place.pk}):
            raise ValidationError({"located_in": IN_ITSELF})

    def linked_on_its_page(self) -> set[int]:
        """With what other packages show links to on its page: the hook "pages_named_beside_profile"."""
        named = (name_them(self) for name_them in hooks.get_hooks("pages_named_beside_profile"))
        return super().linked_on_its_page().union(*named)

    def permissions_for_user(self, user):
        rights = super().permissions_for_user(user)
        return RightsToMerged(user, self) if self.merged_into_id else rights

    def get_lock(self):
        return MergedLock(self) if self.merged_into_id else super().get_lock()

    def with_content_json(self, content):
        # No revision knows what has become of the page since.
        page = super().with_content_json(content)
        page.merged_into_id = self.merged_into_id
        return page

    def search_names(self) -> list[str]:
        return [*super().search_names(), *(name.text for name in self.names.all())]

    def search_texts(self) -> list[str]:
        return [self.summary, *super().search_texts()]

    def plain_texts(self) -> list[tuple[str, str]]:
        return [*super().plain_texts(), ("summary", self.summary)]

    @property
    def is_place(self) -> bool:
        """Whether other entities can be located in it."""
        return self.kind in EntityKind.places()

    @property
    def group(self) -> int:
        """The part of a list in which it stands."""
        return EntityKind.group_of(self.kind)

    def lose_verification(self) -> None:
        """Back to "received": what was verified is no longer what it says; editors are to be told."""
        self.has_lost_verification = True
        self.verification, self.verified_by, self.verified_on = Verification.RECEIVED, "", None

    @property
    def place(self) -> "EntityPage | None":
        """The place it lies in, if the public may see it, as readers do (``for_names()`` reads it along)."""
        if not self.located_in_id:
            return None
        if "place_read" in self.__dict__:
            return profile_read_along(self.place_read)
        return versions_of(EntityPage.objects, [self.located_in_id], reader_language()).first()

    @property
    def card_chains(self) -> list[IndustryChain]:
        """Its chains that readers can browse, each once, as ``for_cards()`` has read them."""
        return chains_of(self.card_links)

    def get_context(self, request, *args, **kwargs):
        context = super().get_context(request, *args, **kwargs)
        names, links, around = list(self.names.all()), self._links, self.surroundings
        return context | {
            "links": links,
            "chains": chains_of(links),
            "names": [name for name in names if name.text != self.title],
            "name_beside": self.name_beside_among(names),
            "place_trail": around.place_trail(),
            "relations": around.relations(),
            "incoming_relations": around.incoming_relations(),
            "contained": around.contained(),
            "neighbours": by_family(links, around.others),
            "embedded_profiles": by_every_key(around.cards),
        }

    @cached_property
    def _links(self) -> list[ChainLink]:
        return [link for link in self.chain_links.select_related(*CHAIN_OF_LINK) if link.chain.is_listed]

    @cached_property
    def surroundings(self) -> Surroundings:
        """The public profiles that its page shows, and how they stand to it."""
        return Surroundings(self, [link.chain for link in self._links])

    def with_contents(self) -> EntityPageQuerySet:
        """All versions of the page and, where it is a place, of public profiles within it at any depth."""
        if not self.is_place:
            return EntityPage.objects.filter(translation_key=self.translation_key)
        within = self.surroundings.places.tree.within(self.translation_key)
        inside = Q(translation_key__in=within) | Q(located_in__translation_key__in=within)
        return EntityPage.objects.listed().filter(inside)


def profile_read_along(found: dict[str, Any] | None) -> EntityPage | None:
    """The profile of which ``read_along()`` has read some columns in another query; others are deferred."""
    if found is None:
        return None
    known = {"page_ptr_id": found["id"], **found}
    columns = [field.attname for field in EntityPage._meta.concrete_fields if field.attname in known]
    profile = EntityPage.from_db(None, columns, [known[name] for name in columns])
    profile.language = found["language"]
    return profile
