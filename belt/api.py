"""The read-only API: Wagtail's own endpoints, and one for chains."""

from wagtail.api.v2.router import WagtailAPIRouter
from wagtail.api.v2.views import BaseAPIViewSet, PagesAPIViewSet
from wagtail.documents.api.v2.views import DocumentsAPIViewSet
from wagtail.images.api.v2.views import ImagesAPIViewSet

from entities.models import IndustryChain


class ChainsAPIViewSet(BaseAPIViewSet):
    """Industry chains that readers can browse."""

    model = IndustryChain
    name = "chains"
    body_fields = [*BaseAPIViewSet.body_fields, "name", "slug", "definition", "retired"]
    listing_default_fields = [*BaseAPIViewSet.listing_default_fields, "name", "slug"]

    def get_queryset(self):
        return IndustryChain.objects.listed()


api_router = WagtailAPIRouter("wagtailapi")
api_router.register_endpoint("pages", PagesAPIViewSet)
api_router.register_endpoint("images", ImagesAPIViewSet)
api_router.register_endpoint("documents", DocumentsAPIViewSet)
api_router.register_endpoint("chains", ChainsAPIViewSet)
