"""The closed vocabularies of a tour, each with the words people read."""

from django.db.models import TextChoices
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy


class Activity(TextChoices):
    """What the delegation did at a stop."""

    VISITED = "visited", pgettext_lazy("activity at a stop", "visited")
    STUDIED = "studied", pgettext_lazy("activity at a stop", "studied")
    HEARD = "heard", pgettext_lazy("activity at a stop", "heard a presentation")
    DISCUSSED = "discussed", pgettext_lazy("activity at a stop", "discussed")


class StopEvidence(TextChoices):
    """Whether the source ties the observation to the site, or we did."""

    STATED = "stated", _("stated in the source")
    IMPLIED = "implied", _("inferred by the editors")


class ReceivedState(TextChoices):
    """Whether the received text is whole."""

    COMPLETE = "complete", pgettext_lazy("received text", "complete")
    INCOMPLETE = "incomplete", pgettext_lazy("received text", "incomplete")
    UNKNOWN = "unknown", pgettext_lazy("received text", "not known whether complete")
