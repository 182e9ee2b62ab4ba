"""Pages in industry chains: at which stage, and how we know."""

from collections.abc import Iterable
from typing import Any

from django.core.exceptions import ValidationError
from django.db import models
from django.utils.translation import gettext_lazy as _
from modelcluster.fields import ParentalKey
from taggit.models import ItemBase
from wagtail.models import Page

from entities.chain_querysets import ChainLinkQuerySet
from entities.enums import Evidence, Stage
from entities.models.chains import IndustryChain
from entities.models.tombstones import LINKS, with_survivors

NEIGHBOURS_OF_FAMILY = 6


class ChainLink(ItemBase):
    """A page stands in a chain: at which stage, and how we know.

    It hangs on ``wagtailcore.Page``, so that one query lists every page of a
    chain. Evidence says what the statement rests on.
    """

    content_object = ParentalKey(Page, on_delete=models.CASCADE, related_name="chain_links")
    tag = models.ForeignKey(
        IndustryChain, on_delete=models.CASCADE, related_name="links", verbose_name=_("industry chain")
    )
    stage = models.CharField(_("stage"), max_length=12, choices=Stage, default=Stage.UNSPECIFIED)
    evidence = models.CharField(_("evidence"), max_length=10, choices=Evidence)

    told_apart_by = ("tag",)
    objects = ChainLinkQuerySet.as_manager()

    class Meta:
        ordering = ["pk"]
        verbose_name = _("link to a chain")
        verbose_name_plural = _("links to chains")
        constraints = [
            models.CheckConstraint(
                name="chain_link_stage_known",
                condition=models.Q(stage__in=Stage.values),
                violation_error_message=_("Choose a stage."),
            ),
            models.CheckConstraint(
                name="chain_link_evidence_known",
                # A draft may leave it open.
                condition=models.Q(evidence__in=["", *Evidence.values]),
                violation_error_message=_("Choose what the link rests on."),
            ),
        ]

    def __str__(self) -> str:
        return f"{self.tag} · {self.get_stage_display()}"

    @property
    def chain(self) -> IndustryChain:
        """The chain it stands for today: its tag, or what that was merged into."""
        return self.tag.survivor

    def clean(self) -> None:
        super().clean()
        if self.tag_id and not self.tag.definition.strip():
            raise ValidationError({"tag": _("This chain has no definition yet: write one before using it.")})
        if self.tag_id and self.tag.proposed:
            raise ValidationError({"tag": _("This chain is only proposed: it can be used once accepted.")})
        if self.tag_id and self.tag.retired and not self._was_there():
            raise ValidationError({"tag": _("This chain is retired and cannot be given to further pages.")})

    def _was_there(self) -> bool:
        """Whether the page, its draft or another of its languages stands in the chain already."""
        stands = models.Q(pk=self.pk)
        page = getattr(self, "content_object", None)
        if page is not None:
            stands |= models.Q(content_object__translation_key=page.translation_key)
        same = models.Q(tag=self.tag_id) | models.Q(tag__merged_into=self.tag_id)
        return type(self).objects.filter(same, stands).exists() or self._is_drafted(page)

    def _is_drafted(self, page: Page | None) -> bool:
        draft = page.latest_revision if page is not None else None
        rows = with_survivors(draft.content).get(LINKS, []) if draft else []
        return any(row.get("tag") == self.tag_id for row in rows)


def chains_of(links: Iterable[ChainLink]) -> list[IndustryChain]:
    """The chains of links read with ``for_labels()`` that readers can browse, each once, in order."""
    return [chain for chain in dict.fromkeys(link.chain for link in links) if chain.is_listed]


def by_family(links: list[ChainLink], cards: list[Any]) -> list[dict]:
    """Group profiles by the family of chains they share: ``[{"chain": …, "entities": […]}, …]``."""
    groups = []
    for head in dict.fromkeys(link.chain.parent or link.chain for link in links):
        linked = [
            card
            for card in cards
            if any(head.pk in (link.chain.pk, link.chain.parent_id) for link in card.card_links)
        ]
        if linked:
            groups.append({"chain": head, "entities": linked[:NEIGHBOURS_OF_FAMILY]})
    return groups
