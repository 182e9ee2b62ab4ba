"""The closed vocabularies of the domain, each with the words people read."""

from django.db.models import TextChoices
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy


class EntityKind(TextChoices):
    """What a profile describes."""

    COMPANY = "company", _("company")
    PARK = "park", _("industrial or science park")
    EXHIBITION_CENTRE = "exhibition_centre", _("exhibition centre")
    CREATIVE_HUB = "creative_hub", _("creative hub")
    CITY = "city", _("city")
    DISTRICT = "district", _("district")
    PROVINCE = "province", _("province")
    REGION = "region", _("region")
    INSTITUTION = "institution", _("institution")
    PROGRAMME = "programme", _("programme or mechanism")

    @classmethod
    def sites(cls) -> tuple[str, ...]:
        """Kinds one can visit: each such profile stands in a place."""
        return (cls.COMPANY.value, cls.PARK.value, cls.EXHIBITION_CENTRE.value, cls.CREATIVE_HUB.value)

    @classmethod
    def places(cls) -> tuple[str, ...]:
        """Kinds in which other entities can be located."""
        return (cls.CITY.value, cls.DISTRICT.value, cls.PROVINCE.value, cls.REGION.value)

    @classmethod
    def group_of(cls, kind: str) -> int:
        """The part of a list in which a kind stands: 0 for sites, 1 for places, 2 for the rest."""
        if kind in cls.sites():
            return 0
        return 1 if kind in cls.places() else 2


class NameType(TextChoices):
    """How a name relates to the entity that bears it."""

    OFFICIAL = "official", _("official name")
    SHORT = "short", _("short name")
    FORMER = "former", _("former name")
    ALIAS = "alias", _("also known as")

    @classmethod
    def beside_titles(cls) -> tuple["NameType", ...]:
        """Which Chinese name is printed beside a title: of the first of these types, never a former one."""
        return (cls.OFFICIAL, cls.SHORT, cls.ALIAS)


class Script(TextChoices):
    """Scripts of names, as ISO 15924 codes."""

    LATIN = "Latn", _("Latin")
    SIMPLIFIED = "Hans", _("simplified Chinese")
    TRADITIONAL = "Hant", _("traditional Chinese")

    @classmethod
    def han(cls) -> tuple[str, ...]:
        """The scripts of Chinese characters."""
        return (cls.SIMPLIFIED.value, cls.TRADITIONAL.value)


class RelationKind(TextChoices):
    """A directed relation: the profile that holds the row is its subject."""

    PART_OF = "part_of", _("part of")
    SUBSIDIARY_OF = "subsidiary_of", _("subsidiary of")
    FOUNDED_BY = "founded_by", _("founded by")
    PROMOTED_BY = "promoted_by", _("promoted by")
    PARTNER_OF = "partner_of", _("works with")


class Stage(TextChoices):
    """Where in an industry chain somebody stands."""

    UPSTREAM = "upstream", pgettext_lazy("stage of a chain", "upstream")
    MIDSTREAM = "midstream", pgettext_lazy("stage of a chain", "midstream")
    DOWNSTREAM = "downstream", pgettext_lazy("stage of a chain", "downstream")
    UNSPECIFIED = "unspecified", pgettext_lazy("stage of a chain", "unspecified")


class Evidence(TextChoices):
    """What a statement rests on, strongest first."""

    STATED = "stated", _("stated in a report")
    IMPLIED = "implied", _("implied by the name")
    PROFILE = "profile", _("from the profile")
    EXTERNAL = "external", _("from an external source")


def weakness_of(evidence: str) -> int:
    """Ranks evidence, strongest first; what a draft or a program has left open is the weakest."""
    ranks = Evidence.values
    return ranks.index(evidence) if evidence in ranks else len(ranks)


class Verification(TextChoices):
    """How far a profile has been checked."""

    STUB = "stub", _("no profile received")
    RECEIVED = "received", _("received, to be verified")
    VERIFIED = "verified", _("verified")


class NoteKind(TextChoices):
    """Why the editors put a notice on a page."""

    CONTRADICTION = "contradiction", _("contradiction")
    CUT_OFF = "cut_off", _("text cut off")
    DOUBTFUL_FIGURE = "doubtful_figure", _("doubtful figure")
    DOUBTFUL_NAME = "doubtful_name", _("doubtful name")
    MISSING_DATE = "missing_date", _("missing date")
    MISSING_SOURCE = "missing_source", _("missing source")
    GAP = "gap", _("missing information")
    CORRECTION = "correction", _("correction")

    @property
    def of_several(self) -> str:
        """What several of them are headed with."""
        return str(_NOTES_OF_KIND[self])


_NOTES_OF_KIND = {
    NoteKind.CONTRADICTION: _("contradictions"),
    NoteKind.CUT_OFF: _("texts cut off"),
    NoteKind.DOUBTFUL_FIGURE: _("doubtful figures"),
    NoteKind.DOUBTFUL_NAME: _("doubtful names"),
    NoteKind.MISSING_DATE: _("missing dates"),
    NoteKind.MISSING_SOURCE: _("missing sources"),
    NoteKind.GAP: pgettext_lazy("several notes", "missing information"),
    NoteKind.CORRECTION: _("corrections"),
}


class DecisionKind(TextChoices):
    """How far a decision not to suggest a mention reaches."""

    HERE = "here", _("ignored here")
    NEVER = "never", _("never suggested")


class LinkProblem(TextChoices):
    """What is wrong with a link."""

    GONE = "gone", _("the page no longer exists")
    HIDDEN = "hidden", _("readers cannot see the page")
    REFUSED = "refused", _("the site refuses the address")
    SILENT = "silent", _("the site does not answer")
    CIRCLING = "circling", _("the address leads round in circles")
    FORBIDDEN = "forbidden", _("not an address of the public internet")

    @classmethod
    def inside(cls) -> list[str]:
        """Those of links within the site."""
        return [cls.GONE, cls.HIDDEN]


class NoteStatus(TextChoices):
    """Whether a notice still asks something."""

    OPEN = "open", pgettext_lazy("editorial note", "open")
    RESOLVED = "resolved", pgettext_lazy("editorial note", "resolved")
