"""A chain is proposed by those who may make one; those who may change it accept or reject it."""

from typing import Any

from django.db import transaction
from django.db.models import Q
from django.utils.translation import gettext as _
from wagtail.log_actions import log

from entities.models import IndustryChain

ACCEPT_ACTION = "entities.accept_chain"
REJECT_ACTION = "entities.reject_chain"


class ProposalError(Exception):
    """It cannot be decided on; the message is a sentence for the editor."""


@transaction.atomic
def accept(chain: IndustryChain, *, user: Any) -> None:
    """Let editors use a proposed chain; raises ``ProposalError`` if it is none."""
    found = _waiting(chain)
    found.proposed = False
    found.save()
    log(instance=found, action=ACCEPT_ACTION, user=user, content_changed=True)


@transaction.atomic
def reject(chain: IndustryChain, *, user: Any, reason: str) -> None:
    """Delete a proposed chain, for nobody can have used it; raises ``ProposalError`` if somebody has.

    Who rejected it and why stays in the history of the site.
    """
    found = _waiting(chain)
    others = IndustryChain.objects.filter(Q(parent=found) | Q(merged_into=found))
    if others.exists() or IndustryChain.objects.filter(pk=found.pk).in_use().exists():
        raise ProposalError(_("“%(chain)s” is in use already: merge it instead.") % {"chain": found.name})
    log(instance=found, action=REJECT_ACTION, user=user, data={"reason": reason}, deleted=True)
    found.delete()


def _waiting(chain: IndustryChain) -> IndustryChain:
    """The chain as it is now, for nobody else to decide on meanwhile."""
    found = IndustryChain.objects.select_for_update().filter(pk=chain.pk, proposed=True).first()
    if found is None:
        raise ProposalError(_("“%(chain)s” is not waiting to be accepted.") % {"chain": chain.name})
    return found
