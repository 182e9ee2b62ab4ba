"""The tables of ``entities``, split by concept; these are the public names."""

from entities.models.annotations import AnnotatedPage, EditorialNote, Source
from entities.models.broken_links import BrokenLink
from entities.models.chain_links import ChainLink, chains_of
from entities.models.chains import IndustryChain
from entities.models.distinct import DistinctProfiles
from entities.models.done import DoneDecision
from entities.models.doubts import DoubtDecision
from entities.models.mentions import MentionDecision
from entities.models.names import EntityName, EntityRelation
from entities.models.profile_index import EntityIndexPage
from entities.models.profiles import EntityPage, profile_read_along

__all__ = [
    "AnnotatedPage",
    "BrokenLink",
    "ChainLink",
    "DistinctProfiles",
    "DoneDecision",
    "DoubtDecision",
    "EditorialNote",
    "EntityIndexPage",
    "EntityName",
    "EntityPage",
    "EntityRelation",
    "IndustryChain",
    "MentionDecision",
    "Source",
    "chains_of",
    "profile_read_along",
]
