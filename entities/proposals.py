"""A chain is proposed by those who may make one, and accepted by those who may change it."""

from typing import Any

from django.db import transaction
from django.utils.translation import gettext as _
from wagtail.log_actions import log

from entities.models import IndustryChain

ACCEPT_ACTION = "entities.accept_chain"


class NotProposedError(Exception):
    """The chain waits for nobody; the message is a sentence for the editor."""


@transaction.atomic
def accept(chain: IndustryChain, *, user: Any) -> None:
    """Let editors use a proposed chain; raises ``NotProposedError`` if it is none."""
    found = IndustryChain.objects.select_for_update().get(pk=chain.pk)
    if not found.proposed:
        raise NotProposedError(_("“%(chain)s” is not waiting to be accepted.") % {"chain": found.name})
    found.proposed = False
    found.save()
    log(instance=found, action=ACCEPT_ACTION, user=user, content_changed=True)
