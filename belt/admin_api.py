"""The API that the admin's own screens ask: they read, and so it only answers."""

from wagtail import hooks
from wagtail.admin.api.views import PagesAdminAPIViewSet
from wagtail.api.v2.router import WagtailAPIRouter


class ReadingPages(PagesAdminAPIViewSet):
    """Pages, without Wagtail's actions: these ask rights alone and go round every rule of the screens."""

    actions = {}


@hooks.register("construct_admin_api")
def leave_the_actions_out(router: WagtailAPIRouter) -> None:
    router.register_endpoint("pages", ReadingPages)
