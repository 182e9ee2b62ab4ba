"""The read-only API: Wagtail's own endpoints, and one for chains."""

from typing import Any

from wagtail.api.v2.filters import FieldsFilter, OrderingFilter, SearchFilter
from wagtail.api.v2.router import WagtailAPIRouter
from wagtail.api.v2.utils import BadRequestError
from wagtail.api.v2.views import BaseAPIViewSet, PagesAPIViewSet
from wagtail.documents.api.v2.views import DocumentsAPIViewSet
from wagtail.images.api.v2.views import ImagesAPIViewSet
from wagtail.models import Site

from entities.digits import number_in
from entities.models import IndustryChain

LAST_OFFSET = 1_000_000


class Strict:
    """Mixed into Wagtail's endpoints: refuses in words what they would break on."""

    def check_query_parameters(self, queryset: Any) -> None:
        """``BadRequestError`` for an operator nobody knows and an offset beyond any list."""
        super().check_query_parameters(queryset)  # type: ignore[misc]
        asked = self.request.GET  # type: ignore[attr-defined]
        if asked.get("search_operator", "and") not in ("and", "or"):
            raise BadRequestError("search_operator must be 'and' or 'or'")
        offset = number_in(asked.get("offset", "0"))
        if offset is None or offset > LAST_OFFSET:
            raise BadRequestError(f"offset must be a number not greater than {LAST_OFFSET}")

    def find_object(self, queryset: Any, request: Any) -> Any:
        """``BadRequestError`` for a key that is no number."""
        if number_in(request.GET.get("id", "1")) is None:
            raise BadRequestError("id must be a number")
        return super().find_object(queryset, request)  # type: ignore[misc]


class StrictPagesAPIViewSet(Strict, PagesAPIViewSet):
    """Public pages."""

    def get_base_queryset(self) -> Any:
        """``BadRequestError`` for a site that is not there."""
        try:
            return super().get_base_queryset()
        except (Site.DoesNotExist, ValueError) as error:
            raise BadRequestError("site must be the host name of a site, or host:port") from error

    def find_object(self, queryset: Any, request: Any) -> Any:
        """A page by its public path, which begins with a language; Wagtail's own look-up expects none."""
        path = request.GET.get("html_path")
        if path is None:
            return super().find_object(queryset, request)
        path, site = f"{path.rstrip('/')}/", Site.find_for_request(request)
        for root in Site.get_site_root_paths():
            start = f"/{root.language_code}/"
            if site and root.site_id == site.pk and path.startswith(start):
                return queryset.filter(url_path=root.root_path + path.removeprefix(start)).first()
        return None


class StrictImagesAPIViewSet(Strict, ImagesAPIViewSet):
    """Pictures."""


class StrictDocumentsAPIViewSet(Strict, DocumentsAPIViewSet):
    """Documents."""


class ChainsAPIViewSet(Strict, BaseAPIViewSet):
    """Industry chains that readers can browse."""

    model = IndustryChain
    name = "chains"
    filter_backends = [FieldsFilter, OrderingFilter, SearchFilter]
    body_fields = [
        *BaseAPIViewSet.body_fields,
        "name",
        "names",
        "slug",
        "definition",
        "definitions",
        "retired",
    ]
    listing_default_fields = [*BaseAPIViewSet.listing_default_fields, "name", "slug"]

    def get_queryset(self):
        return IndustryChain.objects.listed()


api_router = WagtailAPIRouter("wagtailapi")
api_router.register_endpoint("pages", StrictPagesAPIViewSet)
api_router.register_endpoint("images", StrictImagesAPIViewSet)
api_router.register_endpoint("documents", StrictDocumentsAPIViewSet)
api_router.register_endpoint("chains", ChainsAPIViewSet)
