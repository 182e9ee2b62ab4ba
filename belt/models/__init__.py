"""The tables of ``belt``, split by concept; these are the public names."""

from belt.models.chain_pages import ChainIndexPage
from belt.models.content_state import ContentState
from belt.models.explorer import ExplorerPage
from belt.models.home import BeltStation, HomePage
from belt.models.open_questions import OpenQuestionsPage
from belt.models.review import ReviewTask
from belt.models.settings import SiteSettings
from belt.models.starter import StarterItem
from belt.models.translations import BehindTranslation

__all__ = [
    "BehindTranslation",
    "BeltStation",
    "ChainIndexPage",
    "ContentState",
    "ExplorerPage",
    "HomePage",
    "OpenQuestionsPage",
    "ReviewTask",
    "SiteSettings",
    "StarterItem",
]
