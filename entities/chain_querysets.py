"""Which chains can be used, browsed, deleted, and what a link to one reads along."""

from django.db.models import Exists, OuterRef, ProtectedError, Q, QuerySet
from django.utils.translation import gettext as _

from entities.languages import quoted

# What ``ChainLink.chain`` reads beside the link; rows of an unsaved page are read by these alone.
CHAIN_OF_LINK = ("tag__parent", "tag__merged_into__parent")


class IndustryChainQuerySet(QuerySet):
    """Chains, as editors choose them and readers browse them."""

    def defined(self):
        """Those that say what belongs to them."""
        return self.filter(definition__regex=r"\S").order_by("name", "pk")

    def usable(self):
        """Those editors may tag with: defined, accepted, neither retired nor merged."""
        return self.defined().filter(proposed=False, retired=False)

    def listed(self):
        """Those readers can browse: defined, accepted, and not merged into another one."""
        return self.defined().filter(proposed=False, merged_into=None)

    def in_use(self):
        """Those that any page is tagged with, public or not."""
        from entities.models import ChainLink

        return self.filter(Exists(ChainLink.objects.filter(tag=OuterRef("pk"))))

    def delete(self):
        """Refuse while any page is tagged with one of them: chains in use retire or merge."""
        used = list(self.order_by().in_use())
        if used:
            named = quoted(chain.name for chain in used)
            raise ProtectedError(
                _("In use, so retire or merge instead: %(chains)s") % {"chains": named}, set(used)
            )
        return super().delete()

    def family_of(self, chains):
        """The keys of these chains, of those they are part of, and of the other parts of these.

        Those merged into one of them belong to the family.
        """
        heads = {chain.parent_id or chain.pk for chain in chains}
        family = Q(pk__in=heads) | Q(parent__in=heads)
        merged = Q(merged_into__in=heads) | Q(merged_into__parent__in=heads)
        return self.filter(family | merged).order_by().values("pk")


class ChainLinkQuerySet(QuerySet):
    """Links between pages and chains."""

    def for_labels(self):
        """With each chain and what it is part of or was merged into, in the editors' order."""
        return self.select_related(*CHAIN_OF_LINK).order_by("pk")
